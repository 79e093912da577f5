#pragma once

#include "html/writer.hpp"
#include "ui/components.hpp"

#include <string>
#include <vector>

// What the templates of departures may print, ready to be shown.
namespace gps::departures {

// /equipe/membres/{membre}/suivis
struct ChooseView {
    ui::ErrorSummary errors = {};
    std::string of_leaver = {};  // "de Durand Jeanne"
    std::string lead = {};
    std::string obstacle = {};  // "" when colleagues may be chosen
    std::string action = {};
    ui::CheckboxGroup colleagues = {};
    ui::TextField name = {};
    std::string more = {};  // that the list is cut
    struct Line {
        std::string name = {};
        std::string people = {};
        std::string already = {};
        std::string then = {};  // whom they will follow in all
    };
    std::vector<Line> shares = {};  // once colleagues are chosen
    std::vector<std::string> notes = {};
    std::vector<ui::HiddenField> ticked = {};
    ui::FormToken token = {};
};
void render(html::Writer& out, const ChooseView& view);

// /equipe/transmissions
struct ListView {
    std::vector<ui::Card> lines = {};
};
void render(html::Writer& out, const ListView& view);

// /equipe/transmissions/{transmission}
struct DepartureView {
    std::string title = {};
    ui::Badge state = {};
    std::string lead = {};
    ui::DefinitionList facts = {};
    struct Line {
        std::string name = {};
        std::string people = {};
    };
    std::vector<Line> shares = {};
    std::string undo = {};  // address, while it may be undone
    std::string until = {};
    ui::FormToken token = {};
    std::string member_href = {};  // to record the departure; "" when there is nothing to record
};
void render(html::Writer& out, const DepartureView& view);

}  // namespace gps::departures
