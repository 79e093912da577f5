#pragma once

#include "files/head.hpp"
#include "html/writer.hpp"
#include "ui/components.hpp"

#include <string>
#include <vector>

// What the template of the tab "Parcours" may print, ready to be shown.
namespace gps::trajectory {

// A link of a choice: how long, which acts.
struct ChoiceView {
    std::string text = {};
    std::string href = {};
    bool is_current = false;
};

struct BarView {
    std::string x = {};      // "12.5%"
    std::string width = {};  // "3%"
    std::string style = {};  // a class: ended, ongoing, nobody, referent, relay
    int y = 7;
    int height = 12;
};

struct TickView {
    std::string x = {};
    std::string label = {};
};

// A line of the drawing, and the same facts in words.
struct RowView {
    std::string name = {};
    std::vector<ui::Badge> badges = {};
    std::string structure = {};
    std::string role = {};
    std::vector<std::string> periods = {};
    std::vector<BarView> bars = {};
};

struct EventView {
    std::string on = {};
    std::string what = {};
    std::string who = {};
};

struct TrajectoryView {
    files::FileHead head = {};
    std::vector<ChoiceView> zooms = {};
    std::string from = {};  // "du 5 mars 2011 à aujourd’hui"
    std::vector<TickView> ticks = {};
    std::vector<RowView> rows = {};
    std::string left_out = {};  // those whose periods are all older; ""
    std::vector<ChoiceView> kinds = {};
    std::vector<EventView> events = {};
    ui::Pagination pages = {};
};
void render(html::Writer& out, const TrajectoryView& view);

}  // namespace gps::trajectory
