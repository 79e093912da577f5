#pragma once

#include "html/writer.hpp"
#include "ui/components.hpp"

#include <string>

// What the template of contacts may print, ready to be shown.
namespace gps::contact {

struct ContactView {
    std::string name = {};
    std::string structure = {};
    ui::DefinitionList reach = {};  // empty: nothing is known
    std::string file_href = {};
};
void render(html::Writer& out, const ContactView& view);

struct OwnView {
    std::string email = {};
    ui::ErrorSummary errors = {};
    ui::TextField phone = {};
    ui::FormToken token = {};
};
void render(html::Writer& out, const OwnView& view);

}  // namespace gps::contact
