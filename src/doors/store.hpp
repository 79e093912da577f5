#pragma once

#include "db/database.hpp"
#include "doors/doors.hpp"
#include "people/store.hpp"

#include <optional>
#include <string>
#include <vector>

// The SQL of the doors.
namespace gps::doors::store {

struct Colleague {
    people::PersonId person = {};
    base::PublicId public_id = {};
    people::Initials initials = {};
    std::string name = {};  // of the colleague
};
// People of this birth name with an ongoing part in the structure that is not the viewer's, whom
// the viewer does not follow, and who did not object. At most `limit`.
std::vector<Colleague> of_colleagues(db::Transaction& tx, structures::StructureId structure,
                                     people::ProfessionalId viewer, const std::string& birth_key,
                                     int limit);

// The same line for one person; nullopt when no colleague follows them.
std::optional<Colleague> of_colleague(db::Transaction& tx, structures::StructureId structure,
                                      people::ProfessionalId viewer, people::PersonId person);

struct Identified {
    people::PersonId id = {};
    std::string name = {};
    base::Date birth_date = {};
};
// Names of the people of of_colleagues(), for those whose details the viewer would see.
std::vector<Identified> identified(db::Transaction& tx, const std::vector<people::PersonId>& ids);

// What decides whether a door is open.
struct Relation {
    people::PersonId person = {};
    base::PublicId public_id = {};
    people::PersonState state = people::PersonState::Active;
    std::optional<sharing::OwnPart> own = {};
    bool has_pending_request = false;
    bool a_colleague_follows = false;
};
std::optional<Relation> relation(db::Transaction& tx, const base::PublicId& person,
                                 people::ProfessionalId viewer, structures::StructureId structure);
// Throws when no person has this id.
Relation relation(db::Transaction& tx, people::PersonId person, people::ProfessionalId viewer,
                  structures::StructureId structure);

}  // namespace gps::doors::store
