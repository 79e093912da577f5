#pragma once

#include "tidy/source.hpp"

// What fits on a screen is read: lines, functions, files and rooms have a limit.
namespace gps::tidy {

constexpr std::size_t kColumns = 100;
constexpr std::size_t kColumnsOfText = 140;  // raw strings and templates
constexpr std::size_t kLinesOfFile = 400;
constexpr std::size_t kLinesOfFunction = 70;
constexpr std::size_t kLinesOfRoom = 2500;  // C++ without tests

Findings check_sizes(const SourceFile& file);
Findings check_rooms_sizes(const Sources& files);

}  // namespace gps::tidy
