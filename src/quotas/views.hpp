#pragma once

#include "html/writer.hpp"
#include "ui/components.hpp"

#include <string>
#include <vector>

// What the template of frozen accounts may print, ready to be shown.
namespace gps::quotas {

struct FreezesView {
    struct Line {
        std::string name = {};
        std::string email = {};
        std::string structure = {};
        std::string why = {};
        std::string since = {};
        std::string ended = {};   // "" while it lasts
        std::string action = {};  // "": nothing to do here
        ui::TextField reason = {};
        ui::FormToken token = {};
    };
    ui::ErrorSummary errors = {};
    std::vector<Line> lines = {};
    std::string first_href = {};
    ui::Pagination pages = {};
};
void render(html::Writer& out, const FreezesView& view);

}  // namespace gps::quotas
