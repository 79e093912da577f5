#pragma once

#include "base/clock.hpp"
#include "base/keys.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <string>

// Nobody is forgotten: each person is looked at again when their group changed, and on the day on
// which something is due. What it costs depends on how many are due, not on how many there are.
namespace gps::alerts {

// What a job needs to tell and to write entries of the audit trail.
struct Keeping {
    db::Database& database;
    const base::Keys& keys;
    const base::Clock& clock;
    std::string public_url = {};  // without a final slash
};

// A job: raises and closes alerts, warns of parts that end by themselves, ends them. Five hundred
// people a transaction, and one for each of whom something is to be done, so that it goes on where
// it was stopped; how many it looked at.
std::int64_t watch(const Keeping& keeping);

}  // namespace gps::alerts
