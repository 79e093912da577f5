#include "audit/store.hpp"

#include "audit/activity_store.hpp"
#include "audit/iso_week.hpp"
#include "audit/usecases.hpp"
#include "support/engines.hpp"

#include <stdexcept>

using namespace gps;
using namespace gps::audit;

namespace {

const auto kNow = base::paris_midnight(*base::Date::from_iso("2026-11-23"));
constexpr people::ProfessionalId kAlice{1};
constexpr people::ProfessionalId kBruno{2};
constexpr people::PersonId kPerson{10};

Entry reading(int number) {
    return {
        .at = kNow.plus(std::chrono::seconds(number)),
        .actor = kAlice,
        .acting_for = structures::StructureId{7},
        .act = Act::ReadFile,
        .person = kPerson,
        .subject = "0123456789abcdefghjkmnpqrs",
        .detail = "sight=details",
        .request_id = "r" + std::to_string(number),
    };
}

void given_entries(db::Database& db, const base::Keys& keys, int count) {
    db.write([&](db::Transaction& tx) {
        for (int i = 0; i < count; ++i) record(tx, keys, reading(i));
    });
}

std::vector<StoredEntry> all_entries(db::Database& db) {
    return db.read([](db::Transaction& tx) { return store::entries(tx, 0, 1000); });
}

Use viewing(people::ProfessionalId actor, base::Instant at) {
    return {.at = at, .actor = actor, .act = Act::ReadFile, .person = kPerson};
}

constexpr db::Statement kActs{
    .name = "tests.acts",
    .text =
        "SELECT actor_id, structure_id, kind, act, person_id, at, iso_week "
        "FROM activity_acts ORDER BY id",
};
constexpr db::Statement kFirstUses{
    .name = "tests.first_uses",
    .text = "SELECT actor_id, at FROM activity_first_use ORDER BY actor_id",
};

// A whole round, from where the last one stopped.
std::int64_t note_round(db::Database& db, base::Instant settled) {
    return db.write([&](db::Transaction& tx) {
        std::int64_t all = 0;
        auto after = first_uses_noted_until(tx);
        while (const auto noted = note_first_uses(tx, after, settled)) {
            all += noted->first_uses;
            after = noted->until;
        }
        return all;
    });
}

}  // namespace

ON_EVERY_ENGINE(AuditTrail);

TEST_P(AuditTrail, GivesBackWhatWasRecordedAndFindsItSound) {
    const auto keys = base::Keys::fresh();
    db().write([&](db::Transaction& tx) {
        record(tx, keys, reading(1));
        record(tx, keys, {.at = kNow, .act = Act::SignIn});
    });
    const auto entries = all_entries(db());
    ASSERT_EQ(entries.size(), 2U);
    EXPECT_EQ(entries[0].entry.at, reading(1).at);
    EXPECT_EQ(entries[0].entry.actor, kAlice);
    EXPECT_EQ(entries[0].entry.person, kPerson);
    EXPECT_EQ(entries[0].entry.act, Act::ReadFile);
    EXPECT_EQ(entries[0].entry.detail, "sight=details");
    EXPECT_EQ(entries[0].entry.request_id, "r1");
    EXPECT_FALSE(entries[1].entry.actor);
    EXPECT_FALSE(entries[1].entry.person);

    const auto checked = verify_all(db(), keys);
    EXPECT_EQ(checked.count, 2);
    EXPECT_EQ(checked.bad_count, 0);
}

TEST_P(AuditTrail, ShowsEveryColumnChangedInTheDatabase) {
    const auto keys = base::Keys::fresh();
    const std::vector<std::string> changes{
        "at = at + 1",      "actor_id = 2",     "actor_id = NULL", "acting_for = 8",
        "act = 'sign_in'",  "person_id = NULL", "subject = ''",    "detail = 'x'",
        "request_id = 'x'", "key_version = 2",  "mac = ''",        "act = 'unheard_of'",
    };
    given_entries(db(), keys, static_cast<int>(changes.size()) + 1);
    const auto entries = all_entries(db());
    for (std::size_t i = 0; i < changes.size(); ++i) {
        db().run_script("UPDATE audit_entries SET " + changes[i] +
                        " WHERE id = " + std::to_string(entries[i].id));
    }
    const auto checked = verify_all(db(), keys);
    EXPECT_EQ(checked.count, static_cast<std::int64_t>(entries.size()));
    ASSERT_EQ(checked.bad_count, static_cast<std::int64_t>(changes.size()));
    for (std::size_t i = 0; i < changes.size(); ++i) {
        const auto expected = changes[i] == "key_version = 2" ? Fault::UnknownKey : Fault::Altered;
        EXPECT_EQ(checked.first_bad[i].id, entries[i].id) << changes[i];
        EXPECT_EQ(checked.first_bad[i].fault, expected) << changes[i];
    }
}

TEST_P(AuditTrail, IsCheckedABatchAfterTheOther) {
    const auto keys = base::Keys::fresh();
    given_entries(db(), keys, 5);
    const auto first = db().read([&](db::Transaction& tx) { return verify(tx, keys, 0, 3); });
    EXPECT_EQ(first.count, 3);
    const auto second =
        db().read([&](db::Transaction& tx) { return verify(tx, keys, first.last_id, 3); });
    EXPECT_EQ(second.count, 2);
    EXPECT_GT(second.last_id, first.last_id);
    EXPECT_TRUE(first.bad.empty() && second.bad.empty());
}

TEST_P(AuditTrail, RefusesWhatIsNotACode) {
    const auto keys = base::Keys::fresh();
    auto entry = reading(1);
    entry.detail = "Jeanne Durand";
    EXPECT_THROW(db().write([&](db::Transaction& tx) { record(tx, keys, entry); }),
                 std::invalid_argument);
    EXPECT_TRUE(all_entries(db()).empty());
}

ON_EVERY_ENGINE(ActivityTrail);

TEST_P(ActivityTrail, IsWrittenWithItsKindAndItsWeekInParis) {
    db().write([&](db::Transaction& tx) {
        qualify(tx, viewing(kAlice, kNow));
        qualify(tx, {.at = kNow.minus(std::chrono::microseconds(1)),
                     .actor = kBruno,
                     .structure = structures::StructureId{7},
                     .act = Act::CreatePerson});
    });
    const auto rows = db().read([](db::Transaction& tx) { return tx.query(kActs); });
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].text(2), "view");
    EXPECT_EQ(rows[0].text(3), "read_file");
    EXPECT_EQ(rows[0].integer(4), kPerson.value);
    EXPECT_TRUE(rows[0].is_null(1));
    EXPECT_EQ(rows[0].integer(6), 202648);
    EXPECT_EQ(rows[1].text(2), "create");
    EXPECT_EQ(rows[1].integer(1), 7);
    EXPECT_EQ(rows[1].integer(6), 202647);
}

TEST_P(ActivityTrail, RefusesAnActThatDoesNotCount) {
    EXPECT_THROW(db().write([&](db::Transaction& tx) {
        qualify(tx, {.at = kNow, .actor = kAlice, .act = Act::SignIn});
    }),
                 std::invalid_argument);
}

TEST_P(ActivityTrail, KeepsTheFirstUseOfEachActorForGood) {
    using std::chrono::hours;
    db().write([&](db::Transaction& tx) {
        qualify(tx, viewing(kAlice, kNow.plus(hours(2))));
        qualify(tx, viewing(kAlice, kNow.plus(hours(1))));
    });
    EXPECT_EQ(note_round(db(), kNow.plus(hours(3))), 1);
    db().write([&](db::Transaction& tx) {
        qualify(tx, viewing(kAlice, kNow.plus(hours(5))));
        qualify(tx, viewing(kBruno, kNow.plus(hours(6))));
    });
    EXPECT_EQ(note_round(db(), kNow.plus(hours(7))), 1);
    EXPECT_EQ(note_round(db(), kNow.plus(hours(7))), 0);

    const auto rows = db().read([](db::Transaction& tx) { return tx.query(kFirstUses); });
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].instant(1), kNow.plus(hours(1)));
    EXPECT_EQ(rows[1].instant(1), kNow.plus(hours(6)));
}

TEST_P(ActivityTrail, NotesTheFirstUsesOfManyActsAFewThousandAtATime) {
    using std::chrono::seconds;
    constexpr int kActs = 2 * kActsAtOnce + 1;
    db().write([&](db::Transaction& tx) {
        for (int i = 0; i < kActs; ++i) qualify(tx, viewing({1 + i % 3000}, kNow.plus(seconds(i))));
    });
    const auto step = [&](base::Instant after) {
        return db().write([&](db::Transaction& tx) {
            return note_first_uses(tx, after, kNow.plus(seconds(kActs)));
        });
    };
    const auto first = step({});
    ASSERT_TRUE(first);
    EXPECT_EQ(first->first_uses, kActsAtOnce);
    EXPECT_EQ(first->until, kNow.plus(seconds(kActsAtOnce - 1)));
    EXPECT_EQ(step(first->until)->first_uses, 3000 - kActsAtOnce);
    EXPECT_EQ(note_round(db(), kNow.plus(seconds(kActs))), 0);
}

TEST_P(ActivityTrail, AnActThatComesLateIsNotMissed) {
    using std::chrono::hours;
    db().write([&](db::Transaction& tx) { qualify(tx, viewing(kAlice, kNow.plus(hours(2)))); });
    EXPECT_EQ(note_round(db(), kNow), 1);
    db().write([&](db::Transaction& tx) { qualify(tx, viewing(kBruno, kNow.plus(hours(1)))); });
    EXPECT_EQ(note_round(db(), kNow.plus(hours(3))), 1);
    db().write([&](db::Transaction& tx) {
        // A node that is behind takes nothing back.
        note_first_uses(tx, {}, kNow);
        EXPECT_EQ(first_uses_noted_until(tx), kNow.plus(hours(2)));
    });
}
