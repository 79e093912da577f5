#pragma once

#include "db/database.hpp"
#include "relays/usecases.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The SQL of relays.
namespace gps::relays::store {

// nullopt when the giver hands this person over already.
std::optional<base::PublicId> add(db::Transaction& tx, const NewRelay& relay);

// ---- Reading ------------------------------------------------------------------------------------

// Which relays, the latest first. Those of people who objected or are archived are not there for
// who takes them.
struct Asked {
    List list = List::Received;
    people::ProfessionalId professional = {};
    structures::StructureId structure = {};
    base::PublicId before = {};  // of the last one of the page before
    int at_most = 25;
};
std::vector<Relay> listed(db::Transaction& tx, const Asked& asked);
// What that professional proposed of a person, for that structure: 25 at most.
std::vector<Relay> of_person(db::Transaction& tx, people::PersonId person,
                             people::ProfessionalId giver, structures::StructureId structure);
// `viewer`: the giver still finds what they proposed of someone who objected since.
std::optional<Relay> one(db::Transaction& tx, const base::PublicId& id,
                         people::ProfessionalId viewer);
std::optional<Relay> by_link(db::Transaction& tx, std::string_view digest);

// ---- Acts: false when it is too late, for another did something meanwhile
// --------------------------

struct By {
    people::ProfessionalId professional = {};
    structures::StructureId structure = {};
};
bool see(db::Transaction& tx, RelayId id, base::Instant now);
// The first who takes has it.
bool take(db::Transaction& tx, RelayId id, const By& by, base::Instant now);
bool give_back(db::Transaction& tx, RelayId id, people::ProfessionalId by);
bool accept(db::Transaction& tx, RelayId id, const By& by, base::Instant now);
bool refuse(db::Transaction& tx, RelayId id, people::ProfessionalId by, std::string_view refusal,
            base::Instant now);
// Who has no account, once: the link serves no more.
bool accept_outside(db::Transaction& tx, RelayId id, base::Instant now);
bool refuse_outside(db::Transaction& tx, RelayId id, std::string_view refusal, base::Instant now);
bool cancel(db::Transaction& tx, RelayId id, base::Instant now);
bool conclude(db::Transaction& tx, RelayId id, std::string_view outcome, base::Instant now);
// That the giver's part was seen to: ended, or ended before.
void note_handed_over(db::Transaction& tx, RelayId id, base::Instant now);

// ---- Who
// --------------------------------------------------------------------------------------------

// The one an active account has acted for longest; nullopt when it is of none.
std::optional<structures::StructureId> first_structure(db::Transaction& tx,
                                                       people::ProfessionalId professional);

}  // namespace gps::relays::store
