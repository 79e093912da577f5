#pragma once

#include "html/writer.hpp"
#include "ui/components.hpp"

#include <string>
#include <vector>

// What the template of the team's view may print, ready to be shown.
namespace gps::workloads {

// /equipe/suivi
struct WorkloadsView {
    struct Line {
        std::string name = {};
        std::string href = {};
        std::string people = {};
        std::string without_referent = {};
        std::string alerts = {};
        std::string relays = {};
        std::string callbacks = {};
    };
    ui::DefinitionList waiting = {};
    std::vector<Line> lines = {};
    std::string first_href = {};  // "" on the first page
    ui::Pagination pages = {};
};
void render(html::Writer& out, const WorkloadsView& view);

}  // namespace gps::workloads
