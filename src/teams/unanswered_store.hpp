#pragma once

#include "db/database.hpp"
#include "teams/answering.hpp"
#include "teams/unanswered.hpp"

#include <optional>
#include <vector>

// The SQL of requests that nobody of the structure answers.
namespace gps::teams::store {

struct Waiting {
    Unanswered unanswered = {};
    bool is_for_platform = false;  // nobody administers; open; the one who asks is active
};
// At most `limit`, the oldest first, after `after`.
std::vector<Waiting> waiting(db::Transaction& tx, const base::PublicId& after, int limit);

// The open structure of a request that waits, which nobody administers.
std::optional<Asked> asked_without_administrator(db::Transaction& tx,
                                                 const base::PublicId& request);

}  // namespace gps::teams::store
