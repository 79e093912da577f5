#include "caseload/list.hpp"

#include "base/seal.hpp"
#include "caseload/store.hpp"
#include "people/names.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <map>

#include <fmt/format.h>

namespace gps::caseload {
namespace {

// Where a page stopped: the sort key of its last line and the line itself.
struct Place {
    std::string key = {};
    sharing::ContributionId id = {};
};

const auto kAfterAll = base::Date::from_days(2'932'896);  // 31 December 9999

std::string seal_place(const base::Keys& keys, const ListQuery& query, const Place& place) {
    return base::seal(keys.sealing(), fmt::format("{}|{}|{}", static_cast<int>(query.sort),
                                                  place.id.value, place.key));
}

// What is not a place of this list starts it over.
std::optional<Place> read_place(const base::Keys& keys, const ListQuery& query) {
    const auto text = base::unseal(keys.sealing(), query.after);
    if (!text || text->size() < 2 || (*text)[0] - '0' != static_cast<int>(query.sort))
        return std::nullopt;
    const auto bar = text->find('|', 2);
    if (bar == std::string::npos) return std::nullopt;
    Place place{.key = text->substr(bar + 1)};
    std::from_chars(text->data() + 2, text->data() + bar, place.id.value);
    return place;
}

store::Scope scope_of(const access::Viewer& viewer, const ListQuery& query, base::Date today) {
    const auto wants = [&](ReferentKind kind) {
        return !query.referent || *query.referent == kind;
    };
    return {.professional = viewer.id,
            .structure = viewer.structure(),
            .past = query.past,
            .no_referent = wants(ReferentKind::None),
            .me_referent = wants(ReferentKind::Me),
            .other_referent = wants(ReferentKind::Other),
            .is_habilitated = viewer.is_habilitated(),
            .today = today};
}

// `place`: the last line of the page before; none for the first page.
std::vector<store::Line> lines_after(db::Transaction& tx, const store::Scope& scope,
                                     const ListQuery& query, const std::optional<Place>& place,
                                     base::Date shown_since) {
    const auto [key, id] = place.value_or(Place{});
    if (!query.name.empty())
        return store::by_typed_name(tx, scope, store::beginnings(query.name), key, id, shown_since);
    switch (query.sort) {
        case Sort::Start:
            return store::by_start(tx, scope, base::Date::from_iso(key).value_or(kAfterAll), id);
        case Sort::Name:
            return store::by_name(tx, scope, key, id);
        case Sort::Activity: {
            base::Instant before{std::numeric_limits<std::int64_t>::max()};
            std::from_chars(key.data(), key.data() + key.size(), before.micros);
            return store::by_activity(tx, scope, before, id);
        }
    }
    __builtin_unreachable();
}

std::string key_of(const store::Line& line, const ListQuery& query) {
    if (!query.name.empty() || query.sort == Sort::Name) return line.shown_key;
    if (query.sort == Sort::Start) return line.own.started_on.iso();
    return std::to_string(line.last_activity_at.micros);
}

store::Counts counts_of(db::Transaction& tx, const store::Scope& scope, const ListQuery& query,
                        base::Date shown_since) {
    if (!query.name.empty())
        return store::counts_of_name(tx, scope, store::beginnings(query.name), shown_since);
    return scope.is_filtered() ? store::counts_of_referents(tx, scope) : store::counts(tx, scope);
}

struct Seen {
    store::Line line = {};
    sharing::Sight sight = {};
};

// The names are read for the people whose details are seen, and for no one else.
store::Names names_of(db::Transaction& tx, const access::Viewer& viewer,
                      const std::vector<Seen>& seen) {
    std::vector<std::int64_t> people;
    std::vector<std::int64_t> referents;
    for (const auto& [line, sight] : seen) {
        if (sight.level == sharing::Level::Details) people.push_back(line.person.value);
        if (sight.sees_whole_group && line.referent && line.referent_kind == ReferentKind::Other)
            referents.push_back(line.referent->value);
    }
    return store::names(tx, people, referents, viewer.structure(),
                        sharing::highest_sensitivity_shown(false));
}

using ById = std::map<std::int64_t, std::string>;

std::string referent_of(const Seen& seen, const ById& names) {
    const auto& [line, sight] = seen;
    if (!sight.sees_whole_group || !line.referent) return "";
    if (line.referent_kind == ReferentKind::Me) return "Vous";
    const auto named = names.find(line.referent->value);
    return named == names.end() ? "Autre intervenant" : named->second;
}

ListRow row_of(const Seen& seen, const ById& people, const ById& referents) {
    const auto& [line, sight] = seen;
    const auto named = people.find(line.person.value);
    return {.person = line.public_id,
            .name = named == people.end() ? line.initials.last + " " + line.initials.first
                                          : named->second,
            .is_frozen = sight.is_frozen,
            .started_on = line.own.started_on,
            .ended_on = line.own.ended_on,
            .referent = referent_of(seen, referents),
            .contributors = sight.sees_whole_group ? line.contributors : 1,
            .last_activity_on = base::paris_date(line.last_activity_at)};
}

std::vector<Seen> seen_by(const access::Viewer& viewer, const std::vector<store::Line>& lines,
                          base::Date today) {
    std::vector<Seen> seen;
    for (const auto& line : lines) {
        const auto what = sharing::sight({.is_active_member = true,
                                          .is_habilitated = viewer.is_habilitated(),
                                          .person = line.state,
                                          .own = line.own},
                                         today);
        if (what.level != sharing::Level::Nothing) seen.push_back({.line = line, .sight = what});
    }
    return seen;
}

}  // namespace

ListPage list(db::Transaction& tx, const base::Keys& keys, const access::Viewer& viewer,
              const ListQuery& query, base::Date today) {
    const auto scope = scope_of(viewer, query, today);
    const auto shown_since = today.plus_days(-sharing::kDaysAfterEnd);
    const auto counts = counts_of(tx, scope, query, shown_since);
    auto lines = lines_after(tx, scope, query, read_place(keys, query), shown_since);

    ListPage page{.current_count = counts.current, .past_count = counts.past};
    if (!query.name.empty() || scope.is_filtered()) page.matching = counts.matching;
    if (lines.size() > static_cast<std::size_t>(kRowsAPage)) {
        lines.resize(static_cast<std::size_t>(kRowsAPage));
        page.next =
            seal_place(keys, query, {.key = key_of(lines.back(), query), .id = lines.back().id});
    }
    const auto seen = seen_by(viewer, lines, today);
    const auto names = names_of(tx, viewer, seen);
    const ById people(names.people.begin(), names.people.end());
    const ById referents(names.referents.begin(), names.referents.end());
    for (const auto& one : seen) page.rows.push_back(row_of(one, people, referents));
    return page;
}

}  // namespace gps::caseload
