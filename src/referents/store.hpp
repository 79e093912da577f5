#pragma once

#include "db/database.hpp"
#include "notices/model.hpp"
#include "people/model.hpp"
#include "people/structure_id.hpp"
#include "referents/model.hpp"

#include <optional>
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

// Whose parts these are.
std::vector<notices::Recipient> whose(db::Transaction& tx, sharing::ContributionId one,
                                      const std::optional<sharing::ContributionId>& other);

// Who named the référent in force, while they follow the person.
std::optional<notices::Recipient> decider(db::Transaction& tx, people::PersonId person);

}  // namespace gps::referents::store
