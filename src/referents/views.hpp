#pragma once

#include "html/writer.hpp"
#include "ui/components.hpp"

#include <string>

// What the template of the référent of a person may print, ready to be shown.
namespace gps::referents {

struct ReferentView {
    std::string person = {};
    ui::ErrorSummary errors = {};
    std::string referent = {};  // "Claire LEFÈVRE, France Travail de Bourges"; "": nobody
    std::string since = {};     // since when, and why; "" when nobody knows
    std::string action = {};    // of the page's address
    bool may_designate = false;
    ui::RadioGroup candidates = {};  // without options: nobody can be named
    ui::Select reason = {};
    ui::FormToken token = {};
    std::string until = {};  // until when the viewer may object; "": they may not
    ui::Select objection = {};
    ui::FormToken objection_token = {};
    std::string file_href = {};
};
void render(html::Writer& out, const ReferentView& view);

}  // namespace gps::referents
