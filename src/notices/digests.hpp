#pragma once

#include "base/clock.hpp"
#include "db/database.hpp"

#include <chrono>
#include <cstdint>
#include <string>

// One mail a recipient for what waits until a day or a week is over.
namespace gps::notices {

// How long a notification is kept.
constexpr std::chrono::hours kKept{24 * 90};

struct Keeping {
    db::Database& database;
    const base::Clock& clock;
    std::string public_url = {};  // without a final slash
};

// A job: writes the digests that are due, 50 a transaction, in which their mails are queued: cut
// at any point, none is lost nor written twice. How many digests it took.
std::int64_t send_digests(const Keeping& keeping);
// One transaction of it.
std::int64_t send_some(db::Transaction& tx, const Keeping& keeping);

// A job: deletes what was told more than ninety days ago, 100 events a transaction; how many.
std::int64_t forget_old(const Keeping& keeping);

}  // namespace gps::notices
