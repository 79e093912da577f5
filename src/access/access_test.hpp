#pragma once

#include "access/doorkeeper.hpp"
#include "access/drafts.hpp"
#include "access/store.hpp"
#include "access/usecases.hpp"
#include "base/digest.hpp"
#include "support/engines.hpp"

#include <optional>
#include <string>
#include <vector>

namespace gps::access {

inline web::Response nothing_to_see(Visit& /*visit*/) {
    return web::Response::see_other("/");
}

// The form kept for the viewer, its address and fields one a line.
inline web::Response what_was_kept(Visit& visit) {
    web::Response response;
    const auto kept = draft(visit).value_or(ui::SendAgain{});
    response.body = kept.action;
    for (const auto& field : kept.fields) response.body += "\n" + field.name + "=" + field.value;
    return response;
}

inline std::vector<Route> routes_of_tests() {
    return {{web::Method::Post, "/structure", Caller::SignedIn, Effect::Writes, Rate::Act,
             nothing_to_see},
            {web::Method::Get, "/reprendre", Caller::SignedIn, Effect::Reads, Rate::Page,
             what_was_kept}};
}

// Signing in, from asking for a code to the list of one's sessions.
class Access : public gps::tests::OnEveryEngine {
 protected:
    void SetUp() override;

    base::Result<> ask(const std::string& email, const std::string& browser = "b",
                       const std::string& source = "1.2.3.4") {
        // What is asked for is recorded: kept even when refused.
        base::Result<> asked;
        db().write([&](db::Transaction& tx) {
            asked = ask_code(*house_, tx, email, {.browser = browser, .source = source});
        });
        return asked;
    }
    base::Result<Opened> enter(const std::string& code, const std::string& browser = "b",
                               const std::string& source = "1.2.3.4") {
        // A wrong code is recorded: kept even when refused.
        base::Result<Opened> opened = base::refuse(base::Refusal::Invalid, "none");
        db().write([&](db::Transaction& tx) {
            opened = open_session(*house_, tx, code,
                                  {.browser = browser,
                                   .source = source,
                                   .user_agent = "Mozilla (Windows) Firefox/1"});
        });
        return opened;
    }
    // How many of as many codes asked for Alice, from one source and each by a browser, are
    // refused.
    int refused_of(int asked, const std::string& source) {
        int refused = 0;
        for (int i = 0; i < asked; ++i) {
            const auto sent = ask("alice@x.fr", source + std::to_string(i), source);
            if (!sent && sent.error().refusal == base::Refusal::TooMany) ++refused;
        }
        return refused;
    }
    // The code in the latest mail.
    std::string mailed();
    std::optional<store::Found> found(const std::string& token) {
        return db().read([&](db::Transaction& tx) {
            return store::viewer(tx, base::digest(token), clock_.now());
        });
    }
    Doorkeeper& doorkeeper() {
        if (!doorkeeper_) doorkeeper_.emplace(*house_, routes_of_tests());
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

}  // namespace gps::access
