#pragma once

#include "access/route.hpp"
#include "access/rules.hpp"
#include "base/result.hpp"
#include "relays/rules.hpp"
#include "sharing/acting.hpp"

#include <optional>
#include <string_view>
#include <vector>

// What is done with a relay. Each act refuses with NotFound whom it does not concern, with Conflict
// what comes too late; `may` (rules.hpp) says who does what, and those concerned are told.
namespace gps::relays {

using sharing::Acting;

// By one professional: a caseload handed over in a day, not a mailing.
constexpr access::Limit kRelaysADay{"relays", 200, std::chrono::hours(24)};
// Of those, by an address: GPS writes to strangers by the dozen at most. Addresses that have an
// account count too, or the limit would tell which they are.
constexpr access::Limit kByAddressADay{"relays_by_address", 20, std::chrono::hours(24)};

// Sends it, once proposals has checked who may. Conflict when the viewer hands this person over
// already; TooMany beyond kRelaysADay or kByAddressADay.
base::Result<base::PublicId> send(const Acting& acting, const NewRelay& relay);

// What the viewer proposed of a person, for the structure they act for: the last 25.
std::vector<Relay> proposed_for(const Acting& acting, people::PersonId person);

// Whether that professional may be asked here: is of an open structure, in an active account.
bool may_be_asked(db::Transaction& tx, people::ProfessionalId professional);

// Before it is answered.
base::Result<> cancel(const Acting& acting, const base::PublicId& relay);

// The relay, and what the viewer is to it. NotFound for whom it does not concern; Conflict when a
// colleague has it, or when it is no longer theirs to read.
struct Read {
    Relay relay = {};
    Party party = Party::Nobody;
};
base::Result<Read> read(const Acting& acting, const base::PublicId& relay);

// Which relays: to be taken in one's structure, received, given.
enum class List { ToTake, Received, Given };

// A page of relays, the latest first.
struct Listed {
    std::vector<Relay> relays = {};
    base::PublicId next = {};  // what to ask the next page after; empty on the last page
};
Listed listed(const Acting& acting, List list, const base::PublicId& before);

// Reads a relay; that who is to answer has seen it is kept.
base::Result<Read> open(const Acting& acting, const base::PublicId& relay);

// A member of the structure takes it for themselves: the first one has it. And gives it back to be
// taken by another.
base::Result<> take(const Acting& acting, const base::PublicId& relay);
base::Result<> give_back(const Acting& acting, const base::PublicId& relay);

// The viewer follows the person from now on; when they were handed over on a day that has come, the
// giver's part ends today. Invalid by field of the part. Conflict when nobody may follow the person
// any more.
base::Result<base::PublicId> accept(const Acting& acting, const base::PublicId& relay,
                                    const sharing::PartTyped& part);

// Invalid on "refus" without a reason.
base::Result<> refuse(const Acting& acting, const base::PublicId& relay, std::string_view refusal);

// What became of it. Invalid on "issue".
base::Result<> conclude(const Acting& acting, const base::PublicId& relay,
                        std::string_view outcome);

// ---- For Anyone who holds the link sent to an address without an account: once
// --------------------

std::optional<Relay> by_link(db::Transaction& tx, std::string_view link, base::Instant now);
base::Result<> accept_by_link(const access::Visit& visit, std::string_view link);
base::Result<> refuse_by_link(const access::Visit& visit, std::string_view link,
                              std::string_view refusal);

}  // namespace gps::relays
