#include "backup/engines.hpp"

#include "support/engines.hpp"
#include "support/temporary_folder.hpp"

#include <algorithm>
#include <fstream>

#include <gtest/gtest.h>

namespace gps::backup {
namespace {

constexpr db::Statement kFill{.name = "test.add",
                              .text = "INSERT INTO things (id, filler) VALUES ($1, $2)"};

void add(db::Database& db, int first, int last) {
    const std::string filler(10'000, 'x');
    db.write([&](db::Transaction& tx) {
        for (int id = first; id <= last; ++id) tx.exec(kFill, id, filler);
    });
}

constexpr int kThings = 1000;  // more pages than are copied at once

class SqliteCopies : public testing::Test {
 protected:
    SqliteCopies() {
        db().run_script("CREATE TABLE things (id INTEGER PRIMARY KEY, filler TEXT)");
        add(db(), 1, kThings);
    }

    db::Database& db() { return *db_; }
    [[nodiscard]] std::filesystem::path file() const { return folder_.path() / "base.db"; }
    [[nodiscard]] std::filesystem::path copy() const { return folder_.path() / "copy.db"; }
    void close() { db_.reset(); }

 private:
    tests::TemporaryFolder folder_;
    std::unique_ptr<db::Database> db_ = db::open("sqlite://" + file().string());
};

TEST_F(SqliteCopies, HoldOneStateOfABaseInUse) {
    // What is committed once the copy has begun is not in it.
    int added = 0;
    copy_sqlite(file(), copy(), [&](std::int64_t, std::int64_t) {
        ++added;
        add(db(), kThings + added, kThings + added);
    });
    ASSERT_GT(added, 1) << "the copy was made in one go";
    const std::vector<TableCount> before{{"things", kThings}};
    EXPECT_EQ(check_sqlite(copy()), before);
    const std::vector<TableCount> after{{"things", kThings + added}};
    EXPECT_EQ(count_rows(db()), after);
}

TEST_F(SqliteCopies, StandInOneFile) {
    copy_sqlite(file(), copy(), [](std::int64_t, std::int64_t) {});
    EXPECT_FALSE(std::filesystem::exists(copy().string() + "-wal"));
}

TEST_F(SqliteCopies, CanBeGivenUp) {
    const auto give_up = [](std::int64_t, std::int64_t) { throw std::runtime_error("enough"); };
    EXPECT_THROW(copy_sqlite(file(), copy(), give_up), std::runtime_error);
}

TEST_F(SqliteCopies, ADamagedOneIsFoundOut) {
    copy_sqlite(file(), copy(), [](std::int64_t, std::int64_t) {});
    std::fstream bytes(copy(), std::ios::in | std::ios::out | std::ios::binary);
    bytes.seekp(12'288);  // the fourth page
    bytes << std::string(4096, 'x');
    bytes.close();
    EXPECT_THROW(check_sqlite(copy()), db::Failure);
}

TEST_F(SqliteCopies, AFileInUseIsNotTakenAway) {
    EXPECT_THROW(close_sqlite_file(file()), db::Failure);
    close();
    EXPECT_NO_THROW(close_sqlite_file(file()));
}

class Counting : public tests::OnEveryEngine {};
INSTANTIATE_ON_EVERY_ENGINE(Counting);

TEST_P(Counting, NamesEveryTableInTheSameOrder) {
    const auto counts = count_rows(db());
    EXPECT_GT(counts.size(), 20U);
    EXPECT_TRUE(std::ranges::is_sorted(counts, {}, &TableCount::table));
}

TEST(PostgresEnvironment, CarriesThePasswordOutsideOfTheCommandLine) {
    const auto environment =
        postgres_environment("postgresql://gps:hunter2@db.example.fr:5433/base?sslmode=require");
    for (const std::string_view expected :
         {"PGUSER=gps", "PGPASSWORD=hunter2", "PGHOST=db.example.fr", "PGPORT=5433",
          "PGDATABASE=base", "PGSSLMODE=require"}) {
        EXPECT_NE(std::ranges::find(environment.variables, expected), environment.variables.end())
            << expected;
    }
    EXPECT_EQ(environment.database, "base");
}

TEST(PostgresEnvironment, AMalformedAddressIsRefusedWithoutRepeatingIt) {
    try {
        postgres_environment("postgresql://gps:hunter2@[::1/base");
        FAIL() << "a malformed address was taken";
    } catch (const db::Failure& failure) {
        EXPECT_EQ(std::string_view(failure.what()).find("hunter2"), std::string_view::npos);
    }
}

}  // namespace
}  // namespace gps::backup
