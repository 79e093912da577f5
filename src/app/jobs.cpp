#include "app/jobs.hpp"

#include "access/usecases.hpp"
#include "audit/activity_store.hpp"
#include "base/log.hpp"
#include "factors/usecases.hpp"
#include "followup/acts.hpp"
#include "proconnect/journey.hpp"
#include "teams/usecases.hpp"

#include <csignal>
#include <memory>
#include <string>

namespace gps::app {
namespace {

constexpr std::chrono::minutes kRound{1};
// No transaction lasts this long: an act of before is there for everyone.
constexpr std::chrono::minutes kLongestTransaction{10};

// Signals are for the thread that serves.
void block_signals() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

// A short transaction after the other, so that no act waits for the whole round.
std::int64_t first_uses(db::Database& db, const base::Clock& clock) {
    const auto settled = clock.now().minus(kLongestTransaction);
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
    std::int64_t all = 0;
    while (true) {
        const int hidden =
            db.write([&](db::Transaction& tx) { return followup::hide_ended(tx, clock.today()); });
        if (hidden == 0) return all;
        all += hidden;
    }
}

}  // namespace

Jobs::Jobs(std::vector<Job> jobs)
    : jobs_(std::move(jobs)), thread_([this](const std::stop_token& stop) { run(stop); }) {}

void Jobs::run(const std::stop_token& stop) {
    block_signals();
    for (std::int64_t round = 0; !stop.stop_requested(); ++round) {
        for (const auto& job : jobs_) {
            if (!stop.stop_requested() && round % job.every.count() == 0) run_once(job);
        }
        std::unique_lock lock(mutex_);
        wake_.wait_for(lock, stop, kRound, [] { return false; });
    }
}

void run_once(const Job& job) {
    try {
        const auto changed = job.act();
        if (changed == 0) return;
        base::log_event(base::Level::Info, "app.job",
                        {{"job", std::string(job.name)}, {"rows", std::to_string(changed)}});
    } catch (const std::exception& failure) {
        base::log_event(base::Level::Error, "app.job_failed",
                        {{"job", std::string(job.name)}, {"what", failure.what()}});
    }
}

std::vector<Job> house_jobs(db::Database& db, const base::Clock& clock) {
    using std::chrono::minutes;
    return {{"sweep", minutes(1), [&db, &clock] { return access::sweep(db, clock); }},
            {"hide_ended", minutes(60), [&db, &clock] { return hide_ended(db, clock); }},
            {"proconnect", minutes(10), [&db, &clock] { return proconnect::sweep(db, clock); }},
            {"invitations", minutes(60), [&db, &clock] { return teams::sweep(db, clock); }},
            {"factor_links", minutes(60), [&db, &clock] { return factors::sweep(db, clock); }},
            {"first_uses", minutes(10), [&db, &clock] { return first_uses(db, clock); }}};
}

}  // namespace gps::app
