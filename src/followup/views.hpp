#pragma once

#include "html/writer.hpp"
#include "ui/components.hpp"

#include <optional>
#include <string>
#include <vector>

// What the templates of this room may print, ready to be shown: no rule, no date arithmetic and
// nothing the viewer may not see.
namespace gps::followup {

struct ListView {
    struct Line {
        std::string href = {};
        std::string name = {};
        bool is_frozen = false;
        std::string since = {};     // "mars 2024", or "mars 2024 – juin 2025"
        std::string duration = {};  // "depuis 2 ans"; "" for a past part
        std::string referent = {};
        std::string contributors = {};  // "3 intervenants"
        std::string activity = {};      // "5 mars 2026"
    };
    struct Choice {
        std::string text = {};
        std::string href = {};
        bool is_current = false;
    };
    ui::Tabs tabs = {};
    ui::SearchForm search = {};
    std::vector<Choice> sorts = {};
    std::vector<Choice> referents = {};
    std::string matching = {};  // "12 personnes", "plus de 1 000 personnes"
    std::vector<Line> lines = {};
    bool is_past = false;
    bool is_filtered = false;
    std::string all_href = {};
    std::string first_href = {};  // of the first page, from the others
    ui::Pagination pages = {};
};
void render(html::Writer& out, const ListView& view);

// The head of a file: the name, what is seen of it, the tabs.
struct FileHead {
    std::string name = {};
    bool is_frozen = false;
    bool sees_details = false;
    bool is_past = false;
    std::string requests = {};  // "2 demandes attendent votre réponse"; ""
    ui::Tabs tabs = {};
};
void render(html::Writer& out, const FileHead& view);

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
    };
    FileHead head = {};
    std::vector<Line> current = {};
    std::vector<Line> past = {};
    std::string mine_href = {};
};
void render(html::Writer& out, const ContributorsView& view);

struct InformationView {
    FileHead head = {};
    ui::DefinitionList identity = {};  // empty: initials only
    ui::DefinitionList contact = {};
    std::string notice = {};
};
void render(html::Writer& out, const InformationView& view);

// What a contributor says of their part, wherever a form asks for it.
struct PartFields {
    ui::DateField start = {};
    ui::Select role = {};
    ui::CheckboxGroup reasons = {};
};
void render(html::Writer& out, const PartFields& view);

struct MineView {
    FileHead head = {};
    std::vector<std::string> periods = {};
    ui::ErrorSummary errors = {};
    bool may_edit = false;
    bool may_resume = false;
    bool is_referent = false;
    std::string action = {};  // of the part's address
    PartFields part = {};
    ui::DateField end = {};
    ui::FormToken edit_token = {};
    ui::FormToken end_token = {};
};
void render(html::Writer& out, const MineView& view);

struct DoorsView {
    ui::FormToken token = {};
    ui::TextField name = {};
    ui::ErrorSummary errors = {};
    bool has_searched = false;
    bool has_more = false;
    struct Line {
        std::string href = {};
        std::string name = {};
        std::string born = {};
        std::string colleague = {};
    };
    std::vector<Line> lines = {};
};
void render(html::Writer& out, const DoorsView& view);

// Following someone a colleague follows: one's own part.
struct JoinView {
    ui::FormToken token = {};
    std::string action = {};
    std::string name = {};
    std::string colleague = {};
    ui::ErrorSummary errors = {};
    PartFields part = {};
};
void render(html::Writer& out, const JoinView& view);

// Step 1: who the person is.
struct IdentityView {
    ui::FormToken token = {};
    ui::ErrorSummary errors = {};
    ui::TextField birth_name = {};
    ui::TextField usual_name = {};
    ui::TextField first_name = {};
    ui::DateField birth_date = {};
    ui::TextField commune = {};
    ui::TextField email = {};
    ui::TextField phone = {};
};
void render(html::Writer& out, const IdentityView& view);

// Step 2 of recording a person: how they were informed.
struct NoticeView {
    ui::FormToken token = {};
    std::vector<ui::HiddenField> identity = {};
    ui::ErrorSummary errors = {};
    ui::RadioGroup way = {};
    ui::DateField on = {};
    std::string structure = {};
};
void render(html::Writer& out, const NoticeView& view);

// The last step: what was typed, and one's own part.
struct ConfirmView {
    ui::FormToken token = {};
    std::string action = {};
    std::string title = {};
    std::string step = {};  // "Étape 3 sur 3"; "" when there are no steps
    std::string explanation = {};
    std::string submit = {};
    std::vector<ui::HiddenField> typed = {};
    ui::DefinitionList shown = {};
    ui::ErrorSummary errors = {};
    PartFields part = {};
};
void render(html::Writer& out, const ConfirmView& view);

struct RequestsView {
    struct SentLine {
        std::string name = {};
        std::string asked = {};
        ui::Badge state = {};
        std::string reason = {};
        std::string href = {};    // of the file, once accepted
        std::string cancel = {};  // address, while pending
        ui::FormToken token = {};
    };
    struct ReceivedLine {
        std::string person = {};
        std::string person_href = {};
        std::string requester = {};
        std::string asked = {};
        std::string role = {};
        std::string reasons = {};
        std::string start = {};
        std::string accept = {};
        std::string refuse = {};
        ui::FormToken accept_token = {};
        ui::FormToken refuse_token = {};
        ui::Select reason = {};
    };
    ui::ErrorSummary errors = {};
    std::vector<ReceivedLine> received = {};
    std::vector<SentLine> sent = {};
};
void render(html::Writer& out, const RequestsView& view);

}  // namespace gps::followup
