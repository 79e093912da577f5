// What only PostgreSQL can do to an act: lose its connection, stop it for a deadlock.
#include "support/engines.hpp"
#include "support/together.hpp"

#include <latch>
#include <thread>

using namespace gps;
using namespace gps::db;
using Kind = Failure::Kind;

namespace {

constexpr Statement kBackend{
    .name = "test.backend",
    .text = "SELECT pg_backend_pid()",
};
constexpr Statement kTerminate{
    .name = "test.terminate",
    .text = "SELECT pg_terminate_backend($1)",
};
constexpr Statement kTerminateAll{
    .name = "test.terminate_all",
    .text = R"sql(
        SELECT COUNT(pg_terminate_backend(pid))
        FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()
    )sql",
};
constexpr Statement kAddCounted{
    .name = "test.add",
    .text = "UPDATE sums SET total = total + $2 WHERE id = $1",
};
constexpr Statement kTotal{
    .name = "test.total",
    .text = "SELECT total FROM sums WHERE id = $1",
};
constexpr Statement kWide{
    .name = "test.wide",
    .text = "SELECT * FROM sums ORDER BY id",
};

class Postgres : public testing::Test {
 protected:
    void SetUp() override {
        tests::observe_coverage();
        try {
            fresh_.emplace(Engine::Postgres, tests::Schema::Empty);
        } catch (const std::exception& failure) {
            FAIL() << failure.what();
        }
        db().run_script(
            "CREATE TABLE sums (id INTEGER PRIMARY KEY, total BIGINT NOT NULL);"
            "INSERT INTO sums (id, total) VALUES (1, 0), (2, 0)");
    }

    Database& db() { return fresh_.value().db(); }
    const std::string& url() { return fresh_.value().url(); }

    std::int64_t total(int id) {
        return db().read([&](Transaction& tx) { return tx.query(kTotal, id).at(0).integer(0); });
    }

 private:
    std::optional<tests::FreshDatabase> fresh_;
};

std::int64_t backend(Transaction& tx) {
    return tx.query(kBackend).at(0).integer(0);
}

}  // namespace

TEST_F(Postgres, ServesTheNextActAfterItsConnectionsDied) {
    const auto other = open(url(), {.connections = 1});
    // Several connections are idle when the server hangs up on all of them.
    std::latch all_open(4);
    tests::together(4, [&](int) {
        db().write([&](Transaction& tx) {
            tx.exec(kAddCounted, 2, 0);
            return 0;
        });
        db().read([&](Transaction& tx) {
            backend(tx);
            all_open.arrive_and_wait();
        });
    });
    const auto killed =
        other->read([](Transaction& tx) { return tx.query(kTerminateAll).at(0).integer(0); });
    EXPECT_GE(killed, 4);
    for (int i = 0; i < 6; ++i) {
        db().write([](Transaction& tx) { tx.exec(kAddCounted, 1, 1); });
    }
    EXPECT_EQ(total(1), 6);
}

TEST_F(Postgres, RunsAnActAgainWhenItsConnectionDiesBeforeTheCommit) {
    const auto other = open(url(), {.connections = 1});
    int runs = 0;
    db().write([&](Transaction& tx) {
        tx.exec(kAddCounted, 1, 1);
        if (++runs == 1) {
            const auto pid = backend(tx);
            other->read([&](Transaction& admin) { admin.query(kTerminate, pid); });
            tx.query(kTotal, 1);
        }
    });
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(total(1), 1);
}

TEST_F(Postgres, NoticesADeadConnectionBeforeItCommits) {
    const auto other = open(url(), {.connections = 1});
    int runs = 0;
    db().write([&](Transaction& tx) {
        tx.exec(kAddCounted, 1, 1);
        if (++runs > 1) return;
        const auto pid = backend(tx);
        other->read([&](Transaction& admin) { admin.query(kTerminate, pid); });
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
    });
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(total(1), 1);
}

TEST_F(Postgres, GivesUpOnAConnectionThatAlwaysDies) {
    const auto other = open(url(), {.connections = 1});
    int runs = 0;
    try {
        db().write([&](Transaction& tx) {
            ++runs;
            const auto pid = backend(tx);
            other->read([&](Transaction& admin) { admin.query(kTerminate, pid); });
            tx.exec(kAddCounted, 1, 1);
        });
        FAIL() << "nothing was refused";
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.kind, Kind::Connection);
    }
    EXPECT_EQ(runs, 3);
    EXPECT_EQ(total(1), 0);
}

// A deferred trigger runs within COMMIT, where nobody can tell what was kept.
TEST_F(Postgres, NeverRunsAgainAnActWhoseCommitIsInDoubt) {
    db().run_script(R"sql(
        CREATE FUNCTION hang_up() RETURNS trigger LANGUAGE plpgsql
            AS 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END';
        CREATE CONSTRAINT TRIGGER hang_up AFTER UPDATE ON sums DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW EXECUTE FUNCTION hang_up()
    )sql");
    int runs = 0;
    try {
        db().write([&](Transaction& tx) {
            ++runs;
            tx.exec(kAddCounted, 1, 1);
        });
        FAIL() << "nothing was refused";
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.kind, Kind::InDoubt);
    }
    EXPECT_EQ(runs, 1);
    EXPECT_EQ(total(1), 0);
}

TEST_F(Postgres, RunsTheVictimOfADeadlockAgain) {
    std::latch both_hold_one(2);
    std::atomic<int> runs{0};
    const auto add_to_both = [&](int first, int second) {
        bool is_first_run = true;
        db().write([&](Transaction& tx) {
            ++runs;
            tx.exec(kAddCounted, first, 1);
            if (is_first_run) {
                is_first_run = false;
                both_hold_one.arrive_and_wait();
            }
            tx.exec(kAddCounted, second, 1);
        });
    };
    std::thread other(add_to_both, 2, 1);
    add_to_both(1, 2);
    other.join();
    EXPECT_EQ(runs, 3);
    EXPECT_EQ(total(1), 2);
    EXPECT_EQ(total(2), 2);
}

TEST_F(Postgres, ForgetsAPlanThatTheSchemaLeftBehind) {
    const auto lines = [&] {
        return db().read([](Transaction& tx) { return tx.query(kWide).size(); });
    };
    EXPECT_EQ(lines(), 2U);
    db().run_script("ALTER TABLE sums ADD COLUMN note TEXT");
    EXPECT_EQ(lines(), 2U);
}

TEST_F(Postgres, RefusesAnAddressWhereNobodyAnswers) {
    try {
        open("postgresql://nobody@127.0.0.1:1/none");
        FAIL() << "nothing was refused";
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.kind, Kind::Connection);
    }
}

TEST_F(Postgres, DoesNotKeepATransactionThatAScriptLeftOpen) {
    db().run_script("BEGIN; UPDATE sums SET total = 9");
    EXPECT_EQ(total(1), 0);
    EXPECT_THROW(db().run_script("BEGIN; UPDATE sums SET total = 9; SELECT nothing"), Failure);
    EXPECT_EQ(total(1), 0);
}
