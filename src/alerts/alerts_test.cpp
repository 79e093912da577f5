#include "alerts/merging.hpp"
#include "alerts/usecases.hpp"
#include "alerts/watch.hpp"
#include "followup/acts.hpp"
#include "people/members_store.hpp"
#include "scene/scene.hpp"
#include "support/together.hpp"

#include <algorithm>
#include <atomic>

#include <fmt/format.h>

namespace gps::alerts {
namespace {

using scene::Acting;

// Alice, of an agency, recorded Marie; Bob, of a mission locale, follows her too.
class Watch : public scene::Scene {
 protected:
    void SetUp() override {
        Scene::SetUp();
        if (HasFatalFailure()) return;
        alice_ = agency("alice@x.fr");
        marie_ = person(alice_, "DURAND");
        bob_ = mission("bob@x.fr");
        follow(bob_, marie_);
    }

    std::int64_t look() {
        return watch({.database = db(),
                      .keys = house().keys,
                      .clock = house().clock,
                      .public_url = "http://x"});
    }
    std::string sees(const access::Viewer& who) {
        return said(write(who, [&](const Acting& acting) { return see(acting, marie_); }));
    }
    std::string keeps(const access::Viewer& who) {
        return said(
            write(who, [&](const Acting& acting) { return followup::keep_part(acting, marie_); }));
    }
    std::string closes(const access::Viewer& who, const base::PublicId& alert,
                       std::string_view why = "CONTACT_REPRIS") {
        return said(
            write(who, [&](const Acting& acting) { return close(acting, marie_, alert, why); }));
    }
    OnPerson shown(const access::Viewer& who) {
        auto found = write(who, [&](const Acting& acting) { return on_person(acting, marie_); });
        return found ? *std::move(found) : OnPerson{.person = std::string(found.error().message)};
    }
    std::vector<Kind> open(const access::Viewer& who) {
        std::vector<Kind> kinds;
        for (const auto& one : shown(who).open) kinds.push_back(one.kind);
        return kinds;
    }
    Page list(const access::Viewer& who, const base::PublicId& before = {}) {
        return write(who, [&](const Acting& acting) { return page(acting, before); });
    }
    std::int64_t told(const std::string& email, const std::string& event) {
        return number(fmt::format(
            "SELECT count(*) FROM notices_inbox AS i JOIN notices_events AS e ON e.id = i.event_id "
            "JOIN professionals AS p ON p.id = i.professional_id WHERE p.email = '{}' AND e.event "
            "= '{}'",
            email, event));
    }
    std::int64_t ongoing() {
        return number("SELECT count(*) FROM followup_contributions WHERE ended_on IS NULL");
    }

    access::Viewer alice_ = {};
    access::Viewer bob_ = {};
    base::PublicId marie_ = {};

 private:
    static std::string said(const base::Result<>& done) {
        return done ? "" : std::string(done.error().message);
    }
};

using Kinds = std::vector<Kind>;

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(Watch);

TEST_P(Watch, LooksAtThoseWhoseGroupChangedThenWaitsForTheirDay) {
    EXPECT_EQ(look(), 1);
    EXPECT_EQ(look(), 0) << "nothing is due";
    advance_days(89);
    EXPECT_EQ(look(), 0);
    advance_days(1);
    EXPECT_EQ(look(), 1) << "ninety days";
    EXPECT_EQ(look(), 0);
    EXPECT_EQ(sees(bob_), "");
    EXPECT_EQ(look(), 1) << "an act";
}

TEST_P(Watch, NoContactIsRaisedOnceToldAndClosedByWhoSawThem) {
    EXPECT_EQ(open(alice_), Kinds{});
    advance_days(90);
    look();
    EXPECT_EQ(open(alice_), Kinds{Kind::NoContact});
    EXPECT_EQ(open(bob_), Kinds{Kind::NoContact});
    EXPECT_EQ(told("alice@x.fr", "alert_no_contact"), 1);
    EXPECT_EQ(told("bob@x.fr", "alert_no_contact"), 1);
    ASSERT_EQ(list(alice_).lines.size(), 1u);
    EXPECT_EQ(list(alice_).lines[0].initials, "D… J…");
    EXPECT_EQ(list(alice_).lines[0].person, marie_);
    advance_days(1);
    look();
    EXPECT_EQ(number("SELECT count(*) FROM alerts"), 1) << "one at a time";

    EXPECT_EQ(sees(bob_), "");
    EXPECT_EQ(open(alice_), Kinds{});
    EXPECT_TRUE(list(alice_).lines.empty());
    ASSERT_EQ(shown(alice_).closed.size(), 1u);
    EXPECT_EQ(shown(alice_).closed[0].closing, "Un intervenant a agi depuis");
    EXPECT_EQ(number("SELECT count(*) FROM audit_entries WHERE act = 'see_person'"), 1);
    advance_days(89);
    look();
    EXPECT_EQ(open(alice_), Kinds{});
    advance_days(1);
    look();
    EXPECT_EQ(open(alice_), Kinds{Kind::NoContact}) << "silent again";
}

TEST_P(Watch, AnAlertIsClosedByAReasonOfTheList) {
    advance_days(90);
    look();
    const auto alert = shown(alice_).open.at(0).id;
    EXPECT_EQ(closes(alice_, alert, ""), "alerts.closing_required");
    EXPECT_EQ(closes(alice_, alert, "ACTE"), "alerts.closing_required") << "not one to choose";
    EXPECT_EQ(closes(alice_, base::PublicId::fresh()), "alerts.none");
    EXPECT_EQ(closes(agency("stranger@x.fr"), alert), "sharing.no_file");
    EXPECT_EQ(closes(alice_, alert, "INJOIGNABLE"), "");
    EXPECT_EQ(closes(bob_, alert), "alerts.closed_already");
    EXPECT_EQ(shown(bob_).closed.at(0).closing, "La personne reste injoignable");
    EXPECT_EQ(number("SELECT count(*) FROM audit_entries WHERE act = 'close_alert' AND detail = "
                     "'kind=no_contact,why=INJOIGNABLE'"),
              1);
    advance_days(60);
    look();
    EXPECT_EQ(open(alice_), Kinds{}) << "who closed it knows why, for as long again";
}

TEST_P(Watch, TwoWhoCloseAtOnceAreOne) {
    advance_days(90);
    look();
    const auto alert = shown(alice_).open.at(0).id;
    std::atomic<int> done = 0;
    gps::tests::together(6, [&](int i) {
        if (closes(i % 2 == 0 ? alice_ : bob_, alert).empty()) ++done;
    });
    EXPECT_EQ(done, 1);
    EXPECT_EQ(number("SELECT count(*) FROM audit_entries WHERE act = 'close_alert'"), 1);
}

TEST_P(Watch, SeveralWatchersRaiseOneAlert) {
    advance_days(90);
    gps::tests::together(4, [&](int) { look(); });
    EXPECT_EQ(number("SELECT count(*) FROM alerts"), 1);
    EXPECT_EQ(told("alice@x.fr", "alert_no_contact"), 1);
}

TEST_P(Watch, WhoLeftLastIsToldThatNobodyIsThereAndASecondDepartureIsAnother) {
    end(bob_, marie_);
    advance_days(40);
    end(alice_, marie_);
    look();
    advance_days(29);
    look();
    EXPECT_EQ(open(alice_), Kinds{});
    advance_days(1);
    look();
    EXPECT_EQ(open(alice_), Kinds{Kind::Nobody});
    EXPECT_EQ(list(alice_).lines.size(), 1u);
    EXPECT_EQ(told("alice@x.fr", "alert_nobody"), 1);
    EXPECT_EQ(told("bob@x.fr", "alert_nobody"), 0) << "left long before";
    EXPECT_EQ(open(bob_), Kinds{Kind::Nobody}) << "reads it on the file all the same";
    const auto carole = mission("carole@x.fr");
    follow(carole, marie_);
    look();
    EXPECT_EQ(open(carole), Kinds{});
    EXPECT_EQ(shown(carole).closed.size(), 1u);
    EXPECT_TRUE(list(alice_).lines.empty());
    end(carole, marie_);
    look();
    advance_days(30);
    look();
    EXPECT_EQ(open(carole), Kinds{Kind::Nobody});
    EXPECT_EQ(number("SELECT count(*) FROM alerts"), 2);
}

TEST_P(Watch, WhoLeftReadsNothingElse) {
    end(bob_, marie_);
    advance_days(90);
    look();
    EXPECT_EQ(open(alice_), Kinds{Kind::NoContact});
    EXPECT_EQ(open(bob_), Kinds{});
    EXPECT_TRUE(list(bob_).lines.empty());
    EXPECT_EQ(closes(bob_, shown(alice_).open.at(0).id), "alerts.none");
    EXPECT_EQ(shown(mission("stranger@x.fr")).person, "sharing.no_file");
}

TEST_P(Watch, WhoLeavesWhileAnAlertIsOpenReadsItNoMore) {
    advance_days(90);
    look();
    EXPECT_EQ(list(bob_).lines.size(), 1u);
    end(bob_, marie_);
    EXPECT_TRUE(list(bob_).lines.empty());
    EXPECT_EQ(open(bob_), Kinds{});
    EXPECT_EQ(list(alice_).lines.size(), 1u);
}

TEST_P(Watch, NothingIsShownOfWhoObjected) {
    advance_days(90);
    look();
    const auto alert = shown(alice_).open.at(0).id;
    set_state(marie_, "opposed");
    EXPECT_EQ(open(alice_), Kinds{});
    EXPECT_TRUE(list(alice_).lines.empty());
    EXPECT_EQ(closes(alice_, alert), "alerts.none");
    EXPECT_EQ(sees(alice_), "followup.frozen");
    EXPECT_EQ(keeps(alice_), "followup.frozen");
    advance_days(400);
    look();
    EXPECT_EQ(number("SELECT count(*) FROM alerts WHERE closed_on IS NULL"), 0);
}

TEST_P(Watch, APartEndsByItselfTwentyFourMonthsLaterToldThirtyDaysBefore) {
    advance_days(600);
    EXPECT_EQ(sees(bob_), "");
    look();
    advance_days(99);  // 699 days: 24 months are 731 here, thirty days before is the 701st
    look();
    EXPECT_EQ(told("alice@x.fr", "part_ends"), 0);
    advance_days(2);
    look();
    EXPECT_EQ(told("alice@x.fr", "part_ends"), 1);
    EXPECT_EQ(told("bob@x.fr", "part_ends"), 0) << "saw her";
    look();
    EXPECT_EQ(told("alice@x.fr", "part_ends"), 1) << "once";
    advance_days(29);
    look();
    EXPECT_EQ(ongoing(), 2);
    advance_days(1);
    look();
    EXPECT_EQ(ongoing(), 1);
    EXPECT_EQ(told("alice@x.fr", "part_ended"), 1);
    EXPECT_EQ(number("SELECT count(*) FROM followup_periods WHERE ended_on IS NOT NULL"), 1);
    EXPECT_EQ(number("SELECT current_count FROM followup_caseloads WHERE professional_id = " +
                     std::to_string(alice_.id.value)),
              0);
    EXPECT_EQ(number("SELECT count(*) FROM audit_entries WHERE act = 'let_contribution_end'"), 1);
    EXPECT_EQ(look(), 0);
}

TEST_P(Watch, SeveralWatchersEndAPartOnce) {
    for (int i = 0; i < 40; ++i) person(alice_, "D" + std::to_string(i));
    advance_days(701);
    look();
    advance_days(31);
    gps::tests::together(4, [&](int) { look(); });
    EXPECT_EQ(ongoing(), 0);
    EXPECT_EQ(told("alice@x.fr", "part_ended"), 41);
    EXPECT_EQ(number("SELECT sum(current_count) FROM followup_caseloads"), 0);
    EXPECT_EQ(number("SELECT sum(past_count) FROM followup_caseloads"), 42);
}

TEST_P(Watch, APartIsKeptByOneClick) {
    advance_days(701);
    look();
    EXPECT_EQ(told("alice@x.fr", "part_ends"), 1);
    EXPECT_EQ(keeps(alice_), "");
    EXPECT_EQ(sees(bob_), "");
    advance_days(60);
    look();
    EXPECT_EQ(ongoing(), 2);
    EXPECT_EQ(number("SELECT count(*) FROM followup_contributions WHERE last_contact_on IS NULL"),
              1)
        << "keeping is no contact";
    EXPECT_EQ(number("SELECT count(*) FROM audit_entries WHERE act = 'keep_contribution'"), 1);
    EXPECT_EQ(keeps(mission("stranger@x.fr")), "sharing.no_file");
    end(alice_, marie_);
    EXPECT_EQ(keeps(alice_), "followup.already_ended");
    EXPECT_EQ(sees(alice_), "followup.already_ended");
}

TEST_P(Watch, AContactKeepsAPartThatWasToEnd) {
    advance_days(701);
    look();
    EXPECT_EQ(number("SELECT count(*) FROM followup_contributions WHERE warned_on IS NOT NULL"), 2);
    EXPECT_EQ(sees(alice_), "");
    EXPECT_EQ(sees(alice_), "") << "twice the same day";
    EXPECT_EQ(number("SELECT count(*) FROM followup_contributions WHERE warned_on IS NOT NULL"), 1);
    advance_days(31);
    look();
    EXPECT_EQ(ongoing(), 1);
}

TEST_P(Watch, AnUnansweredRelayIsToldToTheOthersAndClosedByAnAcceptedOne) {
    db().write([&](db::Transaction& tx) {
        raise_unanswered({.tx = tx, .public_url = "http://x", .now = house().clock.now()}, today(),
                         id_of(marie_), alice_.id);
    });
    EXPECT_EQ(open(alice_), Kinds{Kind::RelayUnanswered});
    EXPECT_EQ(list(alice_).lines.size(), 1u);
    EXPECT_EQ(told("alice@x.fr", "alert_relay_unanswered"), 0) << "told by the relay itself";
    EXPECT_EQ(told("bob@x.fr", "alert_relay_unanswered"), 1);
    write(bob_, [&](const Acting& acting) {
        settle_unanswered(acting, id_of(marie_));
        return 0;
    });
    EXPECT_EQ(open(alice_), Kinds{});
}

TEST_P(Watch, WhoLeftTheStructureHasNoList) {
    db().write([&](db::Transaction& tx) {
        people::store::end_member(tx, bob_.id, bob_.structure(), today());
    });
    advance_days(90);
    look();
    EXPECT_EQ(told("bob@x.fr", "alert_no_contact"), 0);
    EXPECT_EQ(number("SELECT count(*) FROM alerts_told"), 1);
}

TEST_P(Watch, ListsAreReadByPagesAndFollowTheirStructure) {
    for (int i = 0; i < kLinesAPage + 2; ++i) person(alice_, "D" + std::to_string(i));
    advance_days(90);
    look();
    const auto one = list(alice_);
    EXPECT_EQ(one.lines.size(), static_cast<std::size_t>(kLinesAPage));
    const auto two = list(alice_, one.next);
    EXPECT_EQ(two.lines.size(), 3u);
    EXPECT_TRUE(two.next.empty());
    for (const auto& line : two.lines)
        EXPECT_EQ(std::ranges::count(one.lines, line.id, &Line::id), 0);
    const auto to = bob_.structure();
    db().write([&](db::Transaction& tx) {
        move_lists(tx, {.professional = alice_.id, .from = alice_.structure(), .to = to});
    });
    EXPECT_EQ(
        number("SELECT count(*) FROM alerts_told WHERE structure_id = " + std::to_string(to.value)),
        29);
}

TEST_P(Watch, TakesAllOfThemARoundAfterTheOther) {
    for (int i = 0; i < 520; ++i) person(alice_, "D" + std::to_string(i));
    EXPECT_EQ(look(), 521) << "five hundred a round";
    EXPECT_EQ(look(), 0);
}

}  // namespace gps::alerts
