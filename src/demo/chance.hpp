#pragma once

#include <cstdint>
#include <span>
#include <vector>

// Draws that a seed makes the same on every machine (SplitMix64).
namespace gps::demo {

class Chance {
 public:
    explicit Chance(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next();
    // From 0 to `below` - 1; `below` is at least 1.
    int below(int below);
    // True once in `times`.
    bool once_in(int times) { return below(times) == 0; }
    // True with this chance, from 0 to 100.
    bool percent(int chance) { return below(100) < chance; }
    // An index with the weights given as their running total.
    std::size_t weighted(std::span<const std::int64_t> running_total);

 private:
    std::uint64_t state_;
};

}  // namespace gps::demo
