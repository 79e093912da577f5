#include "caseload/store.hpp"
#include "people/names.hpp"

// The counters of the list and the names it prints. A count kept by acts is read; a filtered one
// stops at four hundred and one.
namespace gps::caseload::store {
namespace {

Counts counts_in(const db::Rows& rows) {
    const auto row = rows.at(0);
    return {.current = static_cast<int>(row.integer(0)),
            .past = static_cast<int>(row.integer(1)),
            .matching = static_cast<int>(row.integer(2))};
}

}  // namespace

constexpr db::Statement kCounts{
    .name = "caseload.counts",
    .text = R"sql(
        SELECT
            COALESCE((SELECT current_count FROM followup_caseloads
                WHERE professional_id = $1 AND structure_id = $2), 0),
            COALESCE((SELECT past_count FROM followup_caseloads
                WHERE professional_id = $1 AND structure_id = $2), 0), 0
    )sql",
};

Counts counts(db::Transaction& tx, const Scope& scope) {
    return counts_in(tx.query(kCounts, scope.professional, scope.structure));
}

// The order is that of the index to read, which a planner that knows no value yet would not choose.
constexpr db::Statement kCountsOfReferents{
    .name = "caseload.counts_of_referents",
    .text = R"sql(
        SELECT
            COALESCE((SELECT current_count FROM followup_caseloads
                WHERE professional_id = $1 AND structure_id = $2), 0),
            COALESCE((SELECT past_count FROM followup_caseloads
                WHERE professional_id = $1 AND structure_id = $2), 0),
            (SELECT count(*) FROM (
                SELECT * FROM (SELECT 1 FROM followup_contributions
                    WHERE professional_id = $1 AND structure_id = $2 AND is_past = $3
                        AND referent_kind = 0 AND $4 = TRUE
                    ORDER BY started_on, id
                    LIMIT 401) AS kind_0
                UNION ALL
                SELECT * FROM (SELECT 1 FROM followup_contributions
                    WHERE professional_id = $1 AND structure_id = $2 AND is_past = $3
                        AND referent_kind = 1 AND $5 = TRUE
                    ORDER BY started_on, id
                    LIMIT 401) AS kind_1
                UNION ALL
                SELECT * FROM (SELECT 1 FROM followup_contributions
                    WHERE professional_id = $1 AND structure_id = $2 AND is_past = $3
                        AND referent_kind = 2 AND $6 = TRUE
                    ORDER BY started_on, id
                    LIMIT 401) AS kind_2
                LIMIT 401) AS counted)
    )sql",
};

Counts counts_of_referents(db::Transaction& tx, const Scope& scope) {
    return counts_in(tx.query(kCountsOfReferents, scope.professional, scope.structure, scope.past,
                              scope.no_referent, scope.me_referent, scope.other_referent));
}

constexpr db::Statement kCountsOfName{
    .name = "caseload.counts_of_name",
    .text = R"sql(
        SELECT
            COALESCE((SELECT current_count FROM followup_caseloads
                WHERE professional_id = $1 AND structure_id = $2), 0),
            COALESCE((SELECT past_count FROM followup_caseloads
                WHERE professional_id = $1 AND structure_id = $2), 0),
            (SELECT count(*) FROM (
                SELECT * FROM (SELECT id
                    FROM followup_contributions
                    WHERE professional_id = $1 AND structure_id = $2 AND is_past = $3
                        AND shown_key >= $7 AND shown_key < $8
                        AND ((referent_kind = 0 AND $4 = TRUE) OR (referent_kind = 1 AND $5 = TRUE)
                        OR (referent_kind = 2 AND $6 = TRUE))
                        AND (shows_names = FALSE OR is_past = FALSE OR ended_on >= $11)
                        AND (shows_names = FALSE OR $12 = TRUE OR is_creator
                        OR granted_until >= $13)
                    ORDER BY shown_key, id
                    LIMIT 401) AS by_shown_key_7
                UNION
                SELECT * FROM (SELECT id
                    FROM followup_contributions
                    WHERE professional_id = $1 AND structure_id = $2 AND is_past = $3
                        AND shown_key >= $9 AND shown_key < $10
                        AND ((referent_kind = 0 AND $4 = TRUE) OR (referent_kind = 1 AND $5 = TRUE)
                        OR (referent_kind = 2 AND $6 = TRUE))
                        AND (shows_names = FALSE OR is_past = FALSE OR ended_on >= $11)
                        AND (shows_names = FALSE OR $12 = TRUE OR is_creator
                        OR granted_until >= $13)
                    ORDER BY shown_key, id
                    LIMIT 401) AS by_shown_key_9
                UNION
                SELECT * FROM (SELECT id
                    FROM followup_contributions
                    WHERE professional_id = $1 AND structure_id = $2 AND is_past = $3
                        AND shown_first_key >= $7 AND shown_first_key < $8
                        AND ((referent_kind = 0 AND $4 = TRUE) OR (referent_kind = 1 AND $5 = TRUE)
                        OR (referent_kind = 2 AND $6 = TRUE))
                        AND (shows_names = FALSE OR is_past = FALSE OR ended_on >= $11)
                        AND (shows_names = FALSE OR $12 = TRUE OR is_creator
                        OR granted_until >= $13)
                    ORDER BY shown_first_key, shown_key, id
                    LIMIT 401) AS by_shown_first_key_7
                UNION
                SELECT * FROM (SELECT id
                    FROM followup_contributions
                    WHERE professional_id = $1 AND structure_id = $2 AND is_past = $3
                        AND shown_first_key >= $9 AND shown_first_key < $10
                        AND ((referent_kind = 0 AND $4 = TRUE) OR (referent_kind = 1 AND $5 = TRUE)
                        OR (referent_kind = 2 AND $6 = TRUE))
                        AND (shows_names = FALSE OR is_past = FALSE OR ended_on >= $11)
                        AND (shows_names = FALSE OR $12 = TRUE OR is_creator
                        OR granted_until >= $13)
                    ORDER BY shown_first_key, shown_key, id
                    LIMIT 401) AS by_shown_first_key_9
                LIMIT 401) AS counted)
    )sql",
};

Counts counts_of_name(db::Transaction& tx, const Scope& scope, const Beginnings& typed,
                      base::Date shown_since) {
    return counts_in(tx.query(kCountsOfName, scope.professional, scope.structure, scope.past,
                              scope.no_referent, scope.me_referent, scope.other_referent,
                              typed.joined.from, typed.joined.before, typed.split.from,
                              typed.split.before, shown_since, scope.is_habilitated, scope.today));
}

// The last names of the list: people first, then référents, told apart by the first column. A
// référent of a structure too sensitive to be shown is not read.
constexpr db::Statement kNames{
    .name = "caseload.names",
    .text = R"sql(
        SELECT 0, p.id, p.birth_name, p.first_name
        FROM persons AS p
        WHERE p.id IN (
                $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
                $19, $20, $21, $22, $23, $24, $25, $26, $27)
        UNION ALL
        SELECT 1, c.id, r.last_name, r.first_name
        FROM followup_contributions AS c
        JOIN professionals AS r ON r.id = c.professional_id
        JOIN structures AS s ON s.id = c.structure_id
        WHERE (s.sensitivity <= $2 OR s.id = $1 OR (
                SELECT count(*) FROM agreements AS a
                WHERE a.person_id = c.person_id AND a.structure_id = s.id
                    AND a.revoked_at IS NULL AND coalesce(a.for_structure, $1) = $1) > 0)
            AND c.id IN (
                $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41,
                $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52)
    )sql",
};

namespace {

constexpr std::int64_t kNoRow = -1;

void append_padded(std::vector<db::Value>& values, const std::vector<std::int64_t>& ids) {
    for (std::size_t i = 0; i < static_cast<std::size_t>(kRowsAPage); ++i)
        values.emplace_back(i < ids.size() ? ids[i] : kNoRow);
}

}  // namespace

Names names(db::Transaction& tx, const std::vector<std::int64_t>& people,
            const std::vector<std::int64_t>& referents, structures::StructureId own,
            int highest_sensitivity) {
    std::vector<db::Value> values{own.value, std::int64_t{highest_sensitivity}};
    append_padded(values, people);
    append_padded(values, referents);
    Names found;
    for (const auto& row : tx.query_list(kNames, values)) {
        if (row.integer(0) == 0) {
            found.people.emplace_back(row.integer(1), people::shown_full(row.view(2), row.view(3)));
        } else {
            found.referents.emplace_back(row.integer(1), row.text(3) + " " + row.text(2));
        }
    }
    return found;
}

}  // namespace gps::caseload::store
