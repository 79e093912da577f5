#pragma once

#include "html/writer.hpp"
#include "ui/components.hpp"

#include <string>
#include <vector>

// What the templates of teams may print, ready to be shown.
namespace gps::teams {

// /equipe
struct MembersView {
    struct Line {
        std::string name = {};
        std::string href = {};
        std::string email = {};
        ui::Badge role = {};
        std::string since = {};
    };
    ui::Tabs tabs = {};
    std::vector<Line> lines = {};
    std::string first_href = {};  // "" on the first page
    ui::Pagination pages = {};
};
void render(html::Writer& out, const MembersView& view);

// /equipe/membres/{membre}
struct MemberView {
    std::string name = {};
    ui::DefinitionList facts = {};
    std::string base = {};  // address of the page
    bool is_oneself = false;
    bool is_administrator = false;
    std::string link = {};  // just made, shown once
    ui::FormToken role_token = {};
    ui::FormToken link_token = {};
    ui::FormToken departure_token = {};
};
void render(html::Writer& out, const MemberView& view);

// /equipe/invitations
struct InvitationsView {
    struct Line {
        std::string name = {};
        std::string email = {};
        std::string role = {};
        std::string when = {};
        ui::Badge state = {};
        std::string again = {};
        std::string cancel = {};
        ui::FormToken again_token = {};
        ui::FormToken cancel_token = {};
    };
    ui::Tabs tabs = {};
    std::vector<Line> lines = {};
};
void render(html::Writer& out, const InvitationsView& view);

// /equipe/inviter
struct InviteView {
    ui::FormToken token = {};
    ui::ErrorSummary errors = {};
    ui::TextField email = {};
    ui::TextField last_name = {};
    ui::TextField first_name = {};
    ui::RadioGroup role = {};
};
void render(html::Writer& out, const InviteView& view);

// /equipe/demandes
struct RequestsView {
    struct Line {
        std::string name = {};
        std::string email = {};
        std::string asked = {};
        std::string accept = {};
        std::string refuse = {};
        ui::FormToken accept_token = {};
        ui::FormToken refuse_token = {};
        ui::Select reason = {};
    };
    ui::Tabs tabs = {};
    ui::ErrorSummary errors = {};
    std::vector<Line> lines = {};
};
void render(html::Writer& out, const RequestsView& view);

// /equipe/departs
struct DeparturesView {
    struct Line {
        std::string name = {};
        std::string since = {};
        std::string left = {};
        std::string href = {};  // to hand over whom they followed
    };
    ui::Tabs tabs = {};
    std::vector<Line> lines = {};
};
void render(html::Writer& out, const DeparturesView& view);

// /invitations/{lien}
struct OfferView {
    ui::FormToken token = {};
    std::string action = {};
    std::string structure = {};
    std::string invited_by = {};
    std::string name = {};
    std::string role = {};        // "membre"
    bool has_proconnect = false;  // and nobody is signed in
};
void render(html::Writer& out, const OfferView& view);

// /structures/{structure}/rejoindre
struct AskView {
    ui::FormToken token = {};
    std::string action = {};
    std::string back = {};
    std::string structure = {};
    bool is_member = false;
    bool has_asked = false;
};
void render(html::Writer& out, const AskView& view);

// /mon-compte/demandes
struct SentView {
    struct Line {
        std::string structure = {};
        std::string asked = {};
        ui::Badge state = {};
        std::string reason = {};
        std::string cancel = {};  // address, while pending
        ui::FormToken token = {};
    };
    std::vector<Line> lines = {};
};
void render(html::Writer& out, const SentView& view);

}  // namespace gps::teams
