#pragma once

#include "html/writer.hpp"
#include "sharing/part_form.hpp"
#include "ui/components.hpp"

#include <string>
#include <string_view>
#include <vector>

// What the templates of relays may print, ready to be shown.
namespace gps::relays {

// /relais
struct ListView {
    ui::Tabs tabs = {};
    std::string nothing = {};
    std::vector<ui::Card> lines = {};
    ui::Pagination pages = {};
    struct Room {
        std::string lead = {};
        std::string whose = {};  // of the form: "moi", "structure"
        ui::RadioGroup choice = {};
        ui::FormToken token = {};
    };
    ui::ErrorSummary errors = {};
    std::vector<Room> rooms = {};  // on the lists of what is received
};
void render(html::Writer& out, const ListView& view);

// /relais/{relais}
struct RelayView {
    std::string title = {};
    ui::ErrorSummary errors = {};
    ui::Badge state = {};
    std::string lead = {};  // what to do now; "" when nothing is to be done
    ui::DefinitionList facts = {};
    std::vector<std::string_view> messages = {};
    std::string path = {};  // below which its forms are sent
    struct Deeds {
        bool take = false;
        bool give_back = false;
        bool accept = false;
        bool refuse = false;
        bool cancel = false;
        bool conclude = false;
    };
    Deeds may = {};
    std::string accepting = {};  // what accepting does
    sharing::PartFields part = {};
    ui::Select refusal = {};
    ui::Select outcome = {};
    ui::FormToken take_token = {};
    ui::FormToken back_token = {};
    ui::FormToken accept_token = {};
    ui::FormToken refuse_token = {};
    ui::FormToken cancel_token = {};
    ui::FormToken conclude_token = {};
    std::string file_href = {};  // "" for who does not follow the person
};
void render(html::Writer& out, const RelayView& view);

// /relais-propose/{lien}
struct LinkView {
    ui::ErrorSummary errors = {};
    std::string giver = {};
    std::string structure = {};
    ui::DefinitionList facts = {};
    std::vector<std::string_view> messages = {};
    std::string action = {};
    ui::Select refusal = {};
    ui::FormToken accept_token = {};
    ui::FormToken refuse_token = {};
};
void render(html::Writer& out, const LinkView& view);

// What the one without an account reads once they have answered.
struct AnsweredView {
    bool accepted = false;
};
void render(html::Writer& out, const AnsweredView& view);

}  // namespace gps::relays
