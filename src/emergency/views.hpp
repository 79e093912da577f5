#pragma once

#include "html/writer.hpp"
#include "ui/components.hpp"

#include <string>
#include <vector>

// What the templates of emergencies may print, ready to be shown.
namespace gps::emergency {

// /personnes/{personne}/urgence
struct OpenView {
    std::string person = {};  // initials
    std::string action = {};
    std::string back_href = {};
    ui::ErrorSummary errors = {};
    ui::FormToken token = {};
    ui::Select reason = {};
    ui::TextArea explanation = {};
};
void render(html::Writer& out, const OpenView& view);

// /personnes/{personne}/urgences, /equipe/urgences, /plateforme/urgences
struct ReviewView {
    struct Line {
        std::string who = {};
        std::string structure = {};
        std::string person = {};
        std::string reason = {};
        std::string explanation = {};
        std::string when = {};
        ui::Badge state = {};
        std::string note = {};
        std::string review = {};  // address; "": reviewed already, or one's own
        ui::FormToken token = {};
        ui::RadioGroup verdict = {};
        ui::TextArea note_field = {};
    };
    std::string lead = {};
    ui::ErrorSummary errors = {};
    std::vector<Line> lines = {};
    std::string back_href = {};
    std::string back = {};
};
void render(html::Writer& out, const ReviewView& view);

}  // namespace gps::emergency
