#include "audit/chain_store.hpp"
#include "audit/head_file.hpp"
#include "audit/sequencer.hpp"
#include "audit/usecases.hpp"
#include "base/digest.hpp"
#include "base/log.hpp"
#include "inspection/store.hpp"
#include "inspection/verify.hpp"
#include "support/engines.hpp"
#include "support/temporary_folder.hpp"

#include <map>
#include <random>

#include <fmt/format.h>

using namespace gps;
using namespace gps::audit;
using namespace gps::inspection;

// Ten thousand random changes by someone who has the database and not the keys: each is found.
namespace {

constexpr int kHeads = 10;
constexpr int kEntriesAHead = 20;
constexpr int kEntries = kHeads * kEntriesAHead;
// Ten thousand in all; fewer where each takes a round trip.
constexpr int kOnSqlite = 8000;
constexpr int kOnPostgres = 2000;

struct TakenAway {};
bool keeps(const TakenAway& /*unused*/) {
    return false;
}

class Tampering : public tests::OnEveryEngine {
 protected:
    void SetUp() override {
        OnEveryEngine::SetUp();
        base::log_to(base::Level::Error);
        HeadExport file(folder_.path() / "heads");
        for (int head = 0; head < kHeads; ++head) {
            db().write([&](db::Transaction& tx) {
                for (int i = 0; i < kEntriesAHead; ++i) record(tx, keys_, entry(i));
            });
            chain_entries(db(), clock_);
            sign_head(db(), keys_, clock_);
            file.run(db());
            clock_.advance(std::chrono::minutes(1));
        }
    }
    void TearDown() override { base::log_to(base::Level::Info); }

    Entry entry(int i) const {
        return {.at = clock_.now().plus(std::chrono::microseconds(i)),
                .actor = people::ProfessionalId{1 + i},
                .acting_for = structures::StructureId{50 + i},
                .act = i % 2 == 0 ? Act::ReadFile : Act::Follow,
                .person = people::PersonId{100 + i},
                .subject = fmt::format("subject-{}", i),
                .detail = fmt::format("n={}", i),
                .request_id = fmt::format("r{}", i)};
    }
    int any(int most) { return std::uniform_int_distribution(1, most)(random_); }
    std::string tampered();
    std::string edit();
    std::string swap();
    std::string cut();
    TrailCheck check(db::Transaction& tx, bool with_file) {
        return check_trail(
            [&](const auto& act) { act(tx); }, keys_, clock_,
            {.heads_file = with_file ? std::optional(folder_.path() / "heads") : std::nullopt});
    }

    base::FixedClock clock_{base::Date::from_days(20'000)};
    base::Keys keys_ = base::Keys::fresh();
    tests::TemporaryFolder folder_;
    std::mt19937 random_{18};
};

std::string Tampering::edit() {
    static const std::vector<std::string> entry_edits{
        "at = at + 1",       "actor_id = actor_id + 1", "actor_id = NULL",  "acting_for = 1",
        "acting_for = NULL", "act = 'sign_in'",         "person_id = 7",    "person_id = NULL",
        "subject = ''",      "detail = detail || 'x'",  "request_id = 'x'", "key_version = 2",
        "mac = 'x'",         "id = id + 100000"};
    static const std::vector<std::string> link_edits{"hash = 'x'", "seq = seq + 100000",
                                                     "entry_id = entry_id + 100000"};
    static const std::vector<std::string> head_edits{
        "seq = seq - 1", "hash = 'x'",      "at = at + 1",    "previous = 'x'",
        "number = 77",   "key_version = 2", "signature = 'x'"};
    const auto one_of = [&](const std::vector<std::string>& all) {
        return all[static_cast<std::size_t>(any(static_cast<int>(all.size()))) - 1];
    };
    switch (any(4)) {
        case 1:
            return fmt::format("UPDATE audit_chain SET {} WHERE seq = {}", one_of(link_edits),
                               any(kEntries));
        case 2:
            return fmt::format("UPDATE audit_heads SET {} WHERE number = {}", one_of(head_edits),
                               any(kHeads));
        default:
            return fmt::format("UPDATE audit_entries SET {} WHERE id = {}", one_of(entry_edits),
                               any(kEntries));
    }
}

// Entries keep their signature: what they say and it move together.
std::string Tampering::swap() {
    const int one = any(kEntries - 1);
    const int other = one + any(kEntries - one);
    const auto* const table = any(2) == 1 ? "audit_entries" : "audit_chain";
    const auto* const key = table == std::string_view("audit_chain") ? "seq" : "id";
    return fmt::format(
        "UPDATE {0} SET {1} = -1 WHERE {1} = {2}; UPDATE {0} SET {1} = {2} WHERE {1} = {3};"
        "UPDATE {0} SET {1} = {3} WHERE {1} = -1",
        table, key, one, other);
}

// The end, whole: entries, links and heads, and the place that was reached.
std::string Tampering::cut() {
    const int kept = any(kHeads) - 1;
    const int seq = kept * kEntriesAHead;
    return fmt::format(
        "DELETE FROM audit_entries WHERE id > {0}; DELETE FROM audit_chain WHERE seq > {0};"
        "DELETE FROM audit_heads WHERE number > {1}; UPDATE audit_sequencer SET seq = {0}, "
        "entry_id = {0}, hash = COALESCE((SELECT hash FROM audit_chain WHERE seq = {0}), '{2}')",
        seq, kept, kNoHash);
}

std::string Tampering::tampered() {
    switch (any(6)) {
        case 1:
            return fmt::format("DELETE FROM audit_entries WHERE id = {}", any(kEntries));
        case 2:
            return fmt::format("DELETE FROM audit_chain WHERE seq = {}", any(kEntries));
        case 3:
            return fmt::format("DELETE FROM audit_heads WHERE number = {}", any(kHeads));
        case 4:
            return swap();
        case 5:
            return cut();
        default:
            return edit();
    }
}

INSTANTIATE_ON_EVERY_ENGINE(Tampering);

constexpr db::Statement kSetHash{
    .name = "tests.set_hash",
    .text = "UPDATE audit_chain SET hash = $1 WHERE seq = $2",
};
constexpr db::Statement kSetHead{
    .name = "tests.set_head",
    .text = "UPDATE audit_heads SET hash = $1, previous = $2 WHERE number = $3",
};

// As one who knows how the chain is made, and holds no key.
void chain_again(db::Transaction& tx) {
    std::string hash(kNoHash);
    std::map<std::int64_t, std::string> hashes;
    for (const auto row : inspection::store::chained_entries(tx, 0)) {
        Fields fields;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            const auto column = inspection::store::ChainedFields + static_cast<int>(i);
            if (!row.is_null(column)) fields[i] = row.view(column);
        }
        std::string text;
        append_canonical(text, fields);
        const auto seq = row.integer(inspection::store::ChainedSeq);
        hash = next_hash(hash, seq, row.integer(inspection::store::ChainedEntryId), text,
                         row.view(inspection::store::ChainedMac));
        hashes[seq] = hash;
        tx.exec(kSetHash, hash, seq);
    }
    tx.run_script(fmt::format("UPDATE audit_sequencer SET hash = '{}'", hash));
    std::string previous(kNoHash);
    for (auto head : audit::store::heads_after(tx, 0)) {
        head.hash = hashes[head.seq];
        head.previous = previous;
        tx.exec(kSetHead, head.hash, head.previous, head.number);
        previous = base::digest(line(head));
    }
}

}  // namespace

TEST_P(Tampering, IsFoundTenThousandTimesOutOfTenThousand) {
    const int times = db().engine() == db::Engine::Sqlite ? kOnSqlite : kOnPostgres;
    for (int i = 0; i < times && !HasFailure(); ++i) {
        const auto sql = tampered();
        db().write([&](db::Transaction& tx) {
            tx.run_script(sql);
            EXPECT_GT(check(tx, true).wrong_count, 0) << sql;
            return TakenAway();
        });
    }
    db().write([&](db::Transaction& tx) {
        EXPECT_EQ(check(tx, true).wrong_count, 0) << "what was not touched is sound";
        return TakenAway();
    });
}

// Without the exported heads, all but an end that was cut off at a head.
TEST_P(Tampering, OfWhatIsBelowTheLastHeadIsFoundByTheDatabaseAlone) {
    for (int i = 0; i < 300 && !HasFailure(); ++i) {
        const auto sql = any(2) == 1 ? edit() : swap();
        db().write([&](db::Transaction& tx) {
            tx.run_script(sql);
            EXPECT_GT(check(tx, false).wrong_count, 0) << sql;
            return TakenAway();
        });
    }
    db().write([&](db::Transaction& tx) {
        tx.run_script(fmt::format("DELETE FROM audit_heads WHERE number = {}", kHeads));
        EXPECT_EQ(check(tx, false).wrong_count, 0) << "this takes the exported heads";
        EXPECT_GT(check(tx, true).wrong_count, 0);
        return TakenAway();
    });
}

TEST_P(Tampering, IsFoundWhenTheChainIsMadeAgainWithoutTheKeys) {
    for (int i = 0; i < 20; ++i) {
        db().write([&](db::Transaction& tx) {
            tx.run_script(fmt::format(
                "DELETE FROM audit_entries WHERE id = {0}; DELETE FROM audit_chain WHERE seq = {0};"
                "UPDATE audit_chain SET seq = seq - 1000 WHERE seq > {0};"
                "UPDATE audit_chain SET seq = seq + 999 WHERE seq < 0;"
                "UPDATE audit_heads SET seq = seq - 1 WHERE seq >= {0};"
                "UPDATE audit_sequencer SET seq = seq - 1",
                any(kEntries - 1)));
            chain_again(tx);
            const auto found = check(tx, false);
            EXPECT_GT(found.wrong_count, 0);
            for (const auto& place : found.wrong) EXPECT_EQ(place.wrong, Wrong::HeadForged);
            return TakenAway();
        });
    }
}
