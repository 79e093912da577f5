// The directory's search against the plainest one: every structure read, tested and sorted.
#include "scene/structures.hpp"
#include "structures/places.hpp"
#include "structures/usecases.hpp"
#include "structures/words.hpp"
#include "support/engines.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include <fmt/format.h>
#include <gtest/gtest.h>

using namespace gps;
using namespace gps::structures;

namespace {

using Ids = std::vector<std::string>;  // source ids, in the order of pages

struct Listed {
    std::string source_id;
    std::string name_key;
    std::int64_t id;
    std::vector<std::string> words;
    std::string kind;
    std::string department;
    std::string city;
    bool is_open;
};

std::vector<Listed> everything(db::Database& db) {
    const db::Statement all{.name = "test.everything",
                            .text =
                                "SELECT source || ':' || source_id, name, id, kind, "
                                "department, city, state FROM structures"};
    std::vector<Listed> listed;
    db.read([&](db::Transaction& tx) {
        for (const auto& row : tx.query(all)) {
            listed.push_back(
                {.source_id = row.text(0),
                 .name_key = name_key(row.view(1)),
                 .id = row.integer(2),
                 .words = index_words(row.text(1) + " " + std::string(without_cedex(row.view(5)))),
                 .kind = row.text(3),
                 .department = row.text(4),
                 .city = city_key(row.view(5)),
                 .is_open = row.view(6) == "open"});
        }
    });
    std::ranges::sort(listed, [](const Listed& a, const Listed& b) {
        return std::tie(a.name_key, a.id) < std::tie(b.name_key, b.id);
    });
    return listed;
}

bool answers(const Listed& structure, const Query& query) {
    const auto has_word = [&](const std::string& typed) {
        return std::ranges::any_of(
            structure.words, [&](const std::string& word) { return word.starts_with(typed); });
    };
    return structure.is_open && std::ranges::all_of(index_words(query.words), has_word) &&
           (query.kind.empty() || query.kind == structure.kind) &&
           (query.department.empty() || query.department == structure.department) &&
           (query.commune.empty() || city_key(query.commune) == structure.city);
}

// The first pages, of `most` structures at most: enough to see the order and where pages meet.
Ids found(db::Database& db, const Query& query, std::size_t most) {
    Ids ids;
    base::PublicId after;
    do {
        const auto page = db.read([&](db::Transaction& tx) { return search(tx, query, after); });
        for (const auto& one : page.structures) ids.push_back(one.source + ":" + one.source_id);
        after = page.next;
    } while (!after.empty() && ids.size() < most);
    ids.resize(std::min(ids.size(), most));
    return ids;
}

Ids expected(const std::vector<Listed>& all, const Query& query, std::size_t most) {
    Ids ids;
    for (const auto& one : all) {
        if (ids.size() < most && answers(one, query)) ids.push_back(one.source_id);
    }
    return ids;
}

const std::vector<Query>& queries() {
    static const std::vector<Query> all{
        {.words = "mission"},
        {.words = "miss loc"},
        {.words = "centre"},
        {.words = "association"},
        {.words = "france travail"},
        {.words = "so re"},  // two frequent beginnings
        {.words = "mo be"},  // frequent, seldom together
        {.words = "ro mon"},
        {.words = "asso nimes"},    // frequent, then rare
        {.words = "etape centre"},  // rare, then frequent
        {.words = "ma mar mart"},   // beginnings of one another
        {.words = "centre social asso mission maison service action res"},  // eight, frequent
        {.words = "st"},
        {.words = "3"},
        {.words = "zzz mission"},
        {.words = "centre", .department = "75"},
        {.words = "emploi", .kind = "ML"},
        {.words = "social", .kind = "CS", .department = "30", .commune = "Nîmes"},
        {.kind = "ML", .department = "30"},
        {.kind = "CS", .commune = "Nîmes"},
        {.department = "30"},
        {.kind = "XX", .department = "75"},
    };
    return all;
}

void expect_the_same(db::Database& db, std::size_t most) {
    const auto all = everything(db);
    for (const auto& query : queries()) {
        EXPECT_EQ(found(db, query, most), expected(all, query, most))
            << query.words << " | " << query.kind << " | " << query.department << " | "
            << query.commune;
    }
}

// Names as the lists have them: few words, in many combinations.
std::string invented(int rows) {
    constexpr std::array kFirst{"Mission locale",  "Centre social",    "Association",
                                "France Travail",  "Résidence Mozart", "Maison Robert",
                                "Centre de soins", "Service social"};
    constexpr std::array kSecond{"de l'Étape", "Saint-Martin", "Montaigne",  "du Bel Air", "Emploi",
                                 "Solidarité", "n° 3",         "Martinière", "Les Roses"};
    constexpr std::array kCities{"NIMES CEDEX 2;30000", "Paris;75011", "Bellegarde;30127",
                                 "Saint-Lô;50000", "Roubaix;59100"};
    constexpr std::array kKinds{"ML", "CS", "ASSO", "FT"};
    std::string table = "source;source_id;kind;name;city;postcode\n";
    for (int i = 0; i < rows; ++i) {
        const auto n = static_cast<std::size_t>(i);
        table += fmt::format("essai;{};{};{} {};{}\n", i, kKinds.at(n / 3 % kKinds.size()),
                             kFirst.at(n % kFirst.size()), kSecond.at(n / 7 % kSecond.size()),
                             kCities.at(n / 11 % kCities.size()));
    }
    return table;
}

}  // namespace

ON_EVERY_ENGINE(DirectorySearch);

TEST_P(DirectorySearch, FindsWhatReadingEverythingFindsInTheSameOrder) {
    scene::given_structures(db(), invented(1200));
    tests::run_sql(db(), "UPDATE structures SET state = 'closed' WHERE id % 9 = 0");
    expect_the_same(db(), 70);
    EXPECT_GT(found(db(), {.words = "mission"}, 1000).size(), 100U);
}

TEST_P(DirectorySearch, AStructureThatChangesIsFoundAsItIsNow) {
    scene::given_structures(db(),
                            "source;source_id;kind;name;city\n"
                            "essai;1;CS;Centre Zola;Mende\nessai;2;CS;Centre Mozart;Mende\n");
    scene::given_structures(db(),
                            "source;source_id;kind;name;city\nessai;1;ML;Antenne Centre;Nîmes\n");
    EXPECT_EQ(found(db(), {.words = "centre"}, 9), (Ids{"essai:1", "essai:2"}));
    EXPECT_EQ(found(db(), {.words = "zola"}, 9), Ids{});
    EXPECT_EQ(found(db(), {.kind = "CS", .commune = "Mende"}, 9), (Ids{"essai:2"}));
    EXPECT_EQ(found(db(), {.words = "nim", .kind = "ML"}, 9), (Ids{"essai:1"}));
    expect_the_same(db(), 9);
}

TEST_P(DirectorySearch, GoingBackToWordsAndForwardAgainLosesNoTerm) {
    scene::given_structures(
        db(), invented(300) + "essai;x;CS;Ünï " + std::string(60, 'y') + " Я a 7;Mende;48000\n");
    const db::Statement terms{
        .name = "test.terms",
        .text = "SELECT term, name_key, structure_id FROM structures_terms ORDER BY 1, 2, 3"};
    const auto all = [&] {
        std::vector<std::string> lines;
        db().read([&](db::Transaction& tx) {
            for (const auto& row : tx.query(terms))
                lines.push_back(fmt::format("{} {} {}", row.text(0), row.text(1), row.integer(2)));
        });
        return lines;
    };
    const auto before = all();
    EXPECT_GT(before.size(), 3000U);
    tests::migrate_down(db(), 8);
    tests::migrate_empty(db());
    EXPECT_EQ(all(), before);
    tests::run_sql(db(), "DELETE FROM structures_terms WHERE term = 'mission'");
    EXPECT_NE(all(), before);
}
