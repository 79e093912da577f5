#pragma once

#include "access/viewer.hpp"
#include "db/database.hpp"
#include "proconnect/newcomers.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Identities of ProConnect and the accounts they open, departures, what signing out takes.
namespace gps::proconnect::store {

struct Account {
    people::ProfessionalId id = {};
    bool is_active = false;
    std::string email = {};
};
// The account that an identity opens.
std::optional<Account> linked(db::Transaction& tx, std::string_view issuer,
                              std::string_view subject);
// An identity opens one account, until it is detached; false when it already opens one.
bool link(db::Transaction& tx, std::string_view issuer, std::string_view subject,
          people::ProfessionalId owner, base::Instant now);
// It was shown again, with this e-mail; false when it opens nobody's account any more.
bool use(db::Transaction& tx, std::string_view issuer, std::string_view subject,
         std::string_view email, base::Instant now);
void keep_shown(db::Transaction& tx, access::SessionId session, std::string_view issuer,
                std::string_view subject, base::Instant now);

// What opens an account, from the latest.
struct Linked {
    std::string issuer = {};
    std::string subject = {};
    std::string email = {};
    base::Instant linked_at = {};
    std::optional<base::Instant> used_at = {};
};
std::vector<Linked> identities(db::Transaction& tx, people::ProfessionalId owner);
// False when it is not theirs any more.
bool detach(db::Transaction& tx, const Linked& identity, people::ProfessionalId owner);
// Of the sessions in which it was shown, those of its owner that go on, but the one they are in.
std::vector<base::PublicId> take_sessions(db::Transaction& tx, const Linked& identity,
                                          const access::Viewer& owner);

// Whether they are a member, today, of an open structure of this SIRET.
bool belongs_to_siret(db::Transaction& tx, people::ProfessionalId professional,
                      std::string_view siret);

// The open structures of a SIRET, by name, twenty at most.
std::vector<Place> places(db::Transaction& tx, std::string_view siret);

struct NewDeparture {
    std::string state_digest = {};
    std::string holder_digest = {};  // of the session, or of the browser's token
    std::optional<access::SessionId> session = {};
    std::string sealed = {};
    base::Instant at = {};
};
void keep_departure(db::Transaction& tx, const NewDeparture& departure);

struct Departed {
    std::optional<access::SessionId> session = {};
    std::string sealed = {};
};
// Once: it is gone afterwards. nullopt when it is old, or was made by none of the holders.
std::optional<Departed> claim_departure(db::Transaction& tx, std::string_view state_digest,
                                        std::string_view browser_digest,
                                        std::string_view session_digest, base::Instant since);

void keep_session(db::Transaction& tx, access::SessionId session, std::string_view sealed,
                  base::Instant now);
// Of the session with this token, while it lasts.
std::optional<std::string> session(db::Transaction& tx, std::string_view token_digest);

// Deletes departures and sessions that began before these; how many.
std::int64_t sweep(db::Transaction& tx, base::Instant left_before, base::Instant opened_before);

}  // namespace gps::proconnect::store
