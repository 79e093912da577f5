#pragma once

#include <string>
#include <string_view>

namespace gps::ui {

// "Notifications (3)": a name and how many wait behind it; nothing for none, "(20+)" beyond `most`.
std::string up_to(int most, std::string_view what, int waiting);

}  // namespace gps::ui
