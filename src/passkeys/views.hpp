#pragma once

#include "html/writer.hpp"
#include "ui/components.hpp"

#include <string>
#include <vector>

// What the pages of passkeys print.
namespace gps::passkeys {

// /mon-compte/securite/cles
struct PasskeysView {
    struct Line {
        std::string name = {};
        std::string added = {};  // "5 mars 2026"
        std::string used = {};
        std::string remove_action = {};  // "" when this session may not
        ui::FormToken token = {};
    };
    std::vector<Line> lines = {};
    bool is_offered = false;
    bool may_add = false;
    bool may_strengthen = false;
    bool is_full_list = false;
    ui::FormToken token = {};
};
void render(html::Writer& out, const PasskeysView& view);

// What the script hands to the authenticator.
struct Ceremony {
    std::string kind = {};  // creer or montrer
    std::string challenge = {};
    std::string site = {};
    std::string user = {};
    std::string account = {};  // what authenticators call it
    std::string ids = {};      // apart by spaces
};

// /mon-compte/securite/cles/nouvelle
struct NewPasskeyView {
    ui::FormToken token = {};
    ui::ErrorSummary errors = {};
    std::string name = {};
    std::string error = {};  // of the name
    Ceremony ceremony = {};
};
void render(html::Writer& out, const NewPasskeyView& view);

// /connexion/renforcer/cle
struct ShowPasskeyView {
    ui::FormToken token = {};
    ui::ErrorSummary errors = {};
    Ceremony ceremony = {};
};
void render(html::Writer& out, const ShowPasskeyView& view);

}  // namespace gps::passkeys
