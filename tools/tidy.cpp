// tidy: the house rules that no compiler checks. ctest runs it, so breaking one breaks the build.
// Each file of tools/tidy/ is one of them:
//
//   rooms      a room includes only the rooms it may
//   words      SQL, the engines, the clock, secrets... stand in their place only
//   sizes      lines, functions, files and rooms have a limit
//   tables     a store writes its own tables
//   documents  every decision and every log message is listed
//
// Usage: tidy, from the root of the sources.
#include "tidy/documents.hpp"
#include "tidy/rooms.hpp"
#include "tidy/sizes.hpp"
#include "tidy/tables.hpp"
#include "tidy/words.hpp"

#include <exception>
#include <iostream>

namespace {

namespace fs = std::filesystem;
using namespace gps::tidy;

std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    if (!fs::exists(folder)) return names;
    for (const auto& entry : fs::directory_iterator(folder)) {
        names.push_back(entry.path().filename().string());
    }
    return names;
}

Findings check_everything(const fs::path& root) {
    Findings all;
    const auto add = [&](const Findings& some) { all.insert(all.end(), some.begin(), some.end()); };
    const auto files = read_sources(root);
    const auto rooms = parse_rooms(read_text(root / "cmake/rooms.cmake"));
    if (files.empty() || rooms.empty()) throw std::runtime_error("run tidy from the sources' root");
    for (const auto& file : files) {
        add(check_includes(file, rooms));
        add(check_words(file));
        add(check_sizes(file));
        add(check_written_tables(file));
    }
    add(check_rooms_sizes(files));
    add(check_log_messages(files, read_text(root / "docs/log-messages.md")));
    add(check_decisions(names_in(root / "docs/adr"), read_text(root / "docs/adr/README.md")));
    return all;
}

}  // namespace

int main() {
    try {
        const auto findings = check_everything(".");
        for (const auto& finding : findings) {
            std::cout << finding.path << ':' << finding.line << ": " << finding.what << '\n';
        }
        std::cout << findings.size() << " problems\n";
        return findings.empty() ? 0 : 1;
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 2;
    }
}
