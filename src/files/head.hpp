#pragma once

#include "access/doorkeeper.hpp"
#include "html/writer.hpp"
#include "sharing/file.hpp"
#include "ui/components.hpp"
#include "ui/layout.hpp"

#include <string>

// What every tab of the file of a person has: its head, its frame, and what is answered when there
// is no file. For this room and those whose pages are tabs.
namespace gps::files {

// The head of a file: the name, what is seen of it, the tabs.
struct FileHead {
    std::string name = {};
    bool is_frozen = false;
    bool sees_details = false;
    bool is_past = false;
    std::string until = {};     // until when the details are seen, when that ends
    std::string requests = {};  // "2 demandes attendent votre réponse"; ""
    std::string alerts = {};    // "Une alerte est ouverte"; ""
    std::string alerts_href = {};
    std::string ending = {};       // the part ends by itself on that day; "": it does not
    std::string keep_action = {};  // to keep it all the same
    ui::FormToken keep_token = {};
    ui::Tabs tabs = {};
};
void render(html::Writer& out, const FileHead& view);

// The person named by the address of the page.
base::PublicId person_of(const access::Visit& visit);
// The address of a file, or of a tab of it: "/informations".
std::string address(const base::PublicId& person, std::string_view tab = "");

// Reads the tab and leaves the trace of it: sharing::read_file().
base::Result<sharing::File> read(const access::Visit& visit, sharing::Tab tab);
// When read() refused: a stranger learns nothing; someone who follows the person for another
// structure is told to act for it.
web::Response not_here(const access::Visit& visit, const base::Error& error);

FileHead head_of(const access::Visit& visit, const sharing::File& file, sharing::Tab current);
ui::Frame frame_of(const access::Visit& visit, const sharing::File& file, std::string_view tab);

// "Du 5 mars 2025 au 2 avril 2026", "Depuis le 5 mars 2026 (3 mois)".
std::string spoken(const sharing::Period& period, base::Date today);

}  // namespace gps::files
