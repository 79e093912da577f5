#pragma once

#include "html/writer.hpp"
#include "ui/components.hpp"

#include <string>
#include <vector>

// What the template of agreements may print, ready to be shown.
namespace gps::agreements {

struct AgreementsView {
    struct Line {
        std::string whom = {};
        std::string how = {};
        std::string recorded = {};
        std::string revoked = {};  // "" while in force
        std::string action = {};
        ui::FormToken token = {};
    };
    std::string person = {};
    std::string file_href = {};
    std::string action = {};
    ui::ErrorSummary errors = {};
    ui::Select whom = {};
    ui::RadioGroup how = {};
    ui::DateField on = {};
    ui::FormToken token = {};
    std::vector<Line> lines = {};
};
void render(html::Writer& out, const AgreementsView& view);

}  // namespace gps::agreements
