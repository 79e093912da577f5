#include "access/access_test.hpp"

#include "access/forms.hpp"
#include "people/store.hpp"

#include <regex>

using namespace gps;
using namespace gps::access;

void Access::SetUp() {
    OnEveryEngine::SetUp();
    if (HasFatalFailure()) return;
    gps::tests::run_sql(db(), R"sql(
        INSERT INTO structures (id, public_id, source, source_id, name, name_key, kind,
            sensitivity, is_habilitated, created_at, updated_at)
        VALUES (1, 'agence0000000000000000000a', 't', '1', 'Agence', 'agence', 'FT', 0, TRUE,
                0, 0),
            (2, 'mmmmmmmmmmmmmmmmmmmmmmmmmm', 't', '2', 'Mission', 'mission', 'ML', 0, TRUE,
                0, 0)
    )sql");
    db().write([&](db::Transaction& tx) {
        const auto alice =
            people::store::add_professional(tx, "alice@x.fr", "Durand", "Alice", clock_.now());
        people::store::add_member(tx, alice, {1}, "member", clock_.today());
    });
    house_.emplace(House{.database = db(), .clock = clock_, .keys = keys_});
}

std::string Access::mailed() {
    const db::Statement last{.name = "test.last_mail",
                             .text =
                                 "SELECT body_text FROM mail_outbox WHERE recipient = "
                                 "'alice@x.fr' ORDER BY id DESC LIMIT 1"};
    const auto body = db().read([&](db::Transaction& tx) {
        const auto rows = tx.query(last);
        return rows.empty() ? std::string() : rows[0].text(0);
    });
    std::smatch code;
    const std::regex written("[0-9A-Z]{5}-[0-9A-Z]{5}");
    return std::regex_search(body, code, written) ? code.str() : "";
}

INSTANTIATE_ON_EVERY_ENGINE(Access);

TEST_P(Access, ASessionEndsByIdlenessByAgeAndByItsOwner) {
    const auto token = signed_in();
    clock_.advance(std::chrono::minutes(29));
    const auto seen = found(token);
    ASSERT_TRUE(seen);
    db().write([&](db::Transaction& tx) { store::touch(tx, seen->viewer.session, clock_.now()); });
    clock_.advance(std::chrono::minutes(29));
    EXPECT_TRUE(found(token));
    clock_.advance(std::chrono::minutes(2));
    EXPECT_FALSE(found(token)) << "idle for 31 minutes";

    const auto first = signed_in();
    clock_.advance(std::chrono::minutes(20));
    const auto second = signed_in();
    const auto viewer = found(second)->viewer;
    const auto sessions = db().read(
        [&](db::Transaction& tx) { return store::sessions_of(tx, viewer, clock_.now()); });
    ASSERT_EQ(sessions.size(), 2u);
    const auto& other = sessions[0].is_current ? sessions[1] : sessions[0];
    EXPECT_EQ(other.device, "Firefox sur Windows");
    EXPECT_TRUE(db().write([&](db::Transaction& tx) {
        return revoke_session(*house_, tx, viewer, other.public_id, "");
    }));
    EXPECT_FALSE(found(first));
    const auto third = signed_in();
    db().write([&](db::Transaction& tx) { revoke_others(*house_, tx, viewer, ""); });
    EXPECT_FALSE(found(third));
    EXPECT_TRUE(found(second)) << "this one stays";
    db().write([&](db::Transaction& tx) { sign_out(*house_, tx, viewer, ""); });
    EXPECT_FALSE(found(second));
}

TEST_P(Access, NobodyEndsTheSessionOfAnother) {
    const auto token = signed_in();
    auto stranger = found(token)->viewer;
    const auto sessions = db().read(
        [&](db::Transaction& tx) { return store::sessions_of(tx, stranger, clock_.now()); });
    stranger.id = {stranger.id.value + 1};
    EXPECT_FALSE(db().write([&](db::Transaction& tx) {
        return revoke_session(*house_, tx, stranger, sessions.at(0).public_id, "");
    }));
    EXPECT_TRUE(found(token));
}

TEST_P(Access, ADeactivatedProfessionalSeesNothingFromTheNextRequestOn) {
    const auto token = signed_in();
    const auto viewer = found(token)->viewer;
    db().write([&](db::Transaction& tx) {
        people::store::set_professional_active(tx, "alice@x.fr", false);
    });
    EXPECT_FALSE(found(token));
    db().write([&](db::Transaction& tx) {
        people::store::set_professional_active(tx, "alice@x.fr", true);
        store::end_sessions_of(tx, viewer.id, clock_.now());
    });
    EXPECT_FALSE(found(token));
}

TEST_P(Access, OneActsForAStructureOneBelongsToAndNoOther) {
    const auto token = signed_in();
    const auto viewer = found(token)->viewer;
    const auto mission = base::PublicId::parse("mmmmmmmmmmmmmmmmmmmmmmmmmm");
    const auto switch_to = [&] {
        return db().write([&](db::Transaction& tx) {
            return act_for(*house_, tx, viewer, mission, "").has_value();
        });
    };
    const auto choices = [&] {
        return db().read([&](db::Transaction& tx) { return store::choices(tx, viewer.id).size(); });
    };
    EXPECT_EQ(choices(), 1u);
    db().write([&](db::Transaction& tx) {
        people::store::add_member(tx, viewer.id, {2}, "member", clock_.today());
    });
    EXPECT_EQ(choices(), 2u);
    EXPECT_TRUE(switch_to());
    EXPECT_EQ(found(token)->viewer.acting_for->name, "Mission");
    gps::tests::run_sql(db(),
                        "UPDATE memberships SET ended_on = started_on WHERE structure_id = 2");
    EXPECT_FALSE(found(token)->viewer.acting_for) << "left: nothing from the next request on";
}

TEST_P(Access, APersonaOpensOnADemonstrationOnly) {
    house_->personas = {{.email = "alice@x.fr"}};
    const auto enter_as = [&] {
        return db().write([&](db::Transaction& tx) {
            return enter_as_persona(*house_, tx, "alice@x.fr", {.browser = "b"}).has_value();
        });
    };
    EXPECT_FALSE(enter_as());
    house_->is_demonstration = true;
    EXPECT_TRUE(enter_as());
    house_->personas.clear();
    EXPECT_FALSE(enter_as());
}

TEST_P(Access, ASessionIsReducedUntilASecondFactorIsShownAndThenChangesItsToken) {
    const auto token = signed_in();
    const auto viewer = found(token)->viewer;
    EXPECT_FALSE(viewer.is_full());
    EXPECT_FALSE(viewer.may_enrol) << "a mailbox proves no more than a mailbox";
    const auto stronger = db().write(
        [&](db::Transaction& tx) { return strengthen(*house_, tx, viewer, "totp", "r"); });
    EXPECT_FALSE(found(token)) << "who had the former token has nothing";
    ASSERT_TRUE(found(stronger));
    EXPECT_TRUE(found(stronger)->viewer.is_full());
    EXPECT_EQ(found(stronger)->viewer.session, viewer.session);
    const auto sessions = db().read([&](db::Transaction& tx) {
        return store::sessions_of(tx, found(stronger)->viewer, clock_.now());
    });
    ASSERT_EQ(sessions.size(), 1u);
    EXPECT_EQ(sessions[0].strength, Strength::Full);
    EXPECT_EQ(number_of("SELECT count(*) FROM audit_entries WHERE act = 'strengthen_session'"), 1);
}

TEST_P(Access, AFormReceivedTwiceLeadsWhereTheFirstLed) {
    db().write([&](db::Transaction& tx) {
        EXPECT_TRUE(store::receive_form(tx, "k", "body", clock_.now()).is_first);
        store::remember_answer(tx, "k", "/suivis");
    });
    db().write([&](db::Transaction& tx) {
        const auto again = store::receive_form(tx, "k", "body", clock_.now());
        EXPECT_FALSE(again.is_first);
        EXPECT_EQ(again.location, "/suivis");
        EXPECT_FALSE(store::receive_form(tx, "k", "other", clock_.now()).says_the_same);
    });
}

TEST_P(Access, WhatWasSentAfterTheSessionEndedWaitsForItsAuthorOnly) {
    const auto token = signed_in();
    ASSERT_EQ(sent_too_late(token, "csrf of another"), "no browser") << "no form of ours";
    ASSERT_EQ(sent_too_late(token, form_token(*house_, token)), "no browser") << "not yet ended";
    clock_.advance(std::chrono::minutes(31));
    const auto browser = sent_too_late(token, form_token(*house_, token));
    ASSERT_NE(browser, "no browser");
    EXPECT_EQ(number_of("SELECT count(*) FROM access_drafts WHERE sealed LIKE '%agence%'"), 0);

    EXPECT_FALSE(claimed({2}, browser, "s2")) << "someone else, in the same browser";
    EXPECT_EQ(gps::tests::count(db(), "access_drafts"), 0) << "gone with them";
    sent_too_late(token, form_token(*house_, token), browser);
    ASSERT_TRUE(ask("alice@x.fr", browser));
    const auto again = enter(mailed(), browser);
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->has_draft);
    const auto page = doorkeeper().respond({.path = "/reprendre",
                                            .target = "/reprendre",
                                            .headers = {{"cookie", session_cookie(again->token)}}});
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(page.body.starts_with("/structure\n")) << page.body;
    EXPECT_NE(page.body.find("\nstructure=agence0000000000000000000a"), std::string::npos);
    EXPECT_EQ(page.body.find(form_token(*house_, token)), std::string::npos);

    clock_.advance(std::chrono::hours(2));
    sweep(db(), clock_);
    EXPECT_EQ(gps::tests::count(db(), "access_drafts"), 0);
}

TEST_P(Access, NothingIsKeptOfWhatASessionClosedOnPurposeSends) {
    const auto token = signed_in();
    const auto viewer = found(token)->viewer;
    db().write([&](db::Transaction& tx) { sign_out(*house_, tx, viewer, ""); });
    EXPECT_EQ(sent_too_late(token, form_token(*house_, token)), "no browser");
    EXPECT_EQ(gps::tests::count(db(), "access_drafts"), 0);
}

TEST_P(Access, WhatHasHadItsTimeIsSwept) {
    signed_in();
    clock_.advance(std::chrono::hours(24 * 40));
    EXPECT_GE(db().write([&](db::Transaction& tx) { return store::sweep(tx, clock_.now()); }), 3);
    EXPECT_EQ(gps::tests::count(db(), "access_sessions"), 0);
    EXPECT_EQ(gps::tests::count(db(), "access_codes"), 0);
    EXPECT_EQ(gps::tests::count(db(), "access_counters"), 0);
}
