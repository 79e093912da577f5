#pragma once

#include "db/database.hpp"
#include "grants/model.hpp"
#include "people/model.hpp"
#include "people/structure_id.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

// The SQL of grants.
namespace gps::grants::store {

struct NewGrant {
    people::PersonId person = {};
    people::ProfessionalId holder = {};
    structures::StructureId structure = {};
    std::int64_t request = 0;
    people::ProfessionalId by = {};
    base::Instant at = {};
    base::Date until = {};
};
void add_grant(db::Transaction& tx, const NewGrant& grant);

// Who looks at grants: what the holder's structure may hide from theirs is not read.
struct Reader {
    structures::StructureId structure = {};
    int highest_sensitivity = 1;
};
// On this person, those that end first before the others; at most 100.
std::vector<Grant> on_person(db::Transaction& tx, people::PersonId person, const Reader& reader,
                             base::Date today);
// Of the members of the reader's structure; at most 100.
std::vector<Grant> of_structure(db::Transaction& tx, const Reader& reader, base::Date today);

struct Revoked {
    people::PersonId person = {};
    people::ProfessionalId holder = {};
    structures::StructureId structure = {};
};
struct Revocation {
    base::PublicId grant = {};
    std::optional<people::PersonId> person = {};            // the grant is on them
    std::optional<structures::StructureId> structure = {};  // or its holder is of it
    std::string_view reason = {};
    people::ProfessionalId by = {};
    base::Instant at = {};
    base::Date today = {};
};
// nullopt when it is not in force.
std::optional<Revoked> revoke(db::Transaction& tx, const Revocation& revocation);

}  // namespace gps::grants::store
