#pragma once

#include <string>
#include <string_view>

// Just enough reading of C++ for tools that count braces and look for words. Shared by htmlc and
// tidy.
namespace gps::tools {

// The same text with every comment blanked out, line by line and column by column; strings and
// character literals stay.
std::string without_comments(std::string_view code);

// The same, with the inside of strings and of character literals blanked out as well.
std::string without_comments_and_strings(std::string_view code);

bool is_word_character(char c);

}  // namespace gps::tools
