#pragma once

#include "base/keys.hpp"
#include "base/result.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <functional>
#include <istream>
#include <string_view>

// Makes a demonstration base: invented people, followed by invented professionals, in real or
// invented structures. The same seed draws the same people, parts and dates. Everything is written
// by the acts of the product itself, so that its counters, periods and audit are true.
namespace gps::demo {

struct Size {
    int persons = 20'000;
    int professionals = 420;
    std::uint64_t seed = 1;
    int longest_caseload = 2'000;  // of the first persona; a tenth of the people at most
    int most_contributors = 40;    // of one file
};

// done of total, in people.
using Progress = std::function<void(int done, int total)>;

// `structures`, when given, is a file for the import of structures; else the kinds of the product
// make the places. Refuses a base where anyone is recorded ("demo.not_empty"). Interrupted, it
// leaves a base that is not marked and that it refuses to fill again: start from a new one.
base::Result<> populate(db::Database& db, const base::Keys& keys, base::Instant now,
                        const Size& size, std::istream* structures, const Progress& progress);

}  // namespace gps::demo
