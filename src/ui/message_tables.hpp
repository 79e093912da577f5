#pragma once

#include "ui/messages.hpp"

#include <span>

// The sentences, by room, then by key; cut in two for want of room in one file. The spaces before
// : ; ? ! and inside « » are U+00A0.
namespace gps::ui {

std::span<const Message> messages_a_to_n();
std::span<const Message> messages_p_to_z();

}  // namespace gps::ui
