#include "caseload/store.hpp"

#include "people/names.hpp"

// Each statement reads one index from the place where the last page stopped: one short range for
// each kind of référent, so that filtering costs no more than not filtering. What a line shows is
// read for the lines of the page only, once they are known.
namespace gps::caseload::store {
namespace {

std::vector<Line> lines(const db::Rows& rows) {
    std::vector<Line> lines;
    for (const auto& row : rows) {
        lines.push_back({
            .id = {row.integer(0)},
            .person = {row.integer(1)},
            .public_id = base::PublicId::parse(row.view(2)),
            .state = people::person_state(row.view(3)),
            .initials = {.last = row.text(4), .first = row.text(5)},
            .own = {.id = {row.integer(0)},
                    .started_on = row.date(6),
                    .ended_on = row.optional_date(7),
                    .is_creator = row.boolean(8),
                    .granted_until = row.optional_date(9)},
            .referent_kind = static_cast<ReferentKind>(row.integer(10)),
            .contributors = static_cast<int>(row.integer(12)),
            .last_activity_at = row.instant(13),
            .shown_key = row.text(14),
        });
        if (const auto referent = row.optional_integer(11))
            lines.back().referent = sharing::ContributionId{*referent};
    }
    return lines;
}

}  // namespace

namespace {

// After every key that begins so, and before any other.
std::string end_of(const std::string& beginning) {
    return beginning + "\U0010FFFF";
}

}  // namespace

Beginnings beginnings(std::string_view typed) {
    const auto joined = people::search_key(typed);
    Beginnings found{.joined = {joined, end_of(joined)}};
    const auto space = typed.find_last_of(' ');
    if (space == std::string_view::npos) return found;
    const auto last = people::search_key(typed.substr(0, space));
    const auto first = people::search_key(typed.substr(space + 1));
    if (last.empty() || first.empty()) return found;
    const auto split = last + " " + first;
    found.split = {split, end_of(split)};
    return found;
}

constexpr db::Statement kListByStart{
    .name = "caseload.list_by_start",
    .text = R"sql(
        SELECT c.id, c.person_id, p.public_id, p.state, p.last_initial, p.first_initial,
            c.started_on, c.ended_on, c.is_creator, c.granted_until, c.referent_kind,
            g.referent_contribution_id, g.contributor_count, c.last_activity_at, c.shown_key
        FROM (
            SELECT id FROM (
                SELECT * FROM (SELECT id, started_on
                    FROM followup_contributions
                    WHERE professional_id = $1 AND structure_id = $2 AND is_past = $3
                        AND referent_kind = 0 AND $4 = TRUE AND (started_on, id) < ($7, $8)
                    ORDER BY started_on DESC, id DESC
                    LIMIT 26) AS kind_0
                UNION ALL
                SELECT * FROM (SELECT id, started_on
                    FROM followup_contributions
                    WHERE professional_id = $1 AND structure_id = $2 AND is_past = $3
                        AND referent_kind = 1 AND $5 = TRUE AND (started_on, id) < ($7, $8)
                    ORDER BY started_on DESC, id DESC
                    LIMIT 26) AS kind_1
                UNION ALL
                SELECT * FROM (SELECT id, started_on
                    FROM followup_contributions
                    WHERE professional_id = $1 AND structure_id = $2 AND is_past = $3
                        AND referent_kind = 2 AND $6 = TRUE AND (started_on, id) < ($7, $8)
                    ORDER BY started_on DESC, id DESC
                    LIMIT 26) AS kind_2
            ) AS kinds
            ORDER BY started_on DESC, id DESC
            LIMIT 26
        ) AS shown
        JOIN followup_contributions AS c ON c.id = shown.id
        JOIN persons AS p ON p.id = c.person_id
        JOIN followup_groups AS g ON g.person_id = c.person_id
        ORDER BY c.started_on DESC, c.id DESC
    )sql",
};

std::vector<Line> by_start(db::Transaction& tx, const Scope& scope, base::Date before,
                           sharing::ContributionId before_id) {
    return lines(tx.query(kListByStart, scope.professional, scope.structure, scope.past,
                          scope.no_referent, scope.me_referent, scope.other_referent, before,
                          before_id));
}

constexpr db::Statement kListByName{
    .name = "caseload.list_by_name",
    .text = R"sql(
        SELECT c.id, c.person_id, p.public_id, p.state, p.last_initial, p.first_initial,
            c.started_on, c.ended_on, c.is_creator, c.granted_until, c.referent_kind,
            g.referent_contribution_id, g.contributor_count, c.last_activity_at, c.shown_key
        FROM (
            SELECT id FROM (
                SELECT * FROM (SELECT id, shown_key
                    FROM followup_contributions
                    WHERE professional_id = $1 AND structure_id = $2 AND is_past = $3
                        AND referent_kind = 0 AND $4 = TRUE AND (shown_key, id) > ($7, $8)
                    ORDER BY shown_key, id
                    LIMIT 26) AS kind_0
                UNION ALL
                SELECT * FROM (SELECT id, shown_key
                    FROM followup_contributions
                    WHERE professional_id = $1 AND structure_id = $2 AND is_past = $3
                        AND referent_kind = 1 AND $5 = TRUE AND (shown_key, id) > ($7, $8)
                    ORDER BY shown_key, id
                    LIMIT 26) AS kind_1
                UNION ALL
                SELECT * FROM (SELECT id, shown_key
                    FROM followup_contributions
                    WHERE professional_id = $1 AND structure_id = $2 AND is_past = $3
                        AND referent_kind = 2 AND $6 = TRUE AND (shown_key, id) > ($7, $8)
                    ORDER BY shown_key, id
                    LIMIT 26) AS kind_2
            ) AS kinds
            ORDER BY shown_key, id
            LIMIT 26
        ) AS shown
        JOIN followup_contributions AS c ON c.id = shown.id
        JOIN persons AS p ON p.id = c.person_id
        JOIN followup_groups AS g ON g.person_id = c.person_id
        ORDER BY c.shown_key, c.id
    )sql",
};

std::vector<Line> by_name(db::Transaction& tx, const Scope& scope, const std::string& after,
                          sharing::ContributionId after_id) {
    return lines(tx.query(kListByName, scope.professional, scope.structure, scope.past,
                          scope.no_referent, scope.me_referent, scope.other_referent, after,
                          after_id));
}

constexpr db::Statement kListByActivity{
    .name = "caseload.list_by_activity",
    .text = R"sql(
        SELECT c.id, c.person_id, p.public_id, p.state, p.last_initial, p.first_initial,
            c.started_on, c.ended_on, c.is_creator, c.granted_until, c.referent_kind,
            g.referent_contribution_id, g.contributor_count, c.last_activity_at, c.shown_key
        FROM (
            SELECT id FROM (
                SELECT * FROM (SELECT id, last_activity_at
                    FROM followup_contributions
                    WHERE professional_id = $1 AND structure_id = $2 AND is_past = $3
                        AND referent_kind = 0 AND $4 = TRUE AND (last_activity_at, id) < ($7, $8)
                    ORDER BY last_activity_at DESC, id DESC
                    LIMIT 26) AS kind_0
                UNION ALL
                SELECT * FROM (SELECT id, last_activity_at
                    FROM followup_contributions
                    WHERE professional_id = $1 AND structure_id = $2 AND is_past = $3
                        AND referent_kind = 1 AND $5 = TRUE AND (last_activity_at, id) < ($7, $8)
                    ORDER BY last_activity_at DESC, id DESC
                    LIMIT 26) AS kind_1
                UNION ALL
                SELECT * FROM (SELECT id, last_activity_at
                    FROM followup_contributions
                    WHERE professional_id = $1 AND structure_id = $2 AND is_past = $3
                        AND referent_kind = 2 AND $6 = TRUE AND (last_activity_at, id) < ($7, $8)
                    ORDER BY last_activity_at DESC, id DESC
                    LIMIT 26) AS kind_2
            ) AS kinds
            ORDER BY last_activity_at DESC, id DESC
            LIMIT 26
        ) AS shown
        JOIN followup_contributions AS c ON c.id = shown.id
        JOIN persons AS p ON p.id = c.person_id
        JOIN followup_groups AS g ON g.person_id = c.person_id
        ORDER BY c.last_activity_at DESC, c.id DESC
    )sql",
};

std::vector<Line> by_activity(db::Transaction& tx, const Scope& scope, base::Instant before,
                              sharing::ContributionId before_id) {
    return lines(tx.query(kListByActivity, scope.professional, scope.structure, scope.past,
                          scope.no_referent, scope.me_referent, scope.other_referent, before,
                          before_id));
}

// With `|| ''`, what is found by first name is not read in the order of last names, of which few
// would do.
constexpr db::Statement kListByTypedName{
    .name = "caseload.list_by_typed_name",
    .text = R"sql(
        SELECT c.id, c.person_id, p.public_id, p.state, p.last_initial, p.first_initial,
            c.started_on, c.ended_on, c.is_creator, c.granted_until, c.referent_kind,
            g.referent_contribution_id, g.contributor_count, c.last_activity_at, c.shown_key
        FROM (
            SELECT id FROM (
                SELECT * FROM (SELECT id, shown_key
                    FROM followup_contributions
                    WHERE professional_id = $1 AND structure_id = $2 AND is_past = $3
                        AND (shown_key, id) > ($14, $15) AND shown_key < $8
                        AND ((referent_kind = 0 AND $4 = TRUE) OR (referent_kind = 1 AND $5 = TRUE)
                        OR (referent_kind = 2 AND $6 = TRUE))
                        AND (shows_names = FALSE OR is_past = FALSE OR ended_on >= $13)
                        AND (shows_names = FALSE OR $18 = TRUE OR is_creator
                        OR granted_until >= $19)
                    ORDER BY shown_key, id
                    LIMIT 26) AS by_shown_key_7
                UNION
                SELECT * FROM (SELECT id, shown_key
                    FROM followup_contributions
                    WHERE professional_id = $1 AND structure_id = $2 AND is_past = $3
                        AND (shown_key, id) > ($16, $17) AND shown_key < $10
                        AND ((referent_kind = 0 AND $4 = TRUE) OR (referent_kind = 1 AND $5 = TRUE)
                        OR (referent_kind = 2 AND $6 = TRUE))
                        AND (shows_names = FALSE OR is_past = FALSE OR ended_on >= $13)
                        AND (shows_names = FALSE OR $18 = TRUE OR is_creator
                        OR granted_until >= $19)
                    ORDER BY shown_key, id
                    LIMIT 26) AS by_shown_key_9
                UNION
                SELECT * FROM (SELECT id, shown_key
                    FROM followup_contributions
                    WHERE professional_id = $1 AND structure_id = $2 AND is_past = $3
                        AND shown_first_key >= $7 AND shown_first_key < $8
                        AND ((referent_kind = 0 AND $4 = TRUE) OR (referent_kind = 1 AND $5 = TRUE)
                        OR (referent_kind = 2 AND $6 = TRUE))
                        AND (shown_key || '', id) > ($11, $12)
                        AND (shows_names = FALSE OR is_past = FALSE OR ended_on >= $13)
                        AND (shows_names = FALSE OR $18 = TRUE OR is_creator
                        OR granted_until >= $19)
                    ORDER BY shown_key || '', id
                    LIMIT 26) AS by_shown_first_key_7
                UNION
                SELECT * FROM (SELECT id, shown_key
                    FROM followup_contributions
                    WHERE professional_id = $1 AND structure_id = $2 AND is_past = $3
                        AND shown_first_key >= $9 AND shown_first_key < $10
                        AND ((referent_kind = 0 AND $4 = TRUE) OR (referent_kind = 1 AND $5 = TRUE)
                        OR (referent_kind = 2 AND $6 = TRUE))
                        AND (shown_key || '', id) > ($11, $12)
                        AND (shows_names = FALSE OR is_past = FALSE OR ended_on >= $13)
                        AND (shows_names = FALSE OR $18 = TRUE OR is_creator
                        OR granted_until >= $19)
                    ORDER BY shown_key || '', id
                    LIMIT 26) AS by_shown_first_key_9
            ) AS found
            ORDER BY shown_key, id
            LIMIT 26
        ) AS shown
        JOIN followup_contributions AS c ON c.id = shown.id
        JOIN persons AS p ON p.id = c.person_id
        JOIN followup_groups AS g ON g.person_id = c.person_id
        ORDER BY c.shown_key, c.id
    )sql",
};

namespace {

// Where reading a range begins: after the place where the last page stopped, or at its first key.
// An engine given both would read the index from the lower one.
struct From {
    std::string key = {};
    sharing::ContributionId id = {};
};

From later(const From& place, const KeyRange& range) {
    return place.key < range.from ? From{.key = range.from} : place;
}

}  // namespace

std::vector<Line> by_typed_name(db::Transaction& tx, const Scope& scope, const Beginnings& typed,
                                const std::string& after, sharing::ContributionId after_id,
                                base::Date shown_since) {
    const From place{.key = after, .id = after_id};
    const auto joined = later(place, typed.joined);
    const auto split = later(place, typed.split);
    return lines(tx.query(kListByTypedName, scope.professional, scope.structure, scope.past,
                          scope.no_referent, scope.me_referent, scope.other_referent,
                          typed.joined.from, typed.joined.before, typed.split.from,
                          typed.split.before, after, after_id, shown_since, joined.key, joined.id,
                          split.key, split.id, scope.is_habilitated, scope.today));
}

}  // namespace gps::caseload::store
