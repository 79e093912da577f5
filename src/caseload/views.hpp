#pragma once

#include "html/writer.hpp"
#include "ui/components.hpp"

#include <string>
#include <vector>

// What the template of the list may print, ready to be shown.
namespace gps::caseload {

struct ListView {
    struct Line {
        std::string href = {};
        std::string name = {};
        bool is_frozen = false;
        std::string since = {};     // "mars 2024", or "mars 2024 – juin 2025"
        std::string duration = {};  // "2 ans"; "" for a past part
        std::string referent = {};
        std::string contributors = {};  // "3 intervenants"
        std::string activity = {};      // "5 mars 2026"
    };
    struct Choice {
        std::string text = {};
        std::string href = {};
        bool is_current = false;
    };
    ui::Tabs tabs = {};
    ui::SearchForm search = {};
    std::vector<Choice> sorts = {};
    std::vector<Choice> referents = {};
    std::string matching = {};  // "12 personnes", "plus de 400 personnes"
    std::vector<Line> lines = {};
    bool is_past = false;
    bool is_filtered = false;
    std::string all_href = {};
    std::string first_href = {};  // of the first page, from the others
    ui::Pagination pages = {};
};
void render(html::Writer& out, const ListView& view);

}  // namespace gps::caseload
