#include "notices/inbox.hpp"
#include "notices/merging.hpp"
#include "notices/usecases.hpp"
#include "scene/scene.hpp"

#include <array>

#include <fmt/format.h>

namespace gps::notices {
namespace {

using scene::Acting;

// Alice, of an agency, recorded Marie; Bob, of a mission locale, and Chloé, of an association that
// is not habilitated, follow her too. They are told of each other by digest.
class Notices : public scene::Scene {
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

    InboxPage read_by(const access::Viewer& who, const base::PublicId& before = {}) {
        return *write(who, [&](const Acting& acting) { return inbox(acting, before); });
    }
    static Actor as(const access::Viewer& who) {
        return {.professional = who.id, .structure = who.structure()};
    }
    static Recipient to(const access::Viewer& who) {
        return {.professional = who.id, .structure = who.structure()};
    }
    void tells(Event event, const access::Viewer& by, const std::vector<Recipient>& whom) {
        write(by, [&](const Acting& acting) {
            tell(telling(acting), {.event = event, .person = id_of(marie_), .actor = as(by)}, whom);
            return true;
        });
    }
    void prefers(const access::Viewer& who, Kind kind, Frequency frequency) {
        write(who, [&](const Acting& acting) {
            auto wanted = preferences(acting);
            wanted[kind] = frequency;
            prefer(acting, wanted);
            return true;
        });
    }
    std::int64_t mails_to(const std::string& email) {
        return number("SELECT count(*) FROM mail_outbox WHERE recipient = '" + email + "'");
    }
    Opening opens(const access::Viewer& who, const base::PublicId& event) {
        const auto opened = write(who, [&](const Acting& acting) { return open(acting, event); });
        EXPECT_TRUE(opened);
        return opened ? *opened : Opening{};
    }
    std::int64_t unread(const access::Viewer& who) {
        return number(
            fmt::format("SELECT count(*) FROM notices_inbox WHERE professional_id = {} "
                        "AND structure_id = {} AND read_at IS NULL",
                        who.id.value, who.structure().value));
    }

    access::Viewer alice_ = {};
    access::Viewer bob_ = {};
    access::Viewer chloe_ = {};
    base::PublicId marie_ = {};
};

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(Notices);

TEST_P(Notices, ThoseWhoFollowAreToldOfWhoJoinsButNotWhoJoins) {
    const auto alice = read_by(alice_);
    ASSERT_EQ(alice.rows.size(), 2u) << "Bob, then Chloé";
    EXPECT_EQ(alice.rows[0].person, "DURAND Jeanne");
    EXPECT_EQ(alice.rows[0].actor, "Prénom Nom-chloe@x.fr");
    EXPECT_EQ(alice.rows[0].actor_structure, "Les Jardins");
    EXPECT_FALSE(alice.rows[0].is_read);
    EXPECT_EQ(read_by(bob_).rows.size(), 1u);
    EXPECT_TRUE(read_by(chloe_).rows.empty());
    EXPECT_EQ(number("SELECT count(*) FROM mail_outbox"), 0) << "a digest says it";
    EXPECT_EQ(number("SELECT count(*) FROM notices_digests"), 2);
}

TEST_P(Notices, NameThePersonByWhatIsSeenWhenTheyAreRead) {
    const auto later = mission("dan@x.fr");
    follow(later, marie_);
    EXPECT_EQ(read_by(chloe_).rows.at(0).person, "D… J…") << "not habilitated";
    EXPECT_EQ(read_by(bob_).rows.at(0).person, "DURAND Jeanne");
    end(bob_, marie_);
    advance_days(31);
    const auto after = read_by(bob_).rows.at(0);
    EXPECT_EQ(after.person, "D… J…") << "by the sight of now";
    EXPECT_EQ(after.actor, "") << "others are not theirs to know of any more";
    set_state(marie_, "opposed");
    EXPECT_EQ(read_by(bob_).rows.at(0).person, "");
    EXPECT_TRUE(read_by(bob_).rows.at(0).has_person);
    EXPECT_EQ(read_by(chloe_).rows.at(0).person, "D… J…");
}

// The CSAPA is "Autre intervenant" on the cards: that it came is not told either.
TEST_P(Notices, WhoMayNotSeeAPartIsNotToldOfIt) {
    make_referent(bob_, marie_);
    const auto colleague = csapa("dora@x.fr");
    follow(colleague, marie_);
    const auto before = std::array{read_by(alice_).rows.size(), read_by(chloe_).rows.size(),
                                   read_by(bob_).rows.size()};
    follow(csapa("david@x.fr"), marie_);
    EXPECT_EQ(read_by(alice_).rows.size(), before[0]);
    EXPECT_EQ(read_by(chloe_).rows.size(), before[1]);
    EXPECT_EQ(read_by(bob_).rows.size(), before[2] + 1) << "the référent sees all";
    EXPECT_EQ(read_by(bob_).rows.at(0).actor, "Prénom Nom-david@x.fr");
    ASSERT_EQ(read_by(colleague).rows.size(), 1u) << "of the same structure";
    make_referent(alice_, marie_);
    EXPECT_EQ(read_by(bob_).rows.at(0).actor, "Autre intervenant") << "no longer référent";
    EXPECT_EQ(read_by(bob_).rows.at(0).actor_structure, "");
}

TEST_P(Notices, AnAgreementLetsThoseItNamesBeTold) {
    const auto dora = csapa("dora@x.fr");
    gps::tests::run_sql(db(), fmt::format("INSERT INTO agreements (public_id, person_id, "
                                          "structure_id, for_structure, how, given_on, "
                                          "recorded_by, recorded_at) VALUES ('a', {}, 4, 1, "
                                          "'oral', '2026-03-01', {}, 0)",
                                          id_of(marie_).value, dora.id.value));
    const auto bob = read_by(bob_).rows.size();
    follow(dora, marie_);
    EXPECT_EQ(read_by(alice_).rows.at(0).actor, "Prénom Nom-dora@x.fr");
    EXPECT_EQ(read_by(bob_).rows.size(), bob) << "the agreement is for the agency";
}

TEST_P(Notices, WhoLeftTheirStructureIsNotTold) {
    gps::tests::run_sql(db(), fmt::format("UPDATE memberships SET ended_on = '2026-03-31' WHERE "
                                          "professional_id = {}",
                                          bob_.id.value));
    const auto told = unread(bob_);
    follow(mission("dan@x.fr"), marie_);
    EXPECT_EQ(unread(bob_), told);
}

TEST_P(Notices, AreMailedAtOnceWithOneLinkAndNobodysName) {
    tells(Event::ReferentChanged, alice_, {to(bob_), to(alice_), to(bob_)});
    EXPECT_EQ(mails_to("bob@x.fr"), 1);
    EXPECT_EQ(mails_to("alice@x.fr"), 0) << "she did it";
    EXPECT_EQ(number("SELECT count(*) FROM mail_outbox WHERE body_text LIKE '%DURAND%' OR "
                     "body_text LIKE '%Jeanne%' OR body_text LIKE '%Nom-%'"),
              0);
    EXPECT_EQ(number("SELECT count(*) FROM mail_outbox WHERE body_text LIKE "
                     "'%/notifications/%' AND kind = 'notices.told'"),
              1);
}

TEST_P(Notices, AreMailedAsSoonAsEachPrefers) {
    prefers(bob_, Kind::Contributor, Frequency::AtOnce);
    prefers(chloe_, Kind::Contributor, Frequency::Never);
    const auto digests = number("SELECT count(*) FROM notices_inbox WHERE digest_at IS NOT NULL");
    follow(mission("dan@x.fr"), marie_);
    EXPECT_EQ(mails_to("bob@x.fr"), 1);
    EXPECT_EQ(mails_to("chloe@x.fr"), 0);
    EXPECT_EQ(number("SELECT count(*) FROM notices_inbox WHERE digest_at IS NOT NULL"), digests + 1)
        << "Alice's";
    EXPECT_EQ(read_by(chloe_).rows.size(), 1u) << "the page shows all";
}

TEST_P(Notices, AFrequencyThatAKindDoesNotAllowIsNotKept) {
    EXPECT_THROW(prefers(bob_, Kind::Referent, Frequency::Never), std::invalid_argument);
    EXPECT_EQ(number("SELECT count(*) FROM notices_preferences"), 0);
    prefers(bob_, Kind::Referent, Frequency::Daily);
    EXPECT_EQ(number("SELECT count(*) FROM notices_preferences"), 1) << "what changed alone";
}

TEST_P(Notices, NothingIsToldOfAnActThatIsUndone) {
    const auto rows = number("SELECT count(*) FROM notices_inbox");
    try {
        write(alice_, [&](const Acting& acting) {
            tell(telling(acting), {.event = Event::ReferentChanged, .person = id_of(marie_)},
                 std::array{to(bob_)});
            throw std::runtime_error("the act fails");
            return true;
        });
    } catch (const std::runtime_error&) {
    }
    EXPECT_EQ(number("SELECT count(*) FROM notices_inbox"), rows);
    EXPECT_EQ(mails_to("bob@x.fr"), 0);
}

TEST_P(Notices, TellMoreThanTwentyAndAdministrators) {
    std::vector<Recipient> many;
    many.reserve(23);
    for (int i = 0; i < 23; ++i) many.push_back(to(mission(fmt::format("m{}@x.fr", i))));
    tells(Event::ReferentChanged, alice_, many);
    EXPECT_EQ(number("SELECT count(*) FROM mail_outbox"), 23);
    gps::tests::run_sql(db(), fmt::format("UPDATE memberships SET role = 'administrator' WHERE "
                                          "professional_id IN ({}, {})",
                                          bob_.id.value, many[0].professional.value));
    write(bob_, [&](const Acting& acting) {
        tell_administrators(
            telling(acting),
            {.event = Event::RequestWaitsForAdministrators, .person = id_of(marie_)},
            bob_.structure(), bob_.id);
        return true;
    });
    EXPECT_EQ(mails_to("m0@x.fr"), 2);
    EXPECT_EQ(mails_to("bob@x.fr"), 0);
}

TEST_P(Notices, AreReadByPagesOfTwentyFive) {
    for (int i = 0; i < 30; ++i) tells(Event::ReferentChanged, alice_, {to(bob_)});
    const auto first = read_by(bob_);
    ASSERT_EQ(first.rows.size(), 25u);
    ASSERT_FALSE(first.next.empty());
    const auto second = read_by(bob_, first.next);
    EXPECT_EQ(second.rows.size(), 6u) << "and Chloé's";
    EXPECT_TRUE(second.next.empty());
    EXPECT_EQ(second.rows.back().actor, "Prénom Nom-chloe@x.fr");
}

TEST_P(Notices, LeadToTheFileWhileThePersonIsSeen) {
    tells(Event::ReferentChanged, alice_, {to(bob_)});
    const auto event = read_by(bob_).rows.at(0).event;
    EXPECT_EQ(unread(bob_), 2);
    const auto there = opens(bob_, event);
    EXPECT_EQ(there.leads, Leads::There);
    EXPECT_EQ(there.path, "/personnes/" + marie_.text() + "/referent");
    EXPECT_EQ(unread(bob_), 1) << "opening is reading";
    EXPECT_TRUE(read_by(bob_).rows.at(0).is_read);
    set_state(marie_, "archived");
    EXPECT_EQ(opens(bob_, event).leads, Leads::Nowhere);
    EXPECT_EQ(opens(bob_, event).path, "");
}

TEST_P(Notices, AreTheirRecipientsAlone) {
    tells(Event::ReferentChanged, alice_, {to(bob_)});
    const auto event = read_by(bob_).rows.at(0).event;
    for (const auto& other : {alice_, chloe_}) {
        EXPECT_FALSE(write(other, [&](const Acting& acting) { return open(acting, event); }));
        EXPECT_FALSE(write(other, [&](const Acting& acting) { return mark_read(acting, event); }));
    }
    EXPECT_EQ(unread(bob_), 2);
    auto elsewhere = agency("bob@x.fr");
    elsewhere.structures = 2;
    EXPECT_EQ(opens(elsewhere, event).leads, Leads::Elsewhere);
    EXPECT_FALSE(write(elsewhere, [&](const Acting& acting) { return mark_read(acting, event); }));
    EXPECT_EQ(unread(bob_), 2) << "to be read for the mission locale";
    EXPECT_TRUE(read_by(elsewhere).rows.empty());
    EXPECT_TRUE(read_by(elsewhere).waits_elsewhere);
}

TEST_P(Notices, AreMarkedReadOneByOneOrAllAtOnce) {
    for (int i = 0; i < 3; ++i) tells(Event::ReferentChanged, alice_, {to(bob_), to(chloe_)});
    const auto page = read_by(bob_);
    EXPECT_TRUE(
        write(bob_, [&](const Acting& acting) { return mark_read(acting, page.rows[1].event); }));
    EXPECT_EQ(unread(bob_), 3);
    EXPECT_TRUE(read_by(bob_).rows.at(1).is_read);
    write(bob_, [&](const Acting& acting) {
        mark_all_read(acting);
        return true;
    });
    EXPECT_EQ(unread(bob_), 0);
    EXPECT_EQ(unread(chloe_), 3) << "hers";
    EXPECT_FALSE(read_by(bob_).waits_elsewhere);
}

TEST_P(Notices, FollowTheirRecipientToTheStructureThatTakesThePlaceOfTheirs) {
    const auto elsewhere = agency("bob@x.fr");
    tells(Event::ReferentChanged, alice_, {to(bob_), to(elsewhere)});
    tells(Event::ReferentObjected, alice_, {to(bob_)});
    write(bob_, [&](const Acting& acting) {
        move_notices(
            acting.tx,
            {.professional = bob_.id, .from = bob_.structure(), .to = elsewhere.structure()});
        return true;
    });
    EXPECT_EQ(unread(bob_), 0);
    EXPECT_EQ(unread(elsewhere), 3) << "Chloé's, and each of the others once";
}

}  // namespace gps::notices
