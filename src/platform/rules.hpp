#pragma once

#include "base/result.hpp"
#include "platform/model.hpp"

#include <string>
#include <string_view>
#include <vector>

// What may be written and decided, with no database and no clock.
namespace gps::platform {

// What was typed of a structure, brought to the form that is stored.
struct Sheet {
    structures::Structure structure = {};
    std::vector<base::Error> mistakes = {};  // one a field at most
};
Sheet read_sheet(const structures::Structure& typed);

// A reason is asked of every decision.
base::Result<std::string> read_why(std::string_view typed);

// Whether a habilitation is one on that day.
bool holds_on(const Habilitation& habilitation, base::Date day);
// It may begin later, not end before it begins, nor be over already.
base::Result<> check_days(base::Date from_on, std::optional<base::Date> until_on, base::Date today);

// Whether a structure in this state may be suspended, closed or opened again.
base::Result<> check_closing(const structures::Structure& structure, Kind kind);

}  // namespace gps::platform
