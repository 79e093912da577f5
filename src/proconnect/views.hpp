#pragma once

#include "html/writer.hpp"
#include "ui/components.hpp"

#include <string>

// What the pages of ProConnect print.
namespace gps::proconnect {

// Of someone who has no account yet; two forms at most, each with the identity, sealed.
struct NewcomerView {
    std::string name = {};
    std::string email = {};
    std::string siret = {};
    std::string sealed = {};
    ui::ErrorSummary errors = {};
    ui::RadioGroup structures = {};
    ui::FormToken ask_token = {};
    std::string invited_to = {};  // "" when they hold no link
    std::string invited_by = {};
    std::string link = {};
    ui::FormToken accept_token = {};
};
void render(html::Writer& out, const NewcomerView& view);

}  // namespace gps::proconnect
