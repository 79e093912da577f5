#pragma once

#include "contact/model.hpp"
#include "db/database.hpp"
#include "people/model.hpp"
#include "people/structure_id.hpp"

#include <optional>
#include <string>

// The SQL of contacts.
namespace gps::contact::store {

struct Reached {
    std::string first_name = {};
    std::string last_name = {};
    std::string structure = {};
    std::string email = {};
    std::string phone = {};  // E.164, "" when unknown
    bool is_same_structure = false;
    bool is_there = false;  // an active account, still a member
};

struct Sought {
    people::PersonId person = {};
    structures::StructureId own_structure = {};
    int highest_sensitivity = 1;
};
// Need to know: of a structure too sensitive to be shown to the viewer's, nothing is read.
std::optional<Reached> reached(db::Transaction& tx, const Sought& sought, const Asked& asked);

}  // namespace gps::contact::store
