#include "audit/chain_store.hpp"
#include "audit/head_file.hpp"
#include "audit/sequencer.hpp"
#include "audit/usecases.hpp"
#include "base/log.hpp"
#include "inspection/verify.hpp"
#include "support/engines.hpp"
#include "support/temporary_folder.hpp"
#include "support/together.hpp"

#include <algorithm>
#include <atomic>
#include <fstream>
#include <latch>
#include <random>
#include <thread>

#include <fmt/format.h>

using namespace gps;
using namespace gps::audit;
using namespace gps::inspection;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

const auto kStart = base::paris_midnight(*base::Date::from_iso("2026-11-23"));

Entry entry_at(base::Instant at, int number) {
    return {.at = at,
            .actor = people::ProfessionalId{1 + number % 7},
            .acting_for = structures::StructureId{7},
            .act = number % 2 == 0 ? Act::ReadFile : Act::Follow,
            .person = people::PersonId{10 + number % 40},
            .subject = "0123456789abcdefghjkmnpqrs",
            .detail = "sight=details",
            .request_id = "r" + std::to_string(number)};
}

// What a transaction returns to be rolled back.
struct Undone {};
bool keeps(const Undone& /*unused*/) {
    return false;
}

class AuditChain : public tests::OnEveryEngine {
 protected:
    void SetUp() override {
        OnEveryEngine::SetUp();
        base::log_to(base::Level::Error);
    }
    void TearDown() override { base::log_to(base::Level::Info); }

    void add(int count) {
        db().write([&](db::Transaction& tx) {
            for (int i = 0; i < count; ++i) record(tx, keys_, entry_at(clock_.now(), ++last_));
        });
    }
    std::optional<Head> sign() { return sign_head(db(), keys_, clock_); }
    // `heads` minutes, each with its entries, its head and its line of the file.
    void live(int heads, int entries) {
        HeadExport file(heads_file());
        for (int i = 0; i < heads; ++i) {
            add(entries);
            chain_entries(db(), clock_);
            ASSERT_TRUE(sign());
            EXPECT_EQ(file.run(db()), 1);
            clock_.advance(minutes(1));
        }
    }
    std::filesystem::path heads_file() const { return folder_.path() / "heads"; }
    TrailCheck checked(bool with_file = true, unsigned threads = 1) {
        return check_trail(db(), keys_, clock_, options(with_file, threads));
    }
    CheckOptions options(bool with_file, unsigned threads = 1) const {
        return {.heads_file = with_file ? std::optional(heads_file()) : std::nullopt,
                .threads = threads};
    }
    std::int64_t links() { return tests::count(db(), "audit_chain"); }

    base::FixedClock clock_{kStart};
    base::Keys keys_ = base::Keys::fresh();
    int last_ = 0;
    tests::TemporaryFolder folder_;
};

INSTANTIATE_ON_EVERY_ENGINE(AuditChain);

std::string said(const TrailCheck& check) {
    std::string all;
    for (const auto& place : check.wrong) {
        all += fmt::format("{} seq={} entry={} head={}\n", name(place.wrong), place.seq,
                           place.entry_id, place.head);
    }
    return all;
}

bool says(const TrailCheck& check, Wrong wrong, std::int64_t seq = 0) {
    return std::ranges::any_of(check.wrong, [&](const auto& place) {
        return place.wrong == wrong && (seq == 0 || place.seq == seq);
    });
}

}  // namespace

TEST_P(AuditChain, TakesEachEntryOnceAndThenFindsNothingToDo) {
    add(5);
    EXPECT_EQ(chain_entries(db(), clock_), 5);
    EXPECT_EQ(chain_entries(db(), clock_), 0);
    add(audit::store::kChainedAtOnce + 3);
    EXPECT_EQ(chain_entries(db(), clock_), audit::store::kChainedAtOnce + 3);
    EXPECT_EQ(links(), audit::store::kChainedAtOnce + 8);
    EXPECT_EQ(chain_status(db()).seq, audit::store::kChainedAtOnce + 8);
    EXPECT_FALSE(chain_status(db()).waiting_since);
}

TEST_P(AuditChain, IsSoundWhenNobodyTouchedIt) {
    EXPECT_EQ(said(check_trail(db(), keys_, clock_, {})), "");
    live(10, 30);
    add(2);
    for (const unsigned threads : {1U, 2U, 7U}) {
        const auto check = checked(true, threads);
        EXPECT_EQ(said(check), "");
        EXPECT_EQ(check.entries, 300);
        EXPECT_EQ(check.waiting, 2);
        EXPECT_EQ(check.heads, 10);
        EXPECT_EQ(check.last_head->number, 10);
    }
}

TEST_P(AuditChain, SignsOnceAMinuteAndOnlyWhatIsNew) {
    EXPECT_FALSE(sign());
    add(1);
    chain_entries(db(), clock_);
    EXPECT_EQ(sign()->number, 1);
    clock_.advance(minutes(1));
    EXPECT_FALSE(sign()) << "nothing new";
    add(1);
    chain_entries(db(), clock_);
    EXPECT_EQ(sign()->seq, 2);
    add(1);
    chain_entries(db(), clock_);
    clock_.advance(seconds(20));
    EXPECT_FALSE(sign()) << "too soon";
}

TEST_P(AuditChain, SignsNoMoreOnWhatSomeoneChanged) {
    live(2, 3);
    add(1);
    chain_entries(db(), clock_);
    db().run_script("UPDATE audit_chain SET hash = 'x' WHERE seq = 6");
    EXPECT_THROW(sign(), ChainBroken);
    db().run_script("UPDATE audit_chain SET hash = 'x' WHERE seq = 7");
    EXPECT_THROW(sign(), ChainBroken);
}

TEST_P(AuditChain, SignsNoMoreAfterAForgedHead) {
    live(2, 3);
    add(1);
    chain_entries(db(), clock_);
    db().run_script("UPDATE audit_heads SET at = at - 1 WHERE number = 2");
    EXPECT_THROW(sign(), ChainBroken);
}

TEST_P(AuditChain, TakesAnEntryThatWasCommittedLate) {
    add(3);
    const auto ids =
        db().read([](db::Transaction& tx) { return audit::store::new_entries(tx, 0); });
    const auto middle = ids[1].integer(audit::store::EntryId);
    // As before its commit: what was never seen is a gap, and closes when it comes.
    db().run_script(
        fmt::format("CREATE TABLE apart AS SELECT * FROM audit_entries WHERE id = {0};"
                    "DELETE FROM audit_entries WHERE id = {0}",
                    middle));
    EXPECT_EQ(chain_entries(db(), clock_), 2);
    EXPECT_EQ(tests::count(db(), "audit_gaps"), 1);
    clock_.advance(minutes(9));
    EXPECT_EQ(chain_entries(db(), clock_), 0);
    db().run_script("INSERT INTO audit_entries SELECT * FROM apart");
    EXPECT_EQ(chain_entries(db(), clock_), 1);
    EXPECT_EQ(tests::count(db(), "audit_gaps"), 0);
    EXPECT_EQ(links(), 3);
    sign();
    EXPECT_EQ(said(checked(false)), "");
}

TEST_P(AuditChain, SplitsAGapThatIsClosedInPart) {
    add(1);
    chain_entries(db(), clock_);
    add(9);
    db().run_script(
        "CREATE TABLE apart AS SELECT * FROM audit_entries WHERE id IN (4, 6);"
        "DELETE FROM audit_entries WHERE id BETWEEN 3 AND 7");
    EXPECT_EQ(chain_entries(db(), clock_), 4);
    db().run_script("INSERT INTO audit_entries SELECT * FROM apart");
    EXPECT_EQ(chain_entries(db(), clock_), 2);
    const auto left = db().read([](db::Transaction& tx) { return audit::store::gaps(tx); });
    ASSERT_EQ(left.size(), 3U);
    EXPECT_EQ(left[0].first_id, 3);
    EXPECT_EQ(left[1].first_id, 5);
    EXPECT_EQ(left[2].last_id, 7);
}

TEST_P(AuditChain, ForgetsAGapOnceNothingCanComeIntoIt) {
    add(2);
    chain_entries(db(), clock_);
    add(2);
    db().run_script("DELETE FROM audit_entries WHERE id = 3");
    EXPECT_EQ(chain_entries(db(), clock_), 1);
    clock_.advance(minutes(10));
    EXPECT_EQ(chain_entries(db(), clock_), 0);
    EXPECT_EQ(tests::count(db(), "audit_gaps"), 1) << "not yet";
    clock_.advance(seconds(1));
    chain_entries(db(), clock_);
    EXPECT_EQ(tests::count(db(), "audit_gaps"), 0);
}

TEST_P(AuditChain, SeveralNodesMakeOneChain) {
    constexpr int kNodes = 4;
    std::atomic<std::int64_t> chained = 0;
    std::atomic<bool> writing = true;
    std::thread writer([&] {
        for (int i = 0; i < 60; ++i) add(5);
        writing = false;
    });
    tests::together(kNodes, [&](int) {
        while (writing) chained += chain_entries(db(), clock_);
    });
    writer.join();
    chained += chain_entries(db(), clock_);
    EXPECT_EQ(chained, 300);
    EXPECT_EQ(links(), 300);
    sign();
    EXPECT_EQ(said(checked(false)), "");
}

// A crash between two steps: each is one transaction, and the next sequencer goes on.
TEST_P(AuditChain, LeavesOutNothingWhenTheSequencerDied) {
    add(3);
    chain_entries(db(), clock_);
    add(4);
    fresh().reopen();
    EXPECT_EQ(chain_entries(db(), clock_), 4);
    sign();
    EXPECT_EQ(said(checked(false)), "");
}

TEST_P(AuditChain, ExportsEachHeadOnceWhateverWasCutShort) {
    live(3, 2);
    std::string whole;
    {
        std::ifstream in(heads_file());
        std::getline(in, whole, '\0');
    }
    EXPECT_EQ(std::ranges::count(whole, '\n'), 3);
    add(1);
    chain_entries(db(), clock_);
    const auto head = sign();
    ASSERT_TRUE(head);
    std::ofstream(heads_file(), std::ios::app) << line(*head).substr(0, 50);
    EXPECT_EQ(said(checked()), "");
    HeadExport after_a_crash(heads_file());
    EXPECT_EQ(after_a_crash.run(db()), 1);
    EXPECT_EQ(after_a_crash.run(db()), 0);
    EXPECT_EQ(said(checked()), "");
    HeadExport to_the_log("");
    EXPECT_EQ(to_the_log.run(db()), 1);
    EXPECT_EQ(to_the_log.run(db()), 0);
}

TEST_P(AuditChain, SaysAtOnceThatTheDatabaseLostWhatWasExported) {
    live(3, 2);
    HeadExport running(heads_file());
    EXPECT_EQ(running.run(db()), 0);
    db().run_script("DELETE FROM audit_heads WHERE number = 3");
    EXPECT_THROW(running.run(db()), HeadsApart);
    EXPECT_THROW(HeadExport(heads_file()).run(db()), HeadsApart);
}

TEST_P(AuditChain, IsPurgedAfterAYearWithAProof) {
    live(3, 4);
    EXPECT_EQ(purge(db(), keys_, clock_), 0);
    clock_.advance(hours(24 * 200));
    live(2, 4);
    clock_.advance(hours(24 * 170));
    live(1, 4);
    EXPECT_EQ(purge(db(), keys_, clock_), 12);
    EXPECT_EQ(purge(db(), keys_, clock_), 0);
    EXPECT_EQ(tests::count(db(), "audit_entries"), 12);
    EXPECT_EQ(links(), 12);
    EXPECT_EQ(tests::count(db(), "audit_heads"), 4) << "the proof and those after";
    for (const unsigned threads : {1U, 2U}) {
        const auto check = checked(true, threads);
        EXPECT_EQ(said(check), "");
        EXPECT_EQ(check.purged, 12);
    }
    clock_.advance(hours(24 * 200));
    live(1, 1);
    EXPECT_EQ(purge(db(), keys_, clock_), 8);
    EXPECT_EQ(said(checked()), "");
    db().run_script("DELETE FROM audit_purges");
    EXPECT_TRUE(says(checked(), Wrong::LinkMissing));
}

TEST_P(AuditChain, IsSoundWhileItIsPurged) {
    live(3, 4);
    clock_.advance(hours(24 * 370));
    live(1, 4);
    purge(db(), keys_, clock_);
    db().write([&](db::Transaction& tx) {
        EXPECT_EQ(audit::store::first_links(tx, 12).size(), 0U);
        return Undone();
    });
    EXPECT_EQ(said(checked()), "");
}

TEST_P(AuditChain, NeverPurgesItsLastEntry) {
    live(1, 3);
    clock_.advance(hours(24 * 500));
    EXPECT_EQ(purge(db(), keys_, clock_), 0);
}

TEST_P(AuditChain, FindsAPurgeWithoutProof) {
    live(3, 4);
    const std::vector<std::string> purges{
        "DELETE FROM audit_entries WHERE id <= 4; DELETE FROM audit_chain WHERE seq <= 4",
        "DELETE FROM audit_entries WHERE id <= 4; DELETE FROM audit_chain WHERE seq <= 4;"
        "DELETE FROM audit_heads WHERE number < 1; INSERT INTO audit_purges (number, head, seq, "
        "hash, at, key_version, signature) SELECT 1, number, seq, hash, at, 1, signature FROM "
        "audit_heads WHERE number = 1"};
    for (const auto& sql : purges) {
        db().write([&](db::Transaction& tx) {
            tx.run_script(sql);
            const auto check = check_trail([&](const auto& act) { act(tx); }, keys_, clock_, {});
            EXPECT_GT(check.wrong_count, 0) << sql;
            return Undone();
        });
    }
}

TEST_P(AuditChain, SaysWhatIsWrongAndWhere) {
    live(4, 10);
    const std::vector<std::pair<std::string, Wrong>> cases{
        {"UPDATE audit_entries SET detail = 'x' WHERE id = 5", Wrong::EntryAltered},
        {"UPDATE audit_entries SET detail = 'x' WHERE id = 5", Wrong::ChainBroken},
        {"UPDATE audit_entries SET key_version = 9 WHERE id = 5", Wrong::EntryUnknownKey},
        {"DELETE FROM audit_entries WHERE id = 5", Wrong::EntryGone},
        {"UPDATE audit_chain SET entry_id = 6 WHERE seq = 5", Wrong::EntryTwice},
        {"DELETE FROM audit_chain WHERE seq = 5", Wrong::LinkMissing},
        {"DELETE FROM audit_chain WHERE seq > 38", Wrong::ChainCut},
        {"DELETE FROM audit_heads WHERE number = 2", Wrong::HeadMissing},
        {"UPDATE audit_heads SET seq = seq + 1 WHERE number = 2", Wrong::HeadForged},
        {"UPDATE audit_heads SET seq = seq + 1 WHERE number = 2", Wrong::HeadDenied},
        {"UPDATE audit_heads SET at = at + 1 WHERE number = 4", Wrong::HeadApart},
        {"DELETE FROM audit_heads; DELETE FROM audit_chain; DELETE FROM audit_entries; "
         "DELETE FROM audit_sequencer",
         Wrong::ChainCut},
        {"INSERT INTO audit_entries SELECT 900, at - 3600000000, actor_id, acting_for, act, "
         "person_id, subject, detail, request_id, key_version, mac FROM audit_entries WHERE id = 5",
         Wrong::EntryUnchained},
    };
    for (const auto& [sql, wrong] : cases) {
        db().write([&](db::Transaction& tx) {
            tx.run_script(sql);
            const auto check =
                check_trail([&](const auto& act) { act(tx); }, keys_, clock_, options(true));
            EXPECT_TRUE(says(check, wrong)) << sql << "\n" << name(wrong) << "\n" << said(check);
            return Undone();
        });
    }
}

TEST_P(AuditChain, FindsAnEntryWrittenByAClockThatWentBack) {
    live(1, 3);
    clock_.advance(hours(5));
    live(1, 3);
    db().write([&](db::Transaction& tx) { record(tx, keys_, entry_at(kStart, 99)); });
    chain_entries(db(), clock_);
    clock_.advance(minutes(2));
    EXPECT_TRUE(says(checked(false), Wrong::Clock, 7)) << said(checked(false));
}

TEST_P(AuditChain, SaysThatNothingWasEverSigned) {
    add(3);
    chain_entries(db(), clock_);
    EXPECT_EQ(said(checked(false)), "");
    clock_.advance(minutes(12));
    EXPECT_TRUE(says(checked(false), Wrong::NoHead));
}
