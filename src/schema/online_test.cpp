#include "schema/migrate.hpp"
#include "schema/migration_text.hpp"
#include "support/engines.hpp"
#include "support/together.hpp"

#include <regex>
#include <set>
#include <thread>

namespace gps::schema::online_tests {

using namespace gps::db;

namespace {

constexpr auto kPlaces = R"sql(-- up
CREATE TABLE places (id @identity@, name TEXT NOT NULL);
CREATE INDEX places_old ON places (id, name);
-- down
DROP TABLE places;
)sql";

constexpr auto kIndexed = R"sql(-- up
ALTER TABLE places ADD COLUMN city TEXT;

-- online
-- What pages read.
CREATE INDEX places_by_city
    ON places (city, name);
CREATE UNIQUE INDEX places_by_name ON places (name);
DROP INDEX places_old;

-- down
CREATE INDEX places_old ON places (id, name);
DROP INDEX places_by_name;
DROP INDEX places_by_city;
ALTER TABLE places DROP COLUMN city;
)sql";

const std::vector kSteps{Migration{.version = 1, .name = "places", .text = kPlaces},
                         Migration{.version = 2, .name = "indexed", .text = kIndexed}};
const std::vector kFirstOnly{kSteps[0]};

constexpr Statement kAddPlace{
    .name = "test.add_a_place",
    .text = "INSERT INTO places (name) VALUES ($1)",
};
constexpr Statement kCountPlaces{
    .name = "test.count_places",
    .text = "SELECT COUNT(*) FROM places",
};
constexpr Statement kIndexNames{
    .name = "test.indexes_of_places",
    .text = R"sql(
        SELECT relname FROM pg_class JOIN pg_index ON indexrelid = oid
        WHERE indrelid = 'places'::regclass AND indisvalid AND NOT indisprimary
        ORDER BY relname COLLATE "C"
    )sql",
    .sqlite = R"sql(
        SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name
    )sql",
};

int up(
    Database& db, std::span<const Migration> steps, const Progress& progress = [](auto) {}) {
    return migrate_up(db, {}, base::FixedClock(base::Instant{1}), progress, steps);
}

std::string indexes(Database& db) {
    return db.read([](Transaction& tx) {
        std::string names;
        for (const auto& row : tx.query(kIndexNames)) names += row.text(0) + " ";
        return names;
    });
}

void add_place(Database& db, std::string_view name) {
    db.write([&](Transaction& tx) { tx.exec(kAddPlace, name); });
}

class Online : public tests::OnEveryEngine {
 protected:
    Online() : OnEveryEngine(tests::Schema::Empty) {}
    ~Online() override { end_migrating(); }

    void add_places(int many) {
        for (int i = 0; i < many; ++i) add_place(db(), std::to_string(i));
    }

    // For half a second and more, in connections of their own.
    void read_by_others() {
        for (int i = 0; i < 50; ++i) {
            const auto other = open(fresh().url());
            other->read([](Transaction& tx) { tx.query(kCountPlaces); });
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
    }

    void begin_to_migrate() {
        migrating_ = std::thread([&] {
            const auto own = open(fresh().url());
            up(*own, kSteps);
        });
    }
    void end_migrating() {
        if (migrating_.joinable()) migrating_.join();
    }

 private:
    std::thread migrating_;
};

INSTANTIATE_ON_EVERY_ENGINE(Online);

constexpr auto kAll = "places_by_city places_by_name ";

}  // namespace

TEST_P(Online, BuildsAndDropsTheIndexesOfAStep) {
    EXPECT_EQ(up(db(), kSteps), 2);
    EXPECT_EQ(indexes(db()), kAll);
    EXPECT_TRUE(is_current(db(), kSteps));
    EXPECT_EQ(up(db(), kSteps), 0);
    migrate_down(db(), 1, kSteps);
    EXPECT_EQ(indexes(db()), "places_old ");
    EXPECT_TRUE(is_current(db(), kFirstOnly));
    up(db(), kSteps);
    EXPECT_EQ(indexes(db()), kAll);
}

TEST_P(Online, GoesOnFromTheIndexAfterWhichItWasKilled) {
    const auto killed = [](std::string_view line) {
        if (line.ends_with("places_by_city")) throw std::runtime_error("killed");
    };
    EXPECT_THROW(up(db(), kSteps, killed), std::runtime_error);
    EXPECT_EQ(indexes(db()), "places_by_city places_old ");
    EXPECT_FALSE(is_current(db(), kSteps));
    EXPECT_EQ(up(db(), kSteps), 0);
    EXPECT_EQ(indexes(db()), kAll);
    EXPECT_TRUE(is_current(db(), kSteps));
}

TEST_P(Online, MakesAgainAChangeThatWasMadeButNotNoted) {
    up(db(), kSteps);
    db().run_script("UPDATE schema_backfills SET position = 0, is_finished = FALSE");
    EXPECT_FALSE(is_current(db(), kSteps));
    up(db(), kSteps);
    EXPECT_EQ(indexes(db()), kAll);
    EXPECT_TRUE(is_current(db(), kSteps));
}

// A unique index that two rows break stays half made on PostgreSQL.
TEST_P(Online, GoesOnOnceWhatRefusedAnIndexIsMended) {
    up(db(), kFirstOnly);
    add_place(db(), "Arles");
    add_place(db(), "Arles");
    EXPECT_THROW(up(db(), kSteps), Failure);
    EXPECT_FALSE(is_current(db(), kSteps));
    db().run_script("DELETE FROM places WHERE id = 2");
    up(db(), kSteps);
    EXPECT_EQ(indexes(db()), kAll);
    EXPECT_TRUE(is_current(db(), kSteps));
}

TEST_P(Online, LetsSeveralProgramsMigrateTogether) {
    up(db(), kFirstOnly);
    add_places(50);
    tests::together(3, [&](int) {
        const auto own = open(fresh().url());
        up(*own, kSteps);
    });
    EXPECT_EQ(indexes(db()), kAll);
    EXPECT_TRUE(is_current(db(), kSteps));
}

// The one who reads the table for long makes the step wait, and not those who come after.
TEST_P(Online, LetsOthersReadATableThatItWaitsFor) {
    up(db(), kFirstOnly);
    db().read([&](Transaction& tx) {
        tx.query(kCountPlaces);
        begin_to_migrate();
        read_by_others();
        if (GetParam() == Engine::Postgres) {
            EXPECT_FALSE(status(db(), kSteps)[1].applied) << "it could not have the table";
        }
    });
    end_migrating();
    EXPECT_EQ(indexes(db()), kAll);
}

TEST(OnlineText, IsReadForEachEngine) {
    const auto postgres = read_migration(kIndexed, Engine::Postgres).online;
    ASSERT_EQ(postgres.size(), 3U);
    EXPECT_EQ(postgres[0].index, "places_by_city");
    EXPECT_EQ(postgres[0].sql,
              "CREATE INDEX CONCURRENTLY IF NOT EXISTS places_by_city\n"
              "    ON places (city, name)");
    EXPECT_EQ(postgres[2].index, "places_old");
    EXPECT_EQ(postgres[2].sql, "DROP INDEX CONCURRENTLY IF EXISTS places_old");
    const auto sqlite = read_migration(kIndexed, Engine::Sqlite).online;
    EXPECT_EQ(sqlite[1].sql, "CREATE UNIQUE INDEX IF NOT EXISTS places_by_name ON places (name)");
}

TEST(OnlineText, IsRefusedWhenItIsNotWell) {
    for (const char* wrong :
         {"-- online\nDROP INDEX a;\n", "-- up\n-- online\nDROP TABLE a;\n",
          "-- up\n-- online\nDROP INDEX a\n", "-- up\n-- down\n-- online\nDROP INDEX a;\n",
          "-- up\n-- online\nDROP INDEX a;\nCREATE INDEX a ON b (c);\n"}) {
        EXPECT_THROW(read_migration(wrong, Engine::Postgres), std::logic_error) << wrong;
    }
}

// An index built in a step holds its table as long as it takes: only a table that the step makes,
// or moves, may have one built so.
TEST(OnlineText, HasTheIndexesOfTablesInUse) {
    const std::regex made(R"((?:CREATE TABLE|RENAME TO) (\w+))");
    const std::regex indexed(R"(CREATE (?:UNIQUE )?INDEX \w+\s+ON (\w+))");
    const auto named = [](const std::string& text, const std::regex& what) {
        std::set<std::string> names;
        for (std::sregex_iterator at(text.begin(), text.end(), what), end; at != end; ++at) {
            names.insert((*at)[1]);
        }
        return names;
    };
    std::size_t seen = 0;
    for (const auto& step : embedded_migrations()) {
        const auto text = read_migration(step.text, Engine::Postgres);
        const auto tables = named(text.up, made);
        for (const auto& table : named(text.up, indexed)) {
            ++seen;
            EXPECT_TRUE(tables.contains(table)) << step.name << ": " << table;
        }
    }
    EXPECT_GT(seen, 10U);
}

}  // namespace gps::schema::online_tests
