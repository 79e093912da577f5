#include "demo/stories.hpp"

#include "audit/activity_store.hpp"
#include "demo/places.hpp"
#include "followup/certified.hpp"
#include "followup/referent.hpp"
#include "people/store.hpp"
#include "support/engines.hpp"

#include <algorithm>
#include <iterator>
#include <limits>

#include <fmt/format.h>

using namespace gps;
using namespace gps::demo;

namespace {

constexpr int kPeople = 250;

// A table as text, a line a row.
std::vector<std::string> rows_of(db::Database& db, const db::BulkTable& table) {
    const auto columns = fmt::format("{}", fmt::join(table.columns, ", "));
    const auto sql = fmt::format("SELECT {} FROM {}", columns, table.named);
    auto rows = db.read([&](db::Transaction& tx) {
        std::vector<std::string> lines;
        for (const auto& row : tx.query({.name = "test.rows", .text = sql})) {
            std::string line;
            for (int i = 0; i < static_cast<int>(table.columns.size()); ++i)
                line += row.is_null(i) ? "-|" : row.text(i) + "|";
            lines.push_back(line);
        }
        return lines;
    });
    std::ranges::sort(rows);
    return rows;
}

class Stories : public gps::tests::OnEveryEngine {
 protected:
    void SetUp() override {
        OnEveryEngine::SetUp();
        ASSERT_TRUE(bring_places(db(), now_, nullptr));
        Chance chance(3);
        const PeopleDrawn drawn(today_);
        hired_ = hire(db().read([](db::Transaction& tx) { return store::places(tx, 1000); }), 40,
                      2L * kPeople, 60, drawn, chance);
        for (int i = 1; i <= kPeople; ++i) tell(drawn, chance, i);
    }

    // The people and the professionals, and with `how`, all that happened to them.
    void fill(db::Database& db, bool with_histories) {
        std::vector<db::BulkTable> tables{people::store::professionals_table(),
                                          people::store::memberships_table(),
                                          people::store::persons_table()};
        std::ranges::copy(followup::history_tables(), std::back_inserter(tables));
        db.fill(
            tables,
            [&](db::Bulk& bulk) {
                for (const auto& one : hired_.recruits)
                    bulk.add(0, people::store::professional_row(one.email, one.last_name,
                                                                one.first_name, now_));
                for (const auto& row : people_) bulk.add(2, row);
                followup::HistoryWriter histories(bulk, 3, keys_, today_);
                if (!with_histories) return;
                for (const auto& story : stories_) histories.write(story);
                histories.finish();
            },
            [](int, int) {});
    }

    // The same, by the acts of the product.
    void act(db::Database& db) {
        for (std::size_t i = 0; i < stories_.size(); ++i) {
            db.write([&](db::Transaction& tx) {
                for (const auto& step : stories_[i].steps) act(db, tx, i, step);
                name_referent(db, tx, i);
                certify(db, tx, i);
            });
        }
        db.write([&](db::Transaction& tx) {
            while (followup::hide_ended(tx, today_) > 0) continue;
            for (base::Instant after;;) {
                const base::Instant settled{std::numeric_limits<std::int64_t>::max()};
                const auto noted = audit::note_first_uses(tx, after, settled);
                if (!noted) break;
                after = noted->until;
            }
        });
    }

    const std::vector<followup::History>& stories() const { return stories_; }

 private:
    void tell(const PeopleDrawn& drawn, Chance& chance, int i) {
        std::vector<const Member*> members;
        for (int n = chance.below(4); n >= 0; --n) {
            const auto* one = &hired_.cast.draw(chance);
            const auto is_there = [&](const Member* m) { return m->viewer.id == one->viewer.id; };
            if (std::ranges::none_of(members, is_there)) members.push_back(one);
        }
        const auto person = base::PublicId::fresh();
        auto story = story_drawn(chance, today_, {i}, drawn.person(chance), members);
        people_.push_back(people::store::person_row(
            person, {.identity = story.identity,
                     .notice_on = today_,
                     .created_at = story.steps.front().at,
                     .created_by = members.front()->viewer.id,
                     .created_for = members.front()->viewer.structure()}));
        stories_.push_back(std::move(story));
        members_.push_back(std::move(members));
        ids_.push_back(person);
    }

    void act(db::Database& db, db::Transaction& tx, std::size_t of, const followup::Step& step) {
        const base::FixedClock clock(step.at);
        const access::House house{.database = db, .clock = clock, .keys = keys_};
        const sharing::Acting acting{
            .house = house, .tx = tx, .viewer = members_[of][step.who]->viewer};
        const auto person = stories_[of].person;
        switch (step.kind) {
            case followup::Step::Kind::Create:
                sharing::leave_entry(acting, {.act = audit::Act::CreatePerson, .person = person});
                followup::start_following(acting, person, step.part, sharing::Door::Create, true);
                break;
            case followup::Step::Kind::Follow:
                followup::start_following(acting, person, step.part, sharing::Door::ExactIdentity,
                                          false);
                break;
            case followup::Step::Kind::End:
                EXPECT_TRUE(followup::end_part(acting, ids_[of], step.ended_on));
                break;
            case followup::Step::Kind::Resume:
                EXPECT_TRUE(followup::resume_part(acting, ids_[of], step.part));
                break;
        }
    }

    void name_referent(db::Database& db, db::Transaction& tx, std::size_t of) {
        const auto& story = stories_[of];
        if (!story.referent) return;
        const base::FixedClock clock(story.steps.back().at);
        const access::House house{.database = db, .clock = clock, .keys = keys_};
        EXPECT_TRUE(followup::appoint_referent(
            {.house = house, .tx = tx, .viewer = members_[of][*story.referent]->viewer},
            story.person));
    }

    void certify(db::Database& db, db::Transaction& tx, std::size_t of) {
        const auto& story = stories_[of];
        if (!story.certified) return;
        const base::FixedClock clock(story.steps.back().at);
        const access::House house{.database = db, .clock = clock, .keys = keys_};
        EXPECT_EQ(followup::certify(
                      {.house = house, .tx = tx, .viewer = members_[of][*story.certified]->viewer},
                      story.person, {.is_referent = true}),
                  followup::Certifying::Changed);
    }

    base::Instant now_ = base::paris_midnight(*base::Date::from_iso("2026-03-31"));
    base::Date today_ = base::paris_date(now_);
    base::Keys keys_ = base::Keys::fresh();
    Hired hired_;
    std::vector<followup::History> stories_;
    std::vector<std::vector<const Member*>> members_;
    std::vector<base::PublicId> ids_;
    std::vector<db::BulkRow> people_;
};

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(Stories);

TEST_P(Stories, WrittenAtOnceAreWhatTheActsOfTheProductLeave) {
    gps::tests::FreshDatabase other(GetParam(), gps::tests::Schema::Migrated);
    ASSERT_TRUE(bring_places(other.db(), base::paris_midnight(*base::Date::from_iso("2026-03-31")),
                             nullptr));
    fill(db(), true);
    fill(other.db(), false);
    act(other.db());
    for (const auto& table : followup::history_tables()) {
        const auto at_once = rows_of(db(), table);
        const auto by_acts = rows_of(other.db(), table);
        EXPECT_GT(at_once.size(), table.named == "activity_progress" ? 0U : 30U) << table.named;
        EXPECT_EQ(at_once, by_acts) << table.named;
    }
}

// Else the comparison would say little.
TEST_P(Stories, HoldEveryKindOfStep) {
    std::size_t resumed = 0;
    std::size_t ended = 0;
    std::size_t with_referent = 0;
    std::size_t certified = 0;
    for (const auto& story : stories()) {
        for (const auto& step : story.steps) {
            resumed += step.kind == followup::Step::Kind::Resume ? 1 : 0;
            ended += step.kind == followup::Step::Kind::End ? 1 : 0;
        }
        with_referent += story.referent ? 1 : 0;
        certified += story.certified ? 1 : 0;
    }
    EXPECT_GT(resumed, 3U);
    EXPECT_GT(ended, 50U);
    EXPECT_GT(with_referent, 50U);
    EXPECT_GT(certified, 10U);
}
