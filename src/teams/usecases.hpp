#pragma once

#include "access/route.hpp"
#include "access/rules.hpp"
#include "base/result.hpp"
#include "teams/model.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Who is of a structure, decided by those who administer it. Each runs in the request's
// transaction; who may call is the route's (Administrator), but where it says otherwise. Everything
// here is about the structure that the viewer acts for: another one's is NotFound.
namespace gps::teams {

// Invitations by one administrator: a whole agency in a day, not a mailing.
constexpr access::Limit kInvitationsADay{"invitations", 300, std::chrono::hours(24)};
// Requests by one professional.
constexpr access::Limit kRequestsADay{"membership_requests", 10, std::chrono::hours(24)};

Members members(const access::Visit& visit, const base::PublicId& after);
std::optional<Member> member(const access::Visit& visit, const base::PublicId& professional);
std::vector<Departure> departures(const access::Visit& visit);
std::vector<Invitation> invitations(const access::Visit& visit);
std::vector<Request> requests(const access::Visit& visit);

// ---- Members ------------------------------------------------------------------------------------

// NotFound for who is no member; Conflict when nobody would administer the structure any more.
base::Result<> name_role(const access::Visit& visit, const base::PublicId& professional, Role role);

// Ends a membership today: their sessions for the structure see nothing from the next request on.
// Refused like name_role().
base::Result<> record_departure(const access::Visit& visit, const base::PublicId& professional);

// The address of a link by which a member adds a second factor; to be handed over, never mailed.
// NotFound for who is no member, Forbidden for oneself.
base::Result<std::string> give_factor_link(const access::Visit& visit,
                                           const base::PublicId& professional);

// ---- Invitations --------------------------------------------------------------------------------

struct Invited {
    std::string email = {};
    std::string last_name = {};
    std::string first_name = {};
    Role role = Role::Member;
};
// What is wrong with it, an error a field at most; nothing when it may be sent.
std::vector<base::Error> mistakes_in(const access::Visit& visit, const Invited& typed);

// Mails a link that makes them a member, and opens their account if they have none. An earlier
// invitation of the same address serves no more. Invalid by field.
base::Result<> invite(const access::Visit& visit, const Invited& typed);

// Mails a new link; the former serves no more.
base::Result<> invite_again(const access::Visit& visit, const base::PublicId& invitation);
base::Result<> cancel_invitation(const access::Visit& visit, const base::PublicId& invitation);

// What the one who holds a link reads before accepting: for Anyone. nullopt when it serves no more.
struct Offer {
    std::string structure = {};
    std::string invited_by = {};
    std::string name = {};
    std::string email = {};  // that it was sent to
    Role role = Role::Member;
};
std::optional<Offer> offer(const access::Visit& visit, std::string_view link);
// Makes the one invited a member, with an account if they had none: for Anyone who holds the link,
// once. It opens no session. NotFound when it serves no more, or for an account that is closed.
base::Result<> accept_offer(const access::Visit& visit, std::string_view link);

// ---- Asking to be a member: for whoever is signed in --------------------------------------------

// The open structure, unless the viewer is of it already or has asked.
struct Askable {
    structures::StructureId id = {};
    std::string name = {};
    bool is_member = false;
    bool has_asked = false;
};
std::optional<Askable> askable(const access::Visit& visit, const base::PublicId& structure);

// Asks its administrators, or the platform when it has none. Asking twice changes nothing.
base::Result<> ask(const access::Visit& visit, const base::PublicId& structure);
std::vector<Sent> sent(const access::Visit& visit);
base::Result<> cancel_request(const access::Visit& visit, const base::PublicId& request);

// Answers: for an administrator of the structure that was asked.
base::Result<> accept_request(const access::Visit& visit, const base::PublicId& request);
base::Result<> refuse_request(const access::Visit& visit, const base::PublicId& request,
                              std::string_view refusal);

// Names someone of the team of the service, or takes them off it; false when it changes nothing.
// For the operator's command.
bool set_platform(db::Transaction& tx, people::ProfessionalId professional, bool is_of_team,
                  base::Instant now);

// A job: deletes invitations closed or too old for thirty days; how many.
std::int64_t sweep(db::Database& db, const base::Clock& clock);

}  // namespace gps::teams
