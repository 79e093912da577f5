#pragma once

#include <cstdint>

namespace gps::base {

// The work of a job, a bounded part a round, until a round changes nothing: how much changed in
// all. Each round is a transaction of its own, so that no act waits for the whole.
template <class Round>
std::int64_t rounds(Round round) {
    std::int64_t all = 0;
    while (const std::int64_t changed = round()) all += changed;
    return all;
}

}  // namespace gps::base
