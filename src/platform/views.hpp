#pragma once

#include "html/writer.hpp"
#include "platform/search_form.hpp"
#include "ui/components.hpp"
#include "ui/layout.hpp"

#include <string>
#include <vector>

// What the templates of the platform may print, ready to be shown.
namespace gps::platform {

// /plateforme
struct HomeView {
    ui::Tabs tabs = {};
    ui::ErrorSummary errors = {};
    SearchView search = {};
    std::string doubles = {};  // how many probable doubles wait
    bool is_filtered = false;
    std::vector<ui::Card> cards = {};
    std::string first_href = {};  // "" on the first page
    ui::Pagination pages = {};
};
void render(html::Writer& out, const HomeView& view);

// /plateforme/structures/{structure}
struct StructureView {
    struct Line {
        std::string title = {};
        std::string when = {};
        std::vector<std::string> says = {};
    };
    std::string name = {};
    std::string base = {};  // address of the page
    std::vector<ui::Badge> badges = {};
    ui::DefinitionList facts = {};
    bool is_open = false;
    bool is_suspended = false;
    bool is_habilitated = false;
    bool may_withdraw = false;
    std::string habilitation = {};  // one sentence or two
    std::string kept = {};          // the name of the structure that took its place; "" else
    std::string kept_href = {};
    std::vector<ui::Card> merges = {};
    std::vector<Line> decisions = {};
    std::string first_href = {};  // "" at the latest decision
    ui::Pagination pages = {};
};
void render(html::Writer& out, const StructureView& view);

// /plateforme/nouvelle-structure, /plateforme/structures/{structure}/corriger
struct SheetView {
    ui::FormToken token = {};
    ui::ErrorSummary errors = {};
    std::string title = {};
    std::string action = {};
    std::string back = {};
    std::string submit = {};
    std::string says = {};
    ui::TextField name = {};
    ui::Select kind = {};
    ui::TextField siret = {};
    ui::TextField address = {};
    ui::TextField postcode = {};
    ui::TextField city = {};
    ui::TextField department = {};
    ui::TextField phone = {};
    ui::TextField email = {};
    ui::TextField website = {};
};
void render(html::Writer& out, const SheetView& view);

// /plateforme/structures/{structure}/habiliter
struct HabilitateView {
    ui::FormToken token = {};
    ui::ErrorSummary errors = {};
    std::string name = {};  // of the structure
    std::string action = {};
    std::string back = {};
    bool is_habilitated = false;
    ui::RadioGroup basis = {};
    ui::DateField from_on = {};
    ui::DateField until_on = {};
    ui::TextArea why = {};
};
void render(html::Writer& out, const HabilitateView& view);

// /plateforme/demandes
struct RequestsView {
    struct Line {
        std::string name = {};
        std::string email = {};
        std::string structure = {};
        std::string structure_href = {};
        std::string asked = {};
        std::string accept = {};
        std::string refuse = {};
        ui::FormToken accept_token = {};
        ui::FormToken refuse_token = {};
        ui::RadioGroup role = {};
        ui::Select reason = {};
    };
    ui::Tabs tabs = {};
    ui::ErrorSummary errors = {};
    std::vector<Line> lines = {};
    std::string first_href = {};  // "" on the first page
    ui::Pagination pages = {};
};
void render(html::Writer& out, const RequestsView& view);

// A decision that asks for a reason only: /plateforme/structures/{structure}/suspendre…
struct DecideView {
    ui::FormToken token = {};
    ui::ErrorSummary errors = {};
    std::string title = {};
    std::string name = {};  // of the structure
    std::string action = {};
    std::string back = {};
    std::string submit = {};
    std::string says = {};
    ui::TextArea why = {};
};
void render(html::Writer& out, const DecideView& view);

}  // namespace gps::platform
