#include "merges/store.hpp"

namespace gps::merges::store {
namespace {

std::string name_of(const db::Row& row, int column) {
    return row.is_null(column) ? "" : row.text(column) + " " + row.text(column + 1);
}

Merge merge_of(const db::Row& row) {
    return {.id = {row.integer(0)},
            .public_id = base::PublicId::parse(row.view(1)),
            .kept = base::PublicId::parse(row.view(2)),
            .twin = base::PublicId::parse(row.view(3)),
            .kept_name = row.text(4),
            .twin_name = row.text(5),
            .state = state_of(row.view(6)),
            .told = row.text(7),
            .why = row.text(8),
            .asked_by = {row.integer(9)},
            .asked_by_name = name_of(row, 10),
            .asked_at = row.instant(12),
            .answer = row.text(13),
            .answered_by_name = name_of(row, 14),
            .answered_at = row.optional_instant(16),
            .done_at = row.optional_instant(17)};
}

}  // namespace

constexpr db::Statement kAdd{
    .name = "merges.add",
    .text = R"sql(
        INSERT INTO merges (public_id, kept_id, double_id, state, told, why, asked_by, asked_at)
        VALUES ($1, $2, $3, 'asked', $4, $5, $6, $7)
    )sql",
};

base::PublicId add(db::Transaction& tx, const NewMerge& merge) {
    const auto id = base::PublicId::fresh();
    tx.exec(kAdd, id, merge.kept, merge.twin, merge.told, merge.why, merge.by, merge.at);
    return id;
}

constexpr db::Statement kFind{
    .name = "merges.find",
    .text = R"sql(
        SELECT m.id, m.public_id, k.public_id, d.public_id, k.name, d.name, m.state, m.told, m.why,
            m.asked_by, a.first_name, a.last_name, m.asked_at, m.answer, b.first_name, b.last_name,
            m.answered_at, m.done_at
        FROM merges AS m
        JOIN structures AS k ON k.id = m.kept_id
        JOIN structures AS d ON d.id = m.double_id
        JOIN professionals AS a ON a.id = m.asked_by
        LEFT JOIN professionals AS b ON b.id = m.answered_by
        WHERE m.public_id = $1
    )sql",
};

std::optional<Merge> find(db::Transaction& tx, const base::PublicId& id) {
    const auto rows = tx.query(kFind, id);
    if (rows.empty()) return std::nullopt;
    return merge_of(rows[0]);
}

constexpr db::Statement kHoldWaiting{
    .name = "merges.hold_waiting",
    .text = R"sql(
        UPDATE merges
        SET state = state
        WHERE id = $1 AND state = 'asked'
    )sql",
};

bool hold_waiting(db::Transaction& tx, MergeId id) {
    return tx.exec(kHoldWaiting, id) == 1;
}

constexpr db::Statement kAnswer{
    .name = "merges.answer",
    .text = R"sql(
        UPDATE merges
        SET state = $2, answer = $3, answered_by = $4, answered_at = $5
        WHERE id = $1
    )sql",
};

void answer(db::Transaction& tx, MergeId id, const Answer& answer) {
    tx.exec(kAnswer, id, code(answer.state), answer.why, answer.by, answer.at);
}

constexpr db::Statement kIsInMerge{
    .name = "merges.is_in_merge",
    .text = R"sql(
        SELECT 1
        FROM merges
        WHERE kept_id = $1 AND id <> $2 AND state IN ('asked', 'moving', 'closing')
        UNION ALL
        SELECT 1
        FROM merges
        WHERE double_id = $1 AND id <> $2 AND state IN ('asked', 'moving', 'closing')
        LIMIT 1
    )sql",
};

bool is_in_merge(db::Transaction& tx, structures::StructureId structure, MergeId but) {
    return !tx.query(kIsInMerge, structure, but).empty();
}

constexpr db::Statement kOpen{
    .name = "merges.open",
    .text = R"sql(
        SELECT m.id, m.public_id, k.public_id, d.public_id, k.name, d.name, m.state, m.told, m.why,
            m.asked_by, a.first_name, a.last_name, m.asked_at, m.answer, b.first_name, b.last_name,
            m.answered_at, m.done_at
        FROM (
            SELECT w.id FROM merges AS w WHERE w.state = 'asked'
            UNION ALL
            SELECT r.id FROM merges AS r WHERE r.state IN ('moving', 'closing')) AS few
        CROSS JOIN merges AS m
        JOIN structures AS k ON k.id = m.kept_id
        JOIN structures AS d ON d.id = m.double_id
        JOIN professionals AS a ON a.id = m.asked_by
        LEFT JOIN professionals AS b ON b.id = m.answered_by
        WHERE m.id = few.id
        ORDER BY m.id
        LIMIT $1
    )sql",
};

std::vector<Merge> open_merges(db::Transaction& tx, int limit) {
    std::vector<Merge> all;
    for (const auto& row : tx.query(kOpen, limit)) all.push_back(merge_of(row));
    return all;
}

namespace {

constexpr int kSideColumns = 11;

Side side_of(const db::Row& row, int from) {
    return {.id = {row.integer(from)},
            .public_id = base::PublicId::parse(row.view(from + 1)),
            .name = row.text(from + 2),
            .kind = row.text(from + 3),
            .city = row.text(from + 4),
            .siret = row.text(from + 5),
            .source = row.text(from + 6),
            .source_id = row.text(from + 7),
            .sensitivity = static_cast<int>(row.integer(from + 8)),
            .is_habilitated = row.boolean(from + 9),
            .members = static_cast<int>(row.integer(from + 10))};
}

structures::Likeness likeness(std::string_view code) {
    if (code == "phone") return structures::Likeness::Phone;
    return code == "address" ? structures::Likeness::Address : structures::Likeness::Name;
}

}  // namespace

// CROSS JOIN: the pairs are read in order, and their structures by id.
constexpr db::Statement kWaiting{
    .name = "merges.waiting",
    .text = R"sql(
        SELECT d.reason, a.id, a.public_id, a.name, a.kind, a.city, a.siret, a.source, a.source_id,
            a.sensitivity, a.is_habilitated,
            (SELECT count(*) FROM (SELECT 1 FROM memberships AS m
             WHERE m.structure_id = a.id AND m.ended_on IS NULL LIMIT $4) AS few),
            b.id, b.public_id, b.name, b.kind, b.city, b.siret, b.source, b.source_id,
            b.sensitivity, b.is_habilitated,
            (SELECT count(*) FROM (SELECT 1 FROM memberships AS m
             WHERE m.structure_id = b.id AND m.ended_on IS NULL LIMIT $4) AS few)
        FROM structures_doubles AS d
        CROSS JOIN structures AS a
        CROSS JOIN structures AS b
        WHERE d.state = 'proposed' AND (d.structure_id, d.double_id) > ($1, $2)
            AND a.id = d.structure_id AND b.id = d.double_id
            AND a.state = 'open' AND b.state = 'open'
            AND a.merged_into IS NULL AND b.merged_into IS NULL
            AND NOT EXISTS (
                SELECT 1 FROM merges AS m
                WHERE m.kept_id IN (a.id, b.id) AND m.double_id IN (a.id, b.id)
                    AND m.state = 'asked')
        ORDER BY d.structure_id, d.double_id
        LIMIT $3
    )sql",
};

std::vector<WaitingPair> waiting(db::Transaction& tx, const PairPlace& after, int limit) {
    std::vector<WaitingPair> pairs;
    for (const auto& row :
         tx.query(kWaiting, after.first, after.second, limit, kMostCountedInList + 1)) {
        pairs.push_back({.first = side_of(row, 1),
                         .second = side_of(row, 1 + kSideColumns),
                         .why = likeness(row.view(0))});
    }
    return pairs;
}

}  // namespace gps::merges::store
