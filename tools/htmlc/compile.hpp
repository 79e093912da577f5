#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace gps::htmlc {

// A mistake in a template, as a compiler says it: "path:line: error: what".
struct TemplateError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// The C++ of the function that prints the template; docs/templates.md describes the language.
// `path` is what messages, here and from the C++ compiler, call the template.
std::string compile(std::string_view text, std::string_view path);

}  // namespace gps::htmlc
