#pragma once

#include "base/clock.hpp"
#include "base/keys.hpp"
#include "db/database.hpp"

#include <cstdint>

// The move itself: what belongs to a structure goes to the one that takes its place, one
// professional a transaction, so that nobody is ever seen half moved. What is left to do is read
// from the tables: stopped at any moment, it goes on from there.
namespace gps::merges {

struct Moving {
    db::Database& database;
    const base::Keys& keys;
    const base::Clock& clock;
};

// One step, in the caller's transaction. False when there is nothing to do now.
bool move_some(const Moving& moving, db::Transaction& tx);

// A job: some steps, a transaction each; how many.
std::int64_t keep_moving(const Moving& moving);

}  // namespace gps::merges
