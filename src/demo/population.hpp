#pragma once

#include "base/keys.hpp"
#include "base/result.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <functional>
#include <istream>
#include <string_view>

// Makes a demonstration base: invented people, followed by invented professionals, in real or
// invented structures, up to the size of a country. The same seed draws the same people, parts and
// dates. What is written is what the acts of the product would have left: counters, periods, audit.
namespace gps::demo {

struct Size {
    int persons = 20'000;
    int professionals = 420;
    std::uint64_t seed = 1;
    int most_contributors = 40;  // of one file
};

// Each is done of total, for what it is named after.
struct Progress {
    std::function<void(int done, int total)> people = [](int, int) {};
    db::BulkProgress indexes = [](int, int) {};
    std::function<void(int done, int total)> acts = [](int, int) {};  // doubles, requests
};

// `structures`, when given, is a file for the import of structures; else the kinds of the product
// make the places. Refuses a base where anyone is recorded ("demo.not_empty"). Progress may throw,
// to stop: before the acts, nobody is left and it may start again; after, a new base is needed.
base::Result<> populate(db::Database& db, const base::Keys& keys, base::Instant now,
                        const Size& size, std::istream* structures, const Progress& progress = {});

}  // namespace gps::demo
