#pragma once

#include "html/writer.hpp"
#include "ui/components.hpp"

#include <string_view>

namespace gps::ui {

// The view of pages/error.html.
struct ErrorView {
    int status = 500;
    std::string_view title = {};
    std::string_view happened = {};
    std::string_view what_to_do = {};
    std::string_view incident = {};  // not shown when empty
    SendAgain again = {};
};
void render(html::Writer& out, const ErrorView& view);

}  // namespace gps::ui
