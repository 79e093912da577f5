#include "demo/chance.hpp"

#include <algorithm>

namespace gps::demo {

std::uint64_t Chance::next() {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBULL;
    return mixed ^ (mixed >> 31U);
}

int Chance::below(int below) {
    return static_cast<int>(next() % static_cast<std::uint64_t>(below));
}

std::size_t Chance::weighted(std::span<const std::int64_t> running_total) {
    const auto drawn =
        static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(running_total.back()));
    const auto found = std::upper_bound(running_total.begin(), running_total.end(), drawn);
    return static_cast<std::size_t>(found - running_total.begin());
}

}  // namespace gps::demo
