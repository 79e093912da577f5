#include "access/doorkeeper.hpp"
#include "access/usecases.hpp"
#include "people/store.hpp"
#include "scene/visits.hpp"

using namespace gps;
using namespace gps::access;

namespace {

web::Response let_in(Visit& /*visit*/) {
    return web::Response::see_other("/inside");
}

web::Response not_theirs(Visit& visit) {
    return refused(visit, {base::Refusal::NotFound, "access.no_session"});
}

// Where each sort of caller is led by each sort of route.
class Callers : public gps::scene::Visits {
 protected:
    void SetUp() override {
        Visits::SetUp();
        if (HasFatalFailure()) return;
        gps::tests::run_sql(db(), R"sql(
            INSERT INTO structures (id, public_id, source, source_id, name, name_key, kind,
                sensitivity, is_habilitated, created_at, updated_at)
            VALUES (1, 'agence0000000000000000000a', 't', '1', 'Agence', 'agence', 'FT', 0, TRUE,
                    0, 0)
        )sql");
        doorkeeper_.emplace(
            house(),
            std::vector<Route>{
                {web::Method::Get, "/m", Caller::Member, Effect::Reads, Rate::Page, let_in},
                {web::Method::Post, "/m", Caller::Member, Effect::Writes, Rate::Act, let_in},
                {web::Method::Get, "/d/{chose}", Caller::Member, Effect::Reads, Rate::Page,
                 not_theirs},
                {web::Method::Get, "/a", Caller::Administrator, Effect::Reads, Rate::Page, let_in},
                {web::Method::Get, "/p", Caller::Platform, Effect::Reads, Rate::Page, let_in}});
    }

    people::ProfessionalId member(const std::string& email, const std::string& role) {
        const auto who = professional(email);
        db().write([&](db::Transaction& tx) {
            people::store::add_member(tx, who, {1}, role, clock_.today());
        });
        return who;
    }
    people::ProfessionalId of_platform(const std::string& email) {
        const auto who = professional(email);
        gps::tests::run_sql(db(), "INSERT INTO teams_platform (professional_id, since) VALUES (" +
                                      std::to_string(who.value) + ", 0)");
        return who;
    }
    std::string full(people::ProfessionalId who) {
        return enter(who, {.by = OpenedBy::ProConnect, .strength = Strength::Full});
    }
    // The answer's status, or where it leads.
    std::string led(const std::string& token, const std::string& path,
                    web::Method method = web::Method::Get) {
        last_ = doorkeeper_->respond({.method = method,
                                      .path = path,
                                      .target = path,
                                      .headers = {{"cookie", "__Host-gps_session=" + token}}});
        const auto to = header("Location");
        return to.empty() ? std::to_string(last_.status) : to;
    }
    // What the log says of one that is refused, after the number of the request; "" for none.
    std::string logged(const std::string& token, const std::string& path,
                       web::Method method = web::Method::Get) {
        testing::internal::CaptureStderr();
        led(token, path, method);
        const auto log = testing::internal::GetCapturedStderr();
        const std::string beginning = R"("id":"access.refused","request":"",)";
        const auto at = log.find(beginning);
        if (at == std::string::npos) return {};
        return log.substr(at + beginning.size(), log.find("}\n", at) - at - beginning.size());
    }
    std::string header(std::string_view name, std::string_view beginning = "") {
        for (const auto& [header, value] : last_.headers) {
            if (header == name && value.starts_with(beginning)) return value;
        }
        return {};
    }

 private:
    std::optional<Doorkeeper> doorkeeper_;
    web::Response last_ = {};
};

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(Callers);

TEST_P(Callers, OnlyTheAdministratorOfTheStructureActedForComesInToItsPages) {
    EXPECT_EQ(led("", "/a"), "/connexion");
    EXPECT_EQ(led(full(member("m@x.fr", "member")), "/a"), "404");
    EXPECT_EQ(led(full(of_platform("p@x.fr")), "/a"), "/plateforme");
    EXPECT_EQ(led(full(member("a@x.fr", "administrator")), "/a"), "/inside");
}

TEST_P(Callers, OnlyThePlatformTeamComesInToItsPages) {
    EXPECT_EQ(led("", "/p"), "/connexion");
    EXPECT_EQ(led(full(member("a@x.fr", "administrator")), "/p"), "404");
    const auto who = of_platform("p@x.fr");
    const auto token = full(who);
    EXPECT_EQ(led(token, "/p"), "/inside");
    EXPECT_EQ(led(token, "/m"), "/plateforme") << "who is of no structure has none to choose";
    gps::tests::run_sql(db(), "DELETE FROM teams_platform");
    EXPECT_EQ(led(token, "/m"), "/structure");
    EXPECT_EQ(led(token, "/p"), "404");
}

TEST_P(Callers, WhoAdministersShowsASecondFactorFirstAndIsLedBack) {
    const auto administrator = enter(member("a@x.fr", "administrator"));
    EXPECT_EQ(led(administrator, "/m"), "/inside");
    EXPECT_EQ(led(administrator, "/a"), "/connexion/renforcer");
    EXPECT_FALSE(header("Set-Cookie", "__Host-gps_retour=").empty());
    EXPECT_EQ(led(enter(of_platform("p@x.fr")), "/p"), "/connexion/renforcer");
    EXPECT_EQ(led(enter(member("m@x.fr", "member")), "/a"), "404");
}

TEST_P(Callers, WhatIsRefusedIsALineOfTheLogThatSaysToWhom) {
    const auto who = member("m@x.fr", "member");
    const auto token = full(who);
    const auto to_them = "\"professional\":\"" + std::to_string(who.value) + "\",";
    EXPECT_EQ(logged(token, "/d/secret"),
              to_them + R"("route":"/d/{chose}","status":"404","why":"access.no_session")");
    EXPECT_EQ(logged(token, "/p"), to_them + R"("route":"/p","status":"404","why":"")");
    EXPECT_EQ(logged(token, "/m", web::Method::Post),
              to_them + R"("route":"/m","status":"403","why":"access.form_expired")");
    EXPECT_EQ(logged(token, "/m"), "") << "they go in";
    EXPECT_EQ(logged("", "/m"), "") << "led to sign in";
    EXPECT_EQ(logged("", "/m", web::Method::Post), "") << "the same";
    gps::tests::run_sql(db(),
                        "INSERT INTO quotas_freezes (public_id, professional_id, purpose, "
                        "frozen_at) VALUES ('f', " +
                            std::to_string(who.value) + ", 'search', 0)");
    EXPECT_EQ(logged(token, "/m"),
              to_them + R"("route":"/m","status":"403","why":"quotas.frozen")");
}
