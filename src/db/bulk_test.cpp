#include "db/bulk.hpp"

#include "support/engines.hpp"
#include "support/failures.hpp"

#include <array>
#include <stdexcept>
#include <string>

using namespace gps;
using namespace gps::db;
using Kind = Failure::Kind;

namespace {

constexpr auto kFamilies = R"sql(
    CREATE TABLE parents (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, ratio DOUBLE PRECISION, is_old BOOLEAN,
        kept TEXT NOT NULL DEFAULT 'by default'
    );
    CREATE UNIQUE INDEX parents_by_name ON parents (name);
    CREATE TABLE children (
        parent_id INTEGER NOT NULL REFERENCES parents (id), age BIGINT,
        UNIQUE (parent_id, age)
    );
    CREATE INDEX children_of_age ON children (age) WHERE age > 17;
    INSERT INTO parents (id, name) VALUES (7, 'before');
    INSERT INTO children (parent_id, age) VALUES (7, 20);
)sql";

constexpr Statement kEveryParent{
    .name = "test.parents",
    .text = "SELECT id, name, ratio, is_old, kept FROM parents ORDER BY id",
};
constexpr Statement kMadeIndexes{
    .name = "test.indexes",
    .text = R"sql(
        SELECT indexdef
        FROM pg_indexes
        WHERE tablename IN ('parents', 'children')
        ORDER BY indexdef
    )sql",
    .sqlite = "SELECT COALESCE(sql, name) FROM sqlite_master WHERE type = 'index' ORDER BY name",
};

const std::array kFilled{
    BulkTable{.named = "parents", .columns = {"id", "name", "ratio", "is_old"}},
    BulkTable{.named = "children", .columns = {"parent_id", "age"}},
};

void nothing(int /*done*/, int /*total*/) {}

class Filling : public tests::OnEveryEngine {
 protected:
    Filling() : OnEveryEngine(tests::Schema::Empty) {}

    void SetUp() override {
        OnEveryEngine::SetUp();
        db().run_script(kFamilies);
    }

    std::vector<std::string> indexes() {
        return db().read([](Transaction& tx) {
            std::vector<std::string> all;
            for (const auto& row : tx.query(kMadeIndexes)) all.push_back(row.text(0));
            return all;
        });
    }
    void expect_as_before() {
        EXPECT_EQ(tests::count(db(), "parents"), 1);
        EXPECT_EQ(tests::count(db(), "children"), 1);
    }
};

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(Filling);

TEST_P(Filling, GivesTablesTheRowsAddedAndNoOther) {
    const auto before = indexes();
    const std::string hostile = "a\tb\\n\nc\r\"é\"\\N";
    int told = 0;
    db().fill(
        kFilled,
        [&](Bulk& bulk) {
            bulk.add(0, bulk_row(1, hostile, 0.1, true));
            bulk.add(0, bulk_row(2, std::string(), nullptr, std::optional<bool>()));
            bulk.add(1, bulk_row(2, std::int64_t{9'000'000'000}));
        },
        [&](int done, int total) { told = done == total ? total : 0; });
    EXPECT_GT(told, 1);
    db().read([&](Transaction& tx) {
        const auto rows = tx.query(kEveryParent);
        ASSERT_EQ(rows.size(), 2U);
        EXPECT_EQ(rows[0].view(1), hostile);
        EXPECT_EQ(rows[0].real(2), 0.1);
        EXPECT_TRUE(rows[0].boolean(3));
        EXPECT_EQ(rows[0].view(4), "by default");
        EXPECT_EQ(rows[1].view(1), "");
        EXPECT_TRUE(rows[1].is_null(2));
        EXPECT_TRUE(rows[1].is_null(3));
    });
    EXPECT_EQ(tests::count(db(), "children"), 1);
    EXPECT_EQ(indexes(), before);
}

TEST_P(Filling, ManyRowsComeWhole) {
    constexpr int kRows = 200'000;  // several pieces of a COPY
    db().fill(
        kFilled,
        [&](Bulk& bulk) {
            for (int i = 1; i <= kRows; ++i) {
                bulk.add(0, bulk_row(i, std::string(100, 'x') + std::to_string(i), nullptr, false));
                bulk.add(1, bulk_row(i, i % 90));
            }
        },
        nothing);
    EXPECT_EQ(tests::count(db(), "parents"), kRows);
    EXPECT_EQ(tests::count(db(), "children"), kRows);
}

TEST_P(Filling, ARowThatBreaksAConstraintLeavesEverythingAsItWas) {
    const auto before = indexes();
    const auto fill = [&](const std::function<void(Bulk&)>& rows) {
        return tests::failure_of([&] { db().fill(kFilled, rows, nothing); });
    };
    EXPECT_EQ(fill([](Bulk& bulk) { bulk.add(1, bulk_row(3, 4)); }), Kind::ForeignKey);
    EXPECT_EQ(fill([](Bulk& bulk) {
                  bulk.add(0, bulk_row(1, "one", nullptr, nullptr));
                  bulk.add(0, bulk_row(2, "one", nullptr, nullptr));
              }),
              Kind::Unique);
    EXPECT_EQ(fill([](Bulk& bulk) { bulk.add(0, bulk_row(1, nullptr, nullptr, nullptr)); }),
              Kind::NotNull);
    expect_as_before();
    EXPECT_EQ(indexes(), before);
}

TEST_P(Filling, StoppedHalfwayLeavesEverythingAsItWas) {
    const auto one = [](Bulk& bulk) { bulk.add(0, bulk_row(1, "one", nullptr, nullptr)); };
    EXPECT_THROW(db().fill(
                     kFilled,
                     [&](Bulk& bulk) {
                         one(bulk);
                         throw std::runtime_error("stopped");
                     },
                     nothing),
                 std::runtime_error);
    EXPECT_THROW(
        db().fill(kFilled, one, [](int, int) { throw std::runtime_error("stopped at an index"); }),
        std::runtime_error);
    expect_as_before();
    db().write([](Transaction& tx) {  // and the base is of use again
        tx.exec({.name = "test.add", .text = "INSERT INTO children VALUES (7, 21)"});
    });
    EXPECT_EQ(tests::count(db(), "children"), 2);
}
