#include "ui/mistakes.hpp"

#include "ui/messages.hpp"

namespace gps::ui {

void Mistakes::add(const base::Error& error) {
    add(error.field, error.message);
}

void Mistakes::add(std::string_view field, std::string_view message_key) {
    summary_.errors.push_back(
        {.field = std::string(field), .message = std::string(ui::message(message_key))});
}

std::string Mistakes::on(std::string_view field) const {
    for (const auto& error : summary_.errors) {
        if (error.field == field) return error.message;
    }
    return {};
}

}  // namespace gps::ui
