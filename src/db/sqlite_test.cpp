// What only a file can do to an act: be missing, be something else, be taken away, be shared by
// those who wait for one commit.
#include "support/engines.hpp"
#include "support/failures.hpp"
#include "support/together.hpp"

#include <atomic>
#include <fstream>
#include <latch>
#include <map>
#include <thread>

#include <sqlite3.h>

using namespace gps;
using namespace gps::db;
using Kind = Failure::Kind;

namespace {

constexpr int kWaiting = 40;

constexpr Statement kAddNote{
    .name = "test.add",
    .text = "INSERT INTO notes (words) VALUES ($1)",
};
constexpr Statement kJournal{
    .name = "test.journal",
    .text =
        "SELECT (SELECT journal_mode FROM pragma_journal_mode), "
        "(SELECT synchronous FROM pragma_synchronous), "
        "(SELECT foreign_keys FROM pragma_foreign_keys)",
};

// While one lives, files opened meanwhile are on a disk that can be told to fail when it is forced
// to keep what was written.
class FailingDisk {
 public:
    FailingDisk() {
        is_failing = false;
        shim_ = *sqlite3_vfs_find(nullptr);
        shim_.zName = "failing";
        shim_.xOpen = &FailingDisk::open_file;
        sqlite3_vfs_register(&shim_, 1);
    }
    FailingDisk(const FailingDisk&) = delete;
    FailingDisk& operator=(const FailingDisk&) = delete;
    ~FailingDisk() { sqlite3_vfs_unregister(&shim_); }

    static inline std::atomic<bool> is_failing = false;

 private:
    static int open_file(sqlite3_vfs* /*shim*/, const char* name, sqlite3_file* file, int flags,
                         int* out) {
        auto* disk = sqlite3_vfs_find("unix");
        const int code = disk->xOpen(disk, name, file, flags, out);
        if (code != SQLITE_OK || file->pMethods == nullptr) return code;
        // A table of methods for those of each sort of file; all are synced alike.
        auto& methods = tables[file->pMethods];
        methods = *file->pMethods;
        real_sync = methods.xSync;
        methods.xSync = [](sqlite3_file* synced, int how) {
            return is_failing ? SQLITE_IOERR_FSYNC : real_sync(synced, how);
        };
        file->pMethods = &methods;
        return SQLITE_OK;
    }

    static inline int (*real_sync)(sqlite3_file*, int) = nullptr;
    static inline std::map<const sqlite3_io_methods*, sqlite3_io_methods> tables = {};
    sqlite3_vfs shim_ = {};
};

class Sqlite : public testing::Test {
 protected:
    void SetUp() override {
        tests::observe_coverage();
        db().run_script("CREATE TABLE notes (id INTEGER PRIMARY KEY, words TEXT NOT NULL)");
    }

    Database& db() { return fresh_.db(); }
    const std::string& url() { return fresh_.url(); }
    std::filesystem::path file() { return url().substr(std::string("sqlite://").size()); }

    void add(std::string_view words) {
        db().write([&](Transaction& tx) { tx.exec(kAddNote, words); });
    }

 private:
    tests::FreshDatabase fresh_{Engine::Sqlite, tests::Schema::Empty};
};

}  // namespace

TEST_F(Sqlite, SyncsEachCommitToTheDisk) {
    db().write([](Transaction& tx) {
        const auto settings = tx.query(kJournal);
        EXPECT_EQ(settings.at(0).text(0), "wal");
        EXPECT_EQ(settings.at(0).integer(1), 2) << "FULL";
        EXPECT_EQ(settings.at(0).integer(2), 1);
    });
}

TEST_F(Sqlite, RefusesAnAddressThatIsNoDatabase) {
    EXPECT_EQ(tests::failure_of([] { open("sqlite:///nowhere/at/all.db"); }), Kind::Connection);
    EXPECT_EQ(tests::failure_of([] { open("sqlite://relative.db"); }), Kind::Connection);
    EXPECT_EQ(tests::failure_of([] { open("mysql://host/base"); }), Kind::Connection);
    const auto garbage = file().string() + ".txt";
    std::ofstream(garbage) << std::string(4096, 'x');
    EXPECT_EQ(tests::failure_of([&] { open("sqlite://" + garbage); }), Kind::Connection);
    std::filesystem::remove(garbage);
}

TEST_F(Sqlite, AcknowledgesNothingOnceItsFileIsTakenAway) {
    add("one");
    std::filesystem::rename(file(), file().string() + ".away");
    EXPECT_EQ(tests::failure_of([&] { add("two"); }), Kind::Connection);
    EXPECT_EQ(tests::failure_of([&] { tests::count(db(), "notes"); }), Kind::Connection);
    std::filesystem::rename(file().string() + ".away", file());
    add("three");
    EXPECT_EQ(tests::count(db(), "notes"), 2);
}

TEST_F(Sqlite, SaysThatAnActIsInDoubtWhenTheDiskFailsToKeepIt) {
    const FailingDisk disk;
    const auto other = open(url());
    const auto add_there = [&] {
        other->write([](Transaction& tx) { return tx.exec(kAddNote, "there"); });
    };
    FailingDisk::is_failing = true;
    EXPECT_EQ(tests::failure_of(add_there), Kind::InDoubt);
    FailingDisk::is_failing = false;
    EXPECT_EQ(tests::failure_of(add_there), std::nullopt);
    EXPECT_EQ(tests::count(*other, "notes"), 1);
}

TEST_F(Sqlite, RefusesAWriteWithinAWrite) {
    EXPECT_THROW(db().write([&](Transaction&) { add("inner"); }), std::logic_error);
    EXPECT_THROW(db().write([&](Transaction&) { db().run_script("SELECT 1"); }), std::logic_error);
    add("after");
    EXPECT_EQ(tests::count(db(), "notes"), 1);
}

// The first act holds the writer until all the others wait: they must then share commits.
TEST_F(Sqlite, CommitsTogetherTheActsThatWait) {
    std::latch is_held(1);
    std::latch is_released(1);
    std::thread first([&] {
        db().write([&](Transaction& tx) {
            tx.exec(kAddNote, "first");
            is_held.count_down();
            is_released.wait();
        });
    });
    is_held.wait();
    std::atomic<int> started{0};
    std::atomic<int> kept{0};
    std::vector<std::thread> others;
    others.reserve(kWaiting);
    for (int i = 0; i < kWaiting; ++i) {
        others.emplace_back([&, i] {
            ++started;
            const auto failure = tests::failure_of([&] {
                db().write([&](Transaction& tx) {
                    tx.exec(kAddNote, "one more");
                    if (i % 10 == 0) tx.exec(kAddNote, nullptr);
                });
            });
            if (!failure) ++kept;
        });
    }
    while (started < kWaiting) std::this_thread::yield();
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    EXPECT_EQ(tests::count(db(), "notes"), 0) << "nothing is seen before the commit";
    is_released.count_down();
    first.join();
    for (auto& other : others) other.join();
    EXPECT_EQ(kept, kWaiting - kWaiting / 10);
    EXPECT_EQ(tests::count(db(), "notes"), 1 + kept);
}

TEST_F(Sqlite, CarriesTheLogToTheFileWithoutTheWriter) {
    const auto size = [&] { return std::filesystem::file_size(file()); };
    const auto before = size();
    // Some forty megabytes, of which the writer by itself would carry nothing yet.
    constexpr std::size_t kCarried = 20'000'000;
    for (int i = 0; i < 200; ++i) {
        db().write([&](Transaction& tx) {
            for (int n = 0; n < 50; ++n) tx.exec(kAddNote, std::string(4000, 'x'));
        });
    }
    for (int i = 0; i < 500 && size() < before + kCarried; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    EXPECT_GE(size(), before + kCarried);
}

TEST_F(Sqlite, TellsAFullDiskAndGoesOnAfterIt) {
    add("one");
    db().run_script("PRAGMA max_page_count = 8");
    const std::string long_words(100'000, 'x');
    std::atomic<int> kept{0};
    tests::together(8, [&](int i) {
        if (i % 2 == 0) {
            EXPECT_EQ(tests::failure_of([&] { add(long_words); }), Kind::DiskFull);
        } else if (!tests::failure_of([&] { add("short"); })) {
            ++kept;
        }
    });
    EXPECT_EQ(kept, 4) << "those that fit are kept";
    db().run_script("PRAGMA max_page_count = 1000000");
    add(long_words);
    EXPECT_EQ(tests::count(db(), "notes"), 6);
}

TEST_F(Sqlite, DoesNotKeepATransactionThatAScriptLeftOpen) {
    db().run_script("BEGIN; INSERT INTO notes (words) VALUES ('lost')");
    EXPECT_THROW(db().run_script("BEGIN; INSERT INTO notes (words) VALUES ('x'); SELECT nothing"),
                 Failure);
    add("kept");
    EXPECT_EQ(tests::count(db(), "notes"), 1);
}

TEST_F(Sqlite, InMemoryIsADatabaseOfItsOwn) {
    const auto one = open("sqlite::memory:");
    const auto other = open("sqlite::memory:");
    one->run_script("CREATE TABLE notes (id INTEGER PRIMARY KEY, words TEXT NOT NULL)");
    one->write([](Transaction& tx) { tx.exec(kAddNote, "mine"); });
    EXPECT_EQ(tests::count(*one, "notes"), 1);
    EXPECT_THROW(tests::count(*other, "notes"), Failure);
}

TEST_F(Sqlite, WaitsForAnotherProgramThatWrites) {
    const auto other = open("sqlite://" + file().string());
    std::latch is_held(1);
    std::thread writer([&] {
        other->write([&](Transaction& tx) {
            tx.exec(kAddNote, "from the other");
            is_held.count_down();
            std::this_thread::sleep_for(std::chrono::milliseconds(200));
        });
    });
    is_held.wait();
    add("after it");
    writer.join();
    EXPECT_EQ(tests::count(db(), "notes"), 2);
}
