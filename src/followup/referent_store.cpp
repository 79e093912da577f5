#include "followup/referent_store.hpp"

namespace gps::followup::store {

constexpr db::Statement kReferentOf{
    .name = "followup.referent_of",
    .text = "SELECT referent_contribution_id FROM followup_groups WHERE person_id = $1",
};

std::optional<ContributionId> referent_of(db::Transaction& tx, people::PersonId person) {
    const auto rows = tx.query(kReferentOf, person);
    if (rows.empty() || rows[0].is_null(0)) return std::nullopt;
    return ContributionId{rows[0].integer(0)};
}

constexpr db::Statement kGoesOn{
    .name = "followup.goes_on",
    .text = R"sql(
        SELECT 1 FROM followup_contributions WHERE id = $2 AND person_id = $1 AND is_past = FALSE
    )sql",
};

bool goes_on(db::Transaction& tx, people::PersonId person, ContributionId part) {
    return !tx.query(kGoesOn, person, part).empty();
}

constexpr db::Statement kAddDesignation{
    .name = "followup.add_designation",
    .text = R"sql(
        INSERT INTO followup_designations (person_id, contribution_id, former_id, reason,
            decided_by, started_at)
        VALUES ($1, $2, $3, $4, $5, $6)
    )sql",
};

void add_designation(db::Transaction& tx, const Designation& designation) {
    tx.exec(kAddDesignation, designation.person, designation.part, designation.former,
            designation.reason, designation.decided_by, designation.at);
}

db::BulkTable designations_table() {
    return {.named = "followup_designations",
            .columns = {"person_id", "contribution_id", "former_id", "reason", "decided_by",
                        "started_at"}};
}

db::BulkRow designation_row(const Designation& designation) {
    return db::bulk_row(designation.person, designation.part, designation.former,
                        designation.reason, designation.decided_by, designation.at);
}

constexpr db::Statement kEndDesignation{
    .name = "followup.end_designation",
    .text = R"sql(
        UPDATE followup_designations
        SET ended_at = $2, ending = $3, objection = CASE WHEN $4 = '' THEN NULL ELSE $4 END
        WHERE person_id = $1 AND ended_at IS NULL
        RETURNING contribution_id, former_id
    )sql",
};

namespace {

std::string_view code(DesignationEnd ending) {
    switch (ending) {
        case DesignationEnd::Replaced:
            return "replaced";
        case DesignationEnd::PartEnded:
            return "part_ended";
        case DesignationEnd::Objected:
            return "objected";
    }
    __builtin_unreachable();
}

}  // namespace

std::optional<Ended> end_designation(db::Transaction& tx, people::PersonId person, base::Instant at,
                                     DesignationEnd ending, std::string_view objection) {
    const auto rows = tx.query(kEndDesignation, person, at, code(ending), objection);
    if (rows.empty()) return std::nullopt;
    Ended ended{.part = {rows[0].integer(0)}};
    if (const auto former = rows[0].optional_integer(1)) ended.former = ContributionId{*former};
    return ended;
}

constexpr db::Statement kSetReferent{
    .name = "followup.set_referent",
    .text = R"sql(
        UPDATE followup_groups
        SET referent_contribution_id = $2
        WHERE person_id = $1
    )sql",
};

// 0: no référent, 1: this contribution, 2: another one. Whose part ended longer ago no longer sees
// who is référent: their list does not filter on it either.
constexpr db::Statement kFollowReferent{
    .name = "followup.follow_referent",
    .text = R"sql(
        UPDATE followup_contributions
        SET referent_kind = (
            SELECT CASE WHEN g.referent_contribution_id IS NULL THEN 0
                WHEN g.referent_contribution_id = followup_contributions.id THEN 1
                ELSE 2 END
            FROM followup_groups AS g
            WHERE g.person_id = followup_contributions.person_id)
        WHERE person_id = $1 AND (is_past = FALSE OR ended_on >= $2)
    )sql",
};

void set_referent(db::Transaction& tx, people::PersonId person,
                  const std::optional<ContributionId>& referent, base::Date seen_since) {
    tx.exec(kSetReferent, person, referent);
    tx.exec(kFollowReferent, person, seen_since);
}

constexpr db::Statement kCertifiedOf{
    .name = "followup.certified_of",
    .text = R"sql(
        SELECT certified_contribution_id, certified_on
        FROM followup_groups
        WHERE person_id = $1 AND certified_contribution_id IS NOT NULL
    )sql",
};

std::optional<Certified> certified_of(db::Transaction& tx, people::PersonId person) {
    const auto rows = tx.query(kCertifiedOf, person);
    if (rows.empty()) return std::nullopt;
    return Certified{.part = {rows[0].integer(0)}, .on = rows[0].date(1)};
}

constexpr db::Statement kSetCertified{
    .name = "followup.set_certified",
    .text = R"sql(
        UPDATE followup_groups
        SET certified_contribution_id = $2, certified_on = $3
        WHERE person_id = $1
    )sql",
};

void set_certified(db::Transaction& tx, people::PersonId person, const Certified& certified) {
    tx.exec(kSetCertified, person, certified.part, certified.on);
}

constexpr db::Statement kEndCertified{
    .name = "followup.end_certified",
    .text = R"sql(
        UPDATE followup_groups
        SET certified_contribution_id = NULL, certified_on = NULL
        WHERE person_id = $1 AND certified_contribution_id = $2
    )sql",
};

void end_certified(db::Transaction& tx, people::PersonId person, ContributionId part) {
    tx.exec(kEndCertified, person, part);
}

constexpr db::Statement kJoinDesignations{
    .name = "followup.join_designations",
    .text = R"sql(
        UPDATE followup_designations SET contribution_id = $1 WHERE contribution_id = $2
    )sql",
};
constexpr db::Statement kJoinFormers{
    .name = "followup.join_formers",
    .text = R"sql(
        UPDATE followup_designations
        SET former_id = CASE WHEN contribution_id = $1 THEN NULL ELSE $1 END
        WHERE former_id IN ($1, $2)
    )sql",
};
constexpr db::Statement kJoinCertified{
    .name = "followup.join_certified",
    .text = R"sql(
        UPDATE followup_groups
        SET certified_contribution_id = $2
        WHERE person_id = $1 AND certified_contribution_id = $3
    )sql",
};

void join_referents(db::Transaction& tx, people::PersonId person, ContributionId kept,
                    ContributionId other) {
    tx.exec(kJoinDesignations, kept, other);
    tx.exec(kJoinFormers, kept, other);
    tx.exec(kJoinCertified, person, kept, other);
}

}  // namespace gps::followup::store
