#pragma once

#include "html/writer.hpp"
#include "ui/components.hpp"

#include <string>
#include <vector>

// What the templates of alerts may print, ready to be shown.
namespace gps::alerts {

// /personnes/{personne}/alertes
struct PersonView {
    struct Open {
        std::string title = {};
        std::string since = {};
        std::string advice = {};
        std::string action = {};
        ui::Select closing = {};
        ui::FormToken token = {};
    };
    std::string person = {};
    ui::ErrorSummary errors = {};
    std::vector<Open> open = {};
    std::vector<std::string> closed = {};
    std::string seen_action = {};  // "": of who does not follow now
    ui::FormToken seen_token = {};
    std::string file_href = {};
};
void render(html::Writer& out, const PersonView& view);

// /alertes
struct AlertsView {
    struct Line {
        std::string person = {};  // initials
        std::string href = {};
        std::string title = {};
        std::string since = {};
    };
    std::vector<Line> lines = {};
    std::string next_href = {};
};
void render(html::Writer& out, const AlertsView& view);

}  // namespace gps::alerts
