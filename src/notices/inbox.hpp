#pragma once

#include "base/result.hpp"
#include "notices/model.hpp"
#include "sharing/acting.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

// What a professional was told, for the structure they act for, by what they may see now; and how
// soon mails tell them.
namespace gps::notices {

using sharing::Acting;

struct InboxRow {
    base::PublicId event = {};
    std::string_view said = {};
    base::Instant at = {};
    bool is_read = false;
    bool has_person = false;  // it is about one
    std::string person = {};  // "NOM Prénom" or "N… P…", by sight; "": not seen any more
    std::string actor = {};   // "Jeanne DURAND", "Autre intervenant"; "": nobody to name
    std::string actor_structure = {};
};

struct InboxPage {
    std::vector<InboxRow> rows = {};  // the latest first
    base::PublicId next = {};         // empty: the last page
    bool waits_elsewhere = false;     // something unread, in another structure of theirs
};
// Those before that event; of none, the first page. TooMany names shown: nothing is.
base::Result<InboxPage> inbox(const Acting& acting, const base::PublicId& before);

enum class Leads { There, Elsewhere, Nowhere };  // to be read for another structure; no longer seen
struct Opening {
    Leads leads = Leads::Nowhere;
    std::string path = {};
};
// Marks it read, unless it is for another structure. NotFound for what they were not told.
base::Result<Opening> open(const Acting& acting, const base::PublicId& event);

// NotFound for what they were not told.
base::Result<> mark_read(const Acting& acting, const base::PublicId& event);
void mark_all_read(const Acting& acting);

// By kind; what nobody chose is the kind's own.
using Preferences = std::map<Kind, Frequency>;
Preferences preferences(const Acting& acting);
// Keeps what changed. Each must be one that the kind allows (rules.hpp).
void prefer(const Acting& acting, const Preferences& wanted);

}  // namespace gps::notices
