#include "structures/merging.hpp"

#include "structures/deciding_store.hpp"
#include "structures/merging_store.hpp"
#include "structures/store.hpp"

#include <utility>

namespace gps::structures {
namespace {

// As the table of pairs has them.
Pair in_order(Pair pair) {
    if (pair.second < pair.first) std::swap(pair.first, pair.second);
    return pair;
}

}  // namespace

Structure led_to(db::Transaction& tx, const Structure& structure) {
    if (!structure.merged_into || structure.state == State::Open) return structure;
    return store::structure(tx, *structure.merged_into);
}

bool keep_apart(db::Transaction& tx, const Pair& pair, const Apart& apart) {
    return store::keep_apart(tx, in_order(pair), apart);
}

void start_merge(db::Transaction& tx, const Pair& pair, base::Instant now) {
    store::lead_to(tx, pair, now);
}

void end_merge(db::Transaction& tx, const Pair& pair, base::Instant now) {
    store::set_closing(tx, pair.first, Closing::Closed, now);
    store::settle_double(tx, in_order(pair), now);
}

}  // namespace gps::structures
