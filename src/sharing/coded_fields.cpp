#include "sharing/coded_fields.hpp"

namespace gps::sharing {

std::vector<ui::Option> options_of(Codes codes) {
    std::vector<ui::Option> options;
    options.reserve(codes.size());
    for (const auto& one : codes)
        options.push_back({.value = std::string(one.code), .text = std::string(one.label)});
    return options;
}

ui::Select select_of(Codes codes, const Asked& asked, std::string_view typed,
                     const ui::Mistakes& mistakes) {
    return {.name = asked.name,
            .label = asked.label,
            .options = options_of(codes),
            .value = std::string(typed),
            .error = mistakes.on(asked.name),
            .required = true};
}

}  // namespace gps::sharing
