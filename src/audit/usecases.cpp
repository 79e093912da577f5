#include "audit/usecases.hpp"

#include "audit/rules.hpp"
#include "audit/store.hpp"

#include <stdexcept>

namespace gps::audit {
namespace {

constexpr int kBatch = 10'000;
constexpr std::size_t kBadKept = 100;

}  // namespace

namespace {

struct Signed {
    int key_version = 0;
    std::string mac = {};
};

Signed sign(const base::Keys& keys, const Entry& entry) {
    if (!is_code(entry.subject) || !is_code(entry.detail)) {
        throw std::invalid_argument("an audit entry holds something else than codes");
    }
    const auto& key = keys.audit().newest();
    return {.key_version = key.version,
            .mac = mac(key.secret, entry, code(entry.act), key.version)};
}

}  // namespace

void record(db::Transaction& tx, const base::Keys& keys, const Entry& entry) {
    const auto [key_version, mac] = sign(keys, entry);
    store::add(tx, entry, key_version, mac);
}

db::BulkRow recorded(const base::Keys& keys, const Entry& entry) {
    const auto [key_version, mac] = sign(keys, entry);
    return store::entry_row(entry, key_version, mac);
}

Checked verify(db::Transaction& tx, const base::Keys& keys, std::int64_t after_id, int limit) {
    Checked checked{.last_id = after_id};
    for (const auto& stored : store::entries(tx, after_id, limit)) {
        ++checked.count;
        checked.last_id = stored.id;
        if (const auto found = fault(keys.audit(), stored)) {
            checked.bad.push_back({.id = stored.id, .fault = *found});
        }
    }
    return checked;
}

Verification verify_all(db::Database& db, const base::Keys& keys) {
    Verification all;
    std::int64_t last_id = 0;
    while (true) {
        const auto batch =
            db.read([&](db::Transaction& tx) { return verify(tx, keys, last_id, kBatch); });
        if (batch.count == 0) return all;
        last_id = batch.last_id;
        all.count += batch.count;
        all.bad_count += static_cast<std::int64_t>(batch.bad.size());
        for (const auto& bad : batch.bad) {
            if (all.first_bad.size() < kBadKept) all.first_bad.push_back(bad);
        }
    }
}

}  // namespace gps::audit
