#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

// Another program of the machine, run to its end.
namespace gps::commands {

struct Program {
    std::vector<std::string> words = {};      // its name, looked for in PATH, then its arguments
    std::vector<std::string> variables = {};  // "NAME=value", added to our own environment
};

// The exit status; 128 and the number of the signal that ended it. `on_wait` is called now and then
// meanwhile. Throws CommandFailed when the program is not installed.
int run_program(const Program& program, const std::function<void()>& on_wait);

// The same, reading what it writes line by line, without the line ends.
using OnLine = std::function<void(std::string_view line)>;
int read_program(const Program& program, const OnLine& on_line);

}  // namespace gps::commands
