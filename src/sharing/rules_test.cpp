#include "sharing/rules.hpp"

#include <map>
#include <sstream>

#include <gtest/gtest.h>

using namespace gps;
using namespace gps::sharing;

namespace {

base::Date day(std::string_view iso) {
    return *base::Date::from_iso(iso);
}

const base::Date kToday = day("2026-03-31");

// "ongoing", "ended:12" (days ago), with "+creator", "+grant" (in force), "+oldgrant" (expired).
std::optional<OwnPart> own_part(const std::string& words) {
    if (words == "none") return std::nullopt;
    OwnPart own{.id = {1}, .started_on = kToday.plus_days(-400)};
    if (const auto at = words.find("ended:"); at != std::string::npos)
        own.ended_on = kToday.plus_days(-std::stoi(words.substr(at + 6)));
    own.is_creator = words.find("+creator") != std::string::npos;
    if (words.find("+grant") != std::string::npos) own.granted_until = kToday.plus_days(10);
    if (words.find("+oldgrant") != std::string::npos) own.granted_until = kToday.plus_days(-1);
    return own;
}

std::string said(const Sight& sight) {
    static const std::map<Level, std::string> levels{
        {Level::Nothing, "nothing"}, {Level::Initials, "initials"}, {Level::Details, "details"}};
    if (sight.level == Level::Nothing) return "nothing";
    return levels.at(sight.level) + (sight.is_frozen ? "/frozen" : "") +
           (sight.sees_whole_group ? "/group" : "/own");
}

// Reads a table of words, a case a line; "#" starts a comment. Returns the number of cases.
template <class Check>
int for_each_case(const char* text, Check check) {
    std::istringstream table(text);
    int cases = 0;
    for (std::string line; std::getline(table, line);) {
        std::istringstream words(line);
        std::vector<std::string> cells;
        for (std::string word; words >> word;) cells.push_back(word);
        if (cells.empty() || cells[0] == "#") continue;
        check(cells, line);
        ++cases;
    }
    return cases;
}

}  // namespace

// The table that the data protection officer signs: the sight table of the rulings, line by line.
TEST(SharingSight, WhoSeesHowMuchOfAPerson) {
    const int cases =
        for_each_case(R"(
        # viewer  structure    person       own part               sees
        member    habilitated  active       ongoing                details/group
        member    habilitated  active       ongoing+creator        details/group
        member    plain        active       ongoing                initials/group
        member    plain        active       ongoing+grant          details/group
        member    plain        active       ongoing+oldgrant       initials/group
        member    plain        active       ongoing+creator        details/group
        # ended: during 30 days as before the end
        member    habilitated  active       ended:0                details/group
        member    habilitated  active       ended:1                details/group
        member    habilitated  active       ended:30               details/group
        member    plain        active       ended:30               initials/group
        member    plain        active       ended:30+creator       details/group
        member    plain        active       ended:30+grant         details/group
        member    plain        active       ended:30+oldgrant      initials/group
        # ended for longer: initials, own periods only
        member    habilitated  active       ended:31               initials/own
        member    habilitated  active       ended:900              initials/own
        member    plain        active       ended:31               initials/own
        member    plain        active       ended:31+creator       initials/own
        member    plain        active       ended:31+grant         initials/own
        # no contribution, a pending or refused request, another structure's part
        member    habilitated  active       none                   nothing
        member    plain        active       none                   nothing
        # left the structure, suspended, deactivated
        left      habilitated  active       ongoing                nothing
        left      plain        active       ongoing+creator        nothing
        left      plain        active       ongoing+grant          nothing
        left      habilitated  active       ended:1                nothing
        left      habilitated  active       none                   nothing
        # the person objected: frozen for current contributors, nothing for others
        member    habilitated  opposed      ongoing                initials/frozen/own
        member    plain        opposed      ongoing                initials/frozen/own
        member    plain        opposed      ongoing+creator        initials/frozen/own
        member    plain        opposed      ongoing+grant          initials/frozen/own
        member    habilitated  opposed      ended:1                nothing
        member    habilitated  opposed      ended:31               nothing
        member    habilitated  opposed      none                   nothing
        left      habilitated  opposed      ongoing                nothing
        # archived and deactivated people are nobody's
        member    habilitated  archived     ongoing                nothing
        member    habilitated  archived     ended:1                nothing
        member    plain        archived     ongoing+creator        nothing
        member    habilitated  deactivated  ongoing                nothing
        member    plain        deactivated  ongoing+grant          nothing
        # set aside: the creator sees what they typed, as for any person created
        member    habilitated  set_aside    ongoing+creator        details/group
        member    plain        set_aside    ongoing+creator        details/group
        member    plain        set_aside    ended:31+creator       initials/own
        member    plain        set_aside    none                   nothing
    )",
                      [](const auto& cells, const std::string& line) {
                          ASSERT_EQ(cells.size(), 5u) << line;
                          const SightCase viewer{
                              .is_active_member = cells[0] == "member",
                              .is_habilitated = cells[1] == "habilitated",
                              .person = people::person_state(cells[2]),
                              .own = own_part(cells[3]),
                              .is_in_emergency = cells[3].find("+emergency") != std::string::npos};
                          EXPECT_EQ(said(sight(viewer, kToday)), cells[4]) << line;
                      });
    EXPECT_EQ(cases, 42);
}

TEST(SharingSight, AnEmergencyShowsTheDetailsWhileThePartGoesOnUnlessThePersonObjected) {
    const int cases = for_each_case(
        R"(
        # viewer  person       own part       sees
        member    active       ongoing        details/group
        member    active       ended:1        initials/group
        member    active       ended:31       initials/own
        member    active       none           nothing
        member    opposed      ongoing        initials/frozen/own
        member    archived     ongoing        nothing
        left      active       ongoing        nothing
    )",
        [](const auto& cells, const std::string& line) {
            ASSERT_EQ(cells.size(), 4u) << line;
            EXPECT_EQ(said(sight({.is_active_member = cells[0] == "member",
                                  .person = people::person_state(cells[1]),
                                  .own = own_part(cells[2]),
                                  .is_in_emergency = true},
                                 kToday)),
                      cells[3])
                << line;
        });
    EXPECT_EQ(cases, 7);
}

TEST(SharingSight, OnlyTheReferentSeesTheNameOfASensitiveStructureOfOthers) {
    EXPECT_EQ(highest_sensitivity_shown(false), 1);
    EXPECT_EQ(highest_sensitivity_shown(true), 2);
}

namespace {

Door door(const std::string& word) {
    static const std::map<std::string, Door> doors{{"colleague", Door::Colleague},
                                                   {"identity", Door::ExactIdentity},
                                                   {"create", Door::Create},
                                                   {"resume", Door::Resume},
                                                   {"request", Door::Request},
                                                   {"import", Door::Import},
                                                   {"nir", Door::Nir},
                                                   {"relay", Door::Relay}};
    return doors.at(word);
}

OwnState own_state_of(const std::string& word) {
    static const std::map<std::string, OwnState> states{{"none", OwnState::None},
                                                        {"pending", OwnState::Pending},
                                                        {"ongoing", OwnState::Ongoing},
                                                        {"ended<30", OwnState::EndedRecently},
                                                        {"ended>30", OwnState::EndedLongAgo}};
    return states.at(word);
}

std::string said(Joining joining) {
    static const std::map<Joining, std::string> words{
        {Joining::AtOnce, "at-once"}, {Joining::ByAsking, "asks"}, {Joining::NotAtAll, "no"}};
    return words.at(joining);
}

void check_joining(const std::vector<std::string>& cells, const std::string& line) {
    ASSERT_EQ(cells.size(), 6u) << line;
    const JoinCase who{.door = door(cells[0]),
                       .is_habilitated = cells[1] == "habilitated",
                       .person = people::person_state(cells[2]),
                       .own = own_state_of(cells[3]),
                       .is_full_session = cells[4] == "full",
                       .a_colleague_follows = cells[4] == "follows"};
    EXPECT_EQ(said(joining(who)), cells[5]) << line;
}

}  // namespace

TEST(SharingJoining, WhoMayFollowWhomAndHow) {
    const int cases = for_each_case(R"(
        # door     structure    person       own       colleague  how
        colleague  habilitated  active       none      follows    at-once
        colleague  plain        active       none      follows    at-once
        colleague  habilitated  active       none      -          no
        colleague  plain        active       none      -          no
        colleague  plain        active       ended>30  follows    at-once
        colleague  plain        active       pending   follows    no
        colleague  plain        active       ongoing   follows    no
        identity   habilitated  active       none      -          at-once
        identity   plain        active       none      -          asks
        identity   plain        active       none      follows    asks
        identity   habilitated  active       pending   -          no
        identity   plain        active       pending   -          no
        identity   habilitated  active       ongoing   -          no
        identity   habilitated  active       ended>30  -          at-once
        identity   plain        active       ended>30  -          asks
        identity   plain        active       ended<30  -          at-once
        create     habilitated  active       none      -          at-once
        create     plain        active       none      -          at-once
        resume     habilitated  active       ended<30  -          at-once
        resume     plain        active       ended<30  -          at-once
        resume     habilitated  active       ended>30  -          no
        resume     plain        active       ended>30  -          no
        resume     habilitated  active       none      -          no
        resume     plain        active       pending   -          no
        resume     habilitated  active       ongoing   -          no
        request    plain        active       pending   -          at-once
        request    plain        active       ongoing   -          no
        # opposed, archived, deactivated, set aside: like unknown people, by every door
        colleague  habilitated  opposed      none      follows    no
        identity   habilitated  opposed      none      -          no
        identity   plain        opposed      none      -          no
        resume     habilitated  opposed      ended<30  -          no
        request    plain        opposed      pending   -          no
        identity   habilitated  archived     none      -          no
        colleague  plain        archived     none      follows    no
        identity   habilitated  deactivated  none      -          no
        resume     habilitated  deactivated  ended<30  -          no
        identity   habilitated  set_aside    none      -          no
        colleague  habilitated  set_aside    none      follows    no
        # what was set aside, to its creator: like anyone they have recorded
        identity   habilitated  set_aside    ended>30  -          at-once
        identity   plain        set_aside    ended>30  -          asks
        resume     habilitated  set_aside    ended<30  -          at-once
        resume     habilitated  set_aside    ongoing   -          no
        import     plain        active       none      -          at-once
        import     plain        opposed      none      -          no
        relay      habilitated  active       none      -          at-once
        relay      plain        active       none      -          at-once
        relay      plain        active       pending   -          at-once
        relay      plain        active       ended>30  -          at-once
        relay      habilitated  active       ongoing   -          no
        relay      habilitated  opposed      none      -          no
        relay      habilitated  archived     none      -          no
        relay      habilitated  set_aside    none      -          no
    )",
                                    check_joining);
    EXPECT_EQ(cases, 52);
}

TEST(SharingJoining, ANumberOpensToAHabilitatedStructureInAFullSession) {
    const int cases = for_each_case(R"(
        # door     structure    person       own       session    how
        nir        habilitated  active       none      full       at-once
        nir        habilitated  active       none      -          no
        nir        plain        active       none      full       no
        nir        habilitated  active       pending   full       no
        nir        habilitated  active       ongoing   full       no
        nir        habilitated  active       ended>30  full       at-once
        nir        habilitated  opposed      none      full       no
        nir        habilitated  archived     none      full       no
        nir        habilitated  deactivated  none      full       no
        nir        habilitated  set_aside    none      full       no
    )",
                                    check_joining);
    EXPECT_EQ(cases, 10);
}

TEST(SharingJoining, ARequestIsAnsweredByOneWhoSeesTheDetailsNeverByTheRequester) {
    const Sight details{.level = Level::Details, .sees_whole_group = true};
    const Sight initials{.level = Level::Initials, .sees_whole_group = true};
    EXPECT_TRUE(may_answer(details, OwnState::Ongoing, false));
    EXPECT_FALSE(may_answer(details, OwnState::Ongoing, true));
    EXPECT_FALSE(may_answer(details, OwnState::EndedRecently, false));
    EXPECT_FALSE(may_answer(initials, OwnState::Ongoing, false));
    EXPECT_FALSE(may_answer({}, OwnState::None, false));
}

TEST(SharingPeriods, APeriodIsInThePastAndInOrder) {
    EXPECT_TRUE(check_period(kToday, kToday, kToday));
    EXPECT_TRUE(check_period(day("2025-05-01"), std::nullopt, kToday));
    EXPECT_EQ(check_period(kToday.plus_days(1), std::nullopt, kToday).error().message,
              "sharing.start_in_future");
    EXPECT_EQ(check_period(day("2026-03-01"), kToday.plus_days(1), kToday).error().message,
              "sharing.end_in_future");
    EXPECT_EQ(check_period(day("2026-03-04"), day("2026-03-03"), kToday).error().message,
              "sharing.end_before_start");
}

TEST(SharingPeriods, ResumingStartsAfterTheLastEnd) {
    EXPECT_TRUE(check_resumption(day("2026-03-01"), day("2026-03-01"), kToday));
    EXPECT_EQ(check_resumption(day("2026-03-02"), day("2026-03-01"), kToday).error().message,
              "sharing.resumes_before_end");
    EXPECT_EQ(check_resumption(day("2026-03-02"), kToday.plus_days(1), kToday).error().message,
              "sharing.start_in_future");
}

TEST(SharingIdentity, ThreeFactsAndOneMoreNameAPerson) {
    const people::Identity known{.birth_name = "Ben Ali",
                                 .first_name = "Amélie",
                                 .birth_date = day("1990-05-04"),
                                 .commune = "Saint-Étienne",
                                 .email = "amelie@example.org",
                                 .phone = "+33612345678"};
    auto typed = known;
    typed.birth_name = "BENALI";
    typed.first_name = "amelie";
    typed.email.clear();
    typed.phone.clear();
    typed.commune = "ST ETIENNE";
    EXPECT_TRUE(is_exactly(typed, known));

    typed.commune = "Nîmes";
    EXPECT_FALSE(is_exactly(typed, known));
    typed.phone = known.phone;
    EXPECT_TRUE(is_exactly(typed, known)) << "one that agrees is enough";
    typed.birth_date = day("1990-05-05");
    EXPECT_FALSE(is_exactly(typed, known));

    auto bare = known;
    bare.commune.clear();
    bare.email.clear();
    bare.phone.clear();
    EXPECT_FALSE(is_exactly(bare, bare)) << "a homonym born the same day exists 800 times";
}
