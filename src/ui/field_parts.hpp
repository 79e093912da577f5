#pragma once

#include "html/writer.hpp"

#include <string_view>

// What every field of a form shows around its input. Only the components' templates call these.
namespace gps::ui {

// What is wrong with a field, in the place that its input's aria-describedby names.
struct FieldMessage {
    std::string_view field = {};
    std::string_view error = {};
};
void render(html::Writer& out, const FieldMessage& view);

// The inside of a <label> or <legend>. Fields are required unless they say otherwise.
struct Label {
    std::string_view text = {};
    std::string_view hint = {};
    bool is_optional = false;
};
void render(html::Writer& out, const Label& view);

// The class that `base` takes when something is wrong: "fr-input-group--error".
inline std::string_view if_wrong(std::string_view error, std::string_view error_class) {
    return error.empty() ? std::string_view() : error_class;
}

}  // namespace gps::ui
