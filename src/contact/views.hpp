#pragma once

#include "html/writer.hpp"
#include "ui/components.hpp"

#include <string>
#include <vector>

// What the template of contacts may print, ready to be shown.
namespace gps::contact {

struct ContactView {
    std::string name = {};
    std::string structure = {};
    ui::DefinitionList reach = {};  // empty: nothing is known
    std::string file_href = {};
    std::string keep_action = {};  // to take it away, as a file for an address book
    ui::FormToken token = {};
    std::vector<ui::HiddenField> asked = {};
};
void render(html::Writer& out, const ContactView& view);

// /personnes/{personne}/message
struct WritingView {
    std::string person = {};
    ui::ErrorSummary errors = {};
    std::string action = {};
    ui::RadioGroup recipients = {};  // without options: nobody to write to
    ui::Select subject = {};
    ui::Checkbox reply = {};
    ui::FormToken token = {};
    std::string file_href = {};
};
void render(html::Writer& out, const WritingView& view);

// /messages/{message}
struct MessageView {
    std::string sender = {};
    std::string subject = {};
    std::string sent = {};
    std::string person = {};
    std::string file_href = {};
};
void render(html::Writer& out, const MessageView& view);

// /personnes/{personne}/fiche-contacts
struct SheetView {
    struct Helper {
        std::string name = {};
        std::string role = {};
        std::string structure = {};
        std::string phone = {};  // "": not on the sheet
        bool is_referent = false;
    };
    std::string person = {};  // on the screen alone
    std::string today = {};
    std::string question = {};  // whom to ask, in easy words
    std::vector<Helper> helpers = {};
    bool is_partial = false;
    std::string file_href = {};
};
void render(html::Writer& out, const SheetView& view);

struct OwnView {
    std::string email = {};
    ui::ErrorSummary errors = {};
    ui::TextField phone = {};
    ui::Checkbox on_sheet = {};
    ui::FormToken token = {};
};
void render(html::Writer& out, const OwnView& view);

}  // namespace gps::contact
