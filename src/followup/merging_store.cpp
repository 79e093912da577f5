#include "followup/merging_store.hpp"

namespace gps::followup::store {

// In the order in which acts on several people would lock their groups.
constexpr db::Statement kTwins{
    .name = "followup.twins",
    .text = R"sql(
        SELECT d.person_id, k.id, d.id
        FROM followup_contributions AS d
        JOIN followup_contributions AS k ON k.person_id = d.person_id
            AND k.professional_id = d.professional_id AND k.structure_id = $3
        WHERE d.professional_id = $1 AND d.structure_id = $2
        ORDER BY d.person_id
    )sql",
};

std::vector<Twins> twins(db::Transaction& tx, const people::Move& move) {
    std::vector<Twins> all;
    for (const auto& row : tx.query(kTwins, move.professional, move.from, move.to)) {
        all.push_back(
            {.person = {row.integer(0)}, .kept = {row.integer(1)}, .other = {row.integer(2)}});
    }
    return all;
}

constexpr db::Statement kHoldGroup{
    .name = "followup.hold_group",
    .text = R"sql(
        UPDATE followup_groups
        SET contributor_count = contributor_count
        WHERE person_id = $1
        RETURNING COALESCE(referent_contribution_id, 0)
    )sql",
};

ContributionId hold_group(db::Transaction& tx, people::PersonId person) {
    return {tx.query(kHoldGroup, person).at(0).integer(0)};
}

constexpr db::Statement kWholePart{
    .name = "followup.whole_part",
    .text = R"sql(
        SELECT c.role, c.reasons, c.is_creator, c.granted_until, c.last_activity_at, c.created_at,
            p.started_on, p.ended_on, p.recorded_at, c.last_contact_on, c.kept_on, c.warned_on
        FROM followup_contributions AS c
        JOIN followup_periods AS p ON p.contribution_id = c.id
        WHERE c.id = $1
        ORDER BY p.started_on, p.id
    )sql",
};

WholePart whole_part(db::Transaction& tx, ContributionId part) {
    WholePart whole;
    for (const auto& row : tx.query(kWholePart, part)) {
        whole.role = row.text(0);
        whole.reasons = static_cast<Reasons>(row.integer(1));
        whole.is_creator = row.boolean(2);
        whole.granted_until = row.optional_date(3);
        whole.last_activity_at = row.instant(4);
        whole.created_at = row.instant(5);
        whole.last_contact_on = row.optional_date(9);
        whole.kept_on = row.optional_date(10);
        whole.warned_on = row.optional_date(11);
        whole.periods.push_back({{row.date(6), row.optional_date(7)}, row.instant(8)});
    }
    return whole;
}

constexpr db::Statement kDropPeriods{
    .name = "followup.drop_periods",
    .text = R"sql(
        DELETE FROM followup_periods
        WHERE contribution_id = $1
    )sql",
};
constexpr db::Statement kDropPart{
    .name = "followup.drop_part",
    .text = R"sql(
        DELETE FROM followup_contributions
        WHERE id = $1
    )sql",
};
constexpr db::Statement kAddPeriod{
    .name = "followup.add_period",
    .text = R"sql(
        INSERT INTO followup_periods (contribution_id, started_on, ended_on, recorded_at)
        VALUES ($1, $2, $3, $4)
    )sql",
};
constexpr db::Statement kRewritePart{
    .name = "followup.rewrite_part",
    .text = R"sql(
        UPDATE followup_contributions
        SET role = $2, reasons = $3, is_creator = $4, granted_until = $5, last_activity_at = $6,
            created_at = $7, started_on = $8, ended_on = $9, is_past = $10, shown_key = $11,
            shown_first_key = $12, shows_names = $13, last_contact_on = $14, kept_on = $15,
            warned_on = $16
        WHERE id = $1
    )sql",
};

void replace_parts(db::Transaction& tx, const Twins& twins, const WholePart& part,
                   const OwnPart& own, const Shown& shown) {
    const auto id = twins.kept;
    tx.exec(kDropPeriods, twins.other);
    tx.exec(kDropPart, twins.other);
    tx.exec(kDropPeriods, id);
    for (const auto& one : part.periods)
        tx.exec(kAddPeriod, id, one.period.started_on, one.period.ended_on, one.recorded_at);
    tx.exec(kRewritePart, id, part.role, part.reasons, part.is_creator, part.granted_until,
            part.last_activity_at, part.created_at, own.started_on, own.ended_on,
            own.ended_on.has_value(), shown.key, shown.first_key, shown.names, part.last_contact_on,
            part.kept_on, part.warned_on);
}

constexpr db::Statement kMoveParts{
    .name = "followup.move_parts",
    .text = R"sql(
        UPDATE followup_contributions
        SET structure_id = $3
        WHERE professional_id = $1 AND structure_id = $2
    )sql",
};

void move_parts(db::Transaction& tx, const people::Move& move) {
    tx.exec(kMoveParts, move.professional, move.from, move.to);
}

constexpr db::Statement kTakeCounters{
    .name = "followup.take_counters",
    .text = R"sql(
        DELETE FROM followup_caseloads
        WHERE professional_id = $1 AND structure_id = $2
        RETURNING current_count, past_count
    )sql",
};

Counters take_counters(db::Transaction& tx, const people::Move& move) {
    const auto rows = tx.query(kTakeCounters, move.professional, move.from);
    if (rows.empty()) return {};
    return {.current = static_cast<int>(rows[0].integer(0)),
            .past = static_cast<int>(rows[0].integer(1))};
}

}  // namespace gps::followup::store
