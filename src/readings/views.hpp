#pragma once

#include "html/writer.hpp"
#include "ui/components.hpp"

#include <string>
#include <vector>

// What the template of who looked may print, ready to be shown.
namespace gps::readings {

struct ReadingsView {
    struct Line {
        std::string name = {};
        std::string structure = {};
        std::string when = {};
        std::string what = {};
    };
    std::string person = {};
    std::vector<Line> lines = {};
    std::string file_href = {};
    std::string first_href = {};  // "" on the first page
    ui::Pagination pages = {};
};
void render(html::Writer& out, const ReadingsView& view);

}  // namespace gps::readings
