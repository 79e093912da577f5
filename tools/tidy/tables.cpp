#include "tidy/tables.hpp"

#include "cxx_text.hpp"

#include <algorithm>
#include <array>
#include <regex>

namespace gps::tidy {
namespace {

struct Owned {
    std::string_view room;
    std::string_view table;  // or "prefix_", for every table that starts so
};

constexpr std::array kOwned{
    Owned{"people", "persons"},
    Owned{"people", "professionals"},
    Owned{"people", "memberships"},
    Owned{"audit", "activity_"},
};

bool owns(const std::string& room, std::string_view table) {
    if (table == room || table.starts_with(room + "_")) return true;
    return std::ranges::any_of(kOwned, [&](const Owned& owned) {
        if (owned.room != room) return false;
        return owned.table.ends_with('_') ? table.starts_with(owned.table) : table == owned.table;
    });
}

}  // namespace

Findings check_written_tables(const SourceFile& file) {
    static const std::regex write(R"(\b(INSERT INTO|UPDATE|DELETE FROM)\s+([a-z_][a-z0-9_]*))");
    Findings findings;
    if (file.room().empty() || !file.name().ends_with("store.cpp")) return findings;
    const auto code = tools::without_comments(file.text());
    for (std::sregex_iterator at(code.begin(), code.end(), write), end; at != end; ++at) {
        const auto table = (*at)[2].str();
        if (owns(file.room(), table)) continue;
        findings.push_back({file.path(), line_of(code, static_cast<std::size_t>(at->position())),
                            table + " is written by the room it is named after"});
    }
    return findings;
}

}  // namespace gps::tidy
