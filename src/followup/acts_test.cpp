#include "followup/acts.hpp"

#include "scene/scene.hpp"

using namespace gps;
using namespace gps::followup;
using sharing::Tab;

namespace {
class FollowupActs : public scene::Scene {};
}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(FollowupActs);

TEST_P(FollowupActs, EndingThenResumingOpensANewPeriodAndKeepsTheOldOne) {
    const auto alice = agency("alice@x.fr");
    const auto marie = person(alice, "DURAND");
    end(alice, marie, 5);
    const auto again = write(
        alice, [&](const Acting& acting) { return resume_part(acting, marie, part(today())); });
    ASSERT_TRUE(again);
    const auto seen = file(alice, marie, Tab::Mine);
    ASSERT_EQ(seen->own_periods.size(), 2u);
    EXPECT_FALSE(seen->own_periods[0].ended_on);
    EXPECT_EQ(seen->own_periods[1].ended_on, today().plus_days(-5));
    EXPECT_EQ(number("SELECT current_count * 10 + past_count FROM followup_caseloads"), 10);
    EXPECT_EQ(number("SELECT contributor_count FROM followup_groups"), 1);
}

TEST_P(FollowupActs, ResumingBeforeTheLastEndIsRefusedAndChangesNothing) {
    const auto alice = agency("alice@x.fr");
    const auto marie = person(alice, "DURAND");
    end(alice, marie, 5);
    const auto again = write(alice, [&](const Acting& acting) {
        return resume_part(acting, marie, part(today().plus_days(-6)));
    });
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().message, "sharing.resumes_before_end");
    EXPECT_EQ(number("SELECT count(*) FROM followup_periods"), 1);
}

TEST_P(FollowupActs, EndingTwiceIsRefused) {
    const auto alice = agency("alice@x.fr");
    const auto marie = person(alice, "DURAND");
    end(alice, marie);
    const auto twice =
        write(alice, [&](const Acting& acting) { return end_part(acting, marie, std::nullopt); });
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().refusal, base::Refusal::Conflict);
}

TEST_P(FollowupActs, EditingChangesTheCurrentPeriodOnly) {
    const auto alice = agency("alice@x.fr");
    const auto marie = person(alice, "DURAND");
    end(alice, marie, 20);
    ASSERT_TRUE(write(alice, [&](const Acting& acting) {
        return resume_part(acting, marie, part(today().plus_days(-10)));
    }));
    ASSERT_TRUE(write(alice, [&](const Acting& acting) {
        return edit_part(acting, marie, part(today().plus_days(-12)));
    }));
    const auto wrong = write(alice, [&](const Acting& acting) {
        return edit_part(acting, marie, part(today().plus_days(-21)));
    });
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().message, "sharing.resumes_before_end");
    const auto seen = file(alice, marie, Tab::Mine);
    EXPECT_EQ(seen->own_periods[0].started_on, today().plus_days(-12));
    EXPECT_EQ(seen->own_periods[1].started_on, today().plus_days(-100));
}

TEST_P(FollowupActs, NothingChangesOnAFrozenFollowUp) {
    const auto alice = agency("alice@x.fr");
    const auto marie = person(alice, "DURAND");
    set_state(marie, "opposed");
    const auto edited =
        write(alice, [&](const Acting& acting) { return edit_part(acting, marie, part(today())); });
    EXPECT_EQ(edited.error().message, "followup.frozen");
}
