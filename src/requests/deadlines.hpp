#pragma once

#include "base/clock.hpp"
#include "base/keys.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <string>
#include <string_view>

// No request waits for ever: recalled after a week, refused by silence after two.
namespace gps::requests {

// What a job needs to write mails and entries of the audit trail.
struct Keeping {
    db::Database& database;
    const base::Keys& keys;
    const base::Clock& clock;
    std::string public_url = {};  // without a final slash
};

// A job: puts each request that has waited for a week before those who may answer it now, tells
// them by mail, once; closes those that have waited for two, and tells who asked. A hundred a
// transaction; how many requests it changed.
std::int64_t keep_deadlines(const Keeping& keeping);

}  // namespace gps::requests
