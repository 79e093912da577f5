#pragma once

#include "html/writer.hpp"
#include "ui/components.hpp"

#include <string>
#include <vector>

// What the template of grants may print, ready to be shown.
namespace gps::grants {

// /personnes/{personne}/acces, /equipe/acces
struct GrantsView {
    struct Line {
        std::string holder = {};
        std::string structure = {};  // "" on the page of the structure itself
        std::string person = {};     // initials
        std::string reason = {};
        std::string when = {};
        std::string revoke = {};
        ui::FormToken token = {};
        ui::Select why = {};
    };
    std::string title = {};
    std::string lead = {};
    ui::ErrorSummary errors = {};
    std::vector<Line> lines = {};
    std::string back_href = {};
    std::string back = {};
};
void render(html::Writer& out, const GrantsView& view);

}  // namespace gps::grants
