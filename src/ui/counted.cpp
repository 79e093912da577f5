#include "ui/counted.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gps::ui {

std::string up_to(int most, std::string_view what, int waiting) {
    if (waiting == 0) return std::string(what);
    return fmt::format("{}\u00a0({}{})", what, std::min(waiting, most), waiting > most ? "+" : "");
}

}  // namespace gps::ui
