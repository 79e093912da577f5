#include "schema/migrate.hpp"

#include "schema/migration_text.hpp"
#include "support/engines.hpp"
#include "support/together.hpp"

#include <thread>

#include <fmt/format.h>

using namespace gps;
using namespace gps::db;
using namespace gps::schema;

namespace {

constexpr auto kPlaces = R"sql(-- up
-- A place.
CREATE TABLE places (
    id @identity@,
    name TEXT NOT NULL,
    name_key @key@ NOT NULL UNIQUE
);

-- down
DROP TABLE places;
)sql";

constexpr auto kSounds = R"sql(-- up
ALTER TABLE places ADD COLUMN sound TEXT;
-- only: postgres
CREATE INDEX places_sound ON places (sound) INCLUDE (name);
-- end
-- only: sqlite
CREATE INDEX places_sound ON places (sound, name);
-- end
-- backfill: places.sounds
-- down
DROP INDEX places_sound;
ALTER TABLE places DROP COLUMN sound;
)sql";

constexpr auto kBroken = R"sql(-- up
CREATE TABLE half (id @identity@);
INSERT INTO nowhere (id) VALUES (1);
)sql";

const Migration kFirst{.version = 1, .name = "places", .text = kPlaces};
const Migration kSecond{.version = 2, .name = "sounds", .text = kSounds};
const Migration kThird{.version = 3, .name = "broken", .text = kBroken};
const std::vector kSteps{kFirst, kSecond};
const std::vector kWithBroken{kFirst, kSecond, kThird};
const std::vector kFirstOnly{kFirst};

constexpr Statement kAddPlace{
    .name = "test.add_place",
    .text = "INSERT INTO places (name, name_key) VALUES ($1, $1)",
};
constexpr Statement kNext{
    .name = "test.next",
    .text = "SELECT id FROM places WHERE id > $1 ORDER BY id LIMIT 2",
};
constexpr Statement kFill{
    .name = "test.fill",
    .text = "UPDATE places SET sound = COALESCE(sound, '') || 'x' WHERE id > $1 AND id <= $2",
};
constexpr Statement kFilledOnce{
    .name = "test.filled_once",
    .text = "SELECT COUNT(*) FROM places WHERE sound = 'x'",
};
constexpr Statement kColumns{
    .name = "test.columns",
    .text = R"sql(
        SELECT table_name, column_name, data_type, is_nullable
        FROM information_schema.columns
        WHERE table_schema = 'public'
        ORDER BY table_name, column_name
    )sql",
    .sqlite = R"sql(
        SELECT tables.name, columns.name, columns.type, columns."notnull"
        FROM sqlite_master AS tables, pragma_table_info(tables.name) AS columns
        WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite_%'
        ORDER BY tables.name, columns.name
    )sql",
};
constexpr Statement kIndexes{
    .name = "test.indexes",
    .text = R"sql(
        SELECT tablename, indexname, indexdef
        FROM pg_indexes
        WHERE schemaname = 'public'
        ORDER BY tablename, indexname
    )sql",
    .sqlite = R"sql(
        SELECT tbl_name, name, sql FROM sqlite_master
        WHERE type = 'index'
        ORDER BY tbl_name, name
    )sql",
};

constexpr Statement kNames{
    .name = "test.names",
    .text = R"sql(
        SELECT table_name || '.' || column_name ||
            CASE WHEN is_nullable = 'NO' THEN ' required' ELSE '' END
        FROM information_schema.columns
        WHERE table_schema = 'public'
        ORDER BY table_name COLLATE "C", column_name COLLATE "C"
    )sql",
    .sqlite = R"sql(
        SELECT tables.name || '.' || columns.name ||
            CASE WHEN columns."notnull" OR columns.pk THEN ' required' ELSE '' END
        FROM sqlite_master AS tables, pragma_table_info(tables.name) AS columns
        WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite_%'
        ORDER BY tables.name, columns.name
    )sql",
};
constexpr Statement kIndexNames{
    .name = "test.index_names",
    .text = R"sql(
        SELECT indexes.relname FROM pg_class AS indexes
        JOIN pg_index ON indexrelid = indexes.oid
        WHERE indexes.relnamespace = 'public'::regnamespace AND NOT EXISTS (
            SELECT 1 FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u'))
        ORDER BY indexes.relname COLLATE "C"
    )sql",
    .sqlite = R"sql(
        SELECT name FROM sqlite_master
        WHERE type = 'index' AND sql IS NOT NULL
        ORDER BY 1
    )sql",
};

std::optional<std::int64_t> fill_two(Transaction& tx, std::int64_t position) {
    const auto rows = tx.query(kNext, position);
    if (rows.empty()) return std::nullopt;
    const auto last = rows[rows.size() - 1].integer(0);
    tx.exec(kFill, position, last);
    return last;
}

std::string table(Database& db, const Statement& statement, int columns) {
    return db.read([&](Transaction& tx) {
        std::string all;
        for (const auto& row : tx.query(statement)) {
            for (int i = 0; i < columns; ++i) all += row.optional_text(i).value_or("") + ' ';
            all += '\n';
        }
        return all;
    });
}

std::string schema_of(Database& db) {
    return table(db, kColumns, 4) + table(db, kIndexes, 3);
}

class Migrating : public tests::OnEveryEngine {
 protected:
    Migrating() : OnEveryEngine(tests::Schema::Empty) {}

    int up(std::span<const Migration> steps) { return up(steps, fill_two); }

    template <class Batch>
    int up(std::span<const Migration> steps, Batch batch) {
        const base::FixedClock clock(base::Instant{1});
        return migrate_up(
            db(), {{"places.sounds", batch}}, clock, [](auto) {}, steps);
    }

    void add_places(int many) {
        db().write([&](Transaction& tx) {
            for (int i = 0; i < many; ++i) tx.exec(kAddPlace, fmt::format("place {}", i));
        });
    }

    std::int64_t filled_once() {
        return db().read([](Transaction& tx) { return tx.query(kFilledOnce).at(0).integer(0); });
    }
};

INSTANTIATE_ON_EVERY_ENGINE(Migrating);

}  // namespace

TEST_P(Migrating, AppliesEachStepOnce) {
    EXPECT_FALSE(is_current(db(), kSteps));
    EXPECT_EQ(up(kSteps), 2);
    EXPECT_EQ(up(kSteps), 0);
    EXPECT_TRUE(is_current(db(), kSteps));
    EXPECT_EQ(latest_version(kSteps), 2);
}

TEST_P(Migrating, SaysWhatIsAppliedAndTouchesNothing) {
    auto all = status(db(), kSteps);
    ASSERT_EQ(all.size(), 2U);
    EXPECT_FALSE(all[0].applied);
    EXPECT_EQ(schema_of(db()), "") << "asking writes nothing";
    up(kFirstOnly);
    all = status(db(), kSteps);
    EXPECT_TRUE(all[0].applied);
    EXPECT_EQ(all[0].name, "places");
    EXPECT_FALSE(all[1].applied);
    EXPECT_FALSE(is_current(db(), kSteps));
}

TEST_P(Migrating, GivesTheSameSchemaAfterGoingDownAndUp) {
    up(kSteps);
    const auto before = schema_of(db());
    EXPECT_NE(before.find("places_sound"), std::string::npos) << before;
    EXPECT_EQ(migrate_down(db(), 1, kSteps), 1);
    EXPECT_NE(schema_of(db()), before);
    EXPECT_EQ(migrate_down(db(), 0, kSteps), 1);
    EXPECT_EQ(migrate_down(db(), 0, kSteps), 0);
    EXPECT_EQ(up(kSteps), 2);
    EXPECT_EQ(schema_of(db()), before);
}

TEST_P(Migrating, LeavesNothingOfAStepThatFails) {
    EXPECT_THROW(up(kWithBroken), Failure);
    EXPECT_EQ(schema_of(db()).find("half"), std::string::npos);
    const auto all = status(db(), kWithBroken);
    EXPECT_TRUE(all[1].applied);
    EXPECT_FALSE(all[2].applied);
    EXPECT_TRUE(is_current(db(), kSteps));
}

TEST_P(Migrating, FillsExistingRowsInBatches) {
    up(kFirstOnly);
    add_places(5);
    EXPECT_EQ(up(kSteps), 1);
    EXPECT_EQ(filled_once(), 5);
    EXPECT_TRUE(is_current(db(), kSteps));
    up(kSteps);
    EXPECT_EQ(filled_once(), 5) << "a finished back-fill does not run again";
}

TEST_P(Migrating, GoesOnWithABackfillThatWasKilled) {
    up(kFirstOnly);
    add_places(7);
    int batches = 0;
    const auto dies = [&](Transaction& tx, std::int64_t position) {
        const auto reached = fill_two(tx, position);
        if (++batches == 3) throw std::runtime_error("killed");
        return reached;
    };
    EXPECT_THROW(up(kSteps, dies), std::runtime_error);
    EXPECT_EQ(filled_once(), 4) << "two batches were kept, the third was not";
    EXPECT_TRUE(status(db(), kSteps)[1].applied);
    EXPECT_FALSE(is_current(db(), kSteps));
    fresh().reopen();
    EXPECT_EQ(up(kSteps), 0);
    EXPECT_EQ(filled_once(), 7);
    EXPECT_TRUE(is_current(db(), kSteps));
}

TEST_P(Migrating, RefusesABackfillThatDoesNotMoveOn) {
    const auto stays = [](Transaction&, std::int64_t position) { return std::optional(position); };
    EXPECT_THROW(up(kSteps, stays), std::logic_error);
    EXPECT_FALSE(is_current(db(), kSteps));
}

TEST_P(Migrating, RefusesAStepWhoseBackfillNobodyGave) {
    const base::FixedClock clock(base::Instant{1});
    EXPECT_THROW(migrate_up(
                     db(), {}, clock, [](auto) {}, kSteps),
                 std::logic_error);
    EXPECT_EQ(schema_of(db()), "") << "nothing was begun";
}

TEST_P(Migrating, RefusesADatabaseOfALaterProgram) {
    up(kSteps);
    EXPECT_THROW(is_current(db(), kFirstOnly), NewerDatabase);
    EXPECT_THROW(up(kFirstOnly), NewerDatabase);
    EXPECT_THROW(migrate_down(db(), 0, kFirstOnly), NewerDatabase);
    const auto all = status(db(), kFirstOnly);
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[1].name, "sounds");
    EXPECT_TRUE(all[1].applied);
}

TEST_P(Migrating, RefusesToUndoAStepThatDoesNotSayHow) {
    const Migration final_step{.version = 3, .name = "final", .text = "-- up\nSELECT 1;\n"};
    const std::vector steps{kFirst, kSecond, final_step};
    up(steps);
    EXPECT_THROW(migrate_down(db(), 0, steps), std::logic_error);
    EXPECT_TRUE(is_current(db(), steps));
}

TEST_P(Migrating, LetsTwoProgramsMigrateTogether) {
    up(kFirstOnly);
    add_places(21);
    tests::together(3, [&](int) {
        const auto own = open(fresh().url());
        const base::FixedClock clock(base::Instant{1});
        migrate_up(
            *own, {{"places.sounds", fill_two}}, clock, [](auto) {}, kSteps);
    });
    EXPECT_EQ(filled_once(), 21);
    EXPECT_TRUE(is_current(db(), kSteps));
}

TEST_P(Migrating, EmbedsTheStepsInOrder) {
    int version = 0;
    for (const auto& step : embedded_migrations()) {
        EXPECT_EQ(step.version, ++version) << step.name;
        EXPECT_FALSE(read_migration(step.text, GetParam()).down.empty()) << step.name;
    }
    EXPECT_EQ(latest_version(), version);
    tests::migrate_empty(db());
    EXPECT_TRUE(is_current(db()));
    const auto before = schema_of(db());
    migrate_down(db(), 0);
    tests::migrate_empty(db());
    EXPECT_EQ(schema_of(db()), before) << "going down and up gives the same schema";
}

TEST(Schema, HasTheSameTablesAndColumnsOnBothEngines) {
    tests::FreshDatabase sqlite(Engine::Sqlite, tests::Schema::Migrated);
    tests::FreshDatabase postgres(Engine::Postgres, tests::Schema::Migrated);
    EXPECT_NE(table(sqlite.db(), kNames, 1).find("schema_migrations.version"), std::string::npos);
    EXPECT_EQ(table(sqlite.db(), kNames, 1), table(postgres.db(), kNames, 1));
    EXPECT_EQ(table(sqlite.db(), kIndexNames, 1), table(postgres.db(), kIndexNames, 1));
}

TEST(MigrationText, IsReadForEachEngine) {
    const auto postgres = read_migration(kSounds, Engine::Postgres);
    EXPECT_NE(postgres.up.find("INCLUDE"), std::string::npos);
    EXPECT_EQ(postgres.up.find("(sound, name)"), std::string::npos);
    EXPECT_EQ(postgres.backfills, std::vector<std::string>{"places.sounds"});
    EXPECT_EQ(postgres.down, "DROP INDEX places_sound;\nALTER TABLE places DROP COLUMN sound;\n");
    const auto sqlite = read_migration(kPlaces, Engine::Sqlite);
    EXPECT_NE(sqlite.up.find("id INTEGER PRIMARY KEY,"), std::string::npos) << sqlite.up;
    EXPECT_NE(sqlite.up.find("name_key TEXT NOT NULL"), std::string::npos) << sqlite.up;
    EXPECT_NE(read_migration(kPlaces, Engine::Postgres).up.find(R"(name_key TEXT COLLATE "C")"),
              std::string::npos);
}

TEST(MigrationText, IsRefusedWhenItIsNotWell) {
    for (const char* wrong :
         {"", "CREATE TABLE a (id INTEGER);\n-- up\n", "-- down\nSELECT 1;\n", "-- up\n-- up\n",
          "-- up\n-- only: oracle\n-- end\n", "-- up\n-- only: sqlite\n", "-- up\n-- end\n",
          "-- up\n-- down\n-- backfill: a.b\n", "-- up\n-- only: sqlite\n-- down\n"}) {
        EXPECT_THROW(read_migration(wrong, Engine::Sqlite), std::logic_error) << wrong;
    }
}
