#pragma once

#include "base/clock.hpp"
#include "base/keys.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <string>

// No relay waits for ever: recalled after a week, over after two; nor for who has left the
// structure. And on the day agreed on, who handed over is let go.
namespace gps::relays {

// What a job needs to write mails and entries of the audit trail.
struct Keeping {
    db::Database& database;
    const base::Keys& keys;
    const base::Clock& clock;
    std::string public_url = {};  // without a final slash
};

// A job: closes the relays that have waited for two weeks and tells who gave them; gives those of
// members who left back to their structure; recalls, once, those that have waited for one week;
// ends the part of those whose day to hand over has come, while who took over goes on. A hundred a
// transaction; how many relays it changed.
std::int64_t keep_deadlines(const Keeping& keeping);

}  // namespace gps::relays
