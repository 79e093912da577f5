#include "followup/acts_store.hpp"

namespace gps::followup::store {

constexpr db::Statement kLockGroup{
    .name = "followup.lock_group",
    .text = R"sql(
        INSERT INTO followup_groups (person_id, last_activity_at)
        VALUES ($1, $2)
        ON CONFLICT (person_id) DO UPDATE SET last_activity_at = excluded.last_activity_at,
            look_on = NULL
    )sql",
};

void lock_group(db::Transaction& tx, people::PersonId person, base::Instant now) {
    tx.exec(kLockGroup, person, now);
}

constexpr db::Statement kPersonKeys{
    .name = "followup.person_keys",
    .text = R"sql(
        SELECT birth_key, first_key, last_initial, first_initial
        FROM persons
        WHERE id = $1
    )sql",
};

PersonKeys person_keys(db::Transaction& tx, people::PersonId person) {
    const auto rows = tx.query(kPersonKeys, person);
    const auto row = rows.at(0);
    return {.birth = row.text(0),
            .first = row.text(1),
            .initials = {.last = row.text(2), .first = row.text(3)}};
}

constexpr db::Statement kAddPart{
    .name = "followup.add_part",
    .text = R"sql(
        INSERT INTO followup_contributions (person_id, professional_id, structure_id, role,
            reasons, started_on, door, is_creator, birth_key, shown_key, shown_first_key,
            shows_names, last_activity_at, created_at, referent_kind)
        SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13,
            CASE WHEN g.referent_contribution_id IS NULL THEN 0 ELSE 2 END
        FROM followup_groups AS g
        WHERE g.person_id = $1
        RETURNING id
    )sql",
};

db::BulkTable contributions_table() {
    return {.named = "followup_contributions",
            .columns = {"person_id", "professional_id", "structure_id", "role", "reasons",
                        "started_on", "door", "is_creator", "birth_key", "shown_key",
                        "shown_first_key", "shows_names", "created_at", "last_activity_at",
                        "ended_on", "is_past", "referent_kind"}};
}

db::BulkRow contribution_row(const NewPart& part, base::Instant last_activity,
                             std::optional<base::Date> ended_on, ReferentKind referent) {
    return db::bulk_row(part.person, part.professional, part.structure, part.role, part.reasons,
                        part.started_on, code(part.door), part.is_creator, part.birth_key,
                        part.shown.key, part.shown.first_key, part.shown.names, part.now,
                        last_activity, ended_on, ended_on.has_value(), static_cast<int>(referent));
}

db::BulkTable groups_table() {
    return {.named = "followup_groups",
            .columns = {"person_id", "referent_contribution_id", "contributor_count",
                        "last_activity_at", "certified_contribution_id", "certified_on"}};
}

db::BulkTable periods_table() {
    return {.named = "followup_periods",
            .columns = {"contribution_id", "started_on", "ended_on", "recorded_at"}};
}

db::BulkTable caseloads_table() {
    return {.named = "followup_caseloads",
            .columns = {"professional_id", "structure_id", "current_count", "past_count"}};
}

ContributionId add_part(db::Transaction& tx, const NewPart& part) {
    return {tx.query(kAddPart, part.person, part.professional, part.structure, part.role,
                     part.reasons, part.started_on, code(part.door), part.is_creator,
                     part.birth_key, part.shown.key, part.shown.first_key, part.shown.names,
                     part.now)
                .at(0)
                .integer(0)};
}

constexpr db::Statement kOwnPart{
    .name = "followup.own_part",
    .text = R"sql(
        SELECT id, started_on, ended_on, is_creator, granted_until
        FROM followup_contributions
        WHERE person_id = $1 AND professional_id = $2 AND structure_id = $3
    )sql",
};

std::optional<OwnPart> own_part(db::Transaction& tx, people::PersonId person,
                                people::ProfessionalId professional,
                                structures::StructureId structure) {
    const auto rows = tx.query(kOwnPart, person, professional, structure);
    if (rows.empty()) return std::nullopt;
    const auto row = rows[0];
    return OwnPart{.id = {row.integer(0)},
                   .started_on = row.date(1),
                   .ended_on = row.optional_date(2),
                   .is_creator = row.boolean(3),
                   .granted_until = row.optional_date(4)};
}

constexpr db::Statement kOpenPeriod{
    .name = "followup.open_period",
    .text = R"sql(
        INSERT INTO followup_periods (contribution_id, started_on, recorded_at)
        VALUES ($1, $2, $3)
    )sql",
};

void open_period(db::Transaction& tx, ContributionId contribution, base::Date started_on,
                 base::Instant now) {
    tx.exec(kOpenPeriod, contribution, started_on, now);
}

constexpr db::Statement kMovePeriod{
    .name = "followup.move_period",
    .text = R"sql(
        UPDATE followup_periods
        SET started_on = $2
        WHERE contribution_id = $1 AND ended_on IS NULL
    )sql",
};

void move_period(db::Transaction& tx, ContributionId contribution, base::Date started_on) {
    tx.exec(kMovePeriod, contribution, started_on);
}

constexpr db::Statement kClosePeriod{
    .name = "followup.close_period",
    .text = R"sql(
        UPDATE followup_periods
        SET ended_on = $2
        WHERE contribution_id = $1 AND ended_on IS NULL
    )sql",
};

void close_period(db::Transaction& tx, ContributionId contribution, base::Date ended_on) {
    tx.exec(kClosePeriod, contribution, ended_on);
}

constexpr db::Statement kPreviousEnd{
    .name = "followup.previous_end",
    .text = R"sql(
        SELECT max(ended_on)
        FROM followup_periods
        WHERE contribution_id = $1
    )sql",
};

std::optional<base::Date> previous_end(db::Transaction& tx, ContributionId contribution) {
    const auto rows = tx.query(kPreviousEnd, contribution);
    return rows.at(0).optional_date(0);
}

constexpr db::Statement kResume{
    .name = "followup.resume",
    .text = R"sql(
        UPDATE followup_contributions
        SET started_on = $2, ended_on = NULL, is_past = FALSE, role = $3, reasons = $4,
            shown_key = $5, shown_first_key = $6, shows_names = $7, last_activity_at = $8,
            warned_on = NULL, referent_kind = (
                SELECT CASE WHEN g.referent_contribution_id IS NULL THEN 0
                    WHEN g.referent_contribution_id = followup_contributions.id THEN 1
                    ELSE 2 END
                FROM followup_groups AS g
                WHERE g.person_id = followup_contributions.person_id)
        WHERE id = $1
    )sql",
};

void resume(db::Transaction& tx, ContributionId contribution, const NewPart& part) {
    tx.exec(kResume, contribution, part.started_on, part.role, part.reasons, part.shown.key,
            part.shown.first_key, part.shown.names, part.now);
}

constexpr db::Statement kEdit{
    .name = "followup.edit",
    .text = R"sql(
        UPDATE followup_contributions
        SET started_on = $2, role = $3, reasons = $4
        WHERE id = $1
    )sql",
};

void edit(db::Transaction& tx, ContributionId contribution, base::Date started_on,
          std::string_view role, Reasons reasons) {
    tx.exec(kEdit, contribution, started_on, role, reasons);
}

constexpr db::Statement kEnd{
    .name = "followup.end",
    .text = R"sql(
        UPDATE followup_contributions
        SET ended_on = $2, is_past = TRUE, last_activity_at = $3
        WHERE id = $1
    )sql",
};

void end(db::Transaction& tx, ContributionId contribution, base::Date ended_on, base::Instant now) {
    tx.exec(kEnd, contribution, ended_on, now);
}

constexpr db::Statement kReopenPeriod{
    .name = "followup.reopen_period",
    .text = R"sql(
        UPDATE followup_periods
        SET ended_on = NULL
        WHERE id = (SELECT max(id) FROM followup_periods WHERE contribution_id = $1)
    )sql",
};
constexpr db::Statement kReopen{
    .name = "followup.reopen",
    .text = R"sql(
        UPDATE followup_contributions
        SET ended_on = NULL, is_past = FALSE
        WHERE id = $1
    )sql",
};

void reopen(db::Transaction& tx, ContributionId contribution) {
    tx.exec(kReopenPeriod, contribution);
    tx.exec(kReopen, contribution);
}

constexpr db::Statement kLetSee{
    .name = "followup.let_see",
    .text = R"sql(
        UPDATE followup_contributions
        SET granted_until = $2
        WHERE id = $1
    )sql",
};

void let_see(db::Transaction& tx, ContributionId contribution, std::optional<base::Date> until) {
    tx.exec(kLetSee, contribution, until);
}

constexpr db::Statement kCount{
    .name = "followup.count",
    .text = R"sql(
        INSERT INTO followup_caseloads (professional_id, structure_id, current_count, past_count)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (professional_id, structure_id) DO UPDATE SET
            current_count = followup_caseloads.current_count + excluded.current_count,
            past_count = followup_caseloads.past_count + excluded.past_count
    )sql",
};

void count(db::Transaction& tx, const Caseload& whose, int current, int past) {
    tx.exec(kCount, whose.professional, whose.structure, current, past);
}

constexpr db::Statement kCountContributor{
    .name = "followup.count_contributor",
    .text = R"sql(
        UPDATE followup_groups
        SET contributor_count = contributor_count + $2
        WHERE person_id = $1
    )sql",
};

void count_contributor(db::Transaction& tx, people::PersonId person, int more) {
    tx.exec(kCountContributor, person, more);
}

constexpr db::Statement kNoteActivity{
    .name = "followup.note_activity",
    .text = R"sql(
        UPDATE followup_contributions
        SET last_activity_at = $2
        WHERE person_id = $1 AND (is_past = FALSE OR ended_on >= $3) AND last_activity_at <> $2
    )sql",
};

void note_activity(db::Transaction& tx, people::PersonId person, base::Instant now,
                   base::Date still_seen_since) {
    tx.exec(kNoteActivity, person, now, still_seen_since);
}

constexpr db::Statement kToHide{
    .name = "followup.to_hide",
    .text = R"sql(
        SELECT id, person_id
        FROM followup_contributions
        WHERE is_past AND shows_names AND ended_on < $1
        ORDER BY ended_on
        LIMIT 1000
    )sql",
};

std::vector<ToHide> to_hide(db::Transaction& tx, base::Date ended_before) {
    std::vector<ToHide> found;
    for (const auto& row : tx.query(kToHide, ended_before))
        found.push_back({.id = {row.integer(0)}, .person = {row.integer(1)}});
    return found;
}

constexpr db::Statement kHide{
    .name = "followup.hide",
    .text = R"sql(
        UPDATE followup_contributions
        SET shown_key = $2, shown_first_key = $3, shows_names = FALSE, referent_kind = 0
        WHERE id = $1 AND is_past AND ended_on < $4
    )sql",
};

void hide(db::Transaction& tx, ContributionId contribution, const Shown& initials,
          base::Date ended_before) {
    tx.exec(kHide, contribution, initials.key, initials.first_key, ended_before);
}

}  // namespace gps::followup::store
