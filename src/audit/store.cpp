#include "audit/store.hpp"

namespace gps::audit::store {
namespace {

template <class Id>
std::optional<Id> optional_id(const db::Row& row, int column) {
    const auto value = row.optional_integer(column);
    return value ? std::optional(Id{*value}) : std::nullopt;
}

}  // namespace

constexpr db::Statement kAdd{
    .name = "audit.add",
    .text = R"sql(
        INSERT INTO audit_entries (at, actor_id, acting_for, act, person_id, subject, detail,
                                   request_id, key_version, mac)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    )sql",
};

db::BulkTable entries_table() {
    return {.named = "audit_entries",
            .columns = {"at", "actor_id", "acting_for", "act", "person_id", "subject", "detail",
                        "request_id", "key_version", "mac"}};
}

db::BulkRow entry_row(const Entry& entry, int key_version, const std::string& mac) {
    return db::bulk_row(entry.at, entry.actor, entry.acting_for, code(entry.act), entry.person,
                        entry.subject, entry.detail, entry.request_id, key_version, mac);
}

void add(db::Transaction& tx, const Entry& entry, int key_version, const std::string& mac) {
    tx.query_list(kAdd, entry_row(entry, key_version, mac));
}

constexpr db::Statement kEntries{
    .name = "audit.entries",
    .text = R"sql(
        SELECT id, at, actor_id, acting_for, act, person_id, subject, detail, request_id,
               key_version, mac
        FROM audit_entries
        WHERE id > $1
        ORDER BY id
        LIMIT $2
    )sql",
};

std::vector<StoredEntry> entries(db::Transaction& tx, std::int64_t after_id, int limit) {
    const auto rows = tx.query(kEntries, after_id, limit);
    std::vector<StoredEntry> found;
    found.reserve(rows.size());
    for (const auto& row : rows) {
        StoredEntry stored{
            .id = row.integer(0),
            .entry = {.at = row.instant(1),
                      .actor = optional_id<people::ProfessionalId>(row, 2),
                      .acting_for = optional_id<structures::StructureId>(row, 3),
                      .person = optional_id<people::PersonId>(row, 5),
                      .subject = row.text(6),
                      .detail = row.text(7),
                      .request_id = row.text(8)},
            .act_code = row.text(4),
            .key_version = static_cast<int>(row.integer(9)),
            .mac = row.text(10),
        };
        if (const auto act = act_of(stored.act_code)) stored.entry.act = *act;
        found.push_back(std::move(stored));
    }
    return found;
}

}  // namespace gps::audit::store
