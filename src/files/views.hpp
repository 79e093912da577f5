#pragma once

#include "files/head.hpp"
#include "html/writer.hpp"
#include "sharing/part_form.hpp"
#include "ui/components.hpp"

#include <optional>
#include <string>
#include <vector>

// What the templates of this room may print, ready to be shown: no rule, no date arithmetic and
// nothing the viewer may not see.
namespace gps::files {

struct ContributorsView {
    struct Line {
        std::string name = {};
        std::string role = {};
        std::string structure = {};
        std::string structure_href = {};
        std::string kind = {};
        std::vector<std::string> periods = {};
        std::vector<std::string> reasons = {};
        std::vector<ui::Badge> badges = {};
        std::string certified = {};     // whose data says so, of which day; ""
        std::string professional = {};  // to reach them; "": nobody to be reached
        std::string structure_id = {};
        bool has_phone = false;
        ui::FormToken token = {};
    };
    FileHead head = {};
    std::string contact_action = {};
    std::string last_contact = {};  // with the person, of those seen; "": none is known
    std::string seen_action = {};   // to say that one saw them; "": of who does not follow now
    ui::FormToken seen_token = {};
    std::vector<Line> current = {};
    std::vector<Line> past = {};
    std::string mine_href = {};
    std::string referent_href = {};  // ""; of who sees the whole group alone
    std::string referent = {};
    std::string relay_href = {};     // "": of who does not follow now
    std::string message_href = {};   // ""; of the same
    std::string callback_href = {};  // ""; of the same
    std::string sheet_href = {};     // ""; of who sees the details as well
};
void render(html::Writer& out, const ContributorsView& view);

struct InformationView {
    FileHead head = {};
    ui::DefinitionList identity = {};  // empty: initials only
    ui::DefinitionList contact = {};
    std::string notice = {};
    std::string readings_href = {};
    std::string file_href = {};
    bool may_ask = false;       // to see the details
    bool may_review = false;    // who else sees them
    std::string nir_href = {};  // to give the person's number, which is never shown; ""
};
void render(html::Writer& out, const InformationView& view);

struct MineView {
    FileHead head = {};
    std::vector<std::string> periods = {};
    ui::ErrorSummary errors = {};
    bool may_edit = false;
    bool may_resume = false;
    bool is_long_ended = false;  // to follow again, one comes by a door
    bool is_referent = false;
    std::string agreement_href = {};  // to name a sensitive structure; "": nothing to agree to
    std::string action = {};          // of the part's address
    sharing::PartFields part = {};
    ui::DateField end = {};
    ui::FormToken edit_token = {};
    ui::FormToken end_token = {};
};
void render(html::Writer& out, const MineView& view);

}  // namespace gps::files
