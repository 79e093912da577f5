#include "platform/store.hpp"

#include <algorithm>

namespace gps::platform::store {

constexpr db::Statement kAddDecision{
    .name = "platform.add_decision",
    .text = R"sql(
        INSERT INTO platform_decisions (structure_id, act, basis, from_on, until_on, why,
            decided_by, decided_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        RETURNING id
    )sql",
};

std::int64_t add_decision(db::Transaction& tx, const NewDecision& decision) {
    const auto& given = decision.habilitation;
    std::optional<base::Date> from_on;
    std::optional<base::Date> until_on;
    if (given) {
        from_on = given->from_on;
        until_on = given->until_on;
    }
    const auto rows = tx.query(kAddDecision, decision.structure, code(decision.kind),
                               given ? code(given->basis) : std::string_view(), from_on, until_on,
                               decision.why, decision.by, decision.at);
    return rows.at(0).integer(0);
}

constexpr db::Statement kAddChange{
    .name = "platform.add_change",
    .text = R"sql(
        INSERT INTO platform_changes (decision_id, field, before, after)
        VALUES ($1, $2, $3, $4)
    )sql",
};

void add_change(db::Transaction& tx, std::int64_t decision, const Change& change) {
    tx.exec(kAddChange, decision, change.field, change.before, change.after);
}

constexpr db::Statement kDecisions{
    .name = "platform.decisions",
    .text = R"sql(
        SELECT d.id, d.act, d.basis, d.from_on, d.until_on, d.why, d.decided_at, p.first_name,
            p.last_name
        FROM platform_decisions AS d
        LEFT JOIN professionals AS p ON p.id = d.decided_by
        WHERE d.structure_id = $1 AND d.id < $2
        ORDER BY d.id DESC
        LIMIT $3
    )sql",
};

std::vector<Decision> decisions(db::Transaction& tx, structures::StructureId structure,
                                std::int64_t before, int limit) {
    std::vector<Decision> decisions;
    for (const auto& row : tx.query(kDecisions, structure, before, limit)) {
        decisions.push_back({.id = row.integer(0),
                             .kind = kind_of(row.view(1)),
                             .basis = basis_of(row.view(2)),
                             .from_on = row.optional_date(3),
                             .until_on = row.optional_date(4),
                             .why = row.text(5),
                             .by = row.is_null(7) ? "" : row.text(7) + " " + row.text(8),
                             .at = row.instant(6)});
    }
    return decisions;
}

constexpr db::Statement kChanges{
    .name = "platform.changes",
    .text = R"sql(
        SELECT c.decision_id, c.field, c.before, c.after
        FROM platform_decisions AS d
        CROSS JOIN platform_changes AS c
        WHERE d.structure_id = $1 AND d.id >= $2 AND d.id <= $3 AND c.decision_id = d.id
        ORDER BY c.decision_id, c.field
    )sql",
};

void read_changes(db::Transaction& tx, structures::StructureId structure,
                  std::vector<Decision>& decisions) {
    if (decisions.empty()) return;
    for (const auto& row :
         tx.query(kChanges, structure, decisions.back().id, decisions.front().id)) {
        const auto of = std::ranges::find(decisions, row.integer(0), &Decision::id);
        if (of == decisions.end()) continue;
        of->changes.push_back({.field = row.text(1), .before = row.text(2), .after = row.text(3)});
    }
}

constexpr db::Statement kMerges{
    .name = "platform.merges",
    .text = R"sql(
        SELECT m.public_id, k.name, d.name, m.state = 'refused', p.first_name, p.last_name,
            m.asked_at, m.answered_at, m.done_at
        FROM (
            SELECT id FROM merges WHERE kept_id = $1
            UNION
            SELECT id FROM merges WHERE double_id = $1) AS own
        JOIN merges AS m ON m.id = own.id
        JOIN structures AS k ON k.id = m.kept_id
        JOIN structures AS d ON d.id = m.double_id
        JOIN professionals AS p ON p.id = m.asked_by
        ORDER BY m.id DESC
        LIMIT $2
    )sql",
};

std::vector<MergeLine> merges(db::Transaction& tx, structures::StructureId structure, int limit) {
    std::vector<MergeLine> lines;
    for (const auto& row : tx.query(kMerges, structure, limit)) {
        lines.push_back({.merge = base::PublicId::parse(row.view(0)),
                         .kept = row.text(1),
                         .twin = row.text(2),
                         .by = row.text(4) + " " + row.text(5),
                         .at = row.instant(6),
                         .is_refused = row.boolean(3),
                         .answered_at = row.optional_instant(7),
                         .done_at = row.optional_instant(8)});
    }
    return lines;
}

constexpr db::Statement kDoublesWaiting{
    .name = "platform.doubles_waiting",
    .text = R"sql(
        SELECT count(*)
        FROM (
            SELECT 1 FROM structures_doubles WHERE state = 'proposed'
            UNION ALL
            SELECT 1 FROM merges WHERE state = 'asked'
            LIMIT $1) AS few
    )sql",
};

int doubles_waiting(db::Transaction& tx, int at_most) {
    return static_cast<int>(tx.query(kDoublesWaiting, at_most).at(0).integer(0));
}

}  // namespace gps::platform::store
