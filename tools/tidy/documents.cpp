#include "tidy/documents.hpp"

#include "cxx_text.hpp"

#include <regex>

namespace gps::tidy {
namespace {

bool is_part_of_id(char c) {
    return tools::is_word_character(c) || c == '.';
}

// "web.start" does not stand in a text that only has "web.started".
bool has_word(std::string_view text, std::string_view word) {
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const auto after = at + word.size();
        const bool starts = at == 0 || !is_part_of_id(text[at - 1]);
        if (starts && (after == text.size() || !is_part_of_id(text[after]))) return true;
    }
    return false;
}

void check_ids(const SourceFile& file, std::string_view document, Findings& findings) {
    static const std::regex call(R"re(\blog_event\(\s*[^,;"]+,\s*"([^"]*)")re");
    const auto code = tools::without_comments(file.text());
    for (std::sregex_iterator at(code.begin(), code.end(), call), end; at != end; ++at) {
        const auto id = (*at)[1].str();
        if (has_word(document, id)) continue;
        findings.push_back({file.path(), line_of(code, static_cast<std::size_t>(at->position())),
                            id + " is not in docs/log-messages.md"});
    }
}

}  // namespace

Findings check_decisions(const std::vector<std::string>& names, std::string_view index) {
    static const std::regex decision(R"(\d{4}-.*[.]md)");
    Findings findings;
    for (const auto& name : names) {
        if (!std::regex_match(name, decision) || index.find(name) != std::string_view::npos) {
            continue;
        }
        findings.push_back({"docs/adr/" + name, 0, "is not in docs/adr/README.md"});
    }
    return findings;
}

Findings check_log_messages(const Sources& files, std::string_view document) {
    Findings findings;
    for (const auto& file : files) {
        if (file.path().starts_with("src/") && !file.is_test()) {
            check_ids(file, document, findings);
        }
    }
    return findings;
}

}  // namespace gps::tidy
