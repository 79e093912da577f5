#pragma once

#include "html/writer.hpp"
#include "ui/components.hpp"

#include <string>
#include <vector>

// What the templates of requests to be called back may print, ready to be shown.
namespace gps::callbacks {

// /personnes/{personne}/rappel
struct AskView {
    std::string person = {};
    ui::ErrorSummary errors = {};
    std::string action = {};
    ui::RadioGroup colleagues = {};  // without options: nobody to ask
    ui::Select subject = {};
    ui::CheckboxGroup slots = {};
    ui::RadioGroup channel = {};
    ui::FormToken token = {};
    std::string file_href = {};
};
void render(html::Writer& out, const AskView& view);

// /rappels
struct CallbacksView {
    struct Card {
        std::string title = {};  // "Claire LEFÈVRE, France Travail de Bourges"
        ui::Badge state = {};
        std::string person = {};  // initials
        std::string person_href = {};
        std::vector<std::string> facts = {};
        std::string action = {};  // "": nothing to do any more
        bool is_received = false;
        ui::Select slot = {};  // of one received; without options: none is left
        std::string list = {};
        std::string after = {};
        ui::FormToken token = {};
    };
    ui::Tabs tabs = {};
    ui::ErrorSummary errors = {};
    std::vector<Card> cards = {};
    std::string nothing = {};  // what an empty list says
    std::string next_href = {};
};
void render(html::Writer& out, const CallbacksView& view);

}  // namespace gps::callbacks
