#pragma once

#include "db/database.hpp"
#include "people/model.hpp"
#include "people/structure_id.hpp"
#include "referents/model.hpp"

#include <optional>
#include <string>
#include <vector>

// What pages about référents read. The rows are written by followup.
namespace gps::referents::store {

struct Reader {
    people::ProfessionalId professional = {};
    structures::StructureId structure = {};
    int highest_sensitivity = 1;
};
// Who follows the person now and is not hidden from the reader, by name; at most 200.
std::vector<Candidate> candidates(db::Transaction& tx, people::PersonId person,
                                  const Reader& reader);

std::optional<InForce> in_force(db::Transaction& tx, people::PersonId person);

// The e-mails of those contributors whose account is active, but the actor's.
std::vector<std::string> addresses(db::Transaction& tx, sharing::ContributionId one,
                                   const std::optional<sharing::ContributionId>& other,
                                   people::ProfessionalId actor);

}  // namespace gps::referents::store
