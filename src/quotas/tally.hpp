#pragma once

#include "quotas/model.hpp"

#include <map>
#include <mutex>
#include <utility>

namespace gps::quotas {

// What pages read by the dozen, counted in memory and brought into the database every few seconds:
// reading writes nothing more. A process that dies loses the few seconds; several processes know of
// each other by what the database said last.
class Tally {
 public:
    // Counts `done` more; what was spent with them, as far as this process knows.
    Spent add(people::ProfessionalId professional, Purpose purpose, int done, base::Instant now);

    // Brings in what was counted since the last time; how many counts. What a failure kept from
    // being written waits for the next time.
    std::int64_t flush(const access::House& house);

 private:
    using Key = std::pair<std::int64_t, Purpose>;  // of a professional
    struct Kept {
        int waiting = 0;        // counted here, not in the database yet
        Spent known = {};       // what the database said
        base::Instant at = {};  // when it said so
        std::int64_t idle = 0;  // rounds without one more
    };

    std::mutex mutex_;
    std::map<Key, Kept> counts_;
};

}  // namespace gps::quotas
