#include "merges/store.hpp"

namespace gps::merges::store {

constexpr db::Statement kAnyRunning{
    .name = "merges.any_running",
    .text = R"sql(
        SELECT 1
        FROM merges
        WHERE state IN ('moving', 'closing') AND run_after <= $1
        LIMIT 1
    )sql",
};

bool any_running(db::Transaction& tx, base::Instant now) {
    return !tx.query(kAnyRunning, now).empty();
}

constexpr db::Statement kTake{
    .name = "merges.take",
    .text = R"sql(
        UPDATE merges
        SET run_after = run_after
        WHERE id = (
            SELECT id
            FROM merges
            WHERE state IN ('moving', 'closing') AND run_after <= $1
            ORDER BY id
            LIMIT 1)
        RETURNING id, kept_id, double_id, state, answered_by, place, public_id
    )sql",
};
constexpr db::Statement kSides{
    .name = "merges.sides",
    .text = R"sql(
        SELECT k.public_id, d.public_id, k.is_habilitated
        FROM structures AS k
        JOIN structures AS d ON d.id = $2
        WHERE k.id = $1
    )sql",
};

std::optional<Running> take(db::Transaction& tx, base::Instant now) {
    const auto rows = tx.query(kTake, now);
    if (rows.empty()) return std::nullopt;
    const auto row = rows[0];
    const auto sides = tx.query(kSides, row.integer(1), row.integer(2));
    return Running{.id = {row.integer(0)},
                   .kept = {row.integer(1)},
                   .twin = {row.integer(2)},
                   .kept_id = base::PublicId::parse(sides.at(0).view(0)),
                   .twin_id = base::PublicId::parse(sides.at(0).view(1)),
                   .kept_is_habilitated = sides.at(0).boolean(2),
                   .state = state_of(row.view(3)),
                   .confirmed_by = {row.integer(4)},
                   .place = {row.integer(5)},
                   .public_id = base::PublicId::parse(row.view(6))};
}

constexpr db::Statement kMemberLeft{
    .name = "merges.member_left",
    .text = R"sql(
        SELECT professional_id
        FROM memberships
        WHERE structure_id = $1
        ORDER BY professional_id
        LIMIT 1
    )sql",
};
constexpr db::Statement kContributorLeft{
    .name = "merges.contributor_left",
    .text = R"sql(
        SELECT professional_id
        FROM followup_contributions
        WHERE structure_id = $1
        ORDER BY is_past, birth_key, person_id
        LIMIT 1
    )sql",
};

std::optional<people::ProfessionalId> anyone_left(db::Transaction& tx,
                                                  structures::StructureId structure) {
    for (const auto* statement : {&kMemberLeft, &kContributorLeft}) {
        const auto rows = tx.query(*statement, structure);
        if (!rows.empty()) return people::ProfessionalId{rows[0].integer(0)};
    }
    return std::nullopt;
}

constexpr db::Statement kNoteMoved{
    .name = "merges.note_moved",
    .text = R"sql(
        INSERT INTO merges_moved (merge_id, professional_id)
        VALUES ($1, $2)
        ON CONFLICT (merge_id, professional_id) DO NOTHING
    )sql",
};

void note_moved(db::Transaction& tx, MergeId id, people::ProfessionalId professional) {
    tx.exec(kNoteMoved, id, professional);
}

constexpr db::Statement kCountMoved{
    .name = "merges.count_moved",
    .text = R"sql(
        SELECT count(*)
        FROM (SELECT 1 FROM merges_moved WHERE merge_id = $1 LIMIT $2) AS few
    )sql",
};

int count_moved(db::Transaction& tx, MergeId id, int at_most) {
    return static_cast<int>(tx.query(kCountMoved, id, at_most).at(0).integer(0));
}

constexpr db::Statement kMovedAfter{
    .name = "merges.moved_after",
    .text = R"sql(
        SELECT professional_id
        FROM merges_moved
        WHERE merge_id = $1 AND professional_id > $2
        ORDER BY professional_id
        LIMIT 1
    )sql",
};

std::optional<people::ProfessionalId> moved_after(db::Transaction& tx, MergeId id,
                                                  people::ProfessionalId after) {
    const auto rows = tx.query(kMovedAfter, id, after);
    if (rows.empty()) return std::nullopt;
    return people::ProfessionalId{rows[0].integer(0)};
}

constexpr db::Statement kKeepPlace{
    .name = "merges.keep_place",
    .text = R"sql(
        UPDATE merges
        SET place = $2
        WHERE id = $1
    )sql",
};

void keep_place(db::Transaction& tx, MergeId id, people::ProfessionalId place) {
    tx.exec(kKeepPlace, id, place);
}

constexpr db::Statement kStartClosing{
    .name = "merges.start_closing",
    .text = R"sql(
        UPDATE merges
        SET state = 'closing', run_after = $2, place = 0
        WHERE id = $1
    )sql",
};

void start_closing(db::Transaction& tx, MergeId id, base::Instant run_after) {
    tx.exec(kStartClosing, id, run_after);
}

constexpr db::Statement kFinish{
    .name = "merges.finish",
    .text = R"sql(
        UPDATE merges
        SET state = 'done', done_at = $2
        WHERE id = $1
    )sql",
};

void finish(db::Transaction& tx, MergeId id, base::Instant now) {
    tx.exec(kFinish, id, now);
}

}  // namespace gps::merges::store
