#include "demo/population.hpp"

#include "demo/usecases.hpp"
#include "support/engines.hpp"

#include <sstream>
#include <stdexcept>

#include <gtest/gtest.h>

using namespace gps;

namespace {
class Demonstration : public gps::tests::OnEveryEngine {
 protected:
    std::int64_t number(const char* sql) {
        const db::Statement statement{.name = "test.number", .text = sql};
        return db().read([&](db::Transaction& tx) { return tx.query(statement)[0].integer(0); });
    }
};
}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(Demonstration);

TEST_P(Demonstration, ASeedFillsABaseWhoseCountersAreTrueAndWhosePersonasExist) {
    const auto keys = base::Keys::fresh();
    const auto now = base::paris_midnight(*base::Date::from_iso("2026-03-31"));
    EXPECT_FALSE(demo::is_demonstration(db()));
    const demo::Size size{.persons = 100, .professionals = 45, .most_contributors = 40};
    const auto made = demo::populate(db(), keys, now, size, nullptr);
    ASSERT_TRUE(made);
    EXPECT_TRUE(demo::is_demonstration(db()));
    EXPECT_EQ(demo::personas(db()).size(), 8u);
    EXPECT_EQ(tests::count(db(), "teams_platform"), 2);
    EXPECT_GE(number("SELECT count(*) FROM persons"), 100);
    EXPECT_EQ(number("SELECT max(contributor_count) FROM followup_groups"), 40);
    EXPECT_EQ(number("SELECT sum(current_count) FROM followup_caseloads"),
              number("SELECT count(*) FROM followup_contributions WHERE is_past = FALSE"));
    EXPECT_EQ(number("SELECT sum(past_count) FROM followup_caseloads"),
              number("SELECT count(*) FROM followup_contributions WHERE is_past"));
    EXPECT_GT(number("SELECT count(*) FROM requests WHERE state = 'pending'"), 0);
    EXPECT_EQ(number("SELECT count(*) FROM requests WHERE state = 'accepted'"), 1);
    EXPECT_EQ(number("SELECT count(*) FROM requests WHERE state = 'refused'"), 1);
    EXPECT_FALSE(demo::populate(db(), keys, now, size, nullptr))
        << "a base where someone is recorded is never filled again";
}

TEST_P(Demonstration, FewProfessionalsFollowAsManyPeopleAsTheyCan) {
    const auto now = base::paris_midnight(*base::Date::from_iso("2026-03-31"));
    const demo::Size size{.persons = 3, .professionals = 2, .most_contributors = 40};
    ASSERT_TRUE(demo::populate(db(), base::Keys::fresh(), now, size, nullptr));
    EXPECT_EQ(number("SELECT max(contributor_count) FROM followup_groups"), 8);
}

TEST_P(Demonstration, AListOfStructuresIsCompletedWithTheKindsItLacks) {
    const auto now = base::paris_midnight(*base::Date::from_iso("2026-03-31"));
    std::istringstream list("source,source_id,kind,name\nessai,1,FT,France Travail Alès\n");
    const demo::Size size{.persons = 1, .professionals = 2, .most_contributors = 1};
    ASSERT_TRUE(demo::populate(db(), base::Keys::fresh(), now, size, &list));
    EXPECT_EQ(number("SELECT count(*) FROM structures WHERE kind = 'FT'"), 1);
    EXPECT_EQ(number("SELECT count(*) FROM structures WHERE kind = 'ASSO'"), 3);
}

TEST_P(Demonstration, StoppedWhilePeopleAreWrittenItMayBeRunAgainAndLaterNever) {
    const auto now = base::paris_midnight(*base::Date::from_iso("2026-03-31"));
    const auto keys = base::Keys::fresh();
    const demo::Size size{.persons = 100, .professionals = 45};
    const auto stop = [](int, int) { throw std::runtime_error("stopped"); };
    EXPECT_THROW(
        static_cast<void>(demo::populate(db(), keys, now, size, nullptr, {.indexes = stop})),
        std::runtime_error);
    EXPECT_EQ(number("SELECT count(*) FROM persons"), 0);
    EXPECT_THROW(static_cast<void>(demo::populate(db(), keys, now, size, nullptr, {.acts = stop})),
                 std::runtime_error);
    EXPECT_FALSE(demo::is_demonstration(db()));
    const auto people = number("SELECT count(*) FROM persons");
    EXPECT_GT(people, 0);
    EXPECT_FALSE(demo::populate(db(), keys, now, size, nullptr));
    EXPECT_EQ(number("SELECT count(*) FROM persons"), people) << "nobody recorded is ever removed";
}
