#include "app/jobs.hpp"

#include "support/engines.hpp"

#include <gtest/gtest.h>

namespace gps::app {
namespace {

ON_EVERY_ENGINE(HouseJobs);

TEST_P(HouseJobs, EachRunsOnAnEmptyBaseAndChangesNothing) {
    const base::FixedClock clock(base::Date::from_days(20000));
    const auto jobs = house_jobs(db(), clock);
    EXPECT_FALSE(jobs.empty());
    for (const auto& job : jobs) EXPECT_EQ(job.act(), 0) << job.name;
}

TEST(Jobs, OneThatFailsStopsNeitherTheOthersNorTheNextRound) {
    int rounds = 0;
    const Job failing{.name = "failing", .act = [&]() -> std::int64_t {
                          ++rounds;
                          throw std::runtime_error("the database is away");
                      }};
    EXPECT_NO_THROW(run_once(failing));
    EXPECT_NO_THROW(run_once(failing));
    EXPECT_EQ(rounds, 2);
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
