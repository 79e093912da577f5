#pragma once

#include "html/writer.hpp"
#include "ui/components.hpp"

#include <string>
#include <vector>

// What the templates of notifications may print, ready to be shown.
namespace gps::notices {

// /notifications
struct InboxView {
    struct Line {
        std::string said = {};
        std::string person = {};  // "" where there is none to name
        std::string by = {};      // "Par Jeanne DURAND, Agence de Nîmes"; ""
        std::string when = {};
        std::string href = {};
        std::string which = {};  // " la notification 3 : DURAND Jeanne", for who hears the links
        bool is_read = false;
        std::string mark_read = {};  // address, while unread
        ui::FormToken token = {};
    };
    std::vector<Line> lines = {};
    bool has_unread = false;
    std::string mark_all_read = {};
    ui::FormToken token = {};
    bool waits_elsewhere = false;
    std::string preferences_href = {};
    std::string first_href = {};  // "" on the first page
    ui::Pagination pages = {};
};
void render(html::Writer& out, const InboxView& view);

// A notification that leads nowhere from here.
struct ClosedView {
    bool is_elsewhere = false;  // to be read for another structure
    std::string inbox_href = {};
};
void render(html::Writer& out, const ClosedView& view);

// /notifications/preferences
struct PreferencesView {
    ui::ErrorSummary errors = {};
    std::string action = {};
    ui::FormToken token = {};
    std::vector<ui::Select> kinds = {};
    std::string inbox_href = {};
};
void render(html::Writer& out, const PreferencesView& view);

}  // namespace gps::notices
