#include "tidy/rooms.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <regex>
#include <sstream>

namespace gps::tidy {
namespace {

constexpr std::array<std::string_view, 10> kSlices{"structures", "access",   "directory", "sharing",
                                                   "followup",   "caseload", "requests",  "doors",
                                                   "imports",    "demo"};

std::set<std::string> words_after_uses(std::istringstream& words) {
    std::set<std::string> uses;
    bool is_use = false;
    for (std::string word; words >> word;) {
        if (word == "USES" || word == "TESTS_USE" || word == "LIBRARIES") {
            is_use = word == "USES";
        } else if (is_use) {
            uses.insert(word);
        }
    }
    return uses;
}

struct Include {
    std::string room;
    std::string header;  // the last part
};

std::optional<Include> include_of(const std::string& line) {
    static const std::regex pattern(
        R"re(^(?:#include|%% include|%% .* from) "([a-z_]+)/([^"]+)")re");
    std::smatch found;
    if (!std::regex_search(line, found, pattern)) return std::nullopt;
    const auto path = found[2].str();
    return Include{.room = found[1], .header = path.substr(path.rfind('/') + 1)};
}

bool may_use(const SourceFile& file, const std::string& used, const Rooms& rooms) {
    if (used == "support" || used == "scene") return file.is_test() || file.room() == "support";
    // main.cpp stands in no room: it sees what app sees.
    const auto room = file.room().empty() ? std::string("app") : file.room();
    const auto uses = rooms.find(room);
    return used == room || (uses != rooms.end() && uses->second.contains(used));
}

std::string hidden_by_slice(const SourceFile& file, const Include& include) {
    const bool is_slice = std::ranges::find(kSlices, include.room) != kSlices.end();
    if (!is_slice || include.room == file.room()) return {};
    const std::string_view header = include.header;
    if (header == "views.hpp" || header.ends_with("_views.hpp")) return "views";
    if (file.is_test()) return {};
    if (header == "pages.hpp" && file.room() != "app" && !file.room().empty()) return "pages";
    const bool is_store = header == "store.hpp" || header.ends_with("_store.hpp");
    return is_store ? "store" : "";
}

std::string objection(const SourceFile& file, const Include& include, const Rooms& rooms) {
    if (!rooms.contains(include.room)) return include.room + " is no room of cmake/rooms.cmake";
    if (!may_use(file, include.room, rooms)) {
        return file.room() + " may not include " + include.room + " (cmake/rooms.cmake)";
    }
    const auto hidden = hidden_by_slice(file, include);
    if (hidden.empty()) return {};
    return "the " + hidden + " of " + include.room + " are its own: use its use-cases";
}

}  // namespace

Rooms parse_rooms(std::string_view cmake) {
    static const std::regex call(R"re((?:^|\n)gps_room\(([a-z_]+)([^)]*)\))re");
    Rooms rooms;
    const std::string text(cmake);
    for (std::sregex_iterator found(text.begin(), text.end(), call), end; found != end; ++found) {
        std::istringstream words((*found)[2]);
        rooms[(*found)[1]] = words_after_uses(words);
    }
    return rooms;
}

Findings check_includes(const SourceFile& file, const Rooms& rooms) {
    Findings findings;
    if (!file.path().starts_with("src/")) return findings;
    if (!file.room().empty() && !rooms.contains(file.room())) {
        findings.push_back({file.path(), 0, file.room() + " is no room of cmake/rooms.cmake"});
        return findings;
    }
    for (std::size_t i = 0; i < file.lines().size(); ++i) {
        const auto include = include_of(file.lines()[i]);
        if (!include) continue;
        const auto what = objection(file, *include, rooms);
        if (!what.empty()) findings.push_back({file.path(), i + 1, what});
    }
    return findings;
}

}  // namespace gps::tidy
