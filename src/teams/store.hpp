#pragma once

#include "db/database.hpp"
#include "teams/model.hpp"
#include "teams/usecases.hpp"

#include <optional>
#include <string>
#include <vector>

// The SQL of teams. Memberships are written by people/members_store.hpp.
namespace gps::teams::store {

// At most `limit`, by name, after `after`.
std::vector<Member> members(db::Transaction& tx, structures::StructureId structure,
                            const Place& after, int limit);
std::optional<Member> member(db::Transaction& tx, structures::StructureId structure,
                             const base::PublicId& professional);
// Whether anybody but this one administers the structure.
bool has_other_administrator(db::Transaction& tx, structures::StructureId structure,
                             people::ProfessionalId but);
// False when they were of the team of the service already.
bool name_platform(db::Transaction& tx, people::ProfessionalId professional, base::Instant now);
// False when they were not.
bool unname_platform(db::Transaction& tx, people::ProfessionalId professional);
std::vector<Departure> departures(db::Transaction& tx, structures::StructureId structure,
                                  base::Date since);

struct NewInvitation {
    std::string digest = {};
    structures::StructureId structure = {};
    Invited invited = {};
    people::ProfessionalId invited_by = {};
    base::Instant at = {};
    base::Instant expires_at = {};
};
// An earlier one of the same address is cancelled.
void keep_invitation(db::Transaction& tx, const NewInvitation& invitation);
std::vector<Invitation> invitations(db::Transaction& tx, structures::StructureId structure,
                                    base::Instant now);
// Of one invitation that waits, what was typed.
std::optional<Invited> invited(db::Transaction& tx, structures::StructureId structure,
                               const base::PublicId& invitation);
// The address it was sent to; nullopt when none waits.
std::optional<std::string> cancel_invitation(db::Transaction& tx, structures::StructureId structure,
                                             const base::PublicId& invitation);

struct Held {
    std::int64_t id = 0;
    base::PublicId public_id = {};
    structures::StructureId structure = {};
    std::string structure_name = {};
    std::string invited_by = {};
    Invited invited = {};
};
// The invitation of a link that still serves, of an open structure.
std::optional<Held> held(db::Transaction& tx, std::string_view digest, base::Instant now);
// False when it was used meanwhile.
bool use_invitation(db::Transaction& tx, std::int64_t id);

std::optional<Askable> askable(db::Transaction& tx, people::ProfessionalId professional,
                               const base::PublicId& structure);
// False when one is pending already.
bool add_request(db::Transaction& tx, people::ProfessionalId professional,
                 structures::StructureId structure, base::Instant now);
std::vector<Request> requests(db::Transaction& tx, structures::StructureId structure);
std::vector<Sent> sent(db::Transaction& tx, people::ProfessionalId professional);
bool cancel_request(db::Transaction& tx, people::ProfessionalId professional,
                    const base::PublicId& request, base::Instant now);

struct Asker {
    people::ProfessionalId id = {};
    std::string email = {};
    bool is_active = false;
};
// Closes a request that waits; who asked it, nullopt when none waits for this structure.
std::optional<Asker> answer_request(db::Transaction& tx, structures::StructureId structure,
                                    const base::PublicId& request, RequestState state,
                                    std::optional<std::string_view> refusal,
                                    people::ProfessionalId by, base::Instant now);

std::int64_t sweep(db::Transaction& tx, base::Instant expired_before);

}  // namespace gps::teams::store
