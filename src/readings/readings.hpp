#pragma once

#include "base/result.hpp"
#include "sharing/acting.hpp"

#include <optional>
#include <string>
#include <vector>

// Who looked at the file of a person: whoever sees its details sees who did, as the trail says it,
// for twelve months (ADR 0021).
namespace gps::readings {

using sharing::Acting;

// One professional on one day, acting for one structure. Names are "" for a structure too sensitive
// to be shown to the viewer's.
struct Reading {
    bool is_masked = false;
    std::string name = {};
    std::string structure = {};
    bool is_you = false;
    base::Date on = {};
    base::Instant first = {};
    base::Instant last = {};
    int pages = 0;
    bool has_revealed = false;  // asked how to reach somebody of the file
};

struct ReadingsPage {
    std::string person_name = {};
    std::vector<Reading> rows = {};          // the latest first
    std::optional<base::Instant> next = {};  // where the next page begins; none: the last page
};

// Leaves an entry of its own: looking at who looked is looking. NotFound for who has no file of the
// person, Forbidden for who sees initials only.
base::Result<ReadingsPage> who_looked(const Acting& acting, const base::PublicId& person,
                                      std::optional<base::Instant> before);

}  // namespace gps::readings
