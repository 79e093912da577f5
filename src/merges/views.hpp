#pragma once

#include "html/writer.hpp"
#include "platform/search_form.hpp"
#include "ui/components.hpp"

#include <string>
#include <vector>

// What the templates of merges may print, ready to be shown.
namespace gps::merges {

// /plateforme/doublons
struct DoublesView {
    struct Side {
        std::string name = {};
        std::string href = {};
        std::string source = {};  // what tells apart two of one name
        std::vector<ui::Badge> badges = {};
        std::vector<std::string> lines = {};
    };
    struct Pair {
        std::string title = {};
        std::string why = {};
        std::vector<Side> sides = {};
        std::string prepare = {};  // address of the preview
        std::string apart = {};
    };
    std::vector<ui::Card> merges = {};
    std::vector<Pair> pairs = {};
    std::string first_href = {};  // "" on the first page
    ui::Pagination pages = {};
};
void render(html::Writer& out, const DoublesView& view);

// /plateforme/doublons/{structure}/{autre}/ecarter
struct ApartView {
    ui::FormToken token = {};
    ui::ErrorSummary errors = {};
    std::string first = {};
    std::string second = {};
    std::string action = {};
    std::string back = {};
    ui::TextArea why = {};
};
void render(html::Writer& out, const ApartView& view);

// /plateforme/structures/{structure}/reunir
struct ChooseView {
    ui::ErrorSummary errors = {};
    std::string name = {};
    platform::SearchView search = {};
    bool is_filtered = false;
    std::vector<ui::Card> cards = {};
    ui::Pagination pages = {};
};
void render(html::Writer& out, const ChooseView& view);

// What a merge does: part of the pages that ask for it and confirm it.
struct EffectsView {
    std::string kept = {};
    std::string twin = {};
    ui::DefinitionList stays = {};
    ui::DefinitionList goes = {};
    ui::DefinitionList moves = {};
    std::vector<std::string> changes = {};
    std::vector<std::string> shared = {};  // what both have, and what becomes of it
};
void render(html::Writer& out, const EffectsView& view);

// /plateforme/structures/{structure}/reunir/{autre}
struct PreviewView {
    ui::FormToken token = {};
    ui::ErrorSummary errors = {};
    EffectsView effects = {};
    std::string obstacle = {};  // what stands in the way, "" when nothing does
    std::string action = {};
    std::string other_way = {};  // address of the preview that keeps the other
    ui::TextArea why = {};
};
void render(html::Writer& out, const PreviewView& view);

// /plateforme/reunions/{reunion}
struct MergeView {
    ui::FormToken confirm_token = {};
    ui::FormToken refuse_token = {};
    ui::ErrorSummary errors = {};
    std::string kept = {};
    std::string twin = {};
    std::string kept_href = {};
    ui::Badge state = {};
    ui::DefinitionList facts = {};
    bool waits = false;
    std::string obstacle = {};  // why the viewer may not confirm
    EffectsView effects = {};   // while it waits
    std::string confirm = {};
    std::string refuse = {};
    ui::TextArea why = {};
};
void render(html::Writer& out, const MergeView& view);

}  // namespace gps::merges
