#include "quotas/store.hpp"
#include "quotas/tally.hpp"
#include "quotas/usecases.hpp"
#include "scene/scene.hpp"

#include <array>
#include <chrono>
#include <string>

namespace gps::quotas {
namespace {

using scene::Acting;

// Paul, of an agency, signed in; Zoé and Yann are of the team of the service.
class Quotas : public scene::Scene {
 protected:
    void SetUp() override {
        Scene::SetUp();
        if (HasFatalFailure()) return;
        paul_ = agency("paul@x.fr");
        paul_.session = {1};
        paul_.strength = access::Strength::Full;
        zoe_ = agency("zoe@gps.fr");
        zoe_.session = {2};
        zoe_.strength = access::Strength::Full;
        yann_ = agency("yann@gps.fr");
        yann_.session = {3};
        yann_.strength = access::Strength::Full;
        for (const auto& one : {zoe_, yann_}) {
            gps::tests::run_sql(db(),
                                "INSERT INTO teams_platform (professional_id, since) VALUES (" +
                                    std::to_string(one.id.value) + ", 0)");
        }
    }

    template <class Act>
    std::string doing(const access::Viewer& who, Act act) {
        return write(who, [&](const Acting& acting) {
            const base::Result<> done =
                act(Spending{.house = acting.house, .tx = acting.tx, .viewer = acting.viewer});
            return done ? std::string("fine") : std::string(done.error().message);
        });
    }
    std::string spends(const access::Viewer& who, Purpose purpose) {
        return doing(who, [&](const Spending& one) { return spend(one, purpose); });
    }
    std::string reaches(const access::Viewer& who, people::PersonId person) {
        const std::array people{person};
        return doing(who, [&](const Spending& one) { return reach(one, people); });
    }
    std::string lifts(const access::Viewer& who, const base::PublicId& freeze) {
        return doing(who, [&](const Spending& one) { return lift(one, freeze, "Vérifié."); });
    }
    base::PublicId freeze_of(const access::Viewer& who) {
        return read([&](db::Transaction& tx) {
            return store::open_freeze(tx, who.id).value_or(base::PublicId());
        });
    }
    std::int64_t mails(const std::string& to) {
        return number(
            "SELECT count(*) FROM mail_outbox WHERE kind = 'quotas.alert' AND recipient = '" + to +
            "'");
    }
    std::int64_t entries(const std::string& act) {
        return number("SELECT count(*) FROM audit_entries WHERE act = '" + act + "'");
    }
    // People recorded without a word: rows enough to be reached.
    void many_people(int count) {
        const auto first = id_of(person(agency("recorder@x.fr"), "MODELE"));
        gps::tests::run_sql(
            db(),
            "INSERT INTO persons (public_id, birth_name, first_name, birth_date, commune, "
            "birth_key, first_key, last_initial, first_initial, state, notice_given, "
            "notice_on, created_at, created_by, created_for) "
            "WITH RECURSIVE n (i) AS "
            "(SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " +
                std::to_string(count) +
                ") SELECT 'p' || (1000000 + n.i), birth_name, first_name, birth_date, "
                "commune, birth_key, first_key, last_initial, first_initial, state, "
                "notice_given, notice_on, created_at, created_by, created_for "
                "FROM persons CROSS JOIN n WHERE persons.id = " +
                std::to_string(first.value));
        first_person_ = first.value;
    }

    access::Viewer paul_ = {};
    access::Viewer zoe_ = {};
    access::Viewer yann_ = {};
    std::int64_t first_person_ = 0;
};

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(Quotas);

TEST_P(Quotas, AnHourIsOverAfterAnHourAndADayAfterADay) {
    const auto& line = quota(Purpose::Reveal);
    for (int i = 0; i < line.an_hour; ++i) ASSERT_EQ(spends(paul_, Purpose::Reveal), "fine");
    EXPECT_EQ(spends(paul_, Purpose::Reveal), "quotas.hour");
    EXPECT_EQ(spends(paul_, Purpose::File), "fine") << "each purpose is counted apart";
    EXPECT_EQ(spends(zoe_, Purpose::Reveal), "fine") << "and each account";
    EXPECT_EQ(mails("zoe@gps.fr"), 0) << "an hour tells nobody";
    int shown = line.an_hour;
    std::string said;
    for (; said != "quotas.day"; advance(std::chrono::hours(1))) {
        while ((said = spends(paul_, Purpose::Reveal)) == "fine") ++shown;
    }
    EXPECT_EQ(shown, line.a_day - 3) << "what was refused counted too, three times";
    EXPECT_EQ(mails("zoe@gps.fr"), 1);
    EXPECT_EQ(spends(paul_, Purpose::Reveal), "quotas.day");
    EXPECT_EQ(mails("zoe@gps.fr"), 1) << "told once a day";
    advance_days(1);
    EXPECT_EQ(spends(paul_, Purpose::Reveal), "fine");
}

TEST_P(Quotas, PastThirtyDaysTheAccountIsFrozenAndTheTeamTold) {
    many_people(1);
    const auto& line = quota(Purpose::Reach);
    int days = 0;
    for (std::string said = "fine"; said != "quotas.frozen"; advance_days(1), ++days) {
        said = write(paul_, [&](const Acting& acting) {
            const auto spent = store::count(acting.tx, {.professional = paul_.id,
                                                        .purpose = Purpose::Reach,
                                                        .by = 99,
                                                        .now = acting.house.clock.now()});
            return spent.in_month > line.a_month ? "quotas.frozen" : "fine";
        });
    }
    EXPECT_EQ(days, 4);
    ASSERT_EQ(spends(paul_, Purpose::Reach), "quotas.frozen");
    EXPECT_FALSE(freeze_of(paul_).empty());
    EXPECT_EQ(entries("freeze_account"), 1);
    EXPECT_EQ(mails("zoe@gps.fr"), 1);
    EXPECT_EQ(mails("yann@gps.fr"), 1);
    EXPECT_EQ(spends(paul_, Purpose::Reach), "quotas.frozen");
    EXPECT_EQ(mails("zoe@gps.fr"), 1) << "frozen once";
}

TEST_P(Quotas, WhatIsOlderThanThirtyDaysNoLongerCountsAndIsErased) {
    many_people(1);
    const auto counted_after = [&](int days) {
        advance_days(days);
        return write(paul_, [&](const Acting& acting) {
            return store::count(acting.tx, {.professional = paul_.id,
                                            .purpose = Purpose::LookUp,
                                            .now = acting.house.clock.now()})
                .in_month;
        });
    };
    EXPECT_EQ(counted_after(0), 1);
    EXPECT_EQ(counted_after(29), 2);
    EXPECT_EQ(counted_after(1), 2);
    EXPECT_EQ(reaches(paul_, {first_person_}), "fine");
    EXPECT_EQ(sweep(db(), house().clock), 0);
    advance_days(32);
    EXPECT_EQ(sweep(db(), house().clock), 5)
        << "three days of look-ups, a day and a person reached";
    EXPECT_EQ(number("SELECT count(*) FROM quotas_days"), 0);
}

TEST_P(Quotas, OneAccountReachesThreeHundredPeopleAtMost) {
    many_people(420);
    int reached = 0;
    int refused = 0;
    for (int i = 0; i < 420 && refused < 40; ++i) {
        advance(std::chrono::minutes(i % 30 == 29 ? 18 * 60 : 2));
        if (reaches(paul_, {first_person_ + i}) == "fine") {
            ++reached;
        } else {
            ++refused;
        }
    }
    EXPECT_LE(reached, 300);
    EXPECT_GE(reached, 295);
    EXPECT_FALSE(freeze_of(paul_).empty());
    EXPECT_GE(mails("zoe@gps.fr"), 1);
}

TEST_P(Quotas, APersonReachedTwiceCountsOnce) {
    many_people(1);
    for (int i = 0; i < 3; ++i) EXPECT_EQ(reaches(paul_, {first_person_}), "fine");
    EXPECT_EQ(number("SELECT done FROM quotas_days WHERE purpose = 'reach'"), 1);
    EXPECT_EQ(reaches(zoe_, {first_person_}), "fine");
    EXPECT_EQ(number("SELECT count(*) FROM quotas_reached"), 2);
}

TEST_P(Quotas, AnotherOfTheTeamLiftsAFreezeAndCountingStartsAnew) {
    write(paul_, [&](const Acting& acting) {
        return store::freeze(acting.tx, paul_.id, Purpose::Reach, acting.house.clock.now());
    });
    write(zoe_, [&](const Acting& acting) {
        return store::freeze(acting.tx, zoe_.id, Purpose::File, acting.house.clock.now());
    });
    EXPECT_EQ(lifts(zoe_, freeze_of(zoe_)), "quotas.own");
    const auto frozen = freeze_of(paul_);
    EXPECT_EQ(lifts(yann_, frozen), "fine");
    EXPECT_EQ(entries("lift_freeze"), 1);
    EXPECT_EQ(lifts(yann_, frozen), "quotas.not_frozen");
    EXPECT_EQ(number("SELECT count(*) FROM quotas_days WHERE professional_id = " +
                     std::to_string(paul_.id.value)),
              0);
    const auto page = read([&](db::Transaction& tx) { return freezes(tx, base::PublicId()); });
    ASSERT_EQ(page.rows.size(), 2U);
    EXPECT_EQ(page.rows[0].professional, zoe_.id) << "the latest first";
    EXPECT_EQ(page.rows[1].reason, "Vérifié.");
    EXPECT_FALSE(page.rows[1].lifted_by.empty());
    const auto older =
        read([&](db::Transaction& tx) { return freezes(tx, page.rows[0].public_id); });
    ASSERT_EQ(older.rows.size(), 1U);
    EXPECT_EQ(older.rows[0].professional, paul_.id);
    EXPECT_TRUE(write(yann_, [&](const Acting& acting) {
        return lift_by_operator(acting.tx, acting.house.keys, zoe_.id, acting.house.clock.now());
    }));
    EXPECT_TRUE(freeze_of(zoe_).empty());
}

TEST_P(Quotas, AnInventedPersonAlertsAndShowsNothing) {
    const auto planter = agency("accueil@x.fr");
    const auto planted = id_of(person(planter, "ROSSIGNOL"));
    const auto shared = person(planter, "MARTIN");
    follow(paul_, shared);
    EXPECT_EQ(write(zoe_,
                    [&](const Acting& acting) {
                        return mark_canaries(acting.tx, planter.id, acting.house.clock.now());
                    }),
              1)
        << "whom others follow is real";
    EXPECT_EQ(reaches(paul_, id_of(shared)), "fine");
    EXPECT_EQ(entries("meet_canary"), 0);
    EXPECT_EQ(reaches(paul_, planted), "fine");
    EXPECT_EQ(reaches(paul_, planted), "fine");
    EXPECT_EQ(entries("meet_canary"), 1) << "met once";
    EXPECT_EQ(mails("zoe@gps.fr"), 1);
}

TEST_P(Quotas, ASessionOpenedByAMailedCodeDoesLessInADay) {
    auto by_code = paul_;
    by_code.strength = access::Strength::Reduced;
    const int most = quota(Purpose::Reveal).reduced_a_day;
    for (int i = 0; i < most; ++i) ASSERT_EQ(spends(by_code, Purpose::Reveal), "fine");
    EXPECT_EQ(spends(by_code, Purpose::Reveal), "quotas.reduced");
    EXPECT_EQ(spends(paul_, Purpose::Reveal), "fine") << "once strengthened";
    EXPECT_EQ(mails("zoe@gps.fr"), 0);
    Tally tally;
    count_by(tally);
    EXPECT_TRUE(spend_in_memory(house(), by_code, Purpose::File, 150));
    EXPECT_FALSE(spend_in_memory(house(), by_code, Purpose::File));
    EXPECT_TRUE(spend_in_memory(house(), paul_, Purpose::File));
}

TEST_P(Quotas, WithoutASessionNothingIsCounted) {
    many_people(1);
    auto import = paul_;
    import.session = {};
    EXPECT_EQ(spends(import, Purpose::File), "fine");
    EXPECT_EQ(reaches(import, {first_person_}), "fine");
    EXPECT_EQ(number("SELECT count(*) FROM quotas_days"), 0);
}

TEST_P(Quotas, LinesOfListsAreCountedInMemoryAndKept) {
    Tally one;
    Tally other;
    const auto& line = quota(Purpose::Name);
    const auto adds = [&](Tally& tally, int lines) {
        count_by(tally);
        const auto may = spend_in_memory(house(), paul_, Purpose::Name, lines);
        return may ? std::string("fine") : std::string(may.error().message);
    };
    const auto flush = [&](Tally& tally) { return tally.flush(house()); };
    EXPECT_EQ(adds(one, line.an_hour - 10), "fine");
    EXPECT_EQ(flush(one), 1);
    EXPECT_EQ(flush(one), 0);
    EXPECT_EQ(adds(other, 11), "fine") << "the other process does not know yet";
    EXPECT_EQ(flush(other), 1);
    EXPECT_EQ(adds(other, 1), "quotas.hour");
    EXPECT_EQ(adds(one, 10), "fine");
    EXPECT_EQ(adds(one, 1), "quotas.hour");
    advance(std::chrono::hours(1));
    EXPECT_EQ(adds(one, 1), "fine");
    EXPECT_EQ(adds(one, line.a_month), "quotas.frozen");
    EXPECT_TRUE(freeze_of(paul_).empty());
    EXPECT_EQ(flush(one), 1);
    EXPECT_FALSE(freeze_of(paul_).empty());
    EXPECT_EQ(mails("zoe@gps.fr"), 1);
}

TEST(QuotasTable, GrowsWithTheWindowAndNamesEachPurposeOnce) {
    constexpr auto kFull = access::Strength::Full;
    constexpr auto kReduced = access::Strength::Reduced;
    for (const auto& line : kQuotas) {
        const int day = line.reduced_a_day;
        EXPECT_LT(day, line.a_day);
        EXPECT_EQ(judge(line.purpose, {1, day, day}, kReduced), Verdict::Within);
        EXPECT_EQ(judge(line.purpose, {1, day + 1, day}, kReduced), Verdict::PastWhatACodeOpens);
        EXPECT_EQ(judge(line.purpose, {1, day + 1, day}, kFull), Verdict::Within);
        EXPECT_LT(line.an_hour, line.a_day);
        EXPECT_LT(line.a_day, line.a_month);
        EXPECT_EQ(purpose_of(line.code), line.purpose);
        EXPECT_EQ(judge(line.purpose, {line.an_hour, line.a_day, line.a_month}, kFull),
                  Verdict::Within);
        EXPECT_EQ(judge(line.purpose, {line.an_hour + 1, 1, 1}, kFull), Verdict::PastTheHour);
        EXPECT_EQ(judge(line.purpose, {1, line.a_day + 1, 1}, kFull), Verdict::PastTheDay);
        EXPECT_EQ(judge(line.purpose, {1, 1, line.a_month + 1}, kFull), Verdict::PastTheMonth);
    }
    EXPECT_EQ(quota(Purpose::Reach).a_month, 300);
    EXPECT_FALSE(purpose_of("pigeon"));
}

}  // namespace gps::quotas
