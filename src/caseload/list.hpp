#pragma once

#include "access/viewer.hpp"
#include "base/keys.hpp"
#include "db/database.hpp"
#include "sharing/model.hpp"
#include "sharing/rules.hpp"

#include <optional>
#include <string>
#include <vector>

// "Mes suivis": whom a professional follows, for the structure they act for. Four statements,
// whatever the length of the list; each sort is read from its index, from where the last page
// stopped.
namespace gps::caseload {

using sharing::ReferentKind;

constexpr int kRowsAPage = 25;       // who follows thousands searches, and does not turn pages
constexpr int kCountedAtMost = 400;  // with a filter; beyond: "plus de 400"

enum class Sort { Start, Name, Activity };

struct ListQuery {
    bool past = false;
    Sort sort = Sort::Start;
    std::optional<ReferentKind> referent = {};
    std::string name = {};   // as typed; with one, the list is sorted by name
    std::string after = {};  // where the last page stopped, as ListPage::next gave it
};

struct ListRow {
    base::PublicId person = {};
    std::string name = {};  // "NOM Prénom" or "N… P…", by sight
    bool is_frozen = false;
    base::Date started_on = {};
    std::optional<base::Date> ended_on = {};
    std::string referent = {};  // "Vous", "Jeanne DURAND", "Autre intervenant" or ""
    int contributors = 0;       // exactly those that the file shows
    base::Date last_activity_on = {};
};

struct ListPage {
    std::vector<ListRow> rows = {};
    int current_count = 0;
    int past_count = 0;
    std::optional<int> matching = {};  // with a filter: at most kCountedAtMost + 1
    std::string next = {};             // "" on the last page
};

ListPage list(db::Transaction& tx, const base::Keys& keys, const access::Viewer& viewer,
              const ListQuery& query, base::Date today);

}  // namespace gps::caseload
