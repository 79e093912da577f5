#pragma once

#include "access/house.hpp"
#include "base/clock.hpp"
#include "base/keys.hpp"
#include "db/database.hpp"
#include "departures/running.hpp"
#include "requests/deadlines.hpp"

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <stop_token>
#include <string_view>
#include <thread>
#include <vector>

// What is done now and then while the server runs, from the moment it is made until it is
// destroyed. Each node runs them all: a job may run twice at once, and doing nothing twice is its
// own duty.
namespace gps::app {

// One round; the number of rows it changed, for the log.
using JobAct = std::function<std::int64_t()>;

struct Job {
    std::string_view name = {};
    std::chrono::seconds every{60};
    JobAct act = {};
};

class Jobs {
 public:
    // Looks every `round` for what is due; a job that failed rests for a minute.
    explicit Jobs(std::vector<Job> jobs, std::chrono::seconds round = std::chrono::minutes(1));
    Jobs(const Jobs&) = delete;
    Jobs& operator=(const Jobs&) = delete;
    ~Jobs() = default;

 private:
    void run(const std::stop_token& stop);

    std::vector<Job> jobs_;
    std::chrono::seconds round_;
    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::jthread thread_;  // last: it uses all the others
};

// The jobs of every room. `db` and `clock` outlive them.
std::vector<Job> house_jobs(db::Database& db, const base::Clock& clock);

// What is due to those who asked and those who may answer, the digests of notifications, and the
// habilitations whose days have come; `keeping` is copied.
std::vector<Job> deadline_jobs(const requests::Keeping& keeping);
// Looks at people again when their day has come; on a thread of its own, for a base that was just
// filled has many.
std::vector<Job> watch_jobs(const requests::Keeping& keeping);

// Moves what belongs to a structure to the one that takes its place, some steps a second. All
// outlive it.
std::vector<Job> merge_jobs(db::Database& db, const base::Keys& keys, const base::Clock& clock);

// Moves whom members who leave follow to their colleagues, and back, some steps a second; forgets
// what cannot be undone any more. `keeping` is copied.
std::vector<Job> departure_jobs(const departures::Keeping& keeping);

// Brings in what lists showed; `house` outlives it and has a tally.
std::vector<Job> tally_jobs(const access::House& house);

// Those of the audit chain, which have rounds of a second. All outlive them; `heads`: the file of
// exported heads, or "".
std::vector<Job> chain_jobs(db::Database& db, const base::Keys& keys, const base::Clock& clock,
                            const std::filesystem::path& heads);

// Runs one job; a failure is logged, and a later round tries again. Whether it did not fail.
bool run_once(const Job& job);

}  // namespace gps::app
