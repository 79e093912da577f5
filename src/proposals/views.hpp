#pragma once

#include "html/writer.hpp"
#include "ui/components.hpp"

#include <string>
#include <vector>

// What the templates of proposals may print, ready to be shown.
namespace gps::proposals {

// /personnes/{personne}/relais
struct PersonView {
    std::string person = {};
    std::string action = {};
    std::vector<ui::Card> proposed = {};
    ui::TextField name = {};
    ui::TextField commune = {};
    ui::TextField department = {};
    ui::Select need = {};
    bool is_searched = false;
    std::vector<ui::Card> found = {};
    std::string next_href = {};
    std::string colleague_href = {};
    std::string address_href = {};
    std::string file_href = {};
};
void render(html::Writer& out, const PersonView& view);

// /personnes/{personne}/relais/proposer
struct ProposeView {
    std::string person = {};
    ui::ErrorSummary errors = {};
    std::string destination = {};  // "" unless it is a structure
    std::string room = {};         // what it says of its room
    std::string action = {};
    std::vector<ui::HiddenField> kept = {};
    ui::Select colleague = {};  // no name: not to a colleague
    ui::TextField email = {};   // no name: not by an address
    ui::RadioGroup kind = {};
    ui::DateField day = {};
    ui::Select reason = {};
    ui::RadioGroup wish = {};
    ui::CheckboxGroup messages = {};
    ui::Checkbox agreement = {};
    ui::FormToken token = {};
    std::string back_href = {};
};
void render(html::Writer& out, const ProposeView& view);

}  // namespace gps::proposals
