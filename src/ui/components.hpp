#pragma once

#include "html/writer.hpp"
#include "ui/layout.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// The parts that pages are made of, as the State's design system draws them. A template calls one
// with the fields it needs:
//
//   % ui::text_field(out, {.name = "nom", .label = "Nom de naissance", .value = view.name});
//
// A field's input has the id "champ-<name>"; its error is tied to it (aria-describedby).
namespace gps::ui {

// ---- Fields of a form -------------------------------------------------------------------------

struct TextField {
    std::string name = {};
    std::string label = {};
    std::string hint = {};
    std::string value = {};
    std::string error = {};            // a whole sentence
    std::string type = "text";         // text, email, tel, search
    std::string autocomplete = "off";  // a token of the HTML standard: "email", "family-name"…
    std::size_t max_length = 200;
    bool required = false;
    bool is_one_of_several = false;  // the group says which must be filled: not "(facultatif)"
    bool is_private = false;         // no dictionary of the browser's maker reads it
};

struct TextArea {
    std::string name = {};
    std::string label = {};
    std::string hint = {};
    std::string value = {};
    std::string error = {};
    std::size_t max_length = 1000;
    int rows = 4;
    bool required = false;
};

// One field of type "date": browsers send 2026-03-05, old ones what was typed: ui::parse_date
// reads both.
struct DateField {
    std::string name = {};
    std::string label = {};
    std::string hint = "Format attendu\u00a0: jj/mm/aaaa";
    std::string value = {};  // 2026-03-05
    std::string error = {};
    std::string autocomplete = "off";  // "bday" for one's own birth date only
    bool required = false;
};

struct Option {
    std::string value = {};
    std::string text = {};
    std::string hint = {};  // not shown by a select
};

struct Select {
    std::string name = {};
    std::string label = {};
    std::string hint = {};
    std::vector<Option> options = {};
    std::string value = {};
    std::string error = {};
    std::string placeholder = "Sélectionner une option";
    bool required = false;
    bool is_one_of_several = false;  // as above
};

struct RadioGroup {
    std::string name = {};
    std::string legend = {};
    std::string hint = {};
    std::vector<Option> options = {};
    std::string value = {};
    std::string error = {};
    bool side_by_side = false;
    bool required = false;
};

struct CheckboxGroup {
    std::string name = {};
    std::string legend = {};
    std::string hint = {};
    std::vector<Option> options = {};
    std::vector<std::string> values = {};  // the ones that are ticked
    std::string error = {};
};

struct Checkbox {
    std::string name = {};
    std::string label = {};
    std::string hint = {};
    std::string value = "oui";
    std::string error = {};
    bool ticked = false;
    bool required = false;
};

struct HiddenField {
    std::string name = {};
    std::string value = {};
};

// The buttons that end a form: the act, and the way out.
struct FormButtons {
    std::string submit = "Enregistrer";
    std::string cancel_href = {};  // no way out when empty
    std::string cancel = "Annuler";
};

// A form that could not be treated, ready to be sent again as it was: nothing typed is lost. Its
// fields are hidden; its key makes a form that had been treated after all count once.
struct SendAgain {
    std::string action = {};  // a path of this site; "": there is nothing to send
    std::vector<HiddenField> fields = {};
};

// One field that filters the list below it. With a script, the element of id `list` is replaced
// while typing, and `<list>-nombre` (a role="status" with the count) says what is left.
struct SearchForm {
    std::string action = {};
    std::string name = "q";
    std::string label = {};
    std::string value = {};
    std::string button = "Rechercher";
    std::string list = {};               // empty: only the button searches
    std::vector<HiddenField> kept = {};  // of the address: the tab, the sort
};

struct FieldError {
    std::string field = {};  // empty: of the whole form
    std::string message = {};
};

// At the top of a form to correct; the script puts the focus on it.
struct ErrorSummary {
    std::vector<FieldError> errors = {};
    std::string title = {};  // "": that answers are to be corrected
};

// ---- What a page says -------------------------------------------------------------------------

enum class Tone { Neutral, New, Info, Success, Warning, Error };

struct Alert {
    Tone tone = Tone::Info;  // Info, Success, Warning or Error
    std::string title = {};  // a small alert without one
    std::string text = {};
    bool announced = false;  // read out by screen readers when the page shows
};

struct Badge {
    Tone tone = Tone::Neutral;
    std::string text = {};
};

struct Card {
    std::string title = {};
    std::string href = {};
    std::vector<Badge> badges = {};
    std::vector<std::string> lines = {};  // below the title
    int level = 2;                        // of its heading: 2 or 3
};

struct DefinitionList {
    struct Entry {
        std::string term = {};
        std::string text = {};
        std::string href = {};  // mailto:, tel: or a page; plain text when empty
    };
    std::vector<Entry> entries = {};
};

struct EmptyState {
    std::string title = {};
    std::string text = {};
    std::string action = {};
    std::string action_href = {};
};

// ---- Ways around ------------------------------------------------------------------------------

struct Tabs {
    struct Tab {
        std::string text = {};
        std::string href = {};
        bool is_current = false;
    };
    std::string label = {};  // what they choose, for screen readers: "Suivis"
    std::vector<Tab> tabs = {};
};

// Previous and next pages of a list read by its last line; nothing at all when both are empty.
struct Pagination {
    std::string previous_href = {};
    std::string next_href = {};
};

// ---- Their names in templates -----------------------------------------------------------------

void render(html::Writer& out, const TextField& view);
void render(html::Writer& out, const TextArea& view);
void render(html::Writer& out, const DateField& view);
void render(html::Writer& out, const Select& view);
void render(html::Writer& out, const RadioGroup& view);
void render(html::Writer& out, const CheckboxGroup& view);
void render(html::Writer& out, const Checkbox& view);
void render(html::Writer& out, const HiddenField& view);
void render(html::Writer& out, const FormButtons& view);
void render(html::Writer& out, const SendAgain& view);
void render(html::Writer& out, const SearchForm& view);
void render(html::Writer& out, const ErrorSummary& view);
void render(html::Writer& out, const Alert& view);
void render(html::Writer& out, const Badge& view);
void render(html::Writer& out, const Card& view);
void render(html::Writer& out, const DefinitionList& view);
void render(html::Writer& out, const EmptyState& view);
void render(html::Writer& out, const Tabs& view);
void render(html::Writer& out, const Pagination& view);

// clang-format off
inline void text_field(html::Writer& out, const TextField& view) { render(out, view); }
inline void text_area(html::Writer& out, const TextArea& view) { render(out, view); }
inline void date_field(html::Writer& out, const DateField& view) { render(out, view); }
inline void select(html::Writer& out, const Select& view) { render(out, view); }
inline void radio_group(html::Writer& out, const RadioGroup& view) { render(out, view); }
inline void checkbox_group(html::Writer& out, const CheckboxGroup& view) { render(out, view); }
inline void checkbox(html::Writer& out, const Checkbox& view) { render(out, view); }
inline void hidden_field(html::Writer& out, const HiddenField& view) { render(out, view); }
inline void form_buttons(html::Writer& out, const FormButtons& view) { render(out, view); }
inline void send_again(html::Writer& out, const SendAgain& view) { render(out, view); }
inline void search_form(html::Writer& out, const SearchForm& view) { render(out, view); }
inline void error_summary(html::Writer& out, const ErrorSummary& view) { render(out, view); }
inline void alert(html::Writer& out, const Alert& view) { render(out, view); }
inline void badge(html::Writer& out, const Badge& view) { render(out, view); }
inline void card(html::Writer& out, const Card& view) { render(out, view); }
inline void definition_list(html::Writer& out, const DefinitionList& view) { render(out, view); }
inline void empty_state(html::Writer& out, const EmptyState& view) { render(out, view); }
inline void tabs(html::Writer& out, const Tabs& view) { render(out, view); }
inline void pagination(html::Writer& out, const Pagination& view) { render(out, view); }
// clang-format on

// E-mail and telephone: the right keyboard, and what browsers may fill in by themselves.
TextField email_field(std::string name, std::string label);
TextField phone_field(std::string name, std::string label);

// "fr-badge--success": the class that gives a tone its colour; "" for Neutral.
std::string_view badge_class(Tone tone);
std::string_view alert_class(Tone tone);

}  // namespace gps::ui
