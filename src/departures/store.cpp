#include "departures/store.hpp"

namespace gps::departures::store {
namespace {

std::string name_of(const db::Row& row, int column) {
    return row.is_null(column) ? "" : row.text(column) + " " + row.text(column + 1);
}

std::vector<Colleague> colleagues_in(const db::Rows& rows) {
    std::vector<Colleague> found;
    for (const auto& row : rows)
        found.push_back({.id = {row.integer(0)},
                         .public_id = base::PublicId::parse(row.view(1)),
                         .name = name_of(row, 2),
                         .people = static_cast<int>(row.integer(4)),
                         .is_leaving = row.boolean(5)});
    return found;
}

}  // namespace

constexpr db::Statement kLeaver{
    .name = "departures.leaver",
    .text = R"sql(
        SELECT p.id, p.public_id, p.last_name, p.first_name, m.ended_on,
            COALESCE((SELECT k.current_count FROM followup_caseloads AS k
                WHERE k.professional_id = p.id AND k.structure_id = $1), 0),
            (SELECT count(*) FROM (
                SELECT 1 FROM relays AS r
                WHERE r.professional_id = p.id AND r.professional_id IS NOT NULL
                    AND r.structure_id = $1 AND r.state IN ('sent', 'seen')
                ORDER BY r.id
                LIMIT 101) AS relays_in_hand),
            (SELECT count(*) FROM (
                SELECT 1 FROM callbacks AS b
                WHERE b.asked_id = p.id AND b.asked_structure_id = $1
                    AND b.state IN ('asked', 'answered') AND b.expires_at > $4
                ORDER BY b.expires_at, b.id
                LIMIT 101) AS callbacks_in_hand)
        FROM professionals AS p
        JOIN memberships AS m ON m.professional_id = p.id AND m.structure_id = $1
        WHERE p.public_id = $2 AND (m.ended_on IS NULL OR m.ended_on >= $3)
        ORDER BY CASE WHEN m.ended_on IS NULL THEN 0 ELSE 1 END, m.ended_on DESC
        LIMIT 1
    )sql",
};

std::optional<Leaver> leaver(db::Transaction& tx, structures::StructureId structure,
                             const base::PublicId& professional, base::Date since,
                             base::Instant now) {
    const auto rows = tx.query(kLeaver, structure, professional, since, now);
    if (rows.empty()) return std::nullopt;
    return Leaver{.id = {rows[0].integer(0)},
                  .public_id = base::PublicId::parse(rows[0].view(1)),
                  .name = name_of(rows[0], 2),
                  .left_on = rows[0].optional_date(4),
                  .people = static_cast<int>(rows[0].integer(5)),
                  .relays = static_cast<int>(rows[0].integer(6)),
                  .callbacks = static_cast<int>(rows[0].integer(7))};
}

constexpr db::Statement kColleagues{
    .name = "departures.colleagues",
    .text = R"sql(
        SELECT p.id, p.public_id, p.last_name, p.first_name,
            COALESCE((SELECT k.current_count FROM followup_caseloads AS k
                WHERE k.professional_id = p.id AND k.structure_id = $1), 0),
            (SELECT count(*) FROM departures AS d
             WHERE d.structure_id = $1 AND d.leaver_id = p.id AND d.state <> 'undone'
                AND (d.decided_at > $3 OR d.state <> 'done')) > 0
        FROM memberships AS m
        JOIN professionals AS p ON p.id = m.professional_id AND p.state = 'active'
        WHERE m.structure_id = $1 AND m.ended_on IS NULL AND p.id <> $2
            AND p.name_key >= $4 AND p.name_key < $5
        ORDER BY p.name_key, p.id
        LIMIT 26
    )sql",
};

std::vector<Colleague> colleagues(db::Transaction& tx, const Scope& scope,
                                  const std::string& name_key) {
    return colleagues_in(tx.query(kColleagues, scope.structure, scope.leaver, scope.leaves_since,
                                  name_key, name_key + "\U0010FFFF"));
}

constexpr db::Statement kChosen{
    .name = "departures.chosen",
    .text = R"sql(
        SELECT p.id, p.public_id, p.last_name, p.first_name,
            COALESCE((SELECT k.current_count FROM followup_caseloads AS k
                WHERE k.professional_id = p.id AND k.structure_id = $1), 0),
            (SELECT count(*) FROM departures AS d
             WHERE d.structure_id = $1 AND d.leaver_id = p.id AND d.state <> 'undone'
                AND (d.decided_at > $3 OR d.state <> 'done')) > 0
        FROM professionals AS p
        JOIN memberships AS m ON m.professional_id = p.id AND m.structure_id = $1
            AND m.ended_on IS NULL
        WHERE p.state = 'active' AND p.id <> $2 AND p.public_id IN (
            $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
            $22, $23)
        ORDER BY p.name_key, p.id
    )sql",
};

std::vector<Colleague> chosen(db::Transaction& tx, const Scope& scope,
                              const std::vector<base::PublicId>& professionals) {
    if (professionals.empty()) return {};
    std::vector<db::Value> values{scope.structure.value, scope.leaver.value,
                                  scope.leaves_since.micros};
    for (std::size_t i = 0; i < kMostTakers; ++i)
        values.emplace_back(i < professionals.size() ? std::string(professionals[i].text())
                                                     : std::string());
    return colleagues_in(tx.query_list(kChosen, values));
}

constexpr db::Statement kBusy{
    .name = "departures.busy",
    .text = R"sql(
        SELECT
            (SELECT count(*) FROM departures AS d
             WHERE d.structure_id = $1 AND d.leaver_id = $2
                AND d.state IN ('moving', 'undoing')) > 0,
            (SELECT count(*) FROM departures_shares AS s
             JOIN departures AS d ON d.id = s.departure_id
             WHERE s.professional_id = $2 AND d.structure_id = $1
                AND d.state IN ('moving', 'undoing')) > 0
    )sql",
};

Busy busy(db::Transaction& tx, structures::StructureId structure,
          people::ProfessionalId professional) {
    const auto rows = tx.query(kBusy, structure, professional);
    return {.leaving = rows.at(0).boolean(0), .taking = rows.at(0).boolean(1)};
}

constexpr db::Statement kAdd{
    .name = "departures.add",
    .text = R"sql(
        INSERT INTO departures (public_id, structure_id, leaver_id, state, decided_by, decided_at)
        VALUES ($1, $2, $3, 'moving', $4, $5)
        RETURNING id
    )sql",
};
constexpr db::Statement kAddShare{
    .name = "departures.add_share",
    .text = R"sql(
        INSERT INTO departures_shares (departure_id, position, professional_id)
        VALUES ($1, $2, $3)
    )sql",
};

base::PublicId add(db::Transaction& tx, const NewDeparture& departure,
                   const std::vector<Colleague>& takers) {
    auto id = base::PublicId::fresh();
    const auto row =
        tx.query(kAdd, id, departure.structure, departure.leaver, departure.by, departure.at)
            .at(0)
            .integer(0);
    for (std::size_t i = 0; i < takers.size(); ++i)
        tx.exec(kAddShare, row, static_cast<int>(i), takers[i].id);
    return id;
}

namespace {

Departure departure_of(const db::Row& row) {
    return {.id = {row.integer(0)},
            .public_id = base::PublicId::parse(row.view(1)),
            .leaver = base::PublicId::parse(row.view(2)),
            .leaver_id = {row.integer(3)},
            .leaver_name = name_of(row, 4),
            .is_member = row.boolean(6),
            .state = state_of(row.view(7)),
            .decided_by = name_of(row, 8),
            .decided_at = row.instant(10),
            .done_at = row.optional_instant(11),
            .undone_by = name_of(row, 12),
            .undone_at = row.optional_instant(14),
            .passed = static_cast<int>(row.integer(15)),
            .left = static_cast<int>(row.integer(16)),
            .taken_back = static_cast<int>(row.integer(17)),
            .changed = static_cast<int>(row.integer(18))};
}

}  // namespace

constexpr db::Statement kFind{
    .name = "departures.find",
    .text = R"sql(
        SELECT d.id, d.public_id, p.public_id, p.id, p.last_name, p.first_name,
            (SELECT count(*) FROM memberships AS m WHERE m.professional_id = p.id
                AND m.structure_id = d.structure_id AND m.ended_on IS NULL) > 0,
            d.state, a.last_name, a.first_name, d.decided_at, d.done_at, u.last_name,
            u.first_name, d.undone_at, d.passed_count, d.left_count, d.taken_back_count,
            d.changed_count
        FROM departures AS d
        JOIN professionals AS p ON p.id = d.leaver_id
        JOIN professionals AS a ON a.id = d.decided_by
        LEFT JOIN professionals AS u ON u.id = d.undone_by
        WHERE d.public_id = $2 AND d.structure_id = $1
    )sql",
};

std::optional<Departure> find(db::Transaction& tx, structures::StructureId structure,
                              const base::PublicId& id) {
    const auto rows = tx.query(kFind, structure, id);
    if (rows.empty()) return std::nullopt;
    return departure_of(rows[0]);
}

constexpr db::Statement kLatest{
    .name = "departures.latest",
    .text = R"sql(
        SELECT d.id, d.public_id, p.public_id, p.id, p.last_name, p.first_name, TRUE,
            d.state, a.last_name, a.first_name, d.decided_at, d.done_at, u.last_name,
            u.first_name, d.undone_at, d.passed_count, d.left_count, d.taken_back_count,
            d.changed_count
        FROM departures AS d
        JOIN professionals AS p ON p.id = d.leaver_id
        JOIN professionals AS a ON a.id = d.decided_by
        LEFT JOIN professionals AS u ON u.id = d.undone_by
        WHERE d.structure_id = $1
        ORDER BY d.id DESC
        LIMIT $2
    )sql",
};

std::vector<Departure> latest(db::Transaction& tx, structures::StructureId structure) {
    std::vector<Departure> all;
    for (const auto& row : tx.query(kLatest, structure, kListed)) all.push_back(departure_of(row));
    return all;
}

constexpr db::Statement kShares{
    .name = "departures.shares",
    .text = R"sql(
        SELECT p.last_name, p.first_name, s.passed_count
        FROM departures_shares AS s
        JOIN professionals AS p ON p.id = s.professional_id
        WHERE s.departure_id = $1
        ORDER BY s.position
    )sql",
};

std::vector<Share> shares(db::Transaction& tx, DepartureId id) {
    std::vector<Share> all;
    for (const auto& row : tx.query(kShares, id))
        all.push_back({.name = name_of(row, 0), .passed = static_cast<int>(row.integer(2))});
    return all;
}

constexpr db::Statement kStartUndoing{
    .name = "departures.start_undoing",
    .text = R"sql(
        UPDATE departures
        SET state = 'undoing', undone_by = $2
        WHERE id = $1 AND state IN ('moving', 'done') AND decided_at > $3
    )sql",
};

bool start_undoing(db::Transaction& tx, DepartureId id, people::ProfessionalId by,
                   base::Instant decided_after) {
    return tx.exec(kStartUndoing, id, by, decided_after) == 1;
}

}  // namespace gps::departures::store
