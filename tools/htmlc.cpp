// htmlc: turns a template into the C++ function that prints it.
//
//   %% gps::room::SomeView from "room/views.hpp"   the first line: the one value, `view`
//   %% include "ui/components.hpp"                 as many as needed, right after it
//   % for (const auto& line : view.lines) {        a line of C++
//   <a href="/suivis/{{ line.id }}">{{ line.name }}</a>
//   <input type="checkbox"{{? line.chosen | checked }}>
//   % }
//
// Everything else is markup. {{ }} prints a value, escaped for the place where it stands; a place
// where no escaper is safe, and tags that do not match, are errors. docs/templates.md has it all.
//
// Usage: htmlc TEMPLATE.html OUT.cpp
#include "htmlc/compile.hpp"

#include <exception>
#include <fstream>
#include <iostream>
#include <iterator>
#include <span>
#include <string>

namespace {

std::string read_file(const char* path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error(std::string(path) + ": cannot be read");
    return {std::istreambuf_iterator<char>(file), {}};
}

void write_file(const char* path, const std::string& content) {
    std::ofstream file(path, std::ios::binary);
    file << content << std::flush;
    if (!file) throw std::runtime_error(std::string(path) + ": cannot be written");
}

}  // namespace

int main(int count, char** values) {
    const std::span arguments(values, static_cast<std::size_t>(count));
    if (arguments.size() != 3) {
        std::cerr << "usage: htmlc TEMPLATE.html OUT.cpp\n";
        return 2;
    }
    try {
        write_file(arguments[2], gps::htmlc::compile(read_file(arguments[1]), arguments[1]));
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
    return 0;
}
