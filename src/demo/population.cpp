#include "demo/population.hpp"

#include "demo/cast.hpp"
#include "demo/people_drawn.hpp"
#include "demo/places.hpp"
#include "demo/store.hpp"
#include "doors/doors.hpp"
#include "followup/acts.hpp"
#include "people/store.hpp"
#include "requests/requests.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

namespace gps::demo {
namespace {

// SQLite goes through all that an act may undo at each of its statements: a long act costs the
// square of its length, a short one its commit.
constexpr int kPersonsABatch = 25;
constexpr int kRequestsToEach = 3;      // persona, from the association
constexpr int kRequestsToTheFirst = 7;  // persona: one is accepted, one refused
constexpr int kDaysOfActivity = 7 * 60;
constexpr int kEndedPercent = 46;     // 40 % once some have resumed
constexpr int kReferentPercent = 90;  // of those whom a habilitated structure follows now
constexpr int kSpeltTwicePercent = 2;

using followup::Door;

// How many people follow one: 1.8 on average, as the assumptions of the sizing say.
int contributors_drawn(Chance& chance) {
    constexpr std::array<std::int64_t, 5> kRunningTotal{55, 80, 92, 97, 100};
    const auto drawn = static_cast<int>(chance.weighted(kRunningTotal)) + 1;
    return drawn < 5 ? drawn : 5 + chance.below(4);
}

followup::PartTyped part_drawn(Chance& chance, base::Date started_on) {
    const auto roles = followup::roles();
    const auto reasons = followup::reasons();
    const auto pick = [&](auto table) {
        return std::string(
            table[static_cast<std::size_t>(chance.below(static_cast<int>(table.size())))].code);
    };
    followup::PartTyped part{.started_on = started_on, .role = pick(roles)};
    for (int i = 0; i <= chance.below(3); ++i) part.reasons |= followup::reason_bit(pick(reasons));
    return part;
}

// One person and those who follow them, drawn before being written.
class Story {
 public:
    Story(db::Database& db, db::Transaction& tx, const base::Keys& keys, base::Instant now,
          Chance& chance)
        : db_(db), tx_(tx), keys_(keys), today_(base::paris_date(now)), chance_(chance) {}

    // Whether the first of them still follows the person.
    bool write(const people::Identity& identity, const std::vector<const Member*>& members) {
        const auto creator = *members.front();
        const auto first = today_.plus_days(-1 - chance_.below(4 * 365));
        const auto person = people::store::add_person(
            tx_, {.identity = identity,
                  .notice = static_cast<people::NoticeWay>(chance_.below(4)),
                  .notice_on = first,
                  .created_at = base::paris_midnight(first),
                  .created_by = creator.viewer.id,
                  .created_for = creator.viewer.structure()});
        const int lasted = today_.days_since_1970() - first.days_since_1970();
        bool goes_on = false;
        for (const auto* member : members) {
            const bool is_creator = member == members.front();
            const auto start = first.plus_days(is_creator ? 0 : chance_.below(lasted));
            const bool follows = follow(*member, person, start, is_creator);
            if (is_creator) goes_on = follows;
        }
        name_referent(person, members);
        if (chance_.percent(kSpeltTwicePercent)) record_again(identity, creator);
        return goes_on;
    }

    // Asks to follow by the exact identity, as a structure that is not habilitated does.
    void ask(const people::Identity& identity, const Member& member) {
        const auto day = today_.plus_days(-chance_.below(20));
        at(day, member, [&](const followup::Acting& acting) {
            return doors::follow_by_identity(acting, identity, part_drawn(chance_, day))
                .has_value();
        });
    }

    // Accepts the oldest request of their inbox, and refuses the next one.
    void answer(const Member& member) {
        at(today_, member, [&](const followup::Acting& acting) {
            const auto inbox = requests::received(tx_, member.viewer, today_);
            if (inbox.size() < 3) return;
            static_cast<void>(requests::accept(acting, inbox[0].id).has_value());
            static_cast<void>(
                requests::refuse(acting, inbox[1].id, requests::refusals().front().code)
                    .has_value());
        });
    }

 private:
    // Runs an act as if on that day, in the last sixty weeks.
    template <class Act>
    void at(base::Date day, const Member& member, Act act) {
        const auto earliest = today_.plus_days(-kDaysOfActivity);
        if (day < earliest) day = earliest.plus_days(chance_.below(kDaysOfActivity));
        const base::FixedClock clock(
            base::paris_midnight(day).plus(std::chrono::minutes(480 + chance_.below(600))));
        const access::House house{.database = db_, .clock = clock, .keys = keys_};
        act(followup::Acting{.house = house, .tx = tx_, .viewer = member.viewer});
    }

    // Whether they still do.
    bool follow(const Member& member, const people::store::Created& person, base::Date start,
                bool is_creator) {
        const auto door = is_creator ? Door::Create : Door::ExactIdentity;
        at(start, member, [&](const followup::Acting& acting) {
            followup::start_following(acting, person.id, part_drawn(chance_, start), door,
                                      is_creator);
        });
        if (!chance_.percent(kEndedPercent) || start == today_) return true;
        const int lasted = chance_.below(today_.days_since_1970() - start.days_since_1970());
        const auto ended_on = start.plus_days(lasted);
        at(ended_on, member, [&](const followup::Acting& acting) {
            if (!followup::end_part(acting, person.public_id, ended_on)) return;
            if (chance_.once_in(8)) resume(acting, person.public_id, ended_on);
        });
        return false;
    }

    void resume(const followup::Acting& acting, const base::PublicId& person, base::Date after) {
        const auto again = std::min(acting.house.clock.today(), after.plus_days(20));
        if (again < after) return;
        static_cast<void>(
            followup::resume_part(acting, person, part_drawn(chance_, again)).has_value());
    }

    void name_referent(const people::store::Created& person,
                       const std::vector<const Member*>& members) {
        if (!chance_.percent(kReferentPercent)) return;
        const base::FixedClock clock(base::paris_midnight(today_));
        for (const auto* member : members) {
            if (!member->viewer.is_habilitated()) continue;
            const access::House house{.database = db_, .clock = clock, .keys = keys_};
            if (followup::appoint_referent({.house = house, .tx = tx_, .viewer = member->viewer},
                                           person.id))
                return;
        }
    }

    // The same human being under another spelling: a probable double for the platform's queue.
    void record_again(people::Identity identity, const Member& member) {
        identity.usual_name.clear();
        std::swap(identity.birth_name, identity.first_name);
        const auto day = today_.plus_days(-1 - chance_.below(500));
        at(today_, member, [&](const followup::Acting& acting) {
            return doors::create(acting, identity, {.on = day}, part_drawn(chance_, day))
                .has_value();
        });
    }

    db::Database& db_;
    db::Transaction& tx_;
    const base::Keys& keys_;
    base::Date today_;
    Chance& chance_;
};

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

struct Made {
    Chance chance;
    std::map<const Member*, std::vector<people::Identity>> to_ask = {};  // of each persona

    // Keeps some people whom a persona follows, for the association to ask about.
    void keep(const Member* persona, const Cast& cast, const people::Identity& identity) {
        const bool is_first = persona == cast.members.data();
        auto& kept = to_ask[persona];
        const int most = is_first ? kRequestsToTheFirst : kRequestsToEach;
        if (static_cast<int>(kept.size()) < most) kept.push_back(identity);
    }
};

void write_batch(db::Database& db, const base::Keys& keys, base::Instant now, const Size& size,
                 const Cast& cast, const PeopleDrawn& drawn, Made& made, int from, int to) {
    made = db.write([&](db::Transaction& tx) {
        auto after = made;  // a batch run again draws the same
        Story story(db, tx, keys, now, after.chance);
        for (int i = from; i < to; ++i) {
            const bool is_of_first = i < std::min(size.longest_caseload, size.persons / 10);
            const auto identity = drawn.person(after.chance);
            const int number = i == 0 ? size.most_contributors : contributors_drawn(after.chance);
            const auto* persona = is_of_first ? cast.members.data() : cast.persona_for(i);
            const auto members = members_drawn(after.chance, cast, number, persona);
            const bool goes_on = story.write(identity, members);
            const bool may_be_asked =
                goes_on && persona != nullptr && i > 0 &&
                std::ranges::find(members, &cast.association()) == members.end();
            if (may_be_asked) after.keep(persona, cast, identity);
        }
        return after;
    });
}

}  // namespace

base::Result<> populate(db::Database& db, const base::Keys& keys, base::Instant now,
                        const Size& size, std::istream* structures, const Progress& progress) {
    const bool is_taken = db.read([](db::Transaction& tx) { return store::has_people(tx); });
    if (is_taken) return base::refuse(base::Refusal::Conflict, "demo.not_empty");
    if (const auto brought = bring_places(db, now, structures); !brought) return brought;

    Made made{.chance = Chance(size.seed)};
    const PeopleDrawn drawn(base::paris_date(now));
    const auto cast = hire(db, now, size.professionals, drawn, made.chance);
    for (int from = 0; from < size.persons; from += kPersonsABatch) {
        const int to = std::min(size.persons, from + kPersonsABatch);
        write_batch(db, keys, now, size, cast, drawn, made, from, to);
        progress(to, size.persons);
    }
    db.write([&](db::Transaction& tx) {
        auto chance = made.chance;
        Story story(db, tx, keys, now, chance);
        for (const auto& [persona, people] : made.to_ask)
            for (const auto& identity : people) story.ask(identity, cast.association());
        story.answer(cast.members.front());
        for (std::size_t i = 0; i < cast.personas.size(); ++i)
            store::add_persona(tx, static_cast<int>(i), cast.personas[i]);
        store::set_mark(tx, {.seed = static_cast<std::int64_t>(size.seed),
                             .persons = size.persons,
                             .made_at = now});
    });
    return {};
}

}  // namespace gps::demo
