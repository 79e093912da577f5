#include "structures/deciding.hpp"

#include "scene/structures.hpp"
#include "structures/usecases.hpp"
#include "support/engines.hpp"

#include <gtest/gtest.h>

using namespace gps;
using namespace gps::structures;

namespace {

constexpr base::Instant kNow{1'000'000};

class Deciding : public gps::tests::OnEveryEngine {
 protected:
    void SetUp() override {
        OnEveryEngine::SetUp();
        if (HasFatalFailure()) return;
        imports("essai;A1;OF;Le Phare;30000;Nîmes\n");
    }
    void imports(const std::string& rows) {
        scene::given_structures(db(), "source;source_id;kind;name;postcode;city\n" + rows);
    }
    Structure found(const Query& query) {
        return db().read([&](db::Transaction& tx) {
            const auto page = search(tx, query);
            EXPECT_EQ(page.structures.size(), 1U);
            return page.structures.empty() ? Structure() : page.structures[0];
        });
    }
    std::vector<Changed> corrects(const Structure& typed) {
        return db().write([&](db::Transaction& tx) {
            return correct(tx, find(tx, typed.public_id).value(), typed, kNow);
        });
    }
};

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(Deciding);

TEST_P(Deciding, WhatIsCorrectedNoListChanges) {
    auto typed = found({.words = "phare"});
    typed.name = "Le Grand Phare";
    typed.kind = "CSAPA";
    const auto changed = corrects(typed);
    ASSERT_EQ(changed.size(), 2U);
    EXPECT_EQ(changed[0].field, "name");
    EXPECT_EQ(changed[0].before, "Le Phare");
    EXPECT_EQ(changed[1].after, "CSAPA");
    EXPECT_TRUE(corrects(typed).empty());

    imports("essai;A1;CS;Le Petit Phare;30900;Nîmes\n");
    const auto kept = found({.words = "grand phare", .kind = "CSAPA"});
    EXPECT_EQ(kept.sensitivity, 2) << "as its kind is";
    EXPECT_EQ(kept.postcode, "30900") << "what was not corrected follows the list";
    EXPECT_TRUE(db().read(
        [](db::Transaction& tx) { return search(tx, {.words = "petit"}).structures.empty(); }));
}

TEST_P(Deciding, APlaceThatMovedIsNowhereOnAMap) {
    gps::tests::run_sql(db(),
                        "UPDATE structures SET latitude = 43.8, longitude = 4.3, "
                        "insee_code = '30189'");
    auto typed = found({.words = "phare"});
    typed.city = "Alès";
    corrects(typed);
    EXPECT_FALSE(found({.commune = "Alès"}).coordinates);
    EXPECT_EQ(found({.commune = "Alès"}).insee_code, "");
}

TEST_P(Deciding, AListNeverTakesWhatThePlatformCreatedForItsOwn) {
    const auto created = db().write([](db::Transaction& tx) {
        return create(tx, {.name = "Le Pont", .kind = "FT", .city = "Uzès"}, kNow);
    });
    EXPECT_FALSE(created.is_habilitated) << "its kind would be, in a list";
    EXPECT_EQ(created.state, State::Open);
    imports("plateforme;" + created.source_id + ";CS;Autre nom;30000;Nîmes\n");
    EXPECT_EQ(found({.words = "pont uzes"}).kind, "FT");
}

TEST_P(Deciding, WhatIsNotOpenIsFoundByThePlatformAlone) {
    const auto id = found({.words = "phare"}).id;
    for (const auto why : {Closing::Suspended, Closing::Closed}) {
        db().write([&](db::Transaction& tx) {
            lock(tx, id);
            set_closing(tx, id, why, kNow);
        });
        EXPECT_EQ(found({.words = "phare", .closed_too = true}).closing, why);
        EXPECT_EQ(found({.closed_too = true}).state, State::Closed);
        EXPECT_TRUE(db().read(
            [](db::Transaction& tx) { return search(tx, {.words = "phare"}).structures.empty(); }));
    }
    db().write([&](db::Transaction& tx) { set_closing(tx, id, Closing::None, kNow); });
    EXPECT_EQ(found({.words = "phare"}).closing, Closing::None);
}

TEST_P(Deciding, SeveralStructuresOfOneSiretAreFoundPageByPage) {
    std::string rows;
    for (int i = 0; i < kPageSize; ++i) rows += "essai;B" + std::to_string(i) + ";CS;Pont;;\n";
    imports(rows);
    gps::tests::run_sql(db(), "UPDATE structures SET siret = '73282932000074'");
    db().read([](db::Transaction& tx) {
        const Query query{.words = "rien de cela", .siret = "73282932000074"};
        const auto first = search(tx, query);
        EXPECT_EQ(first.structures.size(), 20U);
        const auto second = search(tx, query, first.next);
        EXPECT_EQ(second.structures.size(), 1U);
        EXPECT_TRUE(search(tx, {.siret = "73282932000082"}).structures.empty());
    });
}

TEST_P(Deciding, AHabilitationOfThePlatformHoldsWhateverListsSay) {
    const auto id = found({.words = "phare"}).id;
    db().write([&](db::Transaction& tx) { set_habilitated(tx, id, true, kNow); });
    imports("essai;A1;OF;Le Phare;30900;Nîmes\n");
    EXPECT_TRUE(found({.words = "phare"}).is_habilitated);
}
