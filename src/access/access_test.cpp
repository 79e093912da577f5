#include "access/doorkeeper.hpp"
#include "access/drafts.hpp"
#include "access/forms.hpp"
#include "access/rules.hpp"
#include "access/store.hpp"
#include "access/usecases.hpp"
#include "base/digest.hpp"
#include "people/store.hpp"
#include "support/engines.hpp"

#include <regex>

using namespace gps;
using namespace gps::access;

namespace {

web::Response nothing_to_see(Visit& /*visit*/) {
    return web::Response::see_other("/");
}

// The form kept for the viewer, its address and fields one a line.
web::Response what_was_kept(Visit& visit) {
    web::Response response;
    const auto kept = draft(visit).value_or(ui::SendAgain{});
    response.body = kept.action;
    for (const auto& field : kept.fields) response.body += "\n" + field.name + "=" + field.value;
    return response;
}

std::vector<Route> routes() {
    return {{web::Method::Post, "/structure", Caller::SignedIn, Effect::Writes, Rate::Act,
             nothing_to_see},
            {web::Method::Get, "/reprendre", Caller::SignedIn, Effect::Reads, Rate::Page,
             what_was_kept}};
}

// Signing in, from asking for a code to the list of one's sessions.
class Access : public gps::tests::OnEveryEngine {
 protected:
    void SetUp() override {
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

    base::Result<> ask(const std::string& email, const std::string& browser = "b",
                       const std::string& source = "1.2.3.4") {
        return db().write([&](db::Transaction& tx) {
            return ask_code(*house_, tx, email, {.browser = browser, .source = source});
        });
    }
    base::Result<Opened> enter(const std::string& code, const std::string& browser = "b") {
        // A wrong code is recorded: kept even when refused.
        base::Result<Opened> opened = base::refuse(base::Refusal::Invalid, "none");
        db().write([&](db::Transaction& tx) {
            opened = open_session(*house_, tx, code,
                                  {.browser = browser,
                                   .source = "1.2.3.4",
                                   .user_agent = "Mozilla (Windows) Firefox/1"});
        });
        return opened;
    }
    // The code in the latest mail.
    std::string mailed() {
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
    std::optional<store::Found> found(const std::string& token) {
        return db().read([&](db::Transaction& tx) {
            return store::viewer(tx, base::digest(token), clock_.now());
        });
    }
    Doorkeeper& doorkeeper() {
        if (!doorkeeper_) doorkeeper_.emplace(*house_, routes());
        return *doorkeeper_;
    }
    static std::string session_cookie(const std::string& token) {
        return "__Host-gps_session=" + token;
    }
    // Sends a form with the cookie of a session; the browser that may have it back, if it was kept.
    std::string sent_too_late(const std::string& token, const std::string& csrf,
                              const std::string& browser = "") {
        auto cookies = session_cookie(token);
        if (!browser.empty()) cookies += "; __Host-gps_navigateur=" + browser;
        const auto answer = doorkeeper().respond(
            {.method = web::Method::Post,
             .path = "/structure",
             .target = "/structure",
             .form = web::Form({{"_csrf", csrf}, {"structure", "agence0000000000000000000a"}}),
             .headers = {{"cookie", cookies}}});
        const std::string name = "__Host-gps_navigateur=";
        for (const auto& [header, value] : answer.headers) {
            if (header == "Set-Cookie" && value.starts_with(name))
                return value.substr(name.size(), value.find(';') - name.size());
        }
        return "no browser";
    }
    std::optional<structures::StructureId> claimed(people::ProfessionalId who,
                                                   const std::string& browser,
                                                   const std::string& session) {
        return db().write(
            [&](db::Transaction& tx) { return claim_draft(*house_, tx, who, browser, session); });
    }
    std::int64_t number_of(const std::string& sql) {
        const db::Statement statement{.name = "test.number", .text = sql};
        return db().read([&](db::Transaction& tx) { return tx.query(statement)[0].integer(0); });
    }
    std::string signed_in() {
        EXPECT_TRUE(ask("alice@x.fr"));
        const auto opened = enter(mailed());
        EXPECT_TRUE(opened);
        return opened ? opened->token : "";
    }

    base::FixedClock clock_{*base::Date::from_iso("2026-03-31")};
    base::Keys keys_ = base::Keys::fresh();
    std::optional<House> house_;
    std::optional<Doorkeeper> doorkeeper_;
};

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(Access);

TEST(AccessRules, ACodeIsReadHoweverItIsPasted) {
    EXPECT_EQ(read_code(" k73m9-QXOtV\n"), "k73m9qx0tv");
    EXPECT_EQ(read_code("ilo"), "110");
    EXPECT_EQ(written_code("k73m9qx0tv"), "K73M9-QX0TV");
}

TEST(AccessRules, TheChanceOfTakingAnyAccountInAYearIsLessThanOneInAMillion) {
    const double tries = 60.0 * 24 * 365 * kFailuresOverall.at_most;
    EXPECT_LT(tries / static_cast<double>(1ULL << kCodeBits), 1e-6);
}

TEST(AccessRules, ADeviceIsWhatItsOwnerRecognises) {
    EXPECT_EQ(device_of("Mozilla/5.0 (Windows NT 10.0) Gecko Firefox/128.0"),
              "Firefox sur Windows");
    EXPECT_EQ(device_of("Mozilla/5.0 (Linux; Android 14) Chrome/120 Safari/537"),
              "Chrome sur Android");
    EXPECT_EQ(device_of("curl"), "Appareil inconnu");
}

TEST_P(Access, AMailedCodeOpensASessionOnceInTheBrowserThatAsked) {
    ASSERT_TRUE(ask("Alice@X.fr"));
    const auto code = mailed();
    ASSERT_EQ(code.size(), 11u);
    EXPECT_FALSE(enter(code, "another browser"));
    const auto opened = enter(code);
    ASSERT_TRUE(opened);
    EXPECT_TRUE(opened->has_structure);
    EXPECT_EQ(found(opened->token)->viewer.acting_for->name, "Agence");
    EXPECT_FALSE(enter(code)) << "it serves once";
}

TEST_P(Access, ACodeLivesTenMinutesAndFiveTries) {
    ASSERT_TRUE(ask("alice@x.fr"));
    const auto code = mailed();
    for (int i = 0; i < 5; ++i) EXPECT_FALSE(enter("00000-00000"));
    EXPECT_FALSE(enter(code)) << "the sixth try, even right";
    ASSERT_TRUE(ask("alice@x.fr"));
    clock_.advance(std::chrono::minutes(10));
    EXPECT_FALSE(enter(mailed()));
}

TEST_P(Access, AnUnknownAddressLeavesTheSameRowsAndNoMailToIt) {
    EXPECT_TRUE(ask("alice@x.fr", "b1"));
    const auto codes = gps::tests::count(db(), "access_codes");
    const auto mails = gps::tests::count(db(), "mail_outbox");
    EXPECT_TRUE(ask("nobody@x.fr", "b2"));
    EXPECT_EQ(gps::tests::count(db(), "access_codes"), codes + 1);
    EXPECT_EQ(gps::tests::count(db(), "mail_outbox"), mails + 1);
    const db::Statement to_them{.name = "test.to_them",
                                .text =
                                    "SELECT count(*) FROM mail_outbox WHERE recipient = "
                                    "'nobody@x.fr'"};
    EXPECT_EQ(db().read([&](db::Transaction& tx) { return tx.query(to_them)[0].integer(0); }), 0);
}

TEST_P(Access, FiveCodesAnAddressThenAPause) {
    // Refused or not, what is asked for counts.
    int refused = 0;
    for (int i = 0; i < 7; ++i) {
        db().write([&](db::Transaction& tx) {
            const auto asked = ask_code(*house_, tx, "alice@x.fr",
                                        {.browser = "b" + std::to_string(i), .source = "s"});
            if (!asked && asked.error().refusal == base::Refusal::TooMany) ++refused;
        });
    }
    EXPECT_EQ(refused, 2);
    clock_.advance(std::chrono::minutes(15));
    EXPECT_TRUE(ask("alice@x.fr"));
}

TEST_P(Access, AHundredWrongCodesAMinuteStopEveryone) {
    for (int i = 0; i < kFailuresPerSource.at_most; ++i) EXPECT_FALSE(enter("x"));
    EXPECT_EQ(enter("x").error().refusal, base::Refusal::TooMany);
}

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
