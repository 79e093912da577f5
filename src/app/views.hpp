#pragma once

#include "html/writer.hpp"
#include "ui/components.hpp"

#include <string>
#include <vector>

// What the pages of this room print: failures, and the texts the law asks for. An empty contact is
// shown as still to be given.
namespace gps::app {

struct InDoubtView {
    std::string incident = {};
    ui::SendAgain again = {};
};
void render(html::Writer& out, const InDoubtView& view);

struct StorageFullView {
    std::string incident = {};
    ui::SendAgain again = {};
};
void render(html::Writer& out, const StorageFullView& view);

struct LegalNoticeView {
    std::string contact_security = {};
};
void render(html::Writer& out, const LegalNoticeView& view);

struct PersonalDataView {
    std::string contact_rights = {};
};
void render(html::Writer& out, const PersonalDataView& view);

// The notice given to a person who is recorded, and the same in easy words (FALC).
struct NoticeView {
    std::string contact_rights = {};
};
void render(html::Writer& out, const NoticeView& view);

struct EasyNoticeView {
    std::string contact_rights = {};
};
void render(html::Writer& out, const EasyNoticeView& view);

struct AccessibilityView {
    std::string contact_rights = {};
};
void render(html::Writer& out, const AccessibilityView& view);

struct CookiesView {
    struct Line {
        std::string name = {};
        std::string purpose = {};
        std::string life = {};
    };
    std::vector<Line> lines = {};
};
void render(html::Writer& out, const CookiesView& view);

struct SiteMapView {
    struct Line {
        std::string text = {};
        std::string href = {};
    };
    std::vector<Line> for_everyone = {};
    std::vector<Line> for_professionals = {};  // empty when nobody is signed in
};
void render(html::Writer& out, const SiteMapView& view);

}  // namespace gps::app
