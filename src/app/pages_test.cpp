#include "access/doorkeeper.hpp"
#include "access/rates.hpp"
#include "app/routes.hpp"
#include "base/digest.hpp"
#include "quotas/rules.hpp"
#include "quotas/tally.hpp"
#include "scene/scene.hpp"
#include "support/together.hpp"

#include <atomic>
#include <tuple>

#include <fmt/format.h>

using namespace gps;

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

std::atomic<int> statements_run = 0;

// The whole way of a request, from the door to the bytes.
class Pages : public scene::Scene {
 protected:
    void SetUp() override {
        Scene::SetUp();
        if (HasFatalFailure()) return;
        doorkeeper_.emplace(house(), app::all_routes());
    }

    // The cookie of a session that acts for the viewer's structure; `browser`: another of theirs.
    std::string session_of(const access::Viewer& viewer, const std::string& browser = "") {
        const auto token = "token-" + viewer.email + browser;
        const auto now = house().clock.now().micros;
        gps::tests::run_sql(
            db(), fmt::format("INSERT INTO access_sessions (public_id, token_digest, "
                              "professional_id, structure_id, device, created_at, last_seen_at, "
                              "expires_at) VALUES ('{}', '{}', {}, {}, 'x', {}, {}, {})",
                              base::PublicId::fresh().text(), base::digest(token), viewer.id.value,
                              viewer.structure().value, now, now, now + 3'600'000'000));
        return "__Host-gps_session=" + token;
    }

    web::Response get(const std::string& cookie, const std::string& path,
                      std::vector<std::pair<std::string, std::string>> query = {}) {
        return doorkeeper_->respond({.path = path,
                                     .target = path,
                                     .query = web::Form(std::move(query)),
                                     .headers = {{"cookie", cookie}}});
    }
    web::Response get_from(const std::string& source, const std::string& cookie,
                           const std::string& path) {
        return doorkeeper_->respond(
            {.path = path, .target = path, .headers = {{"cookie", cookie}}, .source = source});
    }
    web::Response post(const std::string& cookie, const std::string& path,
                       std::vector<std::pair<std::string, std::string>> form) {
        return doorkeeper_->respond({.method = web::Method::Post,
                                     .path = path,
                                     .target = path,
                                     .form = web::Form(std::move(form)),
                                     .headers = {{"cookie", cookie}}});
    }
    // Sends what was typed from ten tabs at once, each with a form of its own; how many were told
    // that it is done.
    int done_by_ten(const std::string& session, const std::string& path, const Pairs& typed) {
        const auto token = token_in(get(session, "/suivis").body);
        std::atomic<int> done = 0;
        gps::tests::together(10, [&](int) {
            auto form = typed;
            form.emplace_back("_csrf", token);
            form.emplace_back("_cle", base::PublicId::fresh().text());
            if (post(session, path, form).status == 303) ++done;
        });
        return done;
    }
    std::int64_t traces(const std::string& act) {
        return number("SELECT count(*) FROM audit_entries WHERE act = '" + act + "'");
    }
    // The token of a form of `page`.
    static std::string token_in(const std::string& page) {
        const std::string before = R"(name="_csrf" value=")";
        const auto at = page.find(before);
        if (at == std::string::npos) return "";
        const auto start = at + before.size();
        return page.substr(start, page.find('"', start) - start);
    }

    // How many statements `act` runs.
    template <class Act>
    int statements(Act act) {
        statements_run = 0;
        db::observe_statements([](std::string_view, db::Engine) { ++statements_run; });
        act();
        gps::tests::observe_coverage();
        return statements_run;
    }

 private:
    std::optional<access::Doorkeeper> doorkeeper_;
};

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(Pages);

TEST_P(Pages, TheListTakesFourStatementsAndTheFileSixHoweverLong) {
    const auto alice = agency("alice@x.fr");
    const auto session = session_of(alice);
    base::PublicId one;
    for (int i = 0; i < 60; ++i)
        one =
            person(alice, "Martin",
                   std::string(1, char('A' + i % 26)) + "na" + std::string(1, char('a' + i / 26)));
    for (int i = 0; i < 12; ++i) follow(mission("m" + std::to_string(i) + "@x.fr"), one);

    for (const auto& query :
         std::vector<std::vector<std::pair<std::string, std::string>>>{{},
                                                                       {{"tri", "nom"}},
                                                                       {{"tri", "activite"}},
                                                                       {{"referent", "aucun"}},
                                                                       {{"nom", "mar"}}}) {
        web::Response page;
        EXPECT_LE(statements([&] { page = get(session, "/suivis", query); }), 4);
        EXPECT_EQ(page.status, 200);
        EXPECT_NE(page.body.find("MARTIN"), std::string::npos);
    }
    for (const char* tab : {"", "/informations", "/mon-intervention"}) {
        web::Response page;
        EXPECT_LE(statements([&] { page = get(session, "/personnes/" + one.text() + tab); }), 6);
        EXPECT_EQ(page.status, 200);
    }
}

TEST_P(Pages, AStrangerGetsTheBytesOfAnUnknownPerson) {
    const auto marie = person(agency("alice@x.fr"), "DURAND");
    const auto session = session_of(mission("bruno@x.fr"));
    for (const char* tab : {"", "/informations", "/mon-intervention", "/suivre"}) {
        const auto known = get(session, "/personnes/" + marie.text() + tab);
        const auto unknown = get(session, "/personnes/" + base::PublicId::fresh().text() + tab);
        EXPECT_EQ(known.status, 404);
        const auto without_token = [](std::string body) {
            const auto token = token_in(body);
            return body.replace(body.find(token), token.size(), "");
        };
        EXPECT_EQ(without_token(known.body), without_token(unknown.body)) << tab;
    }
}

TEST_P(Pages, AFormSentTenTimesAtOnceHasOneEffect) {
    const auto alice = agency("alice@x.fr");
    const auto marie = person(alice, "DURAND");
    end(alice, marie, 3);
    const auto session = session_of(alice);
    const auto page = get(session, "/personnes/" + marie.text() + "/mon-intervention");
    const std::vector<std::pair<std::string, std::string>> form{{"_csrf", token_in(page.body)},
                                                                {"_cle", "k1"},
                                                                {"debut", today().iso()},
                                                                {"role", "CIP"},
                                                                {"motifs", "EMPLOI"}};
    std::atomic<int> same_answers = 0;
    gps::tests::together(10, [&](int) {
        const auto answer =
            post(session, "/personnes/" + marie.text() + "/mon-intervention/reprendre", form);
        if (answer.status == 303) ++same_answers;
    });
    EXPECT_EQ(same_answers, 10);
    EXPECT_EQ(number("SELECT count(*) FROM followup_periods"), 2);

    auto other = form;
    other[2].second = today().plus_days(-1).iso();
    EXPECT_EQ(
        post(session, "/personnes/" + marie.text() + "/mon-intervention/reprendre", other).status,
        409)
        << "the same key with other words";
}

TEST_P(Pages, AnActSentByTenTabsAtOnceIsDoneByOne) {
    const auto alice = agency("alice@x.fr");
    const auto marie = person(alice, "DURAND");
    const auto session = session_of(alice);
    const auto mine = "/personnes/" + marie.text() + "/mon-intervention";
    const Pairs part{{"debut", today().iso()}, {"role", "CIP"}, {"motifs", "EMPLOI"}};
    for (int round = 1; round <= 3; ++round) {
        EXPECT_EQ(done_by_ten(session, mine + "/terminer", {{"fin", ""}}), 1);
        EXPECT_EQ(number("SELECT current_count FROM followup_caseloads"), 0);
        EXPECT_EQ(number("SELECT past_count FROM followup_caseloads"), 1);
        EXPECT_EQ(traces("end_contribution"), round);

        EXPECT_EQ(done_by_ten(session, mine + "/reprendre", part), 1);
        EXPECT_EQ(number("SELECT current_count FROM followup_caseloads"), 1);
        EXPECT_EQ(number("SELECT count(*) FROM followup_periods"), round + 1);
        EXPECT_EQ(traces("resume"), round);
    }
}

TEST_P(Pages, FollowingFromTenTabsAtOnceLeavesOneTrace) {
    const auto alice = agency("alice@x.fr");
    const auto session = session_of(mission("bruno@x.fr"));
    for (int round = 1; round <= 3; ++round) {
        const std::string name(3, static_cast<char>('A' + round));
        const auto someone = person(alice, name);
        const auto before = traces("follow");
        const Pairs form{
            {"nom_naissance", name}, {"prenom", "Jeanne"},     {"date_naissance", "1990-05-04"},
            {"commune", "Nîmes"},    {"debut", today().iso()}, {"role", "CIP"},
            {"motifs", "EMPLOI"}};
        EXPECT_EQ(done_by_ten(session, "/personnes/identite/confirmer", form), 10);
        EXPECT_EQ(traces("follow"), before + 1);
        EXPECT_EQ(number("SELECT contributor_count FROM followup_groups WHERE person_id = " +
                         std::to_string(id_of(someone).value)),
                  2);
    }
}

TEST_P(Pages, WithoutTheTokenOfTheSessionNothingIsWritten) {
    const auto alice = agency("alice@x.fr");
    const auto marie = person(alice, "DURAND");
    const auto session = session_of(alice);
    const auto other = session_of(mission("bruno@x.fr"));
    const auto of_other = token_in(get(other, "/suivis").body);
    const auto path = "/personnes/" + marie.text() + "/mon-intervention/terminer";
    EXPECT_EQ(post(session, path, {{"_cle", "a"}}).status, 403);
    EXPECT_EQ(post(session, path, {{"_csrf", of_other}, {"_cle", "b"}}).status, 403);
    EXPECT_EQ(post("", path, {{"_csrf", of_other}, {"_cle", "c"}}).status, 303) << "to sign in";
    EXPECT_EQ(number("SELECT count(*) FROM followup_contributions WHERE is_past"), 0);
}

TEST_P(Pages, AMistakeIsToldByItsFieldAndLosesNothingTyped) {
    const auto session = session_of(agency("alice@x.fr"));
    const auto form = get(session, "/personnes/identite");
    const auto again = post(session, "/personnes/identite",
                            {{"_csrf", token_in(form.body)},
                             {"_cle", "k"},
                             {"nom_naissance", "Durand <b>"},
                             {"prenom", "Zoé"},
                             {"date_naissance", "31/02/1990"},
                             {"courriel", "zoe@"}});
    EXPECT_EQ(again.status, 422);
    EXPECT_NE(again.body.find("value=\"Zoé\""), std::string::npos);
    EXPECT_NE(again.body.find("value=\"Durand &lt;b&gt;\""), std::string::npos);
    for (const char* field : {"nom_naissance", "date_naissance", "courriel"})
        EXPECT_NE(again.body.find(fmt::format("href=\"#champ-{}\"", field)), std::string::npos)
            << field;
}

TEST_P(Pages, RecordingAPersonTakesThreeStepsAndEndsOnTheirFile) {
    const auto session = session_of(association("chloe@x.fr"));
    const auto token = token_in(get(session, "/personnes/identite").body);
    std::vector<std::pair<std::string, std::string>> form{{"_csrf", token},
                                                          {"_cle", "1"},
                                                          {"nom_naissance", "N’Diaye"},
                                                          {"prenom", "Awa"},
                                                          {"date_naissance", "1990-05-04"},
                                                          {"commune", "Alès"}};
    const auto second = post(session, "/personnes/identite", form);
    EXPECT_NE(second.body.find("Étape 2 sur 3"), std::string::npos);
    form[1].second = "2";
    form.insert(form.end(), {{"information", "lue"}, {"information_le", today().iso()}});
    const auto third = post(session, "/personnes/information", form);
    EXPECT_NE(third.body.find("Étape 3 sur 3"), std::string::npos);
    EXPECT_EQ(number("SELECT count(*) FROM persons"), 0);
    form[1].second = "3";
    form.insert(form.end(), {{"debut", today().iso()}, {"role", "CIP"}, {"motifs", "LOGEMENT"}});
    const auto done = post(session, "/personnes/enregistrer", form);
    EXPECT_EQ(done.status, 303);
    EXPECT_EQ(number("SELECT count(*) FROM persons"), 1);
    EXPECT_EQ(number("SELECT count(*) FROM activity_acts WHERE kind = 'create'"), 1);
}

TEST_P(Pages, AFormOpenedForAnotherStructureDoesNotActForThisOne) {
    const auto alice = agency("alice@x.fr");
    const auto marie = person(alice, "DURAND");
    const auto session = session_of(alice);
    const auto token = token_in(get(session, "/suivis").body);
    const auto path = "/personnes/" + marie.text() + "/mon-intervention/terminer";
    const auto sent_for = [&](const std::string& structure, const std::string& key) {
        return post(session, path, {{"_csrf", token}, {"_cle", key}, {"_pour", structure}}).status;
    };
    EXPECT_EQ(sent_for("m1ss10n000000000000000000a", "a"), 409);
    EXPECT_EQ(number("SELECT count(*) FROM followup_contributions WHERE is_past"), 0);
    EXPECT_EQ(sent_for("agence0000000000000000000a", "b"), 303);
}

TEST_P(Pages, WhatThePageOfAMistakeShowsStaysInTheTrailAndTheFormCanBeCorrected) {
    const auto alice = agency("alice@x.fr");
    const auto marie = person(alice, "DURAND");
    const auto session = session_of(alice);
    const auto token = token_in(get(session, "/suivis").body);
    const auto path = "/personnes/" + marie.text() + "/mon-intervention/terminer";
    EXPECT_EQ(post(session, path, {{"_csrf", token}, {"_cle", "k"}, {"fin", "x"}}).status, 422);
    EXPECT_EQ(traces("read_file"), 1);
    EXPECT_EQ(post(session, path, {{"_csrf", token}, {"_cle", "k"}, {"fin", ""}}).status, 303)
        << "corrected from the page before, with its key";
}

TEST_P(Pages, WhoReadsFilesLikeAMachineIsStoppedAndThenFrozen) {
    quotas::Tally tally;
    count_by(tally);
    const auto alice = agency("alice@x.fr");
    const auto marie = person(alice, "DURAND");
    const auto session = session_of(alice);
    const auto path = "/personnes/" + marie.text();
    const auto most = quotas::quota(quotas::Purpose::File);
    const auto read = [&](int done) {
        const auto now = house().clock.now();
        std::ignore = tally.add(alice.id, quotas::Purpose::File, done, now);
    };
    gps::tests::run_sql(db(), "UPDATE access_sessions SET strength = 'full'");
    read(most.an_hour - 1);
    EXPECT_EQ(get(session, path).status, 200);
    const auto refused = get(session, path);
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(refused.body.find("DURAND"), std::string::npos);
    EXPECT_EQ(traces("read_file"), 1);
    for (const auto* tab :
         {"/informations", "/mon-intervention", "/consultations", "/acces", "/urgences"})
        EXPECT_EQ(get(session, path + tab).status, 429) << tab;
    EXPECT_EQ(get(session, "/suivis").status, 200) << "the rest of the work goes on";
    read(most.a_month);
    EXPECT_EQ(get(session, path).status, 429);
    tally.flush(house());
    for (const auto* page : {"/suivis", "/demandes", "/personnes/suivre"}) {
        const auto frozen = get(session, page);
        EXPECT_EQ(frozen.status, 403) << page;
        EXPECT_NE(frozen.body.find("Votre accès est suspendu"), std::string::npos) << page;
    }
    const auto own = get(session, "/mon-compte/connexions");
    EXPECT_EQ(own.status, 200);
    EXPECT_EQ(post(session, "/deconnexion", {{"_csrf", token_in(own.body)}}).status, 303);
}

TEST_P(Pages, AMachineThatGuessesTheNamesOfColleaguesPeopleLearnsAFewOnly) {
    const auto alice = agency("alice@x.fr");
    const auto session = session_of(agency("mallory@x.fr"));
    for (int i = 0; i < 45; ++i) person(alice, "DURAND", fmt::format("Jeanne{}", i));
    for (int i = 0; i < 8; ++i) person(alice, "MARTIN", fmt::format("Paul{}", i));
    const auto token = token_in(get(session, "/suivis").body);
    const auto searched = [&](const std::string& name) {
        return post(session, "/personnes/collegues",
                    {{"_csrf", token}, {"_cle", base::PublicId::fresh().text()}, {"nom", name}});
    };
    for (int i = 0; i < 5; ++i) EXPECT_EQ(searched("Durand").status, 200);
    EXPECT_EQ(number("SELECT done FROM quotas_days WHERE purpose = 'reach'"), 10)
        << "ten homonyms are shown, and count once";
    gps::tests::run_sql(db(), "UPDATE quotas_days SET done = 300 WHERE purpose = 'reach'");
    const auto stopped = searched("Martin");
    EXPECT_EQ(stopped.status, 429);
    EXPECT_EQ(stopped.body.find("MARTIN"), std::string::npos);
    EXPECT_EQ(number("SELECT count(*) FROM quotas_freezes"), 1);
}

TEST_P(Pages, SearchesAreCountedForTheProfessionalHoweverManyTheirSessions) {
    const auto alice = agency("alice@x.fr");
    const auto office = session_of(alice);
    const auto home = session_of(alice, "home");
    const auto most = access::Rates::per_minute(access::Rate::Search);
    for (int i = 0; i < most; ++i)
        ASSERT_EQ(get(i % 2 == 0 ? office : home, "/structures").status, 200) << i;
    EXPECT_EQ(get(home, "/structures").status, 429);
    EXPECT_EQ(get(office, "/structures").status, 429);
    EXPECT_EQ(get(office, "/suivis").status, 200) << "what finds nobody has a share of its own";
    EXPECT_EQ(get(session_of(agency("bruno@x.fr")), "/structures").status, 200);
}

TEST_P(Pages, SigningInIsCountedBySourceWhateverTheCookie) {
    const auto invented = [](int i) { return "__Host-gps_session=" + std::to_string(i); };
    const auto most = access::Rates::per_minute(access::Rate::SignIn);
    for (int i = 0; i < most; ++i)
        ASSERT_EQ(get_from("192.0.2.1", invented(i), "/connexion").status, 200) << i;
    EXPECT_EQ(get_from("192.0.2.1", invented(most), "/connexion").status, 429);
    EXPECT_EQ(get_from("192.0.2.1", "", "/connexion").status, 429);
    EXPECT_EQ(get_from("192.0.2.2", "", "/connexion").status, 200);
}

TEST_P(Pages, WhereThereIsNoPageWhoIsSignedInKeepsTheirMenu) {
    const auto session = session_of(agency("alice@x.fr"));
    const auto menu = [](const web::Response& page) {
        return page.body.find("Mes suivis") != std::string::npos;
    };
    const auto lost = get(session, "/nulle-part");
    EXPECT_EQ(lost.status, 404);
    EXPECT_TRUE(menu(lost));
    EXPECT_TRUE(menu(get(session, "/deconnexion"))) << "405";
    EXPECT_FALSE(menu(get("", "/nulle-part")));
    EXPECT_FALSE(menu(get("__Host-gps_session=invented", "/nulle-part")));
}
