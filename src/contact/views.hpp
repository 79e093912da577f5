#pragma once

#include "html/writer.hpp"
#include "ui/components.hpp"

#include <string>
#include <vector>

// What the template of contacts may print, ready to be shown.
namespace gps::contact {

struct ContactView {
    std::string name = {};
    std::string structure = {};
    ui::DefinitionList reach = {};  // empty: nothing is known
    std::string file_href = {};
    std::string keep_action = {};  // to take it away, as a file for an address book
    ui::FormToken token = {};
    std::vector<ui::HiddenField> asked = {};
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
