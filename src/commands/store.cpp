#include "commands/store.hpp"

#include <fmt/format.h>

namespace gps::commands::store {
namespace {

// Rows of one account follow each other; its structures are put together.
std::vector<Account> accounts_of(const db::Rows& rows) {
    std::vector<Account> accounts;
    for (const auto row : rows) {
        if (accounts.empty() || accounts.back().email != row.view(0)) {
            accounts.push_back({.email = row.text(0),
                                .name = fmt::format("{} {}", row.view(2), row.view(1)),
                                .is_active = row.view(3) == "active"});
        }
        if (row.is_null(4)) continue;
        const bool administers = row.view(5) == "administrator";
        accounts.back().structures.push_back(
            fmt::format("{}{}", row.view(4), administers ? " (administrator)" : ""));
    }
    return accounts;
}

}  // namespace

constexpr db::Statement kTouchNothing{.name = "commands.touch_nothing", .text = R"sql(
    SELECT 1
)sql"};

void touch_nothing(db::Transaction& tx) {
    tx.query(kTouchNothing);
}

constexpr db::Statement kStructureOf{.name = "commands.structure_of", .text = R"sql(
    SELECT id
    FROM structures
    WHERE source = $1 AND source_id = $2
)sql"};

std::optional<structures::StructureId> structure_of(db::Transaction& tx, std::string_view source,
                                                    std::string_view source_id) {
    const auto rows = tx.query(kStructureOf, source, source_id);
    if (rows.empty()) return std::nullopt;
    return structures::StructureId{rows[0].integer(0)};
}

constexpr db::Statement kAccounts{.name = "commands.accounts", .text = R"sql(
    SELECT p.email, p.last_name, p.first_name, p.state, s.name, m.role
    FROM (SELECT id, email, last_name, first_name, state
          FROM professionals
          WHERE email > $1
          ORDER BY email
          LIMIT $2) AS p
    LEFT JOIN memberships AS m ON m.professional_id = p.id AND m.ended_on IS NULL
    LEFT JOIN structures AS s ON s.id = m.structure_id
    ORDER BY p.email, s.name, m.id
)sql"};

std::vector<Account> accounts(db::Transaction& tx, std::string_view after, int limit) {
    return accounts_of(tx.query(kAccounts, after, limit));
}

constexpr db::Statement kMembers{.name = "commands.members", .text = R"sql(
    SELECT p.email, p.last_name, p.first_name, p.state, s.name, m.role
    FROM memberships AS m
    JOIN professionals AS p ON p.id = m.professional_id
    JOIN structures AS s ON s.id = m.structure_id
    WHERE m.structure_id = $1 AND m.ended_on IS NULL
    ORDER BY p.email
    LIMIT 10000
)sql"};

std::vector<Account> members(db::Transaction& tx, structures::StructureId structure) {
    return accounts_of(tx.query(kMembers, structure));
}

constexpr db::Statement kVersion{.name = "commands.version",
                                 .text = R"sql(
    SELECT 'PostgreSQL ' || current_setting('server_version')
)sql",
                                 .sqlite = R"sql(
    SELECT 'SQLite ' || sqlite_version()
)sql"};

std::string version(db::Transaction& tx) {
    return tx.query(kVersion).at(0).text(0);
}

constexpr db::Statement kClock{.name = "commands.clock",
                               .text = R"sql(
    SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT)
)sql",
                               .sqlite = R"sql(
    SELECT NULL
)sql"};

std::optional<std::int64_t> clock(db::Transaction& tx) {
    return tx.query(kClock).at(0).optional_integer(0);
}

constexpr db::Statement kDurability{.name = "commands.durability",
                                    .text = R"sql(
    SELECT name, setting
    FROM pg_settings
    WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit')
    ORDER BY name
)sql",
                                    .sqlite = R"sql(
    SELECT 'foreign_keys', CAST(foreign_keys AS TEXT) FROM pragma_foreign_keys
    UNION ALL
    SELECT 'journal_mode', journal_mode FROM pragma_journal_mode
    UNION ALL
    SELECT 'synchronous', CAST(synchronous AS TEXT) FROM pragma_synchronous
)sql"};

std::vector<Durability> durability(db::Transaction& tx) {
    std::vector<Durability> settings;
    for (const auto row : tx.query(kDurability)) {
        settings.push_back({.name = row.text(0), .value = row.text(1)});
    }
    return settings;
}

constexpr db::Statement kLastAuditEntry{.name = "commands.last_audit_entry", .text = R"sql(
    SELECT COALESCE(MAX(id), 0)
    FROM audit_entries
)sql"};

std::int64_t last_audit_entry(db::Transaction& tx) {
    return tx.query(kLastAuditEntry).at(0).integer(0);
}

}  // namespace gps::commands::store
