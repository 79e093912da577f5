#include "caseload/list.hpp"

#include "scene/scene.hpp"

#include <set>

#include <fmt/format.h>

using namespace gps;
using namespace gps::caseload;

namespace {
class Caseload : public scene::Scene {
 protected:
    ListPage list_of(const access::Viewer& viewer, const ListQuery& query = {}) {
        return read(
            [&](db::Transaction& tx) { return list(tx, house().keys, viewer, query, today()); });
    }
    std::vector<std::string> names(const access::Viewer& viewer, const ListQuery& query) {
        std::vector<std::string> names;
        const auto page = list_of(viewer, query);
        names.reserve(page.rows.size());
        for (const auto& row : page.rows) names.push_back(row.name);
        return names;
    }
};
using Names = std::vector<std::string>;
}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(Caseload);

TEST_P(Caseload, ANameIsFoundAsItIsTyped) {
    const auto alice = agency("alice@x.fr");
    person(alice, "Ben Ali", "Amina");
    person(alice, "MARTIN", "Paul");
    person(alice, "Pêcheur", "Zoé");
    person(alice, "Durand", "Martine");
    EXPECT_EQ(names(alice, {.name = "benali"}), Names{"BEN ALI Amina"});
    EXPECT_EQ(names(alice, {.name = "ben al"}), Names{"BEN ALI Amina"});
    EXPECT_EQ(names(alice, {.name = "BEN ALI ami"}), Names{"BEN ALI Amina"});
    EXPECT_EQ(names(alice, {.name = "pecheur"}), Names{"PÊCHEUR Zoé"});
    EXPECT_EQ(names(alice, {.name = "mart"}), (Names{"DURAND Martine", "MARTIN Paul"}));
    EXPECT_EQ(names(alice, {.name = "xyz"}), Names{});
    EXPECT_EQ(list_of(alice, {.name = "mart"}).matching, 2);
}

TEST_P(Caseload, WhatIsNotSeenIsNotFoundNorSorted) {
    const auto alice = agency("alice@x.fr");
    const auto chloe = association("chloe@x.fr");
    follow(chloe, person(alice, "Zidane", "Ana"));
    follow(chloe, person(alice, "Zacharie", "Bea"));
    EXPECT_EQ(names(chloe, {.name = "zida"}), Names{});
    EXPECT_EQ(names(chloe, {.name = "z"}), (Names{"Z… A…", "Z… B…"}));
    EXPECT_EQ(names(chloe, {.sort = Sort::Name}), (Names{"Z… A…", "Z… B…"}))
        << "by initials: the order of names would tell them";
}

TEST_P(Caseload, ThirtyDaysAfterTheEndANameIsNoLongerFound) {
    const auto alice = agency("alice@x.fr");
    end(alice, person(alice, "Durand"));
    EXPECT_EQ(names(alice, {.past = true, .name = "dur"}), Names{"DURAND Jeanne"});
    advance_days(31);
    EXPECT_EQ(names(alice, {.past = true, .name = "dur"}), Names{}) << "before the job has run";
    EXPECT_EQ(db().write([&](db::Transaction& tx) { return followup::hide_ended(tx, today()); }),
              1);
    EXPECT_EQ(names(alice, {.past = true, .name = "dur"}), Names{});
    EXPECT_EQ(names(alice, {.past = true, .name = "d"}), Names{"D… J…"});
    EXPECT_EQ(db().write([&](db::Transaction& tx) { return followup::hide_ended(tx, today()); }),
              0);
}

TEST_P(Caseload, PagesFollowOneAnotherWithoutGapNorRepeat) {
    const auto alice = agency("alice@x.fr");
    constexpr int kPeople = 410;
    for (int i = 0; i < kPeople; ++i) {
        const auto who =
            person(alice, "Nom", fmt::format("P{}{}", char('a' + i / 26), char('a' + i % 26)));
        if (i % 3 == 0) make_referent(alice, who);
    }
    // Sorted; then found by last name, by first name, by both.
    const std::vector<ListQuery> queries{
        {.sort = Sort::Start}, {.sort = Sort::Name}, {.sort = Sort::Activity},
        {.name = "nom"},       {.name = "p"},        {.name = "nom p"}};
    for (auto query : queries) {
        std::set<std::string> seen;
        int pages = 0;
        do {
            const auto page = list_of(alice, query);
            for (const auto& row : page.rows) EXPECT_TRUE(seen.insert(row.name).second);
            query.after = page.next;
            ++pages;
        } while (!query.after.empty() && pages < 20);
        EXPECT_EQ(seen.size(), std::size_t{kPeople});
        EXPECT_EQ(pages, 17);
    }
    EXPECT_EQ(list_of(alice, {.referent = ReferentKind::Me}).matching, 137);
    EXPECT_EQ(list_of(alice, {.referent = ReferentKind::None}).matching, 273);
    EXPECT_EQ(list_of(alice, {.name = "nom"}).matching, kCountedAtMost + 1)
        << "more are not counted";
    EXPECT_EQ(list_of(alice, {.referent = ReferentKind::Other}).rows.size(), 0u);
    EXPECT_EQ(list_of(alice).current_count, kPeople);
}

TEST_P(Caseload, APlaceThatWasAlteredStartsTheListOver) {
    const auto alice = agency("alice@x.fr");
    person(alice, "Durand");
    EXPECT_EQ(list_of(alice, {.after = "forged"}).rows.size(), 1u);
}

TEST_P(Caseload, TheCountIsWhatTheFileShows) {
    const auto alice = agency("alice@x.fr");
    const auto marie = person(alice, "Durand");
    for (int i = 0; i < 3; ++i) follow(mission("m" + std::to_string(i) + "@x.fr"), marie);
    const auto bruno = mission("m0@x.fr");
    EXPECT_EQ(static_cast<std::size_t>(list_of(alice).rows.at(0).contributors),
              file(alice, marie)->cards.size());
    end(bruno, marie);
    advance_days(31);
    EXPECT_EQ(static_cast<std::size_t>(list_of(bruno, {.past = true}).rows.at(0).contributors),
              file(bruno, marie)->cards.size());
}

TEST_P(Caseload, TheReferentOfASensitiveStructureIsAnotherContributor) {
    const auto alice = agency("alice@x.fr");
    const auto care = csapa("care@x.fr");
    const auto marie = person(alice, "Durand");
    follow(care, marie);
    make_referent(care, marie);
    EXPECT_EQ(list_of(alice).rows.at(0).referent, "Autre intervenant");
    EXPECT_EQ(list_of(care).rows.at(0).referent, "Vous");
    EXPECT_EQ(list_of(alice, {.referent = ReferentKind::Other}).rows.size(), 1u);
}

TEST_P(Caseload, WhenTheReferentEndsNobodyIsReferent) {
    const auto alice = agency("alice@x.fr");
    const auto bruno = mission("bruno@x.fr");
    const auto marie = person(alice, "DURAND");
    follow(bruno, marie);
    make_referent(alice, marie);
    EXPECT_EQ(list_of(bruno).rows.at(0).referent, "Prénom Nom-alice@x.fr");
    EXPECT_EQ(list_of(alice).rows.at(0).referent, "Vous");
    end(alice, marie);
    EXPECT_EQ(list_of(bruno).rows.at(0).referent, "");
}

TEST_P(Caseload, OfAnOpposedPersonTheListShowsWhatTheFileDoes) {
    const auto alice = agency("alice@x.fr");
    const auto marie = person(alice, "Durand");
    follow(mission("bruno@x.fr"), marie);
    set_state(marie, "opposed");
    const auto row = list_of(alice).rows.at(0);
    EXPECT_EQ(row.name, "D… J…");
    EXPECT_TRUE(row.is_frozen);
    EXPECT_EQ(row.contributors, 1);
}

TEST_P(Caseload, ThirtyDaysAfterTheEndTheListDoesNotTellWhoIsReferent) {
    const auto alice = agency("alice@x.fr");
    const auto bruno = mission("bruno@x.fr");
    const auto marie = person(alice, "Durand");
    follow(bruno, marie);
    end(bruno, marie);
    make_referent(alice, marie);
    const ListQuery by_another{.past = true, .referent = ReferentKind::Other};
    EXPECT_EQ(list_of(bruno, by_another).matching, 1) << "as before the end";
    advance_days(31);
    db().write([&](db::Transaction& tx) { return followup::hide_ended(tx, today()); });
    EXPECT_EQ(list_of(bruno, by_another).matching, 0);
    const auto david = mission("david@x.fr");
    follow(david, marie);
    make_referent(david, marie);
    EXPECT_EQ(list_of(bruno, by_another).matching, 0) << "nor when one is named since";
    EXPECT_EQ(list_of(bruno, {.past = true}).rows.at(0).referent, "");
}

TEST_P(Caseload, WhoJoinsOrResumesFindsTheReferentWhoWasNamedMeanwhile) {
    const auto alice = agency("alice@x.fr");
    const auto bruno = mission("bruno@x.fr");
    const auto marie = person(alice, "Durand");
    make_referent(alice, marie);
    follow(bruno, marie);
    const ListQuery by_another{.referent = ReferentKind::Other};
    EXPECT_EQ(list_of(bruno, by_another).matching, 1);
    end(bruno, marie);
    advance_days(31);
    db().write([&](db::Transaction& tx) { return followup::hide_ended(tx, today()); });
    follow(bruno, marie);
    EXPECT_EQ(list_of(bruno, by_another).matching, 1);
    EXPECT_EQ(list_of(alice, {.referent = ReferentKind::Me}).matching, 1);
    end(alice, marie);
    EXPECT_EQ(list_of(bruno, by_another).matching, 0);
}
