#pragma once

#include "db/database.hpp"
#include "relays/model.hpp"
#include "relays/store.hpp"

#include <vector>

// The SQL of relays that wait for who leaves. At most a hundred a call.
namespace gps::relays::store {

struct GivenBack {
    base::PublicId public_id = {};
    people::PersonId person = {};
};
std::vector<GivenBack> give_back_of(db::Transaction& tx, const By& leaver);
// Of those whose membership ended on that day or since, and who have no other there.
std::vector<GivenBack> give_back_left(db::Transaction& tx, base::Date since);

}  // namespace gps::relays::store
