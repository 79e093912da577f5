#pragma once

#include "html/writer.hpp"
#include "ui/components.hpp"

#include <string>
#include <vector>

// What the pages of ProConnect print.
namespace gps::proconnect {

// Of someone who has no account yet; two forms at most, each with the identity, sealed.
struct NewcomerView {
    std::string name = {};
    std::string email = {};
    std::string siret = {};
    std::string sealed = {};
    ui::ErrorSummary errors = {};
    ui::RadioGroup structures = {};
    ui::FormToken ask_token = {};
    std::string invited_to = {};  // "" when they hold no link
    std::string invited_by = {};
    std::string link = {};
    ui::FormToken accept_token = {};
};
void render(html::Writer& out, const NewcomerView& view);

// /mon-compte/securite/proconnect
struct IdentitiesView {
    struct Line {
        std::string email = {};
        std::string linked = {};  // "5 mars 2026"
        std::string used = {};
        std::string name = {};  // to detach it; "" when this session may not
        ui::FormToken token = {};
    };
    std::vector<Line> lines = {};
    bool is_offered = false;
    bool must_strengthen = false;
    bool is_last_way = false;  // to a full session
};
void render(html::Writer& out, const IdentitiesView& view);

}  // namespace gps::proconnect
