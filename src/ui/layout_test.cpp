#include "ui/layout.hpp"

#include "assets/assets.hpp"
#include "support/text.hpp"
#include "ui/error_pages.hpp"

#include <gtest/gtest.h>

namespace gps::ui {
namespace {

Frame signed_in_frame() {
    return {.title = "Mes suivis",
            .signed_in_name = "Jeanne DURAND",
            .structure_name = "Mission <locale>",
            .can_switch_structure = true,
            .current_path = "/suivis/k3",
            .csrf = "jeton",
            .nav = {{"Mes suivis", "/suivis"}, {"Annuaire", "/annuaire"}}};
}

std::string shown(const Frame& frame, int status = 200) {
    return page(
               frame, [](html::Writer& out) { out.markup("<h1>Contenu</h1>"); }, status)
        .body;
}

using tests::has;

TEST(Layout, IsAFrenchDocumentWithTheBodyInMain) {
    const auto page = shown(signed_in_frame());
    EXPECT_TRUE(page.starts_with("<!DOCTYPE html>"));
    EXPECT_TRUE(has(page, R"(<html lang="fr">)"));
    EXPECT_TRUE(has(page, "<title>Mes suivis – GPS</title>"));
    EXPECT_LT(page.find(R"(id="contenu")"), page.find("<h1>Contenu</h1>"));
    EXPECT_LT(page.find("<h1>Contenu</h1>"), page.find("</main>"));
}

TEST(Layout, SaysInTheTitleThatAFormIsToBeCorrected) {
    EXPECT_TRUE(
        has(shown(signed_in_frame(), 422), "<title>Erreur\u00a0: Mes suivis – GPS</title>"));
    EXPECT_TRUE(has(shown(signed_in_frame(), 429), "<title>Erreur")) << "a form to send later";
}

TEST(Layout, LeadsPastTheHeader) {
    const auto page = shown(signed_in_frame());
    for (const auto* target : {"contenu", "navigation", "pied"}) {
        EXPECT_TRUE(has(page, "href=\"#" + std::string(target) + "\"")) << target;
        EXPECT_TRUE(has(page, "id=\"" + std::string(target) + "\"")) << target;
    }
}

TEST(Layout, MarksTheSectionOfThePage) {
    auto frame = signed_in_frame();
    EXPECT_TRUE(has(shown(frame), R"(<a href="/suivis" aria-current="true">)"));
    frame.current_path = "/suivis";
    EXPECT_TRUE(has(shown(frame), R"(<a href="/suivis" aria-current="page">)"));
    frame.current_path = "/suivistiques";
    EXPECT_FALSE(has(shown(frame), "aria-current"));
    frame.breadcrumbs = {{.text = "Mes suivis", .href = "/suivis"}};
    EXPECT_TRUE(has(shown(frame), R"(<a href="/suivis" aria-current="true">)"));
}

TEST(Layout, ShowsAStrangerNoAccount) {
    const auto page = shown({.title = "Se connecter"});
    EXPECT_FALSE(has(page, "Se déconnecter"));
    EXPECT_FALSE(has(page, R"(id="navigation")"));
    EXPECT_FALSE(has(page, "#navigation"));
}

TEST(Layout, SignsOutWithAForm) {
    const auto page = shown(signed_in_frame());
    EXPECT_TRUE(has(page, R"(<form method="post" action="/deconnexion">)"));
    EXPECT_TRUE(has(page, R"(name="_csrf" value="jeton")"));
    EXPECT_TRUE(has(page, "Mission &lt;locale&gt;"));
}

TEST(Layout, SaysThatADemonstrationIsOne) {
    auto frame = signed_in_frame();
    EXPECT_FALSE(has(shown(frame), "fictifs"));
    frame.demonstration = true;
    EXPECT_TRUE(has(shown(frame), "tous les messages sont fictifs."));
}

TEST(Layout, ShowsTheNewsOnce) {
    auto frame = signed_in_frame();
    frame.flash = "Vous suivez <Yasmine>.";
    const auto page = shown(frame);
    EXPECT_TRUE(has(page, R"(role="status")"));
    EXPECT_TRUE(has(page, "Vous suivez &lt;Yasmine&gt;."));
    EXPECT_TRUE(has(page, "fr-alert--success"));
}

TEST(Layout, NewsThatNothingHadToBeDoneIsNoSuccess) {
    auto frame = signed_in_frame();
    frame.flash = "Vous suivez déjà cette personne.";
    frame.flash_is_done = false;
    EXPECT_TRUE(has(shown(frame), "fr-alert--info"));
    EXPECT_FALSE(has(shown(frame), "fr-alert--success"));
}

TEST(Layout, LoadsNothingFromElsewhereAndNothingInline) {
    const auto page = shown(signed_in_frame());
    EXPECT_TRUE(has(page, std::string(assets::css_path())));
    EXPECT_TRUE(has(page, std::string(assets::js_path())));
    EXPECT_FALSE(has(page, "<style"));
    EXPECT_FALSE(has(page, " style="));
    EXPECT_FALSE(has(page, "src=\"http"));
    EXPECT_FALSE(has(page, "onclick"));
}

void expect_error_page(int status) {
    const auto answer = error_page(signed_in_frame(), status, "8f3k2m");
    EXPECT_EQ(answer.status, status);
    EXPECT_TRUE(has(answer.body, "Erreur " + std::to_string(status)));
    EXPECT_EQ(has(answer.body, "8f3k2m"), status >= 500);
}

TEST(ErrorPages, HaveTheirStatusAWayHomeAndAnIncidentWhenWeFailed) {
    for (const int status : {403, 404, 405, 409, 422, 429, 500, 503}) expect_error_page(status);
    EXPECT_EQ(error_page({}, 418).status, 500);
}

TEST(ErrorPages, AStrangerReadsTheSameForWhatIsHiddenAndWhatIsNot) {
    const base::Error hidden{base::Refusal::NotFound, "access.no_session"};
    EXPECT_EQ(refusal_page({}, hidden).body, error_page({}, 404).body);
    const base::Error often{base::Refusal::TooMany, "access.too_many_codes"};
    EXPECT_EQ(refusal_page({}, often).status, 429);
    EXPECT_TRUE(has(refusal_page({}, often).body, "Trop de codes"));
}

}  // namespace
}  // namespace gps::ui
