#include "access/codes_store.hpp"

namespace gps::access::store {
namespace {

std::optional<people::ProfessionalId> professional_in(const db::Row& row) {
    const auto id = row.optional_integer(1);
    return id ? std::optional(people::ProfessionalId{*id}) : std::nullopt;
}

}  // namespace

constexpr db::Statement kAccountAtOrAfter{
    .name = "access.account_at_or_after",
    .text = R"sql(
        SELECT id, email, state = 'active'
        FROM professionals
        WHERE email >= $1
        ORDER BY email
        LIMIT 1
    )sql",
};

std::optional<Addressee> account_at_or_after(db::Transaction& tx, std::string_view email) {
    const auto rows = tx.query(kAccountAtOrAfter, email);
    if (rows.empty()) return std::nullopt;
    return Addressee{
        .id = {rows[0].integer(0)}, .email = rows[0].text(1), .is_active = rows[0].boolean(2)};
}

constexpr db::Statement kKeepCode{
    .name = "access.keep_code",
    .text = R"sql(
        INSERT INTO access_codes (browser_digest, professional_id, code_digest, created_at,
            expires_at)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (browser_digest) DO UPDATE SET
            professional_id = excluded.professional_id, code_digest = excluded.code_digest,
            attempts = 0, created_at = excluded.created_at, expires_at = excluded.expires_at,
            used_at = NULL
    )sql",
};

void keep_code(db::Transaction& tx, const NewCode& code) {
    tx.exec(kKeepCode, code.browser_digest, code.professional, code.code_digest, code.created_at,
            code.created_at.plus(kCodeLife));
}

constexpr db::Statement kTryCode{
    .name = "access.try_code",
    .text = R"sql(
        UPDATE access_codes
        SET attempts = attempts + 1
        WHERE browser_digest = $1
        RETURNING id, professional_id, code_digest, attempts, expires_at, used_at IS NOT NULL,
            (SELECT p.email FROM professionals AS p
             WHERE p.id >= COALESCE(professional_id, 0) ORDER BY p.id LIMIT 1)
    )sql",
};

std::optional<Code> try_code(db::Transaction& tx, std::string_view browser_digest) {
    const auto rows = tx.query(kTryCode, browser_digest);
    if (rows.empty()) return std::nullopt;
    const auto row = rows[0];
    return Code{.id = row.integer(0),
                .professional = professional_in(row),
                .code_digest = row.text(2),
                .attempts = static_cast<int>(row.integer(3)),
                .address = row.optional_text(6).value_or(""),
                .expires_at = row.instant(4),
                .is_used = row.boolean(5)};
}

constexpr db::Statement kUseCode{
    .name = "access.use_code",
    .text = R"sql(
        UPDATE access_codes
        SET used_at = $2
        WHERE id = $1 AND used_at IS NULL
    )sql",
};

bool use_code(db::Transaction& tx, std::int64_t id, base::Instant now) {
    return tx.exec(kUseCode, id, now) == 1;
}

}  // namespace gps::access::store
