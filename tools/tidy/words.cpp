#include "tidy/words.hpp"

#include "cxx_text.hpp"

#include <array>
#include <regex>

namespace gps::tidy {
namespace {

enum class Reads { Code, CodeAndComments };

struct Ban {
    std::string_view needle;  // looked for first: a line without it is not read further
    const char* pattern;
    const char* applies_to;  // paths
    const char* allowed_in;  // paths
    Reads reads;
    std::string_view instead;
};

constexpr auto kCode = Reads::Code;
constexpr auto kAll = Reads::CodeAndComments;
constexpr auto kSources = "^src/.*[.][ch]pp$";
constexpr auto kTemplates = "[.]html$";
constexpr auto kNowhere = "^$";
constexpr auto kSqlPlaces = "store[.]cpp$|_test[.][ch]pp$|^src/(db|backup|support)/";
constexpr auto kEngines = "^src/(db|backup)/";
constexpr auto kSqlInstead = "SQL stands in a store.cpp";
// A key leaves its type where it is used: hashed with, or handed to the one library call.
constexpr auto kRevealPlaces =
    "_test[.]cpp$|^src/base/|^src/audit/rules[.]cpp$|^src/access/(usecases|forms|drafts)[.]cpp$|"
    "^src/caseload/list[.]cpp$|^src/factors/(sealed|totp)[.]cpp$|^src/mail/smtp[.]cpp$|"
    "^src/people/nir[.]cpp$|^src/nir/sealed[.]cpp$|"
    "^src/openid/provider[.]cpp$|^src/passkeys/kept_key[.]cpp$|^src/proconnect/"
    "(journey|newcomers)[.]cpp$";
constexpr auto kRefuseScript = "scripts are files of assets/, styles are classes";

constexpr std::array kBans{
    Ban{"SELECT", R"(\bSELECT\b)", kSources, kSqlPlaces, kCode, kSqlInstead},
    Ban{"INSERT INTO", R"(\bINSERT INTO\b)", kSources, kSqlPlaces, kCode, kSqlInstead},
    Ban{"DELETE FROM", R"(\bDELETE FROM\b)", kSources, kSqlPlaces, kCode, kSqlInstead},
    Ban{"UPDATE", R"(\bUPDATE\s+[a-z_]+(\s+SET\b|\s*$))", kSources, kSqlPlaces, kCode, kSqlInstead},
    Ban{"sqlite3.h", "sqlite3[.]h", kSources, kEngines, kCode, "go through db/database.hpp"},
    Ban{"libpq-fe.h", "libpq-fe[.]h", kSources, kEngines, kCode, "go through db/database.hpp"},
    Ban{"boost/", "<boost/(?!json)", kSources, "^src/web/", kCode,
        "only web/ knows the HTTP library"},
    Ban{"boost/json", "<boost/json", kSources,
        "api[a-z_]*[.]cpp$|_test[.]cpp$|^src/web/|^src/openid/claims[.]cpp$", kCode,
        "JSON is written in an api.cpp"},
    Ban{"system_clock", R"(\bsystem_clock\b)", kSources, "^src/base/", kCode, "take a base::Clock"},
    Ban{"time(", R"((^|[^\w.>:])(std::|::)?time\()", kSources, "^src/base/", kCode,
        "take a base::Clock"},
    Ban{"curl", R"(<curl/|\bcurl_)", kSources, "^src/(mail|openid)/", kCode,
        "only mail/ and openid/ know libcurl"},
    Ban{"spdlog", R"(\bspdlog\b)", kSources, "^src/base/", kCode, "call base::log_event"},
    Ban{".reveal(", R"([.]reveal\()", kSources, kRevealPlaces, kCode,
        "a secret is revealed in the places of tools/tidy/words.cpp only"},
    Ban{"->reveal(", R"(->reveal\()", kSources, kRevealPlaces, kCode,
        "a secret is revealed in the places of tools/tidy/words.cpp only"},
    Ban{"FIXME", R"(\bFIXME\b)", "", kNowhere, kAll, "finish it before it lands"},
    Ban{"XXX", R"(//.*\bXXX\b)", "", kNowhere, kAll, "finish it before it lands"},
    Ban{"TODO", R"(\bTODO\b)", "", kNowhere, kAll, "finish it before it lands"},
    Ban{"GTEST_SKIP", R"(\bGTEST_SKIP\b)", "", kNowhere, kAll, "a test runs or does not exist"},
    Ban{"style", R"([\s"']style\s*=)", kTemplates, kNowhere, kAll, kRefuseScript},
    Ban{"<style", "<style", kTemplates, kNowhere, kAll, kRefuseScript},
    Ban{"on", R"([\s"']on[a-z]+\s*=\s*["'])", kTemplates, kNowhere, kAll, kRefuseScript},
    Ban{"<script", R"(<script\b(?![^>]*\ssrc=))", kTemplates, kNowhere, kAll, kRefuseScript},
};

struct Rule {
    const Ban* ban;
    std::regex pattern;
    std::regex applies_to;
    std::regex allowed_in;

    explicit Rule(const Ban& of)
        : ban(&of), pattern(of.pattern), applies_to(of.applies_to), allowed_in(of.allowed_in) {}

    [[nodiscard]] bool is_broken_by(const std::string& line) const {
        return line.find(ban->needle) != std::string::npos && std::regex_search(line, pattern);
    }
};

std::vector<const Rule*> rules_for(const std::string& path, Reads reads) {
    static const std::vector<Rule> rules(kBans.begin(), kBans.end());
    std::vector<const Rule*> chosen;
    for (const auto& rule : rules) {
        if (rule.ban->reads == reads && std::regex_search(path, rule.applies_to) &&
            !std::regex_search(path, rule.allowed_in)) {
            chosen.push_back(&rule);
        }
    }
    return chosen;
}

std::vector<std::string> lines_for(const SourceFile& file, Reads reads) {
    const bool whole = reads == Reads::CodeAndComments || file.is_template();
    return whole ? file.lines() : split_lines(tools::without_comments(file.text()));
}

void check_lines(const SourceFile& file, Reads reads, Findings& findings) {
    const auto rules = rules_for(file.path(), reads);
    const auto lines = lines_for(file, reads);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        for (const auto* rule : rules) {
            if (!rule->is_broken_by(lines[i])) continue;
            findings.push_back({file.path(), i + 1, std::string(rule->ban->instead)});
        }
    }
}

}  // namespace

Findings check_words(const SourceFile& file) {
    Findings findings;
    // These files write the banned words to look for them.
    if (file.path().starts_with("tools/tidy")) return findings;
    check_lines(file, Reads::Code, findings);
    check_lines(file, Reads::CodeAndComments, findings);
    return findings;
}

}  // namespace gps::tidy
