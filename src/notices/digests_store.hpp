#pragma once

#include "db/database.hpp"
#include "notices/model.hpp"

#include <string>
#include <vector>

// The SQL of digests, a batch at a time, and of forgetting.
namespace gps::notices::store {

// Takes the digests that are due the longest, two hundred at most; how many. Another process that
// asks at the same time waits, and then finds them gone.
std::int64_t take_due(db::Transaction& tx, std::string_view batch, base::Instant now);

struct Digest {
    std::string address = {};
    std::int64_t unread = 0;
};
// Of those taken, who have something unread to be told of, an account and still the structure.
std::vector<Digest> digests(db::Transaction& tx, std::string_view batch, base::Instant now);

// What they were due waits no more; who is due something later is taken for then.
void let_go(db::Transaction& tx, std::string_view batch, base::Instant now);

// Deletes what was told before `limit`, five hundred events at most; how many.
std::int64_t forget(db::Transaction& tx, base::Instant limit);

}  // namespace gps::notices::store
