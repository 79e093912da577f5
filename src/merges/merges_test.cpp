#include "merges/merges_test.hpp"

using namespace gps;
using namespace gps::merges;

INSTANTIATE_ON_EVERY_ENGINE(Merges);

// ---- Deciding -----------------------------------------------------------------------------------

TEST_P(Merges, AreAskedByOneAndConfirmedByAnotherAndTraced) {
    const auto merge = asks(nadia_, kAgency, kAssociation);
    ASSERT_TRUE(merge);
    EXPECT_EQ(message(confirms(nadia_, *merge)), "merges.by_another");
    EXPECT_EQ(message(asks(victor_, kMission, kAssociation)), "merges.busy") << "one at a time";
    EXPECT_EQ(message(confirms(victor_, *merge)), "done");
    EXPECT_EQ(message(confirms(victor_, *merge)), "merges.answered");
    run();
    EXPECT_EQ(lines("SELECT act || ' ' || subject FROM audit_entries ORDER BY id"),
              "ask_merge ass00000000000000000000000\n"
              "confirm_merge ass00000000000000000000000\n"
              "finish_merge ass00000000000000000000000\n");
    EXPECT_EQ(message(asks(nadia_, kAgency, kAssociation)), "merges.closed");
    EXPECT_EQ(message(confirms(victor_, base::PublicId::fresh())), "merges.no_merge");
}

TEST_P(Merges, AreRefusedWithAReasonAndMayBeAskedAgain) {
    const auto merge = asks(nadia_, kAgency, kAssociation);
    ASSERT_TRUE(merge);
    const auto refuses = [&](std::string_view why) {
        return by(victor_, [&](const access::Visit& visit) { return refuse(visit, *merge, why); });
    };
    EXPECT_EQ(message(refuses(" ")), "platform.why_required");
    EXPECT_EQ(message(refuses("Deux services")), "done");
    EXPECT_EQ(message(confirms(victor_, *merge)), "merges.answered");
    EXPECT_EQ(number("SELECT count(*) FROM structures WHERE merged_into IS NOT NULL"), 0);
    EXPECT_EQ(message(asks(nadia_, kAgency, kAssociation)), "done");
}

TEST_P(Merges, AreReadFromBothStructures) {
    const auto of = [&](const base::PublicId& id) {
        const auto structure = again(id).id;
        return by(nadia_, [&](const access::Visit& visit) {
            return platform::merges_of(visit, structure);
        });
    };
    const auto waiting_now = [&] {
        return by(nadia_,
                  [](const access::Visit& visit) { return platform::doubles_waiting(visit); });
    };
    EXPECT_EQ(waiting_now(), 0);
    ASSERT_TRUE(asks(nadia_, kAgency, kAssociation));
    EXPECT_EQ(waiting_now(), 1);
    for (const auto& id : {kAgency, kAssociation}) {
        ASSERT_EQ(of(id).size(), 1U);
        EXPECT_EQ(of(id)[0].kept, "Agence de Nîmes");
        EXPECT_EQ(of(id)[0].twin, "Les Jardins");
        EXPECT_FALSE(of(id)[0].answered_at);
    }
    EXPECT_TRUE(of(kMission).empty());
}

TEST_P(Merges, NeedAReasonAndNobodyOfEither) {
    EXPECT_EQ(message(by(nadia_,
                         [](const access::Visit& visit) {
                             return ask(visit, kAgency, kAssociation, "");
                         })),
              "platform.why_required");
    const auto member = association("nadia@x.fr");
    EXPECT_EQ(message(asks(member, kAgency, kAssociation)), "merges.own");
    const auto merge = asks(victor_, kAgency, kAssociation);
    ASSERT_TRUE(merge);
    EXPECT_EQ(message(confirms(member, *merge)), "merges.own");
    EXPECT_EQ(message(asks(victor_, kAgency, kCsapa)), "merges.busy");
    EXPECT_EQ(message(asks(victor_, kMission, kCsapa)), "merges.less_sensitive");
}

TEST_P(Merges, WhatMattersChangedIsAskedAgain) {
    const auto merge = asks(nadia_, kAgency, kAssociation);
    ASSERT_TRUE(merge);
    sql("UPDATE structures SET is_habilitated = TRUE WHERE id = 3");
    EXPECT_EQ(message(confirms(victor_, *merge)), "merges.changed");
    EXPECT_TRUE(by(victor_, [&](const access::Visit& visit) {
        return asked(visit, *merge).value().has_changed;
    }));
    sql("UPDATE structures SET is_habilitated = FALSE, state = 'closed', closed_because = "
        "'suspended' WHERE id = 3");
    EXPECT_EQ(message(confirms(victor_, *merge)), "merges.suspended");
}

TEST_P(Merges, TheAdministratorsOfBothAreToldAndNoNameOfAPersonIs) {
    lived();
    sql("UPDATE memberships SET role = 'administrator' WHERE professional_id = " +
        std::to_string(alice_.id.value));
    decided();
    EXPECT_EQ(lines("SELECT recipient FROM mail_outbox ORDER BY recipient"),
              "alice@x.fr\ncarl@x.fr\n");
    const auto body = lines("SELECT body_text FROM mail_outbox");
    EXPECT_NE(body.find("Les Jardins"), std::string::npos);
    EXPECT_EQ(body.find("Martin"), std::string::npos);
}

TEST_P(Merges, APairKeptApartIsProposedNoMore) {
    sql("UPDATE structures SET department = '30', name = 'Le Phare', source = 'u', kind = 'ASSO' "
        "WHERE id = 3");
    sql("UPDATE structures SET department = '30', name = 'Le Phare', kind = 'ASSO', city = 'Alès' "
        "WHERE id = 2");
    const auto propose = [&] { return structures::propose_doubles(db(), house().clock, [] {}); };
    ASSERT_EQ(propose(), 1U);
    const auto pairs = [&] {
        return by(nadia_, [](const access::Visit& visit) { return waiting(visit, {}).pairs; });
    };
    ASSERT_EQ(pairs().size(), 1U);
    EXPECT_EQ(pairs()[0].first.public_id, kMission);
    const auto apart = [&] {
        return by(nadia_, [](const access::Visit& visit) {
            return keep_apart(visit, kAssociation, kMission, "Deux services");
        });
    };
    EXPECT_EQ(message(apart()), "done");
    EXPECT_EQ(message(apart()), "merges.apart_already");
    EXPECT_TRUE(pairs().empty());
    EXPECT_EQ(propose(), 0U);
}

TEST_P(Merges, ThePreviewCountsWhatWouldMove) {
    lived();
    const auto shown = by(nadia_, [](const access::Visit& visit) {
        return preview(visit, kAgency, kAssociation).value();
    });
    const auto& counts = shown.twin_counts;
    EXPECT_EQ(counts.members, 2);
    EXPECT_EQ(counts.administrators, 1);
    EXPECT_EQ(counts.ongoing, 2);
    EXPECT_EQ(counts.past, 2);
    EXPECT_EQ(counts.requests, 2);
    EXPECT_EQ(counts.grants, 1);
    EXPECT_EQ(counts.agreements, 2);
    EXPECT_EQ(counts.invitations, 3);
    EXPECT_EQ(counts.asks, 2);
    EXPECT_EQ(shown.shared.members, 1);
    EXPECT_EQ(shown.shared.parts, 1);
    EXPECT_TRUE(shown.may);
}
