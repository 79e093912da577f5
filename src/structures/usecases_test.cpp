#include "structures/usecases.hpp"

#include "scene/structures.hpp"
#include "structures/store.hpp"
#include "support/engines.hpp"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

using namespace gps;
using namespace gps::structures;

namespace {

void given(db::Database& db, const std::string& rows) {
    scene::given_structures(db, "source;source_id;kind;name;postcode;city\n" + rows);
}

void given_a_few_places(db::Database& db) {
    given(db,
          "essai;1;ML;Mission locale de Nîmes;30000;NIMES CEDEX 2\n"
          "essai;2;ML;Mission locale d'Alès;30100;Alès\n"
          "essai;3;CS;Centre social Saint-Michel;30100;Alès\n"
          "essai;4;CSAPA;CSAPA L'Étape;48000;Mende\n"
          "essai;5;CHRS;C.H.R.S. Le Chêne;20200;BASTIA\n");
}

std::vector<std::string> names(const Page& page) {
    std::vector<std::string> all(page.structures.size());
    std::ranges::transform(page.structures, all.begin(), &Structure::name);
    return all;
}

std::vector<std::string> found(db::Database& db, const Query& query) {
    return db.read([&](db::Transaction& tx) { return names(search(tx, query)); });
}

using Names = std::vector<std::string>;

}  // namespace

ON_EVERY_ENGINE(StructureSearch);

TEST_P(StructureSearch, TheBeginningOfEachTypedWordFinds) {
    given_a_few_places(db());
    EXPECT_EQ(found(db(), {.words = "miss loc"}),
              (Names{"Mission locale d'Alès", "Mission locale de Nîmes"}));
    EXPECT_EQ(found(db(), {.words = "NIM mission"}), (Names{"Mission locale de Nîmes"}));
    EXPECT_EQ(found(db(), {.words = "st michel"}), (Names{"Centre social Saint-Michel"}));
    EXPECT_EQ(found(db(), {.words = "chrs chene"}), (Names{"C.H.R.S. Le Chêne"}));
    EXPECT_EQ(found(db(), {.words = "l'etape"}), (Names{"CSAPA L'Étape"}));
    EXPECT_TRUE(found(db(), {.words = "mission mende"}).empty());
    EXPECT_TRUE(found(db(), {.words = "ission"}).empty());
}

TEST_P(StructureSearch, CriteriaAddUp) {
    given_a_few_places(db());
    EXPECT_EQ(found(db(), {.kind = "ML"}).size(), 2U);
    EXPECT_EQ(found(db(), {.department = "30"}).size(), 3U);
    EXPECT_EQ(found(db(), {.department = "2b"}), (Names{"C.H.R.S. Le Chêne"}));
    EXPECT_EQ(found(db(), {.commune = "ales"}).size(), 2U);
    EXPECT_EQ(found(db(), {.commune = "Nîmes"}), (Names{"Mission locale de Nîmes"}));
    EXPECT_EQ(found(db(), {.kind = "CS", .department = "30"}).size(), 1U);
    EXPECT_EQ(found(db(), {.kind = "CS", .commune = "Alès"}).size(), 1U);
    EXPECT_EQ(found(db(), {.department = "48", .commune = "Alès"}).size(), 0U);
    EXPECT_EQ(found(db(), {.words = "locale", .kind = "ML", .department = "30", .commune = "Alès"}),
              (Names{"Mission locale d'Alès"}));
    EXPECT_EQ(found(db(), {}).size(), 5U);
}

TEST_P(StructureSearch, SensitivePlacesAreInTheDirectory) {
    given_a_few_places(db());
    EXPECT_EQ(found(db(), {.kind = "CSAPA"}), (Names{"CSAPA L'Étape"}));
}

TEST_P(StructureSearch, ClosedStructuresAreNot) {
    given_a_few_places(db());
    tests::run_sql(db(), "UPDATE structures SET state = 'closed' WHERE kind = 'ML'");
    EXPECT_EQ(found(db(), {}).size(), 3U);
    EXPECT_TRUE(found(db(), {.words = "mission"}).empty());
    EXPECT_TRUE(found(db(), {.kind = "ML"}).empty());
    EXPECT_EQ(found(db(), {.department = "30"}).size(), 1U);
    EXPECT_EQ(found(db(), {.commune = "Alès"}).size(), 1U);
}

TEST_P(StructureSearch, PagesShowEachStructureOnceInOrder) {
    std::string rows;
    for (int i = 0; i < 45; ++i) {
        rows += "essai;" + std::to_string(i) + ";CS;Permanence sociale;75011;Paris\n";
    }
    given(db(), rows);
    for (const auto& query : {Query{}, Query{.words = "permanence sociale"}, Query{.kind = "CS"},
                              Query{.department = "75"}, Query{.commune = "paris"}}) {
        std::set<std::string> seen;
        std::vector<std::size_t> sizes;
        base::PublicId after;
        do {
            const auto page =
                db().read([&](db::Transaction& tx) { return search(tx, query, after); });
            sizes.push_back(page.structures.size());
            for (const auto& structure : page.structures) seen.insert(structure.source_id);
            after = page.next;
        } while (!after.empty());
        EXPECT_EQ(sizes, (std::vector<std::size_t>{20, 20, 5}));
        EXPECT_EQ(seen.size(), 45U);
    }
}

TEST_P(StructureSearch, AStructureIsFoundByItsPublicIdAlone) {
    given_a_few_places(db());
    db().read([](db::Transaction& tx) {
        const auto listed = search(tx, {.words = "nimes"}).structures.at(0);
        const auto alone = find(tx, listed.public_id);
        ASSERT_TRUE(alone);
        EXPECT_EQ(alone->name, "Mission locale de Nîmes");
        EXPECT_EQ(alone->department, "30");
        EXPECT_EQ(alone->state, State::Open);
        EXPECT_TRUE(alone->is_habilitated);
        EXPECT_EQ(store::structure(tx, alone->id).public_id, listed.public_id);
        EXPECT_FALSE(find(tx, base::PublicId::fresh()));
        EXPECT_FALSE(find(tx, base::PublicId{}));
    });
}
