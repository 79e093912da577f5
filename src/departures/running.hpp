#pragma once

#include "base/clock.hpp"
#include "base/keys.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <string>

// What was decided is done here, some people a transaction: stopped at any moment, on any node, it
// goes on from what the rows say.
namespace gps::departures {

struct Keeping {
    db::Database& database;
    const base::Keys& keys;
    const base::Clock& clock;
    std::string public_url = {};  // without a final slash
};

// One step, in the caller's transaction. False when there is nothing to do.
bool move_some(const Keeping& keeping, db::Transaction& tx);

// A job: some steps, a transaction each; how many.
std::int64_t keep_moving(const Keeping& keeping);

// A job: what was done for each person is forgotten once it cannot be undone.
std::int64_t forget_old(const Keeping& keeping);

}  // namespace gps::departures
