#pragma once

#include "html/writer.hpp"
#include "ui/components.hpp"

#include <string>
#include <vector>

// What the templates of the directory print, ready to be shown.
namespace gps::directory {

struct SearchView {
    ui::TextField name = {};
    ui::Select kind = {};
    ui::TextField commune = {};
    ui::TextField department = {};
    std::vector<ui::Card> cards = {};
    bool is_filtered = false;
    std::string first_href = {};  // of the first page, from the others
    ui::Pagination pages = {};
};
void render(html::Writer& out, const SearchView& view);

// Texts are "" when unknown.
struct StructureView {
    std::string name = {};
    std::string kind = {};
    std::string what = {};  // one sentence on that kind
    bool is_closed = false;
    std::vector<std::string> address = {};  // its lines
    ui::DefinitionList contact = {};
    std::string website = {};  // http or https
    std::string map_href = {};
    bool is_habilitated = false;
    std::string join_href = {};  // "" for who acts for it, and for a closed one
};
void render(html::Writer& out, const StructureView& view);

}  // namespace gps::directory
