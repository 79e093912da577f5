#include "access/drafts_store.hpp"

namespace gps::access::store {

constexpr db::Statement kOwnerOfEnded{
    .name = "access.owner_of_ended",
    .text = R"sql(
        SELECT v.professional_id, v.structure_id
        FROM access_sessions AS v
        JOIN professionals AS p ON p.id = v.professional_id AND p.state = 'active'
        WHERE v.token_digest = $1 AND v.ended_at IS NULL
    )sql",
};

std::optional<DraftOwner> owner_of_ended(db::Transaction& tx, std::string_view token_digest) {
    const auto rows = tx.query(kOwnerOfEnded, token_digest);
    if (rows.empty()) return std::nullopt;
    DraftOwner owner{.professional = {rows[0].integer(0)}};
    if (const auto structure = rows[0].optional_integer(1))
        owner.structure = structures::StructureId{*structure};
    return owner;
}

constexpr db::Statement kKeepDraft{
    .name = "access.keep_draft",
    .text = R"sql(
        INSERT INTO access_drafts (holder_digest, professional_id, structure_id, sealed, at)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (holder_digest) DO UPDATE SET
            professional_id = excluded.professional_id, structure_id = excluded.structure_id,
            sealed = excluded.sealed, at = excluded.at
    )sql",
};

void keep_draft(db::Transaction& tx, const NewDraft& draft) {
    tx.exec(kKeepDraft, draft.holder_digest, draft.owner.professional, draft.owner.structure,
            draft.sealed, draft.at);
}

constexpr db::Statement kClaimDraft{
    .name = "access.claim_draft",
    .text = R"sql(
        UPDATE access_drafts
        SET holder_digest = $2
        WHERE holder_digest = $1 AND professional_id = $3 AND at > $4 AND EXISTS (
            SELECT 1
            FROM memberships AS m
            JOIN structures AS s ON s.id = m.structure_id AND s.state = 'open'
            WHERE m.professional_id = $3 AND m.structure_id = access_drafts.structure_id
                AND m.ended_on IS NULL)
        RETURNING structure_id
    )sql",
};
constexpr db::Statement kDropDraft{
    .name = "access.drop_draft",
    .text = R"sql(
        DELETE FROM access_drafts
        WHERE holder_digest = $1
    )sql",
};

std::optional<structures::StructureId> claim_draft(db::Transaction& tx, const Claim& claim) {
    const auto rows =
        tx.query(kClaimDraft, claim.from_digest, claim.to_digest, claim.professional, claim.since);
    if (!rows.empty()) return structures::StructureId{rows[0].integer(0)};
    tx.exec(kDropDraft, claim.from_digest);
    return std::nullopt;
}

constexpr db::Statement kDraft{
    .name = "access.draft",
    .text = R"sql(
        SELECT sealed
        FROM access_drafts
        WHERE holder_digest = $1 AND professional_id = $2 AND structure_id = $3 AND at > $4
    )sql",
};

std::optional<std::string> draft(db::Transaction& tx, std::string_view session_digest,
                                 const Viewer& viewer, base::Instant since) {
    if (!viewer.acting_for) return std::nullopt;
    const auto rows = tx.query(kDraft, session_digest, viewer.id, viewer.structure(), since);
    if (rows.empty()) return std::nullopt;
    return rows[0].text(0);
}

constexpr db::Statement kSweepDrafts{
    .name = "access.sweep_drafts",
    .text = R"sql(
        DELETE FROM access_drafts
        WHERE holder_digest IN (SELECT holder_digest FROM access_drafts WHERE at < $1 LIMIT 5000)
    )sql",
};

std::int64_t sweep_drafts(db::Transaction& tx, base::Instant before) {
    return tx.exec(kSweepDrafts, before);
}

}  // namespace gps::access::store
