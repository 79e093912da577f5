#include "commands/store.hpp"

#include "people/store.hpp"
#include "support/engines.hpp"

#include <gtest/gtest.h>

namespace gps::commands {
namespace {

constexpr base::Instant kNow{1'700'000'000'000'000};

void add_structure(db::Database& db, const std::string& id, const std::string& name) {
    tests::run_sql(db,
                   "INSERT INTO structures (public_id, source, source_id, name, name_key, kind, "
                   "sensitivity, created_at, updated_at) VALUES ('p" +
                       id + "', 'test', '" + id + "', '" + name + "', '" + name +
                       "', 'ML', 0, 0, 0)");
}

class Accounts : public tests::OnEveryEngine {
 protected:
    void SetUp() override {
        OnEveryEngine::SetUp();
        add_structure(db(), "1", "alpha");
        add_structure(db(), "2", "beta");
        db().write([](db::Transaction& tx) {
            using namespace people::store;
            const auto day = base::Date::from_days(20000);
            const auto jeanne = add_professional(tx, "jeanne@example.fr", "DURAND", "Jeanne", kNow);
            const auto marc = add_professional(tx, "marc@example.fr", "PETIT", "Marc", kNow);
            const auto alpha = store::structure_of(tx, "test", "1");
            const auto beta = store::structure_of(tx, "test", "2");
            add_member(tx, jeanne, alpha.value(), "member", day);
            add_member(tx, jeanne, beta.value(), "administrator", day);
            add_member(tx, marc, beta.value(), "member", day);
        });
    }
};
INSTANTIATE_ON_EVERY_ENGINE(Accounts);

TEST_P(Accounts, AreListedOnceWithTheirStructures) {
    const auto all = db().read([](db::Transaction& tx) { return store::accounts(tx, "", 10); });
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].email, "jeanne@example.fr");
    EXPECT_EQ(all[0].name, "Jeanne DURAND");
    EXPECT_EQ(all[0].structures, (std::vector<std::string>{"alpha", "beta (administrator)"}));
    EXPECT_EQ(all[1].structures, (std::vector<std::string>{"beta"}));
}

TEST_P(Accounts, ComeByPages) {
    db().read([](db::Transaction& tx) {
        const auto first = store::accounts(tx, "", 1);
        ASSERT_EQ(first.size(), 1U);
        const auto second = store::accounts(tx, first[0].email, 1);
        ASSERT_EQ(second.size(), 1U);
        EXPECT_EQ(second[0].email, "marc@example.fr");
    });
}

TEST_P(Accounts, OfOneStructureOnly) {
    db().read([](db::Transaction& tx) {
        const auto alpha = store::structure_of(tx, "test", "1");
        const auto members = store::members(tx, alpha.value());
        ASSERT_EQ(members.size(), 1U);
        EXPECT_EQ(members[0].email, "jeanne@example.fr");
        EXPECT_FALSE(store::structure_of(tx, "test", "3"));
        EXPECT_FALSE(store::structure_of(tx, "other", "1"));
    });
}

TEST_P(Accounts, TheDatabaseSaysWhatItIs) {
    db().write([&](db::Transaction& tx) {
        store::touch_nothing(tx);
        const bool is_sqlite = GetParam() == db::Engine::Sqlite;
        EXPECT_TRUE(store::version(tx).starts_with(is_sqlite ? "SQLite 3" : "PostgreSQL 1"));
        EXPECT_EQ(store::clock(tx).has_value(), !is_sqlite);
        EXPECT_EQ(store::durability(tx).size(), 3U);
        EXPECT_EQ(store::last_audit_entry(tx), 0);
    });
}

}  // namespace
}  // namespace gps::commands
