#include "doors/doors.hpp"

#include "doors/deciding.hpp"
#include "people/names.hpp"
#include "people/store.hpp"
#include "quotas/usecases.hpp"
#include "requests/requests.hpp"
#include "sharing/file.hpp"

namespace gps::doors {

using followup::start_following;
using sharing::Door;
using sharing::Joining;

namespace {

struct Match {
    Found found = Found::Unknown;
    store::Relation relation = {};  // to whom `person` says; else nothing
    std::optional<people::PersonId> person = {};
};

Found found_of(Joining how) {
    switch (how) {
        case Joining::AtOnce:
            return Found::MayFollow;
        case Joining::ByAsking:
            return Found::MayAsk;
        case Joining::NotAtAll:
            return Found::Unknown;
    }
    __builtin_unreachable();
}

Found found_in(const Acting& acting, const store::Relation& relation) {
    if (relation.own && relation.own->is_ongoing()) return Found::AlreadyFollowed;
    if (relation.has_pending_request) return Found::AlreadyAsked;
    return found_of(joining_of(acting, relation, Door::ExactIdentity));
}

// Someone who objected, was archived or set aside answers like someone unknown; but what was set
// aside answers its creator like anyone they have recorded, or a second try would tell it.
Match match(const Acting& acting, const people::Identity& identity) {
    for (const auto& candidate : people::store::same_identity(acting.tx, identity)) {
        const bool is_set_aside = candidate.state == people::PersonState::SetAside;
        if (candidate.state != people::PersonState::Active && !is_set_aside) continue;
        if (!sharing::is_exactly(identity, candidate.identity)) continue;
        const auto relation =
            store::relation(acting.tx, candidate.id, acting.viewer.id, acting.viewer.structure());
        if (is_set_aside && !relation.own) continue;
        return {.found = found_in(acting, relation), .relation = relation, .person = candidate.id};
    }
    return {};
}

// Someone whom no door may find, but who was typed exactly.
std::optional<people::PersonId> set_aside_match(const Acting& acting,
                                                const people::Identity& identity) {
    for (const auto& candidate : people::store::same_identity(acting.tx, identity)) {
        const bool is_hidden = candidate.state != people::PersonState::Active &&
                               candidate.state != people::PersonState::SetAside;
        if (is_hidden && sharing::is_exactly(identity, candidate.identity)) return candidate.id;
    }
    return std::nullopt;
}

std::string typed_name(const people::Identity& identity) {
    return people::shown_full(identity.birth_name, identity.first_name);
}

using sharing::spending;

// Before any of them is shown or followed.
base::Result<> count_reached(const Acting& acting, const std::vector<people::PersonId>& people) {
    return quotas::reach(spending(acting), people);
}

// Follows or asks, as joining() decided for this person.
base::Result<Led> go_through(const Acting& acting, const Match& match,
                             const people::Identity& identity, const PartTyped& part) {
    if (match.found == Found::MayAsk || match.found == Found::MayFollow) {
        if (const auto few = count_reached(acting, {*match.person}); !few)
            return base::pass_on(few);
    }
    switch (match.found) {
        case Found::Unknown:
            return base::refuse(base::Refusal::NotFound, "doors.nobody");
        case Found::AlreadyFollowed:
            return Led{.by = match.found, .person = match.relation.public_id};
        case Found::AlreadyAsked:
            return Led{.by = match.found};
        case Found::MayAsk:
            if (const auto right = check_start(acting, match.relation, part); !right)
                return base::pass_on(right);
            requests::ask(acting, match.relation.person, typed_name(identity), part);
            return Led{.by = match.found};
        case Found::MayFollow:
            if (const auto right = check_start(acting, match.relation, part); !right)
                return base::pass_on(right);
            start_following(acting, match.relation.person, part, Door::ExactIdentity, false);
            return Led{.by = match.found, .person = match.relation.public_id};
    }
    __builtin_unreachable();
}

// Names and birth years for those whose structure would see the details, initials for others.
std::vector<Followed> shown_rows(const Acting& acting, const std::vector<store::Colleague>& found) {
    std::vector<people::PersonId> seen;
    if (acting.viewer.is_habilitated()) {
        for (const auto& one : found) seen.push_back(one.person);
    }
    const auto identified = store::identified(acting.tx, seen);
    std::vector<Followed> rows;
    for (const auto& one : found) {
        Followed row{.person = one.public_id,
                     .name = one.initials.last + " " + one.initials.first,
                     .colleague = one.name};
        for (const auto& person : identified) {
            if (person.id != one.person) continue;
            row.name = person.name;
            row.birth_year = std::to_string(person.birth_date.year());
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

void queue_doubles(const Acting& acting, people::PersonId person,
                   const people::Identity& identity) {
    for (const auto& [other, why] : people::store::probable_doubles(acting.tx, identity, person))
        people::store::queue_double(acting.tx, person, other, why, acting.house.clock.now());
}

base::Result<Colleagues> followed_by_colleagues(const Acting& acting, std::string_view birth_name) {
    const auto typed = people::clean_name(birth_name, "nom");
    if (!typed) return base::pass_on(typed);
    if (const auto few = quotas::spend(spending(acting), quotas::Purpose::LookUp); !few)
        return base::pass_on(few);
    leave_entry(acting, {.act = audit::Act::SearchColleagues});
    auto found = store::of_colleagues(acting.tx, acting.viewer.structure(), acting.viewer.id,
                                      people::search_key(*typed), kColleagueRows + 1);
    const bool has_more = found.size() > kColleagueRows;
    if (has_more) found.pop_back();
    std::vector<people::PersonId> shown;
    for (const auto& one : found) shown.push_back(one.person);
    if (const auto few = count_reached(acting, shown); !few) return base::pass_on(few);
    return Colleagues{.rows = shown_rows(acting, found), .has_more = has_more};
}

base::Result<Followed> followed_by_colleague(const Acting& acting, const base::PublicId& person) {
    const auto nobody = base::refuse(base::Refusal::NotFound, "doors.nobody");
    const auto relation =
        store::relation(acting.tx, person, acting.viewer.id, acting.viewer.structure());
    if (!relation || joining_of(acting, *relation, Door::Colleague) != Joining::AtOnce)
        return nobody;
    const auto found = store::of_colleague(acting.tx, acting.viewer.structure(), acting.viewer.id,
                                           relation->person);
    if (!found) return nobody;
    if (const auto few = count_reached(acting, {relation->person}); !few) return base::pass_on(few);
    leave_entry(acting, {.act = audit::Act::SearchColleagues, .person = relation->person});
    return shown_rows(acting, {*found}).front();
}

base::Result<IdentityAnswer> look_up(const Acting& acting, const people::Identity& identity) {
    if (const auto few = quotas::spend(spending(acting), quotas::Purpose::LookUp); !few)
        return base::pass_on(few);
    const auto matched = match(acting, identity);
    if (matched.found == Found::MayAsk || matched.found == Found::MayFollow) {
        if (const auto few = count_reached(acting, {*matched.person}); !few)
            return base::pass_on(few);
    }
    leave_entry(acting, {.act = audit::Act::SearchExact, .person = matched.person});
    IdentityAnswer answer{.found = matched.found};
    if (answer.found == Found::AlreadyFollowed) answer.person = matched.relation.public_id;
    return answer;
}

base::Result<Led> follow_by_colleague(const Acting& acting, const base::PublicId& person,
                                      const PartTyped& part) {
    const auto relation =
        store::relation(acting.tx, person, acting.viewer.id, acting.viewer.structure());
    if (!relation) return base::refuse(base::Refusal::NotFound, "doors.nobody");
    if (relation->own && relation->own->is_ongoing() &&
        relation->state == people::PersonState::Active)
        return Led{.by = Found::AlreadyFollowed, .person = person};
    if (joining_of(acting, *relation, Door::Colleague) != Joining::AtOnce)
        return base::refuse(base::Refusal::NotFound, "doors.nobody");
    if (const auto right = sharing::check_part(part, acting.house.clock.today()); !right)
        return base::pass_on(right);
    if (const auto right = check_start(acting, *relation, part); !right)
        return base::pass_on(right);
    if (const auto few = count_reached(acting, {relation->person}); !few) return base::pass_on(few);
    start_following(acting, relation->person, part, Door::Colleague, false);
    return Led{.by = Found::MayFollow, .person = person};
}

base::Result<Led> follow_by_identity(const Acting& acting, const people::Identity& identity,
                                     const PartTyped& part) {
    if (const auto right = sharing::check_part(part, acting.house.clock.today()); !right)
        return base::pass_on(right);
    const auto matched = match(acting, identity);
    if (matched.found == Found::Unknown) leave_entry(acting, {.act = audit::Act::SearchExact});
    return go_through(acting, matched, identity, part);
}

base::Result<Led> create(const Acting& acting, const people::Identity& identity,
                         const Notice& notice, const PartTyped& part) {
    const auto today = acting.house.clock.today();
    if (const auto right = sharing::check_part(part, today); !right) return base::pass_on(right);
    if (notice.on > today)
        return base::refuse(base::Refusal::Invalid, "doors.notice_in_future", "information_le");
    people::store::lock_identity(acting.tx, identity);
    const auto matched = match(acting, identity);
    if (matched.found != Found::Unknown) return go_through(acting, matched, identity, part);

    const auto hidden = set_aside_match(acting, identity);
    const auto created = people::store::add_person(
        acting.tx, {.identity = identity,
                    .state = hidden ? people::PersonState::SetAside : people::PersonState::Active,
                    .notice = notice.way,
                    .notice_on = notice.on,
                    .created_at = acting.house.clock.now(),
                    .created_by = acting.viewer.id,
                    .created_for = acting.viewer.structure()});
    leave_entry(acting, {.act = audit::Act::CreatePerson, .person = created.id});
    start_following(acting, created.id, part, Door::Create, true);
    if (hidden) {
        people::store::queue_double(acting.tx, created.id, *hidden,
                                    people::store::Likeness::SetAside, acting.house.clock.now());
    } else {
        queue_doubles(acting, created.id, identity);
    }
    return Led{.by = Found::Unknown, .person = created.public_id};
}

}  // namespace gps::doors
