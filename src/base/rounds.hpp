#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <thread>

namespace gps::base {

// After a round, the database is left to those who wait for a page: as long as the round had it,
// and this long at most.
constexpr std::chrono::milliseconds kLongestRest{250};

// The work of a job, a bounded part a round, until a round changes nothing: how much changed in
// all. Each round is a transaction of its own, so that no act waits for the whole.
template <class Round>
std::int64_t rounds(Round round) {
    using Watch = std::chrono::steady_clock;
    std::int64_t all = 0;
    while (true) {
        const auto began = Watch::now();
        const std::int64_t changed = round();
        if (changed == 0) return all;
        all += changed;
        std::this_thread::sleep_for(std::min<Watch::duration>(Watch::now() - began, kLongestRest));
    }
}

}  // namespace gps::base
