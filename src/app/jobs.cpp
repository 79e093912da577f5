#include "app/jobs.hpp"

#include "access/usecases.hpp"
#include "alerts/watch.hpp"
#include "audit/activity_store.hpp"
#include "audit/head_file.hpp"
#include "audit/sequencer.hpp"
#include "base/log.hpp"
#include "base/rounds.hpp"
#include "factors/usecases.hpp"
#include "followup/acts.hpp"
#include "merges/running.hpp"
#include "notices/digests.hpp"
#include "passkeys/usecases.hpp"
#include "platform/habilitations.hpp"
#include "proconnect/journey.hpp"
#include "quotas/tally.hpp"
#include "quotas/usecases.hpp"
#include "relays/deadlines.hpp"
#include "teams/usecases.hpp"

#include <csignal>
#include <memory>
#include <string>

namespace gps::app {
namespace {

constexpr std::chrono::seconds kRest{60};

// Signals are for the thread that serves.
void block_signals() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

// A short transaction after the other, so that no act waits for the whole round.
std::int64_t first_uses(db::Database& db, const base::Clock& clock) {
    const auto settled = clock.now().minus(audit::kLongestTransaction);
    auto after = db.read([](db::Transaction& tx) { return audit::first_uses_noted_until(tx); });
    std::int64_t all = 0;
    while (true) {
        const auto noted = db.write(
            [&](db::Transaction& tx) { return audit::note_first_uses(tx, after, settled); });
        if (!noted) return all;
        all += noted->first_uses;
        after = noted->until;
    }
}

// Round after round, until there is nothing left to hide.
std::int64_t hide_ended(db::Database& db, const base::Clock& clock) {
    return base::rounds([&] {
        return db.write(
            [&](db::Transaction& tx) { return followup::hide_ended(tx, clock.today()); });
    });
}

}  // namespace

Jobs::Jobs(std::vector<Job> jobs, std::chrono::seconds round)
    : jobs_(std::move(jobs)),
      round_(round),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

void Jobs::run(const std::stop_token& stop) {
    block_signals();
    std::vector<std::int64_t> rest_until(jobs_.size(), 0);
    for (std::int64_t round = 0; !stop.stop_requested(); ++round) {
        for (std::size_t i = 0; i < jobs_.size(); ++i) {
            const bool is_due = round % (jobs_[i].every / round_) == 0 && round >= rest_until[i];
            if (stop.stop_requested() || !is_due) continue;
            if (!run_once(jobs_[i])) rest_until[i] = round + kRest / round_;
        }
        std::unique_lock lock(mutex_);
        wake_.wait_for(lock, stop, round_, [] { return false; });
    }
}

bool run_once(const Job& job) {
    try {
        const auto changed = job.act();
        if (changed == 0) return true;
        base::log_event(base::Level::Info, "app.job",
                        {{"job", std::string(job.name)}, {"rows", std::to_string(changed)}});
        return true;
    } catch (const std::exception& failure) {
        base::log_event(base::Level::Error, "app.job_failed",
                        {{"job", std::string(job.name)}, {"what", failure.what()}});
        return false;
    }
}

std::vector<Job> house_jobs(db::Database& db, const base::Clock& clock) {
    using std::chrono::minutes;
    return {{"sweep", minutes(1), [&db, &clock] { return access::sweep(db, clock); }},
            {"hide_ended", minutes(60), [&db, &clock] { return hide_ended(db, clock); }},
            {"proconnect", minutes(10), [&db, &clock] { return proconnect::sweep(db, clock); }},
            {"invitations", minutes(60), [&db, &clock] { return teams::sweep(db, clock); }},
            {"factor_links", minutes(60), [&db, &clock] { return factors::sweep(db, clock); }},
            {"passkeys", minutes(10), [&db, &clock] { return passkeys::sweep(db, clock); }},
            {"quotas", minutes(60), [&db, &clock] { return quotas::sweep(db, clock); }},
            {"first_uses", minutes(10), [&db, &clock] { return first_uses(db, clock); }}};
}

std::vector<Job> deadline_jobs(const requests::Keeping& keeping) {
    const platform::Keeping habilitations{
        .database = keeping.database, .keys = keeping.keys, .clock = keeping.clock};
    const relays::Keeping relays{.database = keeping.database,
                                 .keys = keeping.keys,
                                 .clock = keeping.clock,
                                 .public_url = keeping.public_url};
    const notices::Keeping telling{
        .database = keeping.database, .clock = keeping.clock, .public_url = keeping.public_url};
    return {
        {"requests", std::chrono::minutes(60),
         [keeping] { return requests::keep_deadlines(keeping); }},
        {"relays", std::chrono::minutes(60), [relays] { return relays::keep_deadlines(relays); }},
        {"digests", std::chrono::minutes(1), [telling] { return notices::send_digests(telling); }},
        {"notices", std::chrono::minutes(60), [telling] { return notices::forget_old(telling); }},
        {"habilitations", std::chrono::minutes(1),
         [habilitations] { return platform::keep_habilitations(habilitations); }}};
}

std::vector<Job> watch_jobs(const requests::Keeping& keeping) {
    const alerts::Keeping watching{.database = keeping.database,
                                   .keys = keeping.keys,
                                   .clock = keeping.clock,
                                   .public_url = keeping.public_url};
    return {{"watch", std::chrono::seconds(10), [watching] { return alerts::watch(watching); }}};
}

std::vector<Job> merge_jobs(db::Database& db, const base::Keys& keys, const base::Clock& clock) {
    return {{"merges", std::chrono::seconds(1), [&db, &keys, &clock] {
                 return merges::keep_moving({.database = db, .keys = keys, .clock = clock});
             }}};
}

std::vector<Job> departure_jobs(const departures::Keeping& keeping) {
    return {{"departures", std::chrono::seconds(1),
             [keeping] { return departures::keep_moving(keeping); }},
            {"departures_forgotten", std::chrono::hours(1),
             [keeping] { return departures::forget_old(keeping); }}};
}

// Lines of lists come in all day: the log is told of accounts that they stop only.
std::vector<Job> tally_jobs(const access::House& house) {
    return {{"quotas_tally", std::chrono::seconds(5), [&house] {
                 house.tally->flush(house);
                 return std::int64_t{0};
             }}};
}

// Entries are chained all day: the log is told of heads only.
std::vector<Job> chain_jobs(db::Database& db, const base::Keys& keys, const base::Clock& clock,
                            const std::filesystem::path& heads) {
    using std::chrono::seconds;
    const auto exported = std::make_shared<audit::HeadExport>(heads);
    return {{"audit_chain", seconds(1),
             [&db, &clock] {
                 audit::chain_entries(db, clock);
                 return std::int64_t{0};
             }},
            {"audit_heads", seconds(5),
             [&db, &keys, &clock, exported] {
                 audit::sign_head(db, keys, clock);
                 exported->run(db);
                 return std::int64_t{0};
             }},
            {"audit_purge", std::chrono::hours(1),
             [&db, &keys, &clock] { return audit::purge(db, keys, clock); }}};
}

}  // namespace gps::app
