#include "doors/nir_door.hpp"

#include "scene/scene.hpp"

using namespace gps;
using namespace gps::doors;

namespace {

// People of the scene are born on 4 May 1990, and no place bears the commune code 999.
constexpr std::string_view kHers = "2900575999031";
constexpr std::string_view kAnother = "2900575999032";
constexpr std::string_view kTemporary = "8900575999033";
constexpr std::string_view kOfJune = "2900675999034";

people::Nir number_of(std::string_view without_key) {
    return people::read_nir(without_key).nir.value();
}

class NirDoor : public scene::Scene {
 protected:
    static access::Viewer full(access::Viewer viewer) {
        viewer.strength = access::Strength::Full;
        return viewer;
    }
    // Counts and traces stay, as the pages leave them.
    base::Result<Led> follow(const access::Viewer& viewer, std::string_view typed,
                             std::optional<base::Date> from = std::nullopt) {
        std::optional<base::Result<Led>> led;
        write(viewer, [&](const Acting& acting) {
            led = follow_by_nir(acting, number_of(typed), part(from.value_or(today())));
            return true;
        });
        return *led;
    }
    base::Result<> keep(const access::Viewer& viewer, const base::PublicId& person,
                        std::string_view typed,
                        people::Civility called = people::Civility::Madame) {
        std::optional<base::Result<>> kept;
        write(viewer, [&](const Acting& acting) {
            kept = keep_nir(acting, person, {.nir = number_of(typed), .called = called});
            return true;
        });
        return *kept;
    }
    std::int64_t rows_of(const std::string& table) {
        return number("SELECT count(*) FROM " + table);
    }
};

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(NirDoor);

TEST_P(NirDoor, OpensAtOnceToAHabilitatedStructureInAFullSession) {
    const auto alice = full(agency("alice@x.fr"));
    const auto marie = person(alice, "Durand");
    ASSERT_TRUE(keep(alice, marie, kHers));
    const auto bruno = full(mission("bruno@x.fr"));
    const auto led = follow(bruno, kHers);
    ASSERT_TRUE(led);
    EXPECT_EQ(led->by, Found::MayFollow);
    EXPECT_EQ(led->person, marie);
    EXPECT_TRUE(file(bruno, marie));
    EXPECT_EQ(number("SELECT count(*) FROM followup_contributions WHERE door = 'nir'"), 1);
    EXPECT_EQ(follow(bruno, kHers)->by, Found::AlreadyFollowed);
    EXPECT_EQ(follow(bruno, kAnother).error().message, "doors.nir_nobody");
}

TEST_P(NirDoor, IsShutBeforeAnyLookUpToAnyoneElse) {
    const auto alice = full(agency("alice@x.fr"));
    const auto marie = person(alice, "Durand");
    ASSERT_TRUE(keep(alice, marie, kHers));
    const auto entries = rows_of("audit_entries");
    const auto counters = number("SELECT coalesce(sum(done), 0) FROM access_counters");
    for (const auto& viewer : {full(association("chloe@x.fr")), mission("bruno@x.fr")}) {
        for (const auto typed : {kHers, kAnother}) {
            const auto led = follow(viewer, typed);
            ASSERT_FALSE(led);
            EXPECT_EQ(led.error().refusal, base::Refusal::Forbidden);
        }
        EXPECT_FALSE(file(viewer, marie));
    }
    EXPECT_EQ(rows_of("audit_entries"), entries);
    EXPECT_EQ(number("SELECT coalesce(sum(done), 0) FROM access_counters"), counters);
    EXPECT_EQ(keep(agency("alice@x.fr"), marie, kAnother).error().message,
              "factors.needs_full_session");
    const auto stranger = full(mission("dora@x.fr"));
    EXPECT_EQ(keep(stranger, marie, kAnother).error().refusal, base::Refusal::NotFound);
    EXPECT_EQ(keep(stranger, base::PublicId(), kAnother).error(),
              keep(stranger, marie, kAnother).error());
}

TEST_P(NirDoor, AnswersOfThoseWhoObjectedAsOfNobody) {
    const auto alice = full(agency("alice@x.fr"));
    const auto marie = person(alice, "Durand");
    ASSERT_TRUE(keep(alice, marie, kHers));
    const auto bruno = full(mission("bruno@x.fr"));
    const auto nobody = follow(bruno, kAnother).error();
    for (const char* state : {"opposed", "archived", "deactivated", "set_aside"}) {
        set_state(marie, state);
        const auto led = follow(bruno, kHers);
        ASSERT_FALSE(led) << state;
        EXPECT_EQ(led.error(), nobody) << state;
    }
    EXPECT_EQ(follow(alice, kHers).error(), nobody) << "to who follows them too";
    EXPECT_EQ(number("SELECT count(*) FROM audit_entries WHERE act = 'search_nir' AND person_id "
                     "IS NOT NULL"),
              0);
}

TEST_P(NirDoor, IsOpenedByNoTemporaryNumber) {
    const auto alice = full(agency("alice@x.fr"));
    ASSERT_TRUE(keep(alice, person(alice, "Durand"), kTemporary));
    EXPECT_EQ(follow(full(mission("bruno@x.fr")), kTemporary).error().message,
              "doors.nir_temporary");
}

TEST_P(NirDoor, ANewPartStartsAfterTheLastOne) {
    const auto alice = full(agency("alice@x.fr"));
    const auto marie = person(alice, "Durand");
    ASSERT_TRUE(keep(alice, marie, kHers));
    end(alice, marie);
    EXPECT_EQ(follow(alice, kHers, today().plus_days(-3)).error().message,
              "sharing.resumes_before_end");
    EXPECT_TRUE(follow(alice, kHers));
}

TEST_P(NirDoor, EverySearchLeavesATraceWithoutTheNumber) {
    const auto alice = full(agency("alice@x.fr"));
    const auto marie = person(alice, "Durand");
    ASSERT_TRUE(keep(alice, marie, kHers));
    const auto bruno = full(mission("bruno@x.fr"));
    EXPECT_FALSE(follow(bruno, kAnother));
    EXPECT_TRUE(follow(bruno, kHers));
    EXPECT_EQ(number("SELECT count(*) FROM audit_entries WHERE act = 'search_nir'"), 2);
    EXPECT_EQ(number("SELECT count(*) FROM audit_entries WHERE act = 'search_nir' AND person_id "
                     "IS NOT NULL"),
              1);
    EXPECT_EQ(number("SELECT count(*) FROM audit_entries WHERE act = 'keep_nir' AND detail = "
                     "'result=kept'"),
              1);
}

TEST_P(NirDoor, TenSearchesThenAPause) {
    const auto bruno = full(mission("bruno@x.fr"));
    for (int i = 0; i < kNirSearches.at_most; ++i)
        EXPECT_EQ(follow(bruno, kAnother).error().refusal, base::Refusal::NotFound);
    EXPECT_EQ(follow(bruno, kAnother).error().refusal, base::Refusal::TooMany);
    EXPECT_EQ(follow(full(agency("alice@x.fr")), kAnother).error().refusal, base::Refusal::NotFound)
        << "another professional searches";
}

TEST_P(NirDoor, ARefusedNumberIsRefusedInOneWay) {
    const auto alice = full(agency("alice@x.fr"));
    const auto marie = person(alice, "Durand");
    const auto ana = person(alice, "Martin", "Ana");
    ASSERT_TRUE(keep(alice, marie, kHers));
    EXPECT_EQ(rows_of("people_doubles"), 0);
    const auto held = keep(alice, ana, kHers);
    const auto another_month = keep(alice, ana, kOfJune);
    const auto another_sex = keep(alice, ana, kAnother, people::Civility::Monsieur);
    ASSERT_FALSE(held);
    ASSERT_FALSE(another_month);
    ASSERT_FALSE(another_sex);
    EXPECT_EQ(held.error(), another_month.error());
    EXPECT_EQ(held.error(), another_sex.error());
    EXPECT_EQ(rows_of("nir_numbers"), 1);
    EXPECT_EQ(number("SELECT count(*) FROM people_doubles WHERE why = 'number'"), 1);
}

TEST_P(NirDoor, GivingNumbersIsCountedToo) {
    const auto alice = full(agency("alice@x.fr"));
    const auto marie = person(alice, "Durand");
    for (int i = 0; i < kNirKept.at_most; ++i) EXPECT_TRUE(keep(alice, marie, kHers));
    EXPECT_EQ(keep(alice, marie, kHers).error().refusal, base::Refusal::TooMany);
}

TEST_P(NirDoor, OnesPersonGetsANumberWhileOneFollowsThemAndSeesTheDetails) {
    const auto alice = full(agency("alice@x.fr"));
    const auto marie = person(alice, "Durand");
    set_state(marie, "opposed");
    EXPECT_EQ(keep(alice, marie, kHers).error().message, "followup.frozen");
    set_state(marie, "active");
    end(alice, marie);
    EXPECT_EQ(keep(alice, marie, kHers).error().message, "followup.already_ended");
    EXPECT_EQ(rows_of("nir_numbers"), 0);
}
