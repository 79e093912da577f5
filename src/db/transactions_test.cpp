#include "support/engines.hpp"
#include "support/failures.hpp"
#include "support/together.hpp"

#include <atomic>
#include <barrier>
#include <thread>

using namespace gps;
using namespace gps::db;
using Kind = Failure::Kind;

namespace {

constexpr int kThreads = 16;
constexpr int kTimes = 50;
constexpr int kRounds = 20;

constexpr auto kTables = R"sql(
    CREATE TABLE parents (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    CREATE TABLE children (
        parent_id INTEGER NOT NULL REFERENCES parents (id),
        age INTEGER CHECK (age >= 0)
    );
    CREATE TABLE promises (
        parent_id INTEGER NOT NULL
            REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED
    );
    INSERT INTO parents (id, name) VALUES (1, 'one');
)sql";

constexpr Statement kAdd{
    .name = "test.add",
    .text = "INSERT INTO parents (id, name) VALUES ($1, $2)",
};
constexpr Statement kName{
    .name = "test.name",
    .text = "SELECT name FROM parents WHERE id = $1",
};
constexpr Statement kAddChild{
    .name = "test.add_child",
    .text = "INSERT INTO children (parent_id, age) VALUES ($1, $2)",
};
constexpr Statement kPromise{
    .name = "test.promise",
    .text = "INSERT INTO promises (parent_id) VALUES ($1)",
};
constexpr Statement kIncrement{
    .name = "test.increment",
    .text = "UPDATE children SET age = age + 1 WHERE parent_id = $1",
};
constexpr Statement kAge{
    .name = "test.age",
    .text = "SELECT age FROM children WHERE parent_id = $1",
};

class Transactions : public tests::OnEveryEngine {
 protected:
    Transactions() : OnEveryEngine(tests::Schema::Empty) {}

    void SetUp() override {
        OnEveryEngine::SetUp();
        db().run_script(kTables);
    }

    template <class... Args>
    std::optional<Kind> refusal(const Statement& statement, const Args&... args) {
        return tests::failure_of(
            [&] { db().write([&](Transaction& tx) { tx.exec(statement, args...); }); });
    }

    std::int64_t age() {
        return db().read([](Transaction& tx) { return tx.query(kAge, 1).at(0).integer(0); });
    }
};

INSTANTIATE_ON_EVERY_ENGINE(Transactions);

}  // namespace

TEST_P(Transactions, KeepWhatAnActWrote) {
    const auto changed = db().write([](Transaction& tx) { return tx.exec(kAdd, 2, "two"); });
    EXPECT_EQ(changed, 1);
    fresh().reopen();
    db().read([](Transaction& tx) { EXPECT_EQ(tx.query(kName, 2).at(0).text(0), "two"); });
}

TEST_P(Transactions, RollBackWhenTheActThrows) {
    EXPECT_THROW(db().write([](Transaction& tx) {
        tx.exec(kAdd, 2, "two");
        throw std::runtime_error("changed its mind");
    }),
                 std::runtime_error);
    EXPECT_EQ(tests::count(db(), "parents"), 1);
}

TEST_P(Transactions, RollBackWhenTheActRefuses) {
    const auto result = db().write([](Transaction& tx) -> base::Result<int> {
        tx.exec(kAdd, 2, "two");
        return base::refuse(base::Refusal::Conflict, "test.no");
    });
    EXPECT_EQ(result.error().message, "test.no");
    EXPECT_EQ(tests::count(db(), "parents"), 1);
    const auto kept = db().write([](Transaction& tx) -> base::Result<int> {
        tx.exec(kAdd, 2, "two");
        return 2;
    });
    EXPECT_EQ(kept.value(), 2);
    EXPECT_EQ(tests::count(db(), "parents"), 2);
}

TEST_P(Transactions, SayWhichKindOfConstraintRefused) {
    EXPECT_EQ(refusal(kAdd, 1, "other"), Kind::Unique);
    EXPECT_EQ(refusal(kAdd, 2, "one"), Kind::Unique);
    EXPECT_EQ(refusal(kAdd, 2, nullptr), Kind::NotNull);
    EXPECT_EQ(refusal(kAddChild, 77, 3), Kind::ForeignKey);
    EXPECT_EQ(refusal(kPromise, 77), Kind::ForeignKey) << "at the end of the transaction";
    EXPECT_EQ(refusal(kAddChild, 1, -3), Kind::Check);
    EXPECT_EQ(refusal(kAddChild, 1, 3), std::nullopt);
}

TEST_P(Transactions, NeverPutAValueInAFailure) {
    for (const char* name : {"one", "secret\xff"}) {
        try {
            db().write([&](Transaction& tx) { tx.exec(kAdd, 9, name); });
            FAIL() << "nothing was refused";
        } catch (const Failure& failure) {
            const std::string what = failure.what();
            EXPECT_EQ(what.find("secret"), std::string::npos) << what;
            EXPECT_EQ(what.find("one)"), std::string::npos) << what;
            EXPECT_EQ(what.find("test.add"), 0) << what;
        }
    }
}

TEST_P(Transactions, DoNotGoOnAfterAStatementThatFailed) {
    EXPECT_EQ(tests::failure_of([&] {
                  db().write([](Transaction& tx) {
                      tx.exec(kAdd, 2, "two");
                      EXPECT_EQ(tests::failure_of([&] { tx.exec(kAdd, 3, "one"); }), Kind::Unique);
                      EXPECT_EQ(tests::failure_of([&] { tx.exec(kAdd, 4, "four"); }), Kind::Other);
                  });
              }),
              Kind::Other);
    EXPECT_EQ(tests::count(db(), "parents"), 1);
}

TEST_P(Transactions, WriteNothingWhenTheyOnlyRead) {
    EXPECT_EQ(
        tests::failure_of([&] { db().read([](Transaction& tx) { tx.exec(kAdd, 2, "two"); }); }),
        Kind::Other);
    EXPECT_EQ(tests::count(db(), "parents"), 1);
}

TEST_P(Transactions, ReadOneStateToTheEnd) {
    db().read([&](Transaction& tx) {
        EXPECT_TRUE(tx.query(kName, 2).empty());
        std::thread writer(
            [&] { db().write([](Transaction& other) { other.exec(kAdd, 2, "two"); }); });
        writer.join();
        EXPECT_TRUE(tx.query(kName, 2).empty());
    });
    EXPECT_EQ(tests::count(db(), "parents"), 2);
}

TEST_P(Transactions, HideWhatIsNotCommitted) {
    std::atomic<bool> has_written{false};
    std::atomic<bool> has_looked{false};
    std::thread writer([&] {
        db().write([&](Transaction& tx) {
            tx.exec(kAdd, 2, "two");
            has_written = true;
            has_written.notify_one();
            has_looked.wait(false);
        });
    });
    has_written.wait(false);
    EXPECT_EQ(tests::count(db(), "parents"), 1);
    has_looked = true;
    has_looked.notify_one();
    writer.join();
    EXPECT_EQ(tests::count(db(), "parents"), 2);
}

TEST_P(Transactions, LoseNoUpdateOfManyThreads) {
    db().write([](Transaction& tx) { tx.exec(kAddChild, 1, 0); });
    std::atomic<bool> is_over{false};
    std::thread reader([&] {
        std::int64_t last = 0;
        while (!is_over) {
            const auto now = age();
            EXPECT_GE(now, last);
            last = now;
        }
    });
    tests::together(kThreads, [&](int) {
        for (int n = 0; n < kTimes; ++n) {
            db().write([](Transaction& tx) { tx.exec(kIncrement, 1); });
        }
    });
    is_over = true;
    reader.join();
    EXPECT_EQ(age(), kThreads * kTimes);
}

// Acts that arrive together may share a commit: each fails or is kept for itself.
TEST_P(Transactions, SufferNothingFromTheFailureOfANeighbour) {
    std::atomic<int> failed{0};
    std::barrier start(kThreads);
    const auto act = [&](int neighbour, int id) {
        db().write([&](Transaction& tx) {
            tx.exec(kAdd, id, std::to_string(id));
            if (neighbour % 4 == 0) tx.exec(kPromise, 77);            // fails at the end
            if (neighbour % 4 == 1) tx.exec(kAdd, id + 5000, "one");  // fails at once
        });
    };
    tests::together(kThreads, [&](int neighbour) {
        for (int round = 0; round < kRounds; ++round) {
            start.arrive_and_wait();
            const int id = 100 + round * kThreads + neighbour;
            const bool has_failed = tests::failure_of([&] { act(neighbour, id); }).has_value();
            if (has_failed) ++failed;
            EXPECT_EQ(has_failed, neighbour % 4 <= 1) << neighbour;
        }
    });
    EXPECT_EQ(failed, kThreads * kRounds / 2);
    EXPECT_EQ(tests::count(db(), "parents"), 1 + kThreads * kRounds / 2);
    EXPECT_EQ(tests::count(db(), "promises"), 0);
}

TEST_P(Transactions, WaitForAConnectionForATimeOnly) {
    const auto narrow =
        open(fresh().url(), {.connections = 1, .longest_wait = std::chrono::milliseconds(50)});
    narrow->read([&](Transaction& tx) {
        tx.query(kName, 1);
        std::thread other([&] {
            EXPECT_EQ(tests::failure_of([&] { narrow->read([](Transaction&) {}); }), Kind::Busy);
        });
        other.join();
    });
    narrow->read([](Transaction& tx) { EXPECT_EQ(tx.query(kName, 1).size(), 1U); });
}

TEST_P(Transactions, TellTheObserverWhatRan) {
    static std::atomic<int> seen{0};
    observe_statements([](std::string_view name, Engine) {
        if (name == "test.name") ++seen;
    });
    const int before = seen;
    db().read([](Transaction& tx) { tx.query(kName, 1); });
    EXPECT_EQ(seen, before + 1);
    EXPECT_EQ(refusal(kAdd, 1, "one"), Kind::Unique);
    EXPECT_EQ(seen, before + 1);
    observe_statements(nullptr);
    tests::observe_coverage();
}
