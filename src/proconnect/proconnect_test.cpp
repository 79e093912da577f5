#include "base/digest.hpp"
#include "people/store.hpp"
#include "proconnect/identities.hpp"
#include "proconnect/rules.hpp"
#include "proconnect/store.hpp"
#include "proconnect/usecases.hpp"
#include "scene/visits.hpp"

#include <fmt/format.h>

using namespace gps;
using namespace gps::proconnect;

namespace {

constexpr std::string_view kSiret = "13002603200016";

class ProConnect : public gps::scene::Visits {
 protected:
    void SetUp() override {
        Visits::SetUp();
        if (HasFatalFailure()) return;
        gps::tests::run_sql(db(), fmt::format(R"sql(
            INSERT INTO structures (id, public_id, source, source_id, name, name_key, kind,
                sensitivity, is_habilitated, siret, created_at, updated_at)
            VALUES (1, 'agence0000000000000000000a', 't', '1', 'Agence', 'agence', 'FT', 0, TRUE,
                    '{}', 0, 0)
        )sql",
                                              kSiret));
        alice_ = professional("alice@x.fr");
        bruno_ = professional("bruno@x.fr");
        db().write([&](db::Transaction& tx) {
            people::store::add_member(tx, alice_, {1}, "member", clock_.today());
        });
    }

    static openid::Identity identity(const std::string& subject, const std::string& email,
                                     openid::Strength strength = openid::Strength::OneFactor) {
        return {.issuer = "https://p.example/api/v2",
                .subject = subject,
                .email = email,
                .siret = std::string(kSiret),
                .strength = strength,
                .id_token = base::Secret("token")};
    }
    auto comes(const openid::Identity& who) {
        return visiting({}, [&](const auto& visit) { return come_in(visit, who); });
    }
    access::Viewer by_code(people::ProfessionalId who) { return viewer(enter(who)); }
    auto joins(const access::Viewer& who, const openid::Identity& as) {
        return visiting(who, [&](const auto& visit) { return join(visit, as); });
    }
    // From a full session of theirs.
    auto detaches(const access::Viewer& who, const std::string& name) {
        return visiting(who, [&](const auto& visit) { return detach(visit, name); });
    }
    std::vector<OwnIdentity> of(const access::Viewer& who) {
        return visiting(who, [&](const auto& visit) { return identities(visit); });
    }
    static std::string refusal(const auto& result) {
        return result ? std::string("none") : std::string(result.error().message);
    }

    people::ProfessionalId alice_ = {};
    people::ProfessionalId bruno_ = {};
};

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(ProConnect);

TEST(ProConnectRules, WhoComesIn) {
    using enum Welcome;
    //                 linked account siret
    EXPECT_EQ(welcome({true, true, false}), Opens);
    EXPECT_EQ(welcome({true, true, true}), Opens);
    EXPECT_EQ(welcome({true, false, true}), NoAccount) << "the account was closed";
    EXPECT_EQ(welcome({false, true, true}), LinksAndOpens);
    EXPECT_EQ(welcome({false, true, false}), NotVouched) << "the e-mail alone is no proof";
    EXPECT_EQ(welcome({false, false, true}), NoAccount);
    EXPECT_EQ(welcome({false, false, false}), NoAccount);
}

TEST(ProConnectRules, WhoStrengthensTheirSession) {
    using enum StepUp;
    //                 linked own    enrols e-mail siret
    EXPECT_EQ(step_up({true, true, false, false, false}), Goes);
    EXPECT_EQ(step_up({true, false, true, true, true}), AnothersIdentity);
    EXPECT_EQ(step_up({false, false, true, false, false}), LinksAndGoes);
    EXPECT_EQ(step_up({false, false, false, true, true}), LinksAndGoes);
    EXPECT_EQ(step_up({false, false, false, true, false}), NotVouched);
    EXPECT_EQ(step_up({false, false, false, false, true}), NotVouched);
}

TEST_P(ProConnect, TheFirstTimeEmailAndStructureAgreeAndLaterTheIdentityAloneOpens) {
    const auto first = comes(identity("s1", "Alice@X.fr"));
    ASSERT_TRUE(first);
    EXPECT_EQ(viewer(first->token).id, alice_);
    EXPECT_TRUE(viewer(first->token).may_enrol);
    EXPECT_TRUE(viewer(first->token).by_proconnect);
    EXPECT_FALSE(viewer(first->token).is_full()) << "one factor";

    auto moved = identity("s1", "nouvelle@adresse.fr", openid::Strength::TwoFactors);
    moved.siret = "";
    const auto later = comes(moved);
    ASSERT_TRUE(later);
    EXPECT_EQ(viewer(later->token).id, alice_) << "whatever e-mail and structure say now";
    EXPECT_TRUE(viewer(later->token).is_full());
}

TEST_P(ProConnect, AnEmailAloneOpensNothing) {
    EXPECT_EQ(refusal(comes(identity("s2", "bruno@x.fr"))), "proconnect.not_vouched");
    auto elsewhere = identity("s1", "alice@x.fr");
    elsewhere.siret = "99999999999999";
    EXPECT_EQ(refusal(comes(elsewhere)), "proconnect.not_vouched");
    EXPECT_EQ(refusal(comes(identity("s3", "nul@x.fr"))), "proconnect.no_account");
    EXPECT_EQ(gps::tests::count(db(), "proconnect_identities"), 0);
}

TEST_P(ProConnect, WhoIsDeactivatedOrLeftIsNobody) {
    ASSERT_TRUE(comes(identity("s1", "alice@x.fr")));
    db().write([&](db::Transaction& tx) {
        people::store::set_professional_active(tx, "alice@x.fr", false);
    });
    EXPECT_EQ(refusal(comes(identity("s1", "alice@x.fr"))), "proconnect.no_account");
    db().write([&](db::Transaction& tx) {
        people::store::set_professional_active(tx, "alice@x.fr", true);
    });
    gps::tests::run_sql(db(), "UPDATE memberships SET ended_on = started_on");
    EXPECT_EQ(refusal(comes(identity("another", "alice@x.fr"))), "proconnect.not_vouched");
}

TEST_P(ProConnect, ALinkFromAnAdministratorLetsAnIdentityBeLinked) {
    auto bruno = by_code(bruno_);
    EXPECT_EQ(refusal(joins(bruno, identity("s2", "bruno@x.fr"))), "proconnect.not_vouched");
    db().write([&](db::Transaction& tx) { access::let_enrol(tx, bruno); });
    bruno.may_enrol = true;
    const auto joined = joins(bruno, identity("s2", "bruno@x.fr"));
    ASSERT_TRUE(joined);
    EXPECT_TRUE(joined->is_new);
    EXPECT_FALSE(joined->token) << "one factor strengthens nothing";
    EXPECT_EQ(viewer(comes(identity("s2", "bruno@x.fr"))->token).id, bruno_);
    EXPECT_EQ(refusal(joins(by_code(alice_), identity("s2", "alice@x.fr"))),
              "proconnect.of_another");
}

TEST_P(ProConnect, AProvenSecondFactorStrengthensTheSession) {
    const auto strong = identity("s1", "alice@x.fr", openid::Strength::TwoFactors);
    const auto alice = by_code(alice_);
    const auto joined = joins(alice, strong);
    ASSERT_TRUE(joined) << "e-mail and structure agree";
    ASSERT_TRUE(joined->token);
    EXPECT_TRUE(viewer(*joined->token).is_full());
    EXPECT_EQ(viewer(*joined->token).session, alice.session);
    EXPECT_FALSE(joins(by_code(alice_), strong)->is_new) << "linked once";
    EXPECT_EQ(gps::tests::count(db(), "proconnect_identities"), 1);
}

TEST_P(ProConnect, ADepartureServesOnceForWhoLeft) {
    const auto keep = [&](const std::string& state, std::optional<access::SessionId> session) {
        db().write([&](db::Transaction& tx) {
            store::keep_departure(tx, {.state_digest = state,
                                       .holder_digest = "holder",
                                       .session = session,
                                       .sealed = "x",
                                       .at = clock_.now()});
        });
    };
    const auto claims = [&](const std::string& state, const std::string& browser,
                            const std::string& session) {
        return db().write([&](db::Transaction& tx) {
            return store::claim_departure(tx, state, browser, session,
                                          clock_.now().minus(std::chrono::minutes(10)))
                .has_value();
        });
    };
    keep("a", {});
    EXPECT_FALSE(claims("b", "holder", "")) << "another state";
    EXPECT_FALSE(claims("a", "another", "")) << "another browser";
    EXPECT_FALSE(claims("a", "another", "holder")) << "a session is no browser";
    EXPECT_TRUE(claims("a", "holder", ""));
    EXPECT_FALSE(claims("a", "holder", "")) << "once";
    keep("c", access::SessionId{1});
    EXPECT_FALSE(claims("c", "holder", "another"));
    EXPECT_TRUE(claims("c", "", "holder"));
    keep("d", {});
    clock_.advance(std::chrono::minutes(11));
    EXPECT_FALSE(claims("d", "holder", "")) << "too late";
}

TEST_P(ProConnect, WhatSigningOutTakesIsSealedAndGoesWithTheSession) {
    const auto opened = comes(identity("s1", "alice@x.fr"));
    ASSERT_TRUE(opened);
    const auto kept = [&] {
        return db().read(
            [&](db::Transaction& tx) { return store::session(tx, base::digest(opened->token)); });
    };
    ASSERT_TRUE(kept());
    EXPECT_EQ(kept()->find("token"), std::string::npos);
    db().write(
        [&](db::Transaction& tx) { access::sign_out(house(), tx, viewer(opened->token), ""); });
    EXPECT_FALSE(kept());
    const auto later = clock_.now().plus(std::chrono::hours(13));
    EXPECT_EQ(db().write([&](db::Transaction& tx) { return store::sweep(tx, later, later); }), 2)
        << "what signing out takes, and which identity was shown";
}

TEST_P(ProConnect, OnesIdentitiesAreListedWithWhatProConnectSaidLast) {
    ASSERT_TRUE(comes(identity("s1", "Alice@X.fr")));
    const auto alice = by_code(alice_);
    clock_.advance(std::chrono::hours(24));
    ASSERT_TRUE(comes(identity("s1", "Nouvelle@Adresse.fr")));
    const auto own = of(alice);
    ASSERT_EQ(own.size(), 1U);
    EXPECT_EQ(own[0].email, "nouvelle@adresse.fr");
    EXPECT_EQ(own[0].used_at, clock_.now());
    EXPECT_EQ(own[0].linked_at, clock_.now().minus(std::chrono::hours(24)));
    EXPECT_EQ(own[0].name.find("s1"), std::string::npos) << "its name tells nobody who it is";
    EXPECT_TRUE(of(by_code(bruno_)).empty());
}

TEST_P(ProConnect, ADetachedIdentityOpensNothingAndEndsTheSessionsItWasShownIn) {
    const auto strong = identity("s1", "alice@x.fr", openid::Strength::TwoFactors);
    const auto here = comes(strong);
    const auto there = comes(strong);
    const auto mailed = enter(alice_);
    const auto strengthened = joins(by_code(alice_), strong);
    ASSERT_TRUE(here && there && strengthened && strengthened->token);
    const auto alice = viewer(here->token);
    ASSERT_TRUE(detaches(alice, of(alice).at(0).name));
    EXPECT_EQ(viewer(there->token).id.value, 0) << "opened by it";
    EXPECT_EQ(viewer(*strengthened->token).id.value, 0) << "strengthened by it";
    EXPECT_EQ(viewer(here->token).id, alice_) << "the one that detaches it goes on";
    EXPECT_EQ(viewer(mailed).id, alice_) << "it was not shown there";
    EXPECT_TRUE(of(alice).empty());
    EXPECT_EQ(gps::tests::count(db(), "proconnect_shown"), 0);
    EXPECT_EQ(gps::tests::count(db(), "audit_entries WHERE act = 'detach_identity'"), 1);
    EXPECT_EQ(gps::tests::count(db(),
                                "mail_outbox WHERE kind = 'factors.changed' AND recipient = "
                                "'alice@x.fr'"),
              1);
}

TEST_P(ProConnect, AfterDetachingTheSameIdentityIsLinkedAsIfForTheFirstTime) {
    const auto strong = identity("s1", "alice@x.fr", openid::Strength::TwoFactors);
    const auto alice = viewer(comes(strong)->token);
    ASSERT_TRUE(detaches(alice, of(alice).at(0).name));
    EXPECT_EQ(refusal(comes(identity("s1", "bruno@x.fr"))), "proconnect.not_vouched");
    auto bruno = by_code(bruno_);
    bruno.may_enrol = true;
    EXPECT_TRUE(joins(bruno, identity("s1", "bruno@x.fr"))->is_new) << "it was nobody's";
    EXPECT_EQ(viewer(comes(strong)->token).id, bruno_);
    EXPECT_EQ(refusal(joins(by_code(alice_), strong)), "proconnect.of_another");
}

TEST_P(ProConnect, NobodyDetachesFromASimpleSessionNorAnIdentityOfAnother) {
    const auto strong = identity("s1", "alice@x.fr", openid::Strength::TwoFactors);
    const auto alice = viewer(comes(strong)->token);
    const auto name = of(alice).at(0).name;
    EXPECT_EQ(refusal(detaches(by_code(alice_), name)), "factors.needs_full_session");
    auto bruno = by_code(bruno_);
    bruno.strength = access::Strength::Full;
    EXPECT_EQ(refusal(detaches(bruno, name)), "proconnect.no_identity");
    EXPECT_EQ(refusal(detaches(alice, "")), "proconnect.no_identity");
    EXPECT_EQ(of(alice).size(), 1U);
    ASSERT_TRUE(detaches(alice, name));
    EXPECT_EQ(refusal(detaches(alice, name)), "proconnect.no_identity") << "once";
}

TEST_P(ProConnect, AnIdentityDetachedWhileItIsShownOpensNothing) {
    ASSERT_TRUE(comes(identity("s1", "alice@x.fr")));
    db().write([&](db::Transaction& tx) {
        const auto all = store::identities(tx, alice_);
        ASSERT_TRUE(store::detach(tx, all.at(0), alice_));
        EXPECT_FALSE(store::use(tx, all.at(0).issuer, "s1", "", clock_.now()));
    });
}
