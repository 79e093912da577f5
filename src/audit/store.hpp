#pragma once

#include "audit/model.hpp"
#include "db/bulk.hpp"
#include "db/database.hpp"

#include <string>
#include <vector>

// The SQL of the audit trail. Entries are added and read, never changed.
namespace gps::audit::store {

void add(db::Transaction& tx, const Entry& entry, int key_version, const std::string& mac);

// The same for a base that is filled at once.
db::BulkTable entries_table();
db::BulkRow entry_row(const Entry& entry, int key_version, const std::string& mac);

// In the order of their ids, from the one after `after_id`.
std::vector<StoredEntry> entries(db::Transaction& tx, std::int64_t after_id, int limit);

}  // namespace gps::audit::store
