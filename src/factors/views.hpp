#pragma once

#include "factors/qr.hpp"
#include "html/writer.hpp"
#include "ui/components.hpp"

#include <string>

// What the pages of double authentication print.
namespace gps::factors {

// /mon-compte/securite
struct SecurityView {
    bool is_full = false;
    bool may_add = false;
    bool may_strengthen = false;
    bool has_proconnect = false;
    bool may_link_proconnect = false;
    int passkeys = 0;
    std::string application_since = {};  // "le 5 mars 2026", or "" when there is none
    ui::FormToken token = {};
};
void render(html::Writer& out, const SecurityView& view);

// /mon-compte/securite/application
struct ApplicationView {
    ui::FormToken token = {};
    ui::ErrorSummary errors = {};
    std::string error = {};  // of the code
    std::string sealed = {};
    std::string by_hand = {};
    SquareCode square = {};
};
void render(html::Writer& out, const ApplicationView& view);

// /connexion/renforcer
struct StrengthenView {
    ui::FormToken token = {};
    ui::ErrorSummary errors = {};
    std::string error = {};
    bool is_full = false;
    bool has_application = false;
    bool has_proconnect = false;
    bool has_passkey = false;
    ui::FormToken passkey_token = {};
    bool may_add = false;
};
void render(html::Writer& out, const StrengthenView& view);

// /mon-compte/securite/lien/…
struct LinkView {
    ui::FormToken token = {};
    std::string action = {};
};
void render(html::Writer& out, const LinkView& view);

}  // namespace gps::factors
