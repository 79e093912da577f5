#pragma once

#include "db/database.hpp"
#include "sharing/file.hpp"

#include <optional>
#include <vector>

// The SQL of the file of a person.
namespace gps::sharing::store {

// nullopt when the person does not exist, and when the viewer has neither a part nor a request.
struct Viewing {
    people::ProfessionalId viewer = {};
    structures::StructureId structure = {};
    base::Instant referent_since = {};  // whoever was référent after that still sees as one
};
std::optional<Standing> standing(db::Transaction& tx, const Viewing& viewing,
                                 const base::PublicId& person);

struct CardsAsked {
    people::PersonId person = {};
    people::ProfessionalId viewer = {};
    structures::StructureId own_structure = {};
    std::optional<ContributionId> only = {};  // the viewer's own card, when that is all they see
    int highest_sensitivity = 1;
    std::optional<ContributionId> referent = {};
};
// Référent first, then those ongoing, then the most recent start. What is masked is not read.
std::vector<Card> cards(db::Transaction& tx, const CardsAsked& asked);

std::vector<Period> periods(db::Transaction& tx, ContributionId contribution);

// The latest two hundred of the person.
std::vector<Designated> designations(db::Transaction& tx, people::PersonId person);
std::vector<Relayed> relays(db::Transaction& tx, people::PersonId person);

std::optional<base::PublicId> other_structure(db::Transaction& tx, const access::Viewer& viewer,
                                              const base::PublicId& person);

}  // namespace gps::sharing::store
