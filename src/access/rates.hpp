#pragma once

#include "access/route.hpp"

#include <array>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace gps::access {

// How often one session or one source may call, a minute. In memory and of fixed size: it bounds
// what one client takes from the others; limits that must survive a restart are rows
// (access/rules.hpp).
class Rates {
 public:
    Rates();

    // False when `who` has had their share of this minute.
    bool allows(Rate rate, std::string_view who, base::Instant now);

    static int per_minute(Rate rate);

 private:
    struct Slot {
        std::int64_t minute = 0;
        int calls = 0;
    };

    std::size_t slot_of(Rate rate, std::string_view who) const;

    std::string secret_;
    std::mutex mutex_;
    std::vector<Slot> slots_;
};

}  // namespace gps::access
