#pragma once

#include "base/date.hpp"
#include "db/database.hpp"
#include "people/model.hpp"
#include "people/structure_id.hpp"
#include "requests/model.hpp"

#include <optional>
#include <string>
#include <vector>

// The SQL of what becomes of requests that wait, and of whom is told.
namespace gps::requests::store {

// A request that waits, and of whom it speaks.
struct Waiting {
    RequestId id = {};
    base::PublicId public_id = {};
    people::PersonId person = {};
    people::ProfessionalId professional = {};
    structures::StructureId structure = {};
    Kind kind = Kind::Join;
};

// At most a hundred, asked before this moment and not recalled yet; recalled from now on.
std::vector<Waiting> recall(db::Transaction& tx, base::Instant asked_before, base::Instant now);
// The same, refused by silence from now on.
std::vector<Waiting> let_lapse(db::Transaction& tx, base::Instant asked_before, base::Instant now);

// nullopt when the person has none, or objected.
std::optional<std::string> address_of(db::Transaction& tx, people::PersonId person);

}  // namespace gps::requests::store
