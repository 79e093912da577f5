#pragma once

#include "base/result.hpp"
#include "quotas/model.hpp"
#include "quotas/rules.hpp"

#include <optional>
#include <span>
#include <vector>

// Counting what an account does, and stopping it. What is done without a session, by an import or
// while a demonstration is filled, is not counted. On a demonstration, whose visitors share a few
// invented accounts, everything is counted and nothing is stopped.
namespace gps::quotas {

// Counts one act, refused or not, before it shows anything. TooMany: nothing may be shown; the
// refusal must be recorded, or the count is lost with its transaction. Past a day or thirty days,
// the team of the service is told by mail and by the log.
base::Result<> spend(const Spending& spending, Purpose purpose);

// The same for what pages read by the dozen: counted in memory, written a few seconds later
// (tally.hpp), so that reading costs no statement more.
base::Result<> spend_in_memory(const access::House& house, const access::Viewer& viewer,
                               Purpose purpose, int done = 1);

// Counts those among `people` whom the viewer did not know of; ten at most. The same refusals. An
// invented one alerts the team of the service.
base::Result<> reach(const Spending& spending, std::span<const people::PersonId> people);

// What was counted in memory comes in: freezes and alerts as above, refuses nothing.
Spent bring_in(const access::House& house, db::Transaction& tx, people::ProfessionalId professional,
               Purpose purpose, int done);

// For the team of the service: frozen accounts, the latest first; and opening one again, with a
// reason that is kept. NotFound when it is not frozen; Forbidden for one's own.
constexpr int kFreezesAPage = 25;
struct FreezesPage {
    std::vector<Freeze> rows = {};
    base::PublicId next = {};  // empty: the last page
};
FreezesPage freezes(db::Transaction& tx, const base::PublicId& before);
base::Result<> lift(const Spending& spending, const base::PublicId& freeze,
                    std::string_view reason);
// The same by the operator's command; false when the account was not frozen.
bool lift_by_operator(db::Transaction& tx, const base::Keys& keys,
                      people::ProfessionalId professional, base::Instant now);

// Marks as invented the people whom this account alone follows; how many are new.
std::int64_t mark_canaries(db::Transaction& tx, people::ProfessionalId professional,
                           base::Instant now);

// Counts and people of more than thirty days.
std::int64_t sweep(db::Database& db, const base::Clock& clock);

}  // namespace gps::quotas
