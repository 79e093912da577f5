#include "tidy/sizes.hpp"

#include "tidy/functions.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace gps::tidy {
namespace {

// Characters, not bytes: "é" is one column.
std::size_t columns_of(std::string_view line) {
    return static_cast<std::size_t>(std::ranges::count_if(
        line, [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }));
}

std::set<std::size_t> lines_of_raw_strings(const std::string& text) {
    std::set<std::size_t> lines;
    for (auto start = text.find("R\""); start != std::string::npos;) {
        const auto parenthesis = text.find('(', start);
        if (parenthesis == std::string::npos) break;
        const auto mark = ")" + text.substr(start + 2, parenthesis - start - 2) + "\"";
        const auto end = std::min(text.find(mark, parenthesis), text.size());
        const auto last = line_of(text, end);
        for (auto line = line_of(text, start); line <= last; ++line) lines.insert(line);
        start = text.find("R\"", end);
    }
    return lines;
}

void check_columns(const SourceFile& file, Findings& findings) {
    const auto raw = lines_of_raw_strings(file.text());
    for (std::size_t i = 0; i < file.lines().size(); ++i) {
        const bool is_text = file.is_template() || raw.contains(i + 1);
        const auto limit = is_text ? kColumnsOfText : kColumns;
        if (columns_of(file.lines()[i]) <= limit) continue;
        findings.push_back({file.path(), i + 1, "over " + std::to_string(limit) + " columns"});
    }
}

std::string over(std::size_t limit, const std::string& advice) {
    return "over " + std::to_string(limit) + " lines: " + advice;
}

}  // namespace

Findings check_sizes(const SourceFile& file) {
    Findings findings;
    check_columns(file, findings);
    if (file.lines().size() > kLinesOfFile) {
        findings.push_back({file.path(), 0, over(kLinesOfFile, "split this file by act")});
    }
    if (file.is_template()) return findings;
    for (const auto& function : functions_of(file.text())) {
        if (function.last_line - function.first_line + 1 <= kLinesOfFunction) continue;
        findings.push_back(
            {file.path(), function.first_line, over(kLinesOfFunction, "split this function")});
    }
    return findings;
}

Findings check_rooms_sizes(const Sources& files) {
    std::map<std::string, std::size_t> lines;
    for (const auto& file : files) {
        const bool counts = !file.room().empty() && !file.is_test() && !file.is_template();
        if (counts) lines[file.room()] += file.lines().size();
    }
    Findings findings;
    for (const auto& [room, count] : lines) {
        if (count <= kLinesOfRoom) continue;
        findings.push_back({"src/" + room, 0, over(kLinesOfRoom, "make two rooms of this one")});
    }
    return findings;
}

}  // namespace gps::tidy
