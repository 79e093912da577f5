#include "app/jobs.hpp"

#include "support/engines.hpp"

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

namespace gps::app {
namespace {

ON_EVERY_ENGINE(HouseJobs);

TEST_P(HouseJobs, EachRunsOnAnEmptyBaseAndChangesNothing) {
    const base::FixedClock clock(base::Date::from_days(20000));
    const auto keys = base::Keys::fresh();
    for (const auto& jobs :
         {house_jobs(db(), clock), chain_jobs(db(), keys, clock, ""), merge_jobs(db(), keys, clock),
          deadline_jobs({.database = db(), .keys = keys, .clock = clock}),
          watch_jobs({.database = db(), .keys = keys, .clock = clock}),
          departure_jobs({.database = db(), .keys = keys, .clock = clock})}) {
        EXPECT_FALSE(jobs.empty());
        for (const auto& job : jobs) EXPECT_EQ(job.act(), 0) << job.name;
    }
}

TEST(Jobs, OneThatFailsStopsNeitherTheOthersNorTheNextRound) {
    int rounds = 0;
    const Job failing{.name = "failing", .act = [&]() -> std::int64_t {
                          ++rounds;
                          throw std::runtime_error("the database is away");
                      }};
    EXPECT_FALSE(run_once(failing));
    EXPECT_FALSE(run_once(failing));
    EXPECT_EQ(rounds, 2);
}

// A second is enough for two rounds, were it not for the rest.
TEST(Jobs, OneThatFailedRestsForAMinute) {
    std::atomic<int> failed = 0;
    std::atomic<int> rounds = 0;
    const Jobs jobs({{.name = "failing",
                      .every = std::chrono::seconds(1),
                      .act = [&]() -> std::int64_t {
                          ++failed;
                          throw std::runtime_error("the database is away");
                      }},
                     {.name = "quick",
                      .every = std::chrono::seconds(1),
                      .act = [&] { return std::int64_t{0} * ++rounds; }}},
                    std::chrono::seconds(1));
    while (rounds < 2) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    EXPECT_EQ(failed, 1);
}

TEST(Jobs, EndAtOnceWhenTheyAreTold) {
    const auto start = std::chrono::steady_clock::now();
    {
        const Jobs jobs({{.name = "quick", .act = [] { return std::int64_t{0}; }}});
    }
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
}

}  // namespace
}  // namespace gps::app
