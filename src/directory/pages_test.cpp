#include "directory/pages.hpp"

#include "access/doorkeeper.hpp"
#include "scene/structures.hpp"
#include "support/engines.hpp"
#include "support/text.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gps::directory {
namespace {

constexpr const char* kHeader =
    "source;source_id;kind;name;address;postcode;city;phone;email;website;latitude;longitude\n";
constexpr const char* kFew =
    "t;1;ML;Mission locale du Gard;4, rue des Lilas;30000;Nîmes;0199000001;ml@exemple.fr;"
    "https://ml.exemple.fr;43,8367;4,3601\n"
    "t;2;FT;Agence de Lyon;;69001;Lyon;3949;;;;\n"
    "t;3;ACI;Les <Jardins>;;30100;Alès;;;;;\n";

class Directory : public tests::OnEveryEngine {
 protected:
    void import(const std::string& rows) { scene::given_structures(db(), kHeader + rows); }
    web::Response get(const access::Route& route, const web::Request& request) {
        return db().read([&](db::Transaction& tx) {
            access::Visit visit{.house = house(),
                                .request = request,
                                .tx = tx,
                                .viewer = {.name = "Jeanne DURAND"},
                                .csrf_secret = "secret",
                                .now = clock_.now(),
                                .today = clock_.today()};
            return static_cast<access::Handler>(route.handler)(visit);
        });
    }
    std::string search(std::vector<std::pair<std::string, std::string>> fields = {}) {
        web::Request request{.path = "/structures"};
        request.query = web::Form(std::move(fields));
        return get(routes().at(0), request).body;
    }
    web::Response structure(const std::string& id) {
        web::Request request{.path = "/structures/" + id};
        request.in_path["structure"] = id;
        return get(routes().at(1), request);
    }
    // The page of the one structure that the search finds.
    std::string page_of(const std::string& name) {
        const auto found = search({{"nom", name}});
        const auto at = found.find("href=\"/structures/");
        EXPECT_NE(at, std::string::npos) << name;
        return structure(found.substr(at + 18, 26)).body;
    }
    const access::House& house() {
        if (!house_)
            house_.emplace(access::House{.database = db(), .clock = clock_, .keys = keys_});
        return *house_;
    }

 private:
    base::FixedClock clock_{*base::Date::from_iso("2026-03-31")};
    base::Keys keys_ = base::Keys::fresh();
    std::optional<access::House> house_;
};
INSTANTIATE_ON_EVERY_ENGINE(Directory);

using tests::has;

int count_of(const std::string& page, std::string_view text) {
    int count = 0;
    for (auto at = page.find(text); at != std::string::npos; at = page.find(text, at + 1)) ++count;
    return count;
}

TEST_P(Directory, ACardSaysTheNameTheKindAndTheTown) {
    import(kFew);
    const auto page = search({{"nom", "mission gard"}});
    EXPECT_TRUE(has(page, "Mission locale du Gard"));
    EXPECT_TRUE(has(page, "Nîmes"));
    EXPECT_TRUE(has(page, "gps-card__line\">Mission locale"));
    EXPECT_FALSE(has(page, "Agence de Lyon"));
    EXPECT_TRUE(has(page, "<title>Annuaire"));
}

TEST_P(Directory, EachCriterionNarrowsTheSearch) {
    import(kFew);
    EXPECT_EQ(count_of(search(), "gps-card__title"), 3);
    EXPECT_TRUE(has(search({{"type", "FT"}}), "Agence de Lyon"));
    EXPECT_EQ(count_of(search({{"type", "FT"}}), "gps-card__title"), 1);
    EXPECT_EQ(count_of(search({{"commune", "ALES"}}), "gps-card__title"), 1);
    EXPECT_EQ(count_of(search({{"departement", "30"}}), "gps-card__title"), 2);
    EXPECT_EQ(count_of(search({{"departement", "30"}, {"type", "FT"}}), "gps-card__title"), 0);
}

TEST_P(Directory, WhatWasTypedIsShownAgain) {
    import(kFew);
    const auto page = search({{"nom", "\"jar"}, {"type", "ACI"}});
    EXPECT_TRUE(has(page, "value=\"&quot;jar\""));
    EXPECT_TRUE(has(page, "value=\"ACI\" selected"));
}

TEST_P(Directory, AnUnknownKindIsLeftOut) {
    import(kFew);
    EXPECT_EQ(count_of(search({{"type", "NOPE"}}), "gps-card__title"), 3);
}

TEST_P(Directory, NoResultSaysWhatToDo) {
    import(kFew);
    EXPECT_TRUE(has(search({{"nom", "zzz"}}), "Aucune structure ne correspond"));
}

TEST_P(Directory, AnEmptyDirectorySaysSo) {
    EXPECT_TRUE(has(search(), "L’annuaire est vide"));
}

TEST_P(Directory, TwentyResultsAPageAndTheNextPageGoesOn) {
    std::string rows;
    for (int i = 10; i < 33; ++i) rows += fmt::format("t;{0};CS;Centre {0};;;;;;;;\n", i);
    import(rows);
    const auto first = search({{"nom", "centre"}});
    EXPECT_EQ(count_of(first, "gps-card__title"), 20);
    EXPECT_TRUE(has(first, "Page suivante"));
    const auto at = first.find("apres=");
    ASSERT_NE(at, std::string::npos);
    const auto second = search({{"nom", "centre"}, {"apres", first.substr(at + 6, 26)}});
    EXPECT_EQ(count_of(second, "gps-card__title"), 3);
    EXPECT_TRUE(has(second, "Centre 32"));
    EXPECT_FALSE(has(second, "Page suivante"));
    EXPECT_TRUE(has(second, "Revenir au début"));
}

TEST_P(Directory, AStructureSaysHowToReachIt) {
    import(kFew);
    const auto page = page_of("mission");
    for (const std::string_view text :
         {"4, rue des Lilas", "30000 Nîmes", "href=\"tel:0199000001\"",
          "01\u00a099\u00a000\u00a000\u00a001", "href=\"mailto:ml@exemple.fr\"",
          "href=\"https://ml.exemple.fr\"", "OpenStreetMap",
          "?mlat=43.83670&amp;mlon=4.36010#map=17/43.83670/4.36010", "est habilitée",
          R"(<a class="fr-breadcrumb__link" href="/structures">Annuaire</a>)"}) {
        EXPECT_TRUE(has(page, text)) << text;
    }
    EXPECT_EQ(count_of(page, "rel=\"noreferrer\""), 2);
}

TEST_P(Directory, WhatIsUnknownIsLeftOut) {
    import(kFew);
    const auto page = page_of("jardins");
    EXPECT_TRUE(has(page, "Les &lt;Jardins&gt;"));
    EXPECT_TRUE(has(page, "pas habilitée"));
    for (const std::string_view text : {"tel:", "mailto:", "openstreetmap.org", "Site internet"})
        EXPECT_FALSE(has(page, text)) << text;
    EXPECT_TRUE(has(page_of("lyon"), "href=\"tel:3949\""));
}

TEST_P(Directory, OnlyAWebAddressIsALink) {
    import(kFew);
    tests::run_sql(db(), "UPDATE structures SET website = 'javascript:alert(1)'");
    EXPECT_FALSE(has(page_of("mission"), "javascript"));
}

TEST_P(Directory, AClosedStructureIsNotFoundButItsPageSaysSo) {
    import(kFew);
    const auto found = search({{"nom", "mission"}});
    const auto id = found.substr(found.find("href=\"/structures/") + 18, 26);
    tests::run_sql(db(), "UPDATE structures SET state = 'closed'");
    EXPECT_EQ(count_of(search({{"nom", "mission"}}), "gps-card__title"), 0);
    EXPECT_TRUE(has(structure(id).body, "Cette structure est fermée"));
}

TEST_P(Directory, AnUnknownStructureIsNotFound) {
    EXPECT_EQ(structure(base::PublicId::fresh().text()).status, 404);
    EXPECT_EQ(structure("nothing").status, 404);
}

TEST_P(Directory, WhoeverIsNotSignedInIsSentToSignIn) {
    import(kFew);
    access::Doorkeeper door(house(), routes());
    const web::Request request{.path = "/structures", .target = "/structures"};
    const auto response = door.respond(request);
    EXPECT_EQ(response.status, 303);
    EXPECT_EQ(response.body.find("Mission"), std::string::npos);
}

TEST_P(Directory, AStructureLeadsToTheOneThatTookItsPlace) {
    import(kFew);
    const auto found = search({{"nom", "lyon"}});
    const auto gone = found.substr(found.find("href=\"/structures/") + 18, 26);
    tests::run_sql(db(),
                   "UPDATE structures SET merged_into = (SELECT k.id FROM structures AS k "
                   "WHERE k.source_id = '1') WHERE source_id = '2'");
    EXPECT_EQ(structure(gone).status, 200) << "while its rows are being moved";
    tests::run_sql(db(), "UPDATE structures SET state = 'closed' WHERE source_id = '2'");
    const auto answer = structure(gone);
    EXPECT_EQ(answer.status, 303);
    const auto kept = search({{"nom", "gard"}});
    EXPECT_EQ(std::string(answer.header("Location")),
              "/structures/" + kept.substr(kept.find("href=\"/structures/") + 18, 26));
}

}  // namespace
}  // namespace gps::directory
