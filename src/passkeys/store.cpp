#include "passkeys/store.hpp"

namespace gps::passkeys::store {
namespace {

std::string_view code(Purpose purpose) {
    return purpose == Purpose::Add ? "add" : "use";
}

std::int64_t number(Algorithm algorithm) {
    return static_cast<int>(algorithm);
}

}  // namespace

constexpr db::Statement kPasskeys{
    .name = "passkeys.passkeys",
    .text = R"sql(
        SELECT public_id, name, created_at, used_at, credential_id
        FROM passkeys
        WHERE professional_id = $1
        ORDER BY created_at, public_id
    )sql",
};

std::vector<Listed> passkeys(db::Transaction& tx, people::ProfessionalId owner) {
    std::vector<Listed> all;
    for (const auto& row : tx.query(kPasskeys, owner)) {
        all.push_back({.passkey = {.public_id = base::PublicId::parse(row.text(0)),
                                   .name = row.text(1),
                                   .added_at = row.instant(2),
                                   .used_at = row.instant(3)},
                       .credential_id = row.text(4)});
    }
    return all;
}

constexpr db::Statement kPasskey{
    .name = "passkeys.passkey",
    .text = R"sql(
        SELECT public_id, algorithm, sealed, sign_count
        FROM passkeys
        WHERE credential_id = $2 AND professional_id = $1
    )sql",
};

std::optional<Kept> passkey(db::Transaction& tx, people::ProfessionalId owner,
                            std::string_view credential_id) {
    const auto rows = tx.query(kPasskey, owner, credential_id);
    if (rows.empty()) return std::nullopt;
    return Kept{.public_id = base::PublicId::parse(rows[0].text(0)),
                .algorithm = static_cast<Algorithm>(rows[0].integer(1)),
                .sealed = rows[0].text(2),
                .count = static_cast<std::uint32_t>(rows[0].integer(3))};
}

constexpr db::Statement kAdd{
    .name = "passkeys.add",
    .text = R"sql(
        INSERT INTO passkeys (public_id, professional_id, credential_id, algorithm, sealed,
            sign_count, name, created_at, used_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
        ON CONFLICT (credential_id) DO NOTHING
    )sql",
};

bool add(db::Transaction& tx, const NewPasskey& made) {
    return tx.exec(kAdd, made.public_id, made.owner, made.credential_id, number(made.algorithm),
                   made.sealed, std::int64_t{made.count}, made.name, made.now) == 1;
}

constexpr db::Statement kUse{
    .name = "passkeys.use",
    .text = R"sql(
        UPDATE passkeys
        SET sign_count = $2, used_at = $3
        WHERE public_id = $1 AND (sign_count < $2 OR (sign_count = 0 AND $2 = 0))
    )sql",
};

bool use(db::Transaction& tx, const base::PublicId& passkey, std::uint32_t count,
         base::Instant now) {
    return tx.exec(kUse, passkey, std::int64_t{count}, now) == 1;
}

constexpr db::Statement kRemove{
    .name = "passkeys.remove",
    .text = R"sql(
        DELETE FROM passkeys
        WHERE public_id = $2 AND professional_id = $1
    )sql",
};

bool remove(db::Transaction& tx, people::ProfessionalId owner, const base::PublicId& passkey) {
    return tx.exec(kRemove, owner, passkey) == 1;
}

constexpr db::Statement kKeepChallenge{
    .name = "passkeys.keep_challenge",
    .text = R"sql(
        INSERT INTO passkeys_challenges (session_id, purpose, challenge, asked_at)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (session_id) DO UPDATE
        SET purpose = excluded.purpose, challenge = excluded.challenge,
            asked_at = excluded.asked_at
    )sql",
};

void keep_challenge(db::Transaction& tx, access::SessionId session, Purpose purpose,
                    std::string_view challenge, base::Instant now) {
    tx.exec(kKeepChallenge, session, code(purpose), challenge, now);
}

constexpr db::Statement kChallenge{
    .name = "passkeys.challenge",
    .text = R"sql(
        SELECT challenge
        FROM passkeys_challenges
        WHERE session_id = $1 AND purpose = $2 AND asked_at > $3
    )sql",
};

std::optional<std::string> challenge(db::Transaction& tx, access::SessionId session,
                                     Purpose purpose, base::Instant since) {
    const auto rows = tx.query(kChallenge, session, code(purpose), since);
    return rows.empty() ? std::nullopt : std::optional(rows[0].text(0));
}

constexpr db::Statement kClaimChallenge{
    .name = "passkeys.claim_challenge",
    .text = R"sql(
        DELETE FROM passkeys_challenges
        WHERE session_id = $1 AND purpose = $2 AND asked_at > $3
        RETURNING challenge
    )sql",
};

std::optional<std::string> claim_challenge(db::Transaction& tx, access::SessionId session,
                                           Purpose purpose, base::Instant since) {
    const auto rows = tx.query(kClaimChallenge, session, code(purpose), since);
    return rows.empty() ? std::nullopt : std::optional(rows[0].text(0));
}

constexpr db::Statement kSweep{
    .name = "passkeys.sweep",
    .text = R"sql(
        DELETE FROM passkeys_challenges
        WHERE session_id IN (
            SELECT session_id FROM passkeys_challenges WHERE asked_at < $1 LIMIT 5000)
    )sql",
};

std::int64_t sweep(db::Transaction& tx, base::Instant limit) {
    return tx.exec(kSweep, limit);
}

}  // namespace gps::passkeys::store
