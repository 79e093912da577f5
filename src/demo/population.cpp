#include "demo/population.hpp"

#include "demo/acts.hpp"
#include "demo/cast.hpp"
#include "demo/people_drawn.hpp"
#include "demo/places.hpp"
#include "demo/store.hpp"
#include "demo/stories.hpp"
#include "followup/history.hpp"
#include "people/store.hpp"
#include "teams/usecases.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace gps::demo {
namespace {

constexpr int kMostPlaces = 100'000;
constexpr int kPeopleBetweenProgress = 500;
constexpr std::size_t kActsAtOnce = 25;
constexpr int kRequestsToEach = 3;      // persona, from the association
constexpr int kRequestsToTheFirst = 7;  // persona: one is accepted, one refused
constexpr int kRequestOnceIn = 2'000;   // of the others' people, by whoever is not habilitated
constexpr int kSpeltTwiceOnceIn = 50;
constexpr std::size_t kMostSpeltTwice = 5'000;
constexpr int kDaysOfMembership = 500;

enum Table : std::size_t { Persons, Professionals, Memberships, FirstOfHistory };

// How many people follow one: 1.8 on average, as the assumptions of the sizing say.
int contributors_drawn(Chance& chance) {
    constexpr std::array<std::int64_t, 5> kRunningTotal{55, 80, 92, 97, 100};
    const auto drawn = static_cast<int>(chance.weighted(kRunningTotal)) + 1;
    return drawn < 5 ? drawn : 5 + chance.below(4);
}
constexpr std::int64_t parts_of(std::int64_t persons) {
    return persons * 18 / 10;
}

// Of someone else than the first persona; hers is twice as long.
int longest_caseload(const Size& size) {
    return size.persons >= 1'000'000 ? 20'000 : 1'000;
}
int people_of_the_first(const Size& size) {
    return std::min(2 * longest_caseload(size), size.persons / 10);
}

// Those who follow one person: different professionals, the given ones first.
std::vector<const Member*> members_drawn(Chance& chance, const Cast& cast, int number,
                                         const Member* first) {
    std::vector<const Member*> members;
    std::set<std::int64_t> taken;
    const auto add = [&](const Member& member) {
        if (taken.insert(member.viewer.id.value).second) members.push_back(&member);
    };
    if (first != nullptr) add(*first);
    const int wanted = std::min(number, cast.professionals);
    while (static_cast<int>(members.size()) < wanted) add(cast.draw(chance));
    return members;
}

// What is left for acts, once everyone is there.
struct Left {
    std::vector<Later> to_record_again = {};
    std::vector<Later> to_ask = {};
    std::map<const Member*, int> asked_of = {};  // personas
};

class Making {
 public:
    Making(const Size& size, base::Instant now, std::vector<store::Place> places)
        : size_(size),
          now_(now),
          today_(base::paris_date(now)),
          drawn_(today_),
          chance_(size.seed),
          hired_(hire(std::move(places), size.professionals, parts_of(size.persons),
                      longest_caseload(size), drawn_, chance_)) {}

    static std::vector<db::BulkTable> tables() {
        std::vector<db::BulkTable> all{people::store::persons_table(),
                                       people::store::professionals_table(),
                                       people::store::memberships_table()};
        std::ranges::move(followup::history_tables(), std::back_inserter(all));
        return all;
    }

    void fill(db::Bulk& bulk, const base::Keys& keys, const Progress& progress) {
        add_professionals(bulk);
        followup::HistoryWriter histories(bulk, FirstOfHistory, keys, today_);
        for (int i = 0; i < size_.persons; ++i) {
            if (i % kPeopleBetweenProgress == 0) progress.people(i, size_.persons);
            add_person(bulk, histories, i);
        }
        histories.finish();
        progress.people(size_.persons, size_.persons);
    }

    void act(db::Database& db, const base::Keys& keys, const Progress& progress) {
        const std::size_t doubles = left_.to_record_again.size();
        const std::size_t all = doubles + left_.to_ask.size();
        for (std::size_t from = 0; from < all; from += kActsAtOnce) {
            progress.acts(static_cast<int>(from), static_cast<int>(all));
            chance_ = db.write([&](db::Transaction& tx) {
                auto chance = chance_;  // a batch run again draws the same
                const Stage stage{.db = db, .tx = tx, .keys = keys, .today = today_};
                for (auto i = from; i < std::min(all, from + kActsAtOnce); ++i) {
                    if (i < doubles)
                        record_again(stage, chance, left_.to_record_again[i]);
                    else
                        ask(stage, chance, left_.to_ask[i - doubles]);
                }
                return chance;
            });
        }
        db.write([&](db::Transaction& tx) {
            answer({.db = db, .tx = tx, .keys = keys, .today = today_},
                   hired_.cast.members.front());
            finish(tx);
        });
        progress.acts(static_cast<int>(all), static_cast<int>(all));
    }

 private:
    void add_professionals(db::Bulk& bulk) const {
        for (const auto& recruit : hired_.recruits)
            bulk.add(Professionals,
                     people::store::professional_row(recruit.email, recruit.last_name,
                                                     recruit.first_name, now_, recruit.phone));
        for (const auto& line : hired_.memberships)
            bulk.add(Memberships, db::bulk_row(line.professional, line.structure, line.role,
                                               today_.plus_days(-kDaysOfMembership)));
    }

    void add_person(db::Bulk& bulk, followup::HistoryWriter& histories, int place) {
        const auto& cast = hired_.cast;
        auto identity = drawn_.person(chance_);
        const int number = place == 0 ? size_.most_contributors : contributors_drawn(chance_);
        const auto* persona =
            place < people_of_the_first(size_) ? cast.members.data() : cast.persona_for(place);
        const auto members = members_drawn(chance_, cast, number, persona);
        const auto story = story_drawn(chance_, today_, {place + 1}, std::move(identity), members);
        const auto& creation = story.steps.front();
        bulk.add(Persons, people::store::person_row(
                              base::PublicId::fresh(),
                              {.identity = story.identity,
                               .notice = static_cast<people::NoticeWay>(chance_.below(4)),
                               .notice_on = creation.part.started_on,
                               .created_at = creation.at,
                               .created_by = members.front()->viewer.id,
                               .created_for = members.front()->viewer.structure()}));
        histories.write(story);
        if (chance_.once_in(kSpeltTwiceOnceIn) && left_.to_record_again.size() < kMostSpeltTwice)
            left_.to_record_again.push_back({.identity = story.identity, .by = members.front()});
        if (place > 0 && goes_on(story, 0)) let_ask(story, members, persona);
    }

    // Keeps some people for whom someone will ask: a few of each persona's, by the association, and
    // some of the others', by whoever is not habilitated.
    void let_ask(const followup::History& story, const std::vector<const Member*>& members,
                 const Member* persona) {
        const auto& cast = hired_.cast;
        const auto* by = &cast.association();
        if (persona != nullptr) {
            auto& asked = left_.asked_of[persona];
            if (asked >= (persona == cast.members.data() ? kRequestsToTheFirst : kRequestsToEach))
                return;
            if (std::ranges::find(members, by) != members.end()) return;
            ++asked;
        } else {
            if (!members.front()->viewer.is_habilitated() || !chance_.once_in(kRequestOnceIn))
                return;
            by = &cast.draw(chance_);
            if (by->viewer.is_habilitated() || std::ranges::find(members, by) != members.end())
                return;
        }
        left_.to_ask.push_back({.identity = story.identity, .by = by});
    }

    void finish(db::Transaction& tx) const {
        int place = 0;
        for (const auto& persona : hired_.cast.personas) store::add_persona(tx, place++, persona);
        for (const auto& persona : hired_.platform_personas)
            store::add_persona(tx, place++, persona);
        for (const auto member : hired_.platform_team) teams::set_platform(tx, member, true, now_);
        store::set_mark(tx, {.seed = static_cast<std::int64_t>(size_.seed),
                             .persons = size_.persons,
                             .made_at = now_});
    }

    Size size_;
    base::Instant now_;
    base::Date today_;
    PeopleDrawn drawn_;
    Chance chance_;
    Hired hired_;
    Left left_ = {};
};

}  // namespace

base::Result<> populate(db::Database& db, const base::Keys& keys, base::Instant now,
                        const Size& size, std::istream* structures, const Progress& progress) {
    const bool is_taken = db.read([](db::Transaction& tx) { return store::has_people(tx); });
    if (is_taken) return base::refuse(base::Refusal::Conflict, "demo.not_empty");
    if (const auto brought = bring_places(db, now, structures); !brought) return brought;

    Making making(size, now,
                  db.read([](db::Transaction& tx) { return store::places(tx, kMostPlaces); }));
    const auto tables = Making::tables();
    db.fill(
        tables, [&](db::Bulk& bulk) { making.fill(bulk, keys, progress); }, progress.indexes);
    making.act(db, keys, progress);
    return {};
}

}  // namespace gps::demo
