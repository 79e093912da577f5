#include "platform/habilitations_store.hpp"

namespace gps::platform::store {
namespace {

std::vector<Due> due_in(const db::Rows& rows) {
    std::vector<Due> found;
    for (const auto& row : rows) {
        found.push_back({.id = {row.integer(0)},
                         .public_id = base::PublicId::parse(row.view(1)),
                         .habilitation = {.basis = basis_of(row.view(2)).value_or(Basis::Text),
                                          .from_on = row.date(3),
                                          .until_on = row.optional_date(4),
                                          .in_force = true}});
    }
    return found;
}

}  // namespace

constexpr db::Statement kHabilitation{
    .name = "platform.habilitation",
    .text = R"sql(
        SELECT basis, from_on, until_on, in_force
        FROM platform_habilitations
        WHERE structure_id = $1
    )sql",
};

std::optional<Habilitation> habilitation(db::Transaction& tx, structures::StructureId structure) {
    const auto rows = tx.query(kHabilitation, structure);
    if (rows.empty()) return std::nullopt;
    return Habilitation{.basis = basis_of(rows[0].view(0)).value_or(Basis::Text),
                        .from_on = rows[0].date(1),
                        .until_on = rows[0].optional_date(2),
                        .in_force = rows[0].boolean(3)};
}

constexpr db::Statement kSetHabilitation{
    .name = "platform.set_habilitation",
    .text = R"sql(
        INSERT INTO platform_habilitations (structure_id, basis, from_on, until_on, in_force)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (structure_id)
        DO UPDATE SET basis = excluded.basis, from_on = excluded.from_on,
            until_on = excluded.until_on, in_force = excluded.in_force
    )sql",
};

void set_habilitation(db::Transaction& tx, structures::StructureId structure,
                      const Habilitation& habilitation) {
    tx.exec(kSetHabilitation, structure, code(habilitation.basis), habilitation.from_on,
            habilitation.until_on, habilitation.in_force);
}

constexpr db::Statement kDropHabilitation{
    .name = "platform.drop_habilitation",
    .text = R"sql(
        DELETE FROM platform_habilitations
        WHERE structure_id = $1
    )sql",
};

bool drop_habilitation(db::Transaction& tx, structures::StructureId structure) {
    return tx.exec(kDropHabilitation, structure) == 1;
}

constexpr db::Statement kBeginDue{
    .name = "platform.begin_due",
    .text = R"sql(
        UPDATE platform_habilitations
        SET in_force = TRUE
        WHERE in_force = FALSE AND structure_id IN (
            SELECT structure_id
            FROM platform_habilitations
            WHERE in_force = FALSE AND from_on <= $1
            ORDER BY from_on
            LIMIT 100)
        RETURNING structure_id,
            (SELECT s.public_id FROM structures AS s WHERE s.id = structure_id), basis, from_on,
            until_on
    )sql",
};

std::vector<Due> begin_due(db::Transaction& tx, base::Date today) {
    return due_in(tx.query(kBeginDue, today));
}

constexpr db::Statement kEndDue{
    .name = "platform.end_due",
    .text = R"sql(
        DELETE FROM platform_habilitations
        WHERE structure_id IN (
            SELECT structure_id
            FROM platform_habilitations
            WHERE in_force = TRUE AND until_on < $1
            ORDER BY until_on
            LIMIT 100)
        RETURNING structure_id,
            (SELECT s.public_id FROM structures AS s WHERE s.id = structure_id), basis, from_on,
            until_on
    )sql",
};

std::vector<Due> end_due(db::Transaction& tx, base::Date today) {
    return due_in(tx.query(kEndDue, today));
}

constexpr db::Statement kAddSights{
    .name = "platform.add_sights",
    .text = R"sql(
        INSERT INTO platform_sights (structure_id, changed_at, run_after, is_last, is_past,
            birth_key, person_id, contribution_id)
        VALUES ($1, $2, $2, FALSE, FALSE, '', 0, 0)
        ON CONFLICT (structure_id)
        DO UPDATE SET changed_at = excluded.changed_at, run_after = excluded.run_after,
            is_last = FALSE, is_past = FALSE, birth_key = '', person_id = 0, contribution_id = 0
    )sql",
};

void add_sights(db::Transaction& tx, structures::StructureId structure, base::Instant now) {
    tx.exec(kAddSights, structure, now);
}

// The table holds the few that changed within the last minutes.
constexpr db::Statement kTakeSights{
    .name = "platform.take_sights",
    .text = R"sql(
        UPDATE platform_sights
        SET run_after = run_after
        WHERE structure_id = (
            SELECT structure_id
            FROM platform_sights
            WHERE run_after <= $1
            ORDER BY run_after, structure_id
            LIMIT 1)
        RETURNING structure_id,
            (SELECT s.is_habilitated FROM structures AS s WHERE s.id = structure_id), changed_at,
            is_last, is_past, birth_key, person_id, contribution_id
    )sql",
};

std::optional<Sights> take_sights(db::Transaction& tx, base::Instant now) {
    const auto rows = tx.query(kTakeSights, now);
    if (rows.empty()) return std::nullopt;
    const auto row = rows[0];
    return Sights{.whose = {.structure = {row.integer(0)}, .is_habilitated = row.boolean(1)},
                  .place = {.is_past = row.boolean(4),
                            .birth_key = row.text(5),
                            .person = {row.integer(6)},
                            .id = {row.integer(7)}},
                  .changed_at = row.instant(2),
                  .is_last = row.boolean(3)};
}

constexpr db::Statement kKeepPlace{
    .name = "platform.keep_place",
    .text = R"sql(
        UPDATE platform_sights
        SET is_past = $2, birth_key = $3, person_id = $4, contribution_id = $5
        WHERE structure_id = $1
    )sql",
};

void keep_place(db::Transaction& tx, structures::StructureId structure,
                const followup::SightPlace& place) {
    tx.exec(kKeepPlace, structure, place.is_past, place.birth_key, place.person, place.id);
}

constexpr db::Statement kStartLast{
    .name = "platform.start_last",
    .text = R"sql(
        UPDATE platform_sights
        SET run_after = $2, is_last = TRUE, is_past = FALSE, birth_key = '', person_id = 0,
            contribution_id = 0
        WHERE structure_id = $1
    )sql",
};

void start_last(db::Transaction& tx, structures::StructureId structure, base::Instant run_after) {
    tx.exec(kStartLast, structure, run_after);
}

constexpr db::Statement kDropSights{
    .name = "platform.drop_sights",
    .text = R"sql(
        DELETE FROM platform_sights
        WHERE structure_id = $1
    )sql",
};

void drop_sights(db::Transaction& tx, structures::StructureId structure) {
    tx.exec(kDropSights, structure);
}

}  // namespace gps::platform::store
