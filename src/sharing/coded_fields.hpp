#pragma once

#include "sharing/coded.hpp"
#include "ui/mistakes.hpp"

#include <string>
#include <string_view>
#include <vector>

// Closed lists, as fields of forms.
namespace gps::sharing {

std::vector<ui::Option> options_of(Codes codes);

struct Asked {
    std::string name = {};
    std::string label = {};
};
// Of one that must be chosen, with what was typed and what is wrong with it.
ui::Select select_of(Codes codes, const Asked& asked, std::string_view typed,
                     const ui::Mistakes& mistakes);

}  // namespace gps::sharing
