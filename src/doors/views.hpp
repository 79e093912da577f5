#pragma once

#include "html/writer.hpp"
#include "sharing/part_form.hpp"
#include "ui/components.hpp"

#include <string>
#include <vector>

// What the templates of the doors may print, ready to be shown.
namespace gps::doors {

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
    bool offers_nir = false;
};
void render(html::Writer& out, const DoorsView& view);

// Following someone a colleague follows: one's own part.
struct JoinView {
    ui::FormToken token = {};
    std::string action = {};
    std::string name = {};
    std::string colleague = {};
    ui::ErrorSummary errors = {};
    sharing::PartFields part = {};
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
    std::string contact = {};  // ", à l’adresse …"; "" when the service has none yet
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
    sharing::PartFields part = {};
};
void render(html::Writer& out, const ConfirmView& view);

// The door of social security numbers. Nothing of a number is in these.
struct NirView {
    ui::FormToken token = {};
    ui::ErrorSummary errors = {};
    ui::TextField number = {};
};
void render(html::Writer& out, const NirView& view);

struct NirConfirmView {
    ui::FormToken token = {};
    ui::ErrorSummary errors = {};
    ui::HiddenField sealed = {};
    sharing::PartFields part = {};
};
void render(html::Writer& out, const NirConfirmView& view);

struct KeepNirView {
    ui::FormToken token = {};
    std::string action = {};
    ui::ErrorSummary errors = {};
    ui::TextField number = {};
    ui::RadioGroup called = {};
    std::string cancel_href = {};
};
void render(html::Writer& out, const KeepNirView& view);

}  // namespace gps::doors
