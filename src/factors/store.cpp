#include "factors/store.hpp"

namespace gps::factors::store {

constexpr db::Statement kApplication{
    .name = "factors.application",
    .text = R"sql(
        SELECT sealed, last_step, created_at
        FROM factors_totp
        WHERE professional_id = $1
    )sql",
};

std::optional<Application> application(db::Transaction& tx, people::ProfessionalId owner) {
    const auto rows = tx.query(kApplication, owner);
    if (rows.empty()) return std::nullopt;
    return Application{
        .sealed = rows[0].text(0), .last_step = rows[0].integer(1), .since = rows[0].instant(2)};
}

constexpr db::Statement kKeepApplication{
    .name = "factors.keep_application",
    .text = R"sql(
        INSERT INTO factors_totp (professional_id, sealed, last_step, created_at)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (professional_id) DO UPDATE
        SET sealed = excluded.sealed, last_step = excluded.last_step,
            created_at = excluded.created_at
    )sql",
};

void keep_application(db::Transaction& tx, people::ProfessionalId owner, const Application& kept) {
    tx.exec(kKeepApplication, owner, kept.sealed, kept.last_step, kept.since);
}

constexpr db::Statement kUseStep{
    .name = "factors.use_step",
    .text = R"sql(
        UPDATE factors_totp
        SET last_step = $2
        WHERE professional_id = $1 AND last_step < $2
    )sql",
};

bool use_step(db::Transaction& tx, people::ProfessionalId owner, std::int64_t step) {
    return tx.exec(kUseStep, owner, step) == 1;
}

constexpr db::Statement kRemoveApplication{
    .name = "factors.remove_application",
    .text = R"sql(
        DELETE FROM factors_totp
        WHERE professional_id = $1
    )sql",
};

bool remove_application(db::Transaction& tx, people::ProfessionalId owner) {
    return tx.exec(kRemoveApplication, owner) == 1;
}

constexpr db::Statement kPasskeys{
    .name = "factors.passkeys",
    .text = R"sql(
        SELECT count(*)
        FROM passkeys
        WHERE professional_id = $1
    )sql",
};

int passkeys(db::Transaction& tx, people::ProfessionalId owner) {
    return static_cast<int>(tx.query(kPasskeys, owner)[0].integer(0));
}

constexpr db::Statement kForgetLinks{
    .name = "factors.forget_links",
    .text = R"sql(
        DELETE FROM factors_links
        WHERE professional_id = $1
    )sql",
};
constexpr db::Statement kKeepLink{
    .name = "factors.keep_link",
    .text = R"sql(
        INSERT INTO factors_links (digest, professional_id, given_by, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $5)
    )sql",
};

void keep_link(db::Transaction& tx, const Link& link) {
    tx.exec(kForgetLinks, link.owner);
    tx.exec(kKeepLink, link.digest, link.owner, link.given_by, link.created_at, link.expires_at);
}

constexpr db::Statement kServes{
    .name = "factors.serves",
    .text = R"sql(
        SELECT 1
        FROM factors_links
        WHERE digest = $1 AND professional_id = $2 AND used_at IS NULL AND expires_at > $3
    )sql",
};

bool serves(db::Transaction& tx, std::string_view digest, people::ProfessionalId owner,
            base::Instant now) {
    return !tx.query(kServes, digest, owner, now).empty();
}

constexpr db::Statement kUseLink{
    .name = "factors.use_link",
    .text = R"sql(
        UPDATE factors_links
        SET used_at = $3
        WHERE digest = $1 AND professional_id = $2 AND used_at IS NULL AND expires_at > $3
    )sql",
};

bool use_link(db::Transaction& tx, std::string_view digest, people::ProfessionalId owner,
              base::Instant now) {
    return tx.exec(kUseLink, digest, owner, now) == 1;
}

constexpr db::Statement kSweepLinks{
    .name = "factors.sweep_links",
    .text = R"sql(
        DELETE FROM factors_links
        WHERE digest IN (SELECT digest FROM factors_links WHERE expires_at < $1 LIMIT 5000)
    )sql",
};

std::int64_t sweep(db::Transaction& tx, base::Instant limit) {
    return tx.exec(kSweepLinks, limit);
}

}  // namespace gps::factors::store
