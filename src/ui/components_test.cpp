#include "ui/components.hpp"

#include "support/text.hpp"

#include <gtest/gtest.h>

namespace gps::ui {
namespace {

constexpr std::string_view kHostile = R"(<b>"'&)";
constexpr std::string_view kHarmless = "&lt;b&gt;&quot;&#39;&amp;";

template <class View>
std::string shown(const View& view) {
    html::Writer out;
    render(out, view);
    return out.take();
}

using tests::has;

TEST(Components, AFieldIsTiedToItsLabelAndItsError) {
    const auto page = shown(TextField{.name = "nom",
                                      .label = "Nom de naissance",
                                      .error = "Saisissez un nom.",
                                      .required = true});
    for (const std::string_view part :
         {R"(for="champ-nom")", R"(id="champ-nom")", R"(aria-describedby="champ-nom-message")",
          R"(id="champ-nom-message")", R"(aria-invalid="true")", "Saisissez un nom.",
          " required"}) {
        EXPECT_TRUE(has(page, part)) << part;
    }
    EXPECT_FALSE(has(page, "facultatif"));
}

TEST(Components, AFieldWithoutErrorIsNotMarked) {
    const auto page = shown(TextField{.name = "nom", .label = "Nom"});
    EXPECT_FALSE(has(page, "aria-invalid"));
    EXPECT_FALSE(has(page, "fr-message--error"));
    EXPECT_FALSE(has(page, "--error"));
    EXPECT_TRUE(has(page, "(facultatif)"));
}

TEST(Components, ASearchFieldIsNotCalledOptional) {
    EXPECT_FALSE(
        has(shown(TextField{.name = "q", .label = "Nom", .type = "search"}), "facultatif"));
    EXPECT_FALSE(has(shown(TextField{.name = "q", .label = "Nom", .is_one_of_several = true}),
                     "facultatif"));
}

void expect_harmless(const std::string& page) {
    EXPECT_FALSE(has(page, kHostile)) << page;
    EXPECT_FALSE(has(page, "<b>")) << page;
    EXPECT_TRUE(has(page, kHarmless)) << page;
}

TEST(Components, WhatPeopleTypeIsNeverMarkup) {
    const std::string typed(kHostile);
    const std::vector<std::string> pages{
        shown(TextField{.name = "a", .label = typed, .hint = typed, .value = typed}),
        shown(TextArea{.name = "a", .label = typed, .value = typed, .error = typed}),
        shown(DateField{.name = "a", .label = typed, .value = typed}),
        shown(Select{.name = "a", .label = typed, .options = {{typed, typed}}, .value = typed}),
        shown(RadioGroup{.name = "a", .legend = typed, .options = {{typed, typed, typed}}}),
        shown(CheckboxGroup{.name = "a", .legend = typed, .options = {{typed, typed, typed}}}),
        shown(Checkbox{.name = "a", .label = typed, .value = typed}),
        shown(HiddenField{.name = "a", .value = typed}),
        shown(SearchForm{.action = "/suivis", .label = typed, .value = typed}),
        shown(ErrorSummary{.errors = {{"", typed}, {"a", typed}}}),
        shown(Alert{.title = typed, .text = typed}),
        shown(Badge{.text = typed}),
        shown(Card{.title = typed, .href = "/a", .lines = {typed}}),
        shown(DefinitionList{.entries = {{typed, typed}, {typed, typed, "/a"}}}),
        shown(EmptyState{.title = typed, .text = typed, .action = typed, .action_href = "/a"}),
        shown(Tabs{.label = typed, .tabs = {{typed, "/a"}}}),
    };
    for (const auto& page : pages) expect_harmless(page);
}

TEST(Components, AnAddressThatRunsAProgramLeadsNowhere) {
    const auto page = shown(Card{.title = "Fiche", .href = "javascript:alert(1)"});
    EXPECT_FALSE(has(page, "javascript"));
    EXPECT_TRUE(has(page, R"(href="#")"));
}

TEST(Components, TheErrorSummaryLeadsToEachField) {
    const auto page =
        shown(ErrorSummary{.errors = {{"nom", "Saisissez un nom."}, {"", "Recommencez."}}});
    EXPECT_TRUE(has(page, R"(role="alert")"));
    EXPECT_TRUE(has(page, R"(tabindex="-1")"));
    EXPECT_TRUE(has(page, R"(href="#champ-nom")"));
    EXPECT_TRUE(has(page, "<li>Recommencez.</li>"));
    EXPECT_EQ(shown(ErrorSummary{}), "");
}

TEST(Components, TheFirstChoiceTakesTheNameOfItsGroup) {
    const auto page = shown(RadioGroup{.name = "role",
                                       .legend = "Votre rôle",
                                       .options = {{"ref", "Référent"}, {"int", "Intervenant"}},
                                       .value = "int"});
    EXPECT_TRUE(has(page, R"(id="champ-role" name="role" value="ref")"));
    EXPECT_TRUE(has(page, R"(id="champ-role-2" name="role" value="int")"));
    EXPECT_EQ(page.find("checked"), page.rfind("checked"));
    EXPECT_LT(page.find("champ-role-2"), page.find("checked"));
}

TEST(Components, TickedBoxesStayTicked) {
    const auto page = shown(CheckboxGroup{.name = "freins",
                                          .legend = "Difficultés",
                                          .options = {{"log", "Logement"}, {"mob", "Mobilité"}},
                                          .values = {"mob"}});
    EXPECT_FALSE(has(page, R"(value="log" checked)"));
    EXPECT_TRUE(has(page, R"(value="mob" checked)"));
}

TEST(Components, TheCurrentTabSaysSo) {
    const auto page = shown(
        Tabs{.label = "Suivis",
             .tabs = {{"En cours", "/suivis", true}, {"Terminés", "/suivis/termines", false}}});
    EXPECT_TRUE(has(page, R"(<a href="/suivis" aria-current="page">)"));
    EXPECT_TRUE(has(page, R"(<a href="/suivis/termines">)"));
}

TEST(Components, AListOnOnePageHasNoPagination) {
    EXPECT_EQ(shown(Pagination{}), "");
    const auto page = shown(Pagination{.next_href = "/suivis?apres=k3"});
    EXPECT_TRUE(has(page, "Page suivante"));
    EXPECT_FALSE(has(page, "Page précédente"));
}

TEST(Components, AFormCarriesBothOfItsTokens) {
    const auto page = shown(FormToken{.csrf = "jeton", .key = "cle"});
    EXPECT_TRUE(has(page, R"(name="_csrf" value="jeton")"));
    EXPECT_TRUE(has(page, R"(name="_cle" value="cle")"));
}

TEST(Components, EveryToneThatMattersHasAColour) {
    for (const auto tone : {Tone::New, Tone::Info, Tone::Success, Tone::Warning, Tone::Error}) {
        EXPECT_TRUE(badge_class(tone).starts_with("fr-badge--"));
        EXPECT_TRUE(alert_class(tone).starts_with("fr-alert--"));
    }
}

}  // namespace
}  // namespace gps::ui
