#include "callbacks/merging.hpp"
#include "callbacks/usecases.hpp"
#include "people/members_store.hpp"
#include "scene/scene.hpp"
#include "support/together.hpp"

#include <algorithm>
#include <atomic>

namespace gps::callbacks {
namespace {

using scene::Acting;

constexpr auto kOpenRows = "SELECT count(*) FROM callbacks WHERE state IN ('asked', 'answered')";

// Alice, of an agency, recorded Marie; Bob, of a mission locale, and Chloé, of an association that
// is not habilitated, follow her too.
class Callbacks : public scene::Scene {
 protected:
    void SetUp() override {
        Scene::SetUp();
        if (HasFatalFailure()) return;
        alice_ = agency("alice@x.fr");
        marie_ = person(alice_, "DURAND");
        bob_ = mission("bob@x.fr");
        chloe_ = association("chloe@x.fr");
        follow(bob_, marie_);
        follow(chloe_, marie_);
    }

    std::string choice(const access::Viewer& whom) {
        return read([&](db::Transaction& tx) {
            const db::Statement sql{
                .name = "tests.choice",
                .text =
                    "SELECT r.public_id || '.' || s.public_id FROM professionals AS r, "
                    "structures AS s WHERE r.id = $1 AND s.id = $2"};
            return tx.query(sql, whom.id, whom.structure()).at(0).text(0);
        });
    }
    std::string asks(const access::Viewer& who, const access::Viewer& whom,
                     const Wish& wish = {.subject = "POINT", .slots = 4, .channel = "TELEPHONE"}) {
        const auto chosen = choice(whom);
        return said(
            write(who, [&](const Acting& acting) { return ask(acting, marie_, chosen, wish); }));
    }
    std::string does(const access::Viewer& who, const base::PublicId& id, Deed deed,
                     const std::string& slot = "") {
        return said(write(who, [&](const Acting& acting) { return act(acting, id, deed, slot); }));
    }
    Page list(const access::Viewer& who, List which, const base::PublicId& after = {}) {
        return write(who, [&](const Acting& acting) { return page(acting, which, after); });
    }
    base::PublicId first(const access::Viewer& who, List which = List::ToAnswer) {
        const auto found = list(who, which);
        return found.lines.empty() ? base::PublicId() : found.lines.front().id;
    }
    std::int64_t told(const std::string& email) {
        return number(
            "SELECT count(*) FROM mail_outbox WHERE kind = 'notices.told' AND recipient = '" +
            email + "'");
    }
    std::string offered(const access::Viewer& who) {
        const auto found =
            write(who, [&](const Acting& acting) { return on_person(acting, marie_); });
        if (!found) return std::string(found.error().message);
        std::string names;
        for (const auto& one : found->colleagues) names += one.name.substr(12) + " ";
        return names;
    }
    void agreed(const access::Viewer& of) {
        gps::tests::run_sql(
            db(),
            "INSERT INTO agreements (public_id, person_id, structure_id, for_structure, "
            "how, given_on, recorded_by, recorded_at) VALUES ('a', " +
                std::to_string(id_of(marie_).value) + ", " + std::to_string(of.structure().value) +
                ", NULL, 'oral', '2026-01-01', " + std::to_string(of.id.value) + ", 0)");
    }

    access::Viewer alice_ = {};
    access::Viewer bob_ = {};
    access::Viewer chloe_ = {};
    base::PublicId marie_ = {};

 private:
    static std::string said(const base::Result<>& done) {
        return done ? "" : std::string(done.error().message);
    }
};

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(Callbacks);

TEST_P(Callbacks, AreAskedToldAndFoundByTheColleague) {
    EXPECT_EQ(asks(alice_, bob_), "");
    const auto found = list(bob_, List::ToAnswer);
    ASSERT_EQ(found.lines.size(), 1u);
    const auto& line = found.lines[0];
    EXPECT_EQ(line.other, "Prénom Nom-alice@x.fr");
    EXPECT_EQ(line.initials, "D… J…");
    EXPECT_EQ(line.person, marie_);
    EXPECT_EQ(line.state, State::Asked);
    EXPECT_EQ(line.wish.subject, "POINT");
    EXPECT_EQ(line.wish.slots, slot_bit("MARDI_MATIN"));
    EXPECT_EQ(line.wish.channel, "TELEPHONE");
    EXPECT_EQ(told("bob@x.fr"), 1);
    EXPECT_EQ(number("SELECT count(*) FROM audit_entries WHERE act = 'ask_callback' AND "
                     "detail = 'subject=POINT'"),
              1);
    ASSERT_EQ(list(alice_, List::Sent).lines.size(), 1u);
    EXPECT_EQ(list(alice_, List::Sent).lines[0].other, "Prénom Nom-bob@x.fr");
    EXPECT_TRUE(list(chloe_, List::ToAnswer).lines.empty());
}

TEST_P(Callbacks, MailsSayNothingOfThePersonNorOfWhoAsks) {
    EXPECT_EQ(asks(alice_, bob_), "");
    EXPECT_EQ(number("SELECT count(*) FROM mail_outbox WHERE body_text LIKE '%/notifications/%'"),
              1);
    for (const std::string word : {"DURAND", "Jeanne", "D…", "alice", "Nom-", "POINT"})
        EXPECT_EQ(number("SELECT count(*) FROM mail_outbox WHERE subject || body_text LIKE '%" +
                         word + "%'"),
                  0)
            << word;
    EXPECT_EQ(
        number("SELECT count(*) FROM mail_outbox WHERE body_text LIKE '%" + marie_.text() + "%'"),
        0);
}

TEST_P(Callbacks, AreForWhoFollowsThePersonWithThem) {
    EXPECT_EQ(asks(mission("stranger@x.fr"), bob_), "sharing.no_file");
    EXPECT_EQ(asks(alice_, mission("other@x.fr")), "callbacks.colleague_required");
    EXPECT_EQ(asks(alice_, alice_), "callbacks.colleague_required") << "nobody asks themselves";
    EXPECT_EQ(asks(chloe_, bob_), "") << "initials are enough";
    EXPECT_EQ(offered(alice_), "bob@x.fr chloe@x.fr ");
    end(chloe_, marie_);
    EXPECT_EQ(asks(alice_, chloe_), "callbacks.colleague_required") << "no longer follows her";
    db().write([&](db::Transaction& tx) {
        people::store::end_member(tx, bob_.id, bob_.structure(), today());
    });
    EXPECT_EQ(offered(alice_), "") << "left the structure";
    set_state(marie_, "opposed");
    EXPECT_EQ(asks(alice_, bob_), "sharing.no_file");
}

TEST_P(Callbacks, AWrongWishIsSaidByItsField) {
    EXPECT_EQ(asks(alice_, bob_, {.subject = "X", .slots = 4, .channel = "VISIO"}),
              "contact.subject_required");
    EXPECT_EQ(asks(alice_, bob_, {.subject = "POINT", .channel = "VISIO"}),
              "callbacks.slots_required");
    EXPECT_EQ(asks(alice_, bob_, {.subject = "POINT", .slots = 4}), "callbacks.channel_required");
    EXPECT_EQ(number("SELECT count(*) FROM callbacks"), 0);
    EXPECT_EQ(told("bob@x.fr"), 0);
}

TEST_P(Callbacks, AreOneAtATimeUntilTheyEnd) {
    EXPECT_EQ(asks(alice_, bob_), "");
    EXPECT_EQ(asks(alice_, bob_), "callbacks.already_asked");
    EXPECT_EQ(told("bob@x.fr"), 1);
    EXPECT_EQ(asks(bob_, alice_), "") << "the other way round is another one";
    EXPECT_EQ(does(alice_, first(alice_, List::Sent), Deed::Cancel), "");
    EXPECT_EQ(told("bob@x.fr"), 2) << "they need not call any more";
    EXPECT_EQ(asks(alice_, bob_), "");
    advance_days(14);
    EXPECT_EQ(asks(alice_, bob_), "") << "the one before has expired";
    EXPECT_EQ(number(kOpenRows), 2);
    EXPECT_EQ(number("SELECT count(*) FROM callbacks WHERE state = 'expired'"), 1);
}

TEST_P(Callbacks, AreOneAtATimeByTheDatabaseItself) {
    EXPECT_EQ(asks(alice_, bob_), "");
    EXPECT_THROW(
        gps::tests::run_sql(db(),
                            "INSERT INTO callbacks (public_id, person_id, asker_id, "
                            "asker_structure_id, asked_id, asked_structure_id, subject, slots, "
                            "channel, state, asked_at, changed_at, expires_at) SELECT 'x', "
                            "person_id, asker_id, asker_structure_id, asked_id, "
                            "asked_structure_id, subject, slots, channel, 'asked', 0, 0, 0 FROM "
                            "callbacks"),
        db::Failure);
}

TEST_P(Callbacks, AreAnsweredByOneClickAndTheAskerIsTold) {
    EXPECT_EQ(asks(alice_, bob_), "");
    const auto id = first(bob_);
    EXPECT_EQ(does(bob_, id, Deed::Answer), "callbacks.slot_required");
    EXPECT_EQ(does(bob_, id, Deed::Answer, "2026-04-06.matin"), "callbacks.slot_required")
        << "a Monday: not asked for";
    advance_days(3);
    EXPECT_EQ(does(bob_, id, Deed::Answer, "2026-04-07.matin"), "");
    EXPECT_EQ(told("alice@x.fr"), 1);
    auto line = list(alice_, List::Sent).lines.at(0);
    EXPECT_EQ(line.state, State::Answered);
    EXPECT_EQ(line.slot->code(), "2026-04-07.matin");
    advance_days(13);
    EXPECT_EQ(list(bob_, List::ToAnswer).lines.size(), 1u) << "an answer lives as long again";
    EXPECT_EQ(does(bob_, id, Deed::Finish), "");
    EXPECT_EQ(told("alice@x.fr"), 2);
    line = list(alice_, List::Sent).lines.at(0);
    EXPECT_EQ(line.state, State::Done);
    EXPECT_EQ(line.slot->code(), "2026-04-07.matin") << "kept";
    EXPECT_TRUE(list(bob_, List::ToAnswer).lines.empty());
    EXPECT_EQ(list(bob_, List::Over).lines.size(), 1u);
    EXPECT_EQ(number("SELECT count(*) FROM audit_entries WHERE act = 'answer_callback' AND "
                     "detail IN ('to=slot', 'to=done')"),
              2);
}

TEST_P(Callbacks, MayBeMissedOrClosedByWhoAsked) {
    EXPECT_EQ(asks(alice_, bob_), "");
    EXPECT_EQ(does(bob_, first(bob_), Deed::Miss), "");
    EXPECT_EQ(list(alice_, List::Sent).lines.at(0).state, State::Unreachable);
    EXPECT_EQ(told("alice@x.fr"), 1);
    EXPECT_EQ(asks(alice_, bob_), "") << "again";
    EXPECT_EQ(does(alice_, first(alice_, List::Sent), Deed::Finish), "");
    EXPECT_EQ(told("bob@x.fr"), 2) << "who called knows that it is done";
    EXPECT_EQ(number("SELECT count(*) FROM audit_entries WHERE act = 'close_callback'"), 1);
}

TEST_P(Callbacks, ASecondDeedFindsThemOverAndTellsNobody) {
    EXPECT_EQ(asks(alice_, bob_), "");
    const auto id = first(bob_);
    EXPECT_EQ(does(bob_, id, Deed::Cancel), "callbacks.over") << "not theirs to cancel";
    EXPECT_EQ(does(alice_, id, Deed::Cancel), "");
    EXPECT_EQ(does(bob_, id, Deed::Finish), "callbacks.over");
    EXPECT_EQ(told("alice@x.fr"), 0);
    EXPECT_EQ(list(alice_, List::Sent).lines.at(0).state, State::Cancelled);
}

TEST_P(Callbacks, SimultaneousDeedsAreOne) {
    gps::tests::together(8, [&](int) { std::ignore = asks(alice_, bob_); });
    EXPECT_EQ(number("SELECT count(*) FROM callbacks"), 1);
    EXPECT_EQ(told("bob@x.fr"), 1);
    const auto id = first(bob_);
    std::atomic<int> done = 0;
    gps::tests::together(8, [&](int i) {
        const auto said = i % 2 == 0 ? does(bob_, id, Deed::Miss) : does(alice_, id, Deed::Cancel);
        done += said.empty() ? 1 : 0;
    });
    EXPECT_EQ(done, 1);
    EXPECT_EQ(number("SELECT count(*) FROM audit_entries WHERE act IN ('answer_callback', "
                     "'close_callback')"),
              1);
}

TEST_P(Callbacks, ExpireByThemselves) {
    EXPECT_EQ(asks(alice_, bob_), "");
    const auto id = first(bob_);
    advance_days(14);
    EXPECT_TRUE(list(bob_, List::ToAnswer).lines.empty());
    ASSERT_EQ(list(bob_, List::Over).lines.size(), 1u);
    EXPECT_EQ(list(bob_, List::Over).lines[0].state, State::Expired);
    EXPECT_EQ(list(alice_, List::Sent).lines.at(0).state, State::Expired);
    EXPECT_EQ(does(bob_, id, Deed::Finish), "callbacks.over");
}

TEST_P(Callbacks, OfOthersReadAsThoseThatDoNotExist) {
    EXPECT_EQ(asks(alice_, bob_), "");
    const auto id = first(bob_);
    EXPECT_EQ(does(chloe_, id, Deed::Finish), "callbacks.none");
    auto elsewhere = bob_;
    elsewhere.acting_for->id = alice_.structure();
    EXPECT_EQ(does(elsewhere, id, Deed::Finish), "callbacks.none") << "acts for another structure";
    EXPECT_EQ(does(bob_, base::PublicId::fresh(), Deed::Finish), "callbacks.none");
    EXPECT_TRUE(list(elsewhere, List::ToAnswer).lines.empty());
    set_state(marie_, "archived");
    EXPECT_TRUE(list(bob_, List::ToAnswer).lines.empty()) << "sees nothing of her any more";
    EXPECT_EQ(does(bob_, id, Deed::Finish), "callbacks.none");
}

TEST_P(Callbacks, ASensitiveStructureNeitherAsksNorIsAskedUnlessNamed) {
    const auto david = csapa("david@x.fr");
    follow(david, marie_);
    EXPECT_EQ(asks(bob_, david), "callbacks.colleague_required") << "is another contributor to him";
    EXPECT_EQ(asks(david, bob_), "callbacks.nobody") << "would name themselves";
    make_referent(alice_, marie_);
    EXPECT_EQ(asks(david, alice_), "") << "the référent knows";
    EXPECT_EQ(list(alice_, List::ToAnswer).lines.at(0).other, "Prénom Nom-david@x.fr");
    agreed(david);
    EXPECT_EQ(asks(david, bob_), "");
    EXPECT_EQ(list(bob_, List::ToAnswer).lines.at(0).other, "Prénom Nom-david@x.fr");
    EXPECT_EQ(asks(bob_, david), "");
    gps::tests::run_sql(db(), "UPDATE agreements SET revoked_at = 1, revoked_by = 1");
    EXPECT_EQ(list(bob_, List::ToAnswer).lines.at(0).other, "") << "named no more";
    EXPECT_EQ(list(bob_, List::ToAnswer).lines.at(0).other_structure, "");
    EXPECT_EQ(list(bob_, List::Sent).lines.at(0).other, "");
}

TEST_P(Callbacks, AreListedByPages) {
    std::vector<access::Viewer> many;
    for (int i = 0; i < kLinesAPage + 3; ++i) {
        many.push_back(agency("a" + std::to_string(i) + "@x.fr"));
        follow(many.back(), marie_);
        advance(std::chrono::seconds(1));
        ASSERT_EQ(asks(many.back(), bob_), "");
        ASSERT_EQ(asks(bob_, many.back()), "");
    }
    for (const auto which : {List::ToAnswer, List::Sent}) {
        const auto one = list(bob_, which);
        EXPECT_EQ(one.lines.size(), static_cast<std::size_t>(kLinesAPage));
        const auto two = list(bob_, which, one.next);
        EXPECT_EQ(two.lines.size(), 3u);
        EXPECT_TRUE(two.next.empty());
        for (const auto& line : two.lines)
            EXPECT_EQ(std::ranges::count(one.lines, line.id, &Line::id), 0);
    }
    EXPECT_EQ(list(bob_, List::ToAnswer).lines[0].other, "Prénom Nom-a0@x.fr") << "expires first";
    EXPECT_EQ(list(bob_, List::Sent).lines[0].other, "Prénom Nom-a27@x.fr") << "the latest";
    advance_days(15);
    const auto over = list(bob_, List::Over);
    EXPECT_EQ(list(bob_, List::Over, over.next).lines.size(), 3u);
}

TEST_P(Callbacks, FollowTheirEndsWhenStructuresAreOne) {
    EXPECT_EQ(asks(alice_, bob_), "");
    EXPECT_EQ(asks(bob_, alice_), "");
    const auto to = chloe_.structure();
    db().write([&](db::Transaction& tx) {
        move_callbacks(tx, {.professional = bob_.id, .from = bob_.structure(), .to = to});
    });
    EXPECT_EQ(
        number("SELECT count(*) FROM callbacks WHERE asked_structure_id = " +
               std::to_string(to.value) + " OR asker_structure_id = " + std::to_string(to.value)),
        2);
    EXPECT_EQ(number("SELECT count(*) FROM callbacks WHERE asked_structure_id = " +
                     std::to_string(alice_.structure().value)),
              1);
}

}  // namespace gps::callbacks
