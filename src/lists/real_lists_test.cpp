// Real public lists, that the repository does not hold: these tests exist where GPS_SHARED_DATA
// names the folder that has them.
#include "csv/reader.hpp"
#include "lists/import.hpp"
#include "structures/kinds.hpp"
#include "support/engines.hpp"

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <set>
#include <string>

#include <gtest/gtest.h>

using namespace gps;
using namespace gps::lists;

namespace {

std::string folder() {
    const char* named = std::getenv("GPS_SHARED_DATA");  // NOLINT(concurrency-mt-unsafe)
    return named != nullptr ? named : "";
}

std::vector<db::Engine> engines() {
    if (folder().empty()) return {};
    return {db::Engine::Sqlite, db::Engine::Postgres};
}

const base::FixedClock kDayOfImport(*base::Date::from(2026, 3, 5));

// Imports the country's lists and says how long it took.
ImportReport imported(db::Database& db) {
    std::ifstream file(folder() + "/structures.csv", std::ios::binary);
    const auto start = std::chrono::steady_clock::now();
    auto report = import_structures(db, kDayOfImport, file);
    EXPECT_TRUE(report);
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
    std::cout << report->rows_read << " rows in " << spent.count() << " s\n";
    return std::move(report).value();
}

}  // namespace

class RealLists : public tests::OnEveryEngine {};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(RealLists);
INSTANTIATE_TEST_SUITE_P(, RealLists, testing::ValuesIn(engines()), [](const auto& chosen) {
    return chosen.param == db::Engine::Sqlite ? "Sqlite" : "Postgres";
});

TEST_P(RealLists, GoInTwiceAndChangeNothing) {
    const auto first = imported(db());
    const auto second = imported(db());

    EXPECT_GT(first.created, 26'000U);
    EXPECT_EQ(first.created + first.rejected, first.rows_read);
    EXPECT_EQ(second.created + second.updated + second.doubles_proposed, 0U);
    EXPECT_EQ(second.unchanged, first.created);
    EXPECT_EQ(second.unchanged + second.rejected, second.rows_read);
    EXPECT_EQ(second.findings, first.findings);
}

TEST_P(RealLists, HoldOnlyKindsOfTheTableWithTheirFlags) {
    std::ifstream in(folder() + "/kinds.csv");
    auto file = csv::Reader::open(in);
    ASSERT_TRUE(file);
    std::set<std::string> ruled;
    for (csv::Record record; file->next(record);) {
        const auto& known = structures::kind(record.at(file->column("kind")));
        ruled.emplace(known.code);
        EXPECT_EQ(known.code, record.at(file->column("kind")));
        EXPECT_EQ(std::to_string(known.sensitivity), record.at(file->column("sensitivity")));
        EXPECT_EQ(known.is_habilitated ? "yes" : "no", record.at(file->column("habilitated")));
    }
    EXPECT_EQ(ruled.size(), structures::kinds().size());
}
