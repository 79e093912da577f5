#include "tidy/source.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <utility>

namespace gps::tidy {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSrc = "src/";
constexpr std::array kFolders{"src", "tests", "tools"};

bool is_checked(const fs::directory_entry& entry) {
    const auto extension = entry.path().extension();
    return entry.is_regular_file() &&
           (extension == ".cpp" || extension == ".hpp" || extension == ".html");
}

void read_folder(const fs::path& root, const fs::path& folder, Sources& files) {
    for (fs::recursive_directory_iterator entry(folder), end; entry != end; ++entry) {
        if (entry->path().filename() == "node_modules") entry.disable_recursion_pending();
        if (!is_checked(*entry)) continue;
        files.emplace_back(fs::relative(entry->path(), root).generic_string(),
                           read_text(entry->path()));
    }
}

}  // namespace

SourceFile::SourceFile(std::string path, std::string text)
    : path_(std::move(path)), text_(std::move(text)), lines_(split_lines(text_)) {}

std::string SourceFile::room() const {
    const auto slash = path_.find('/', kSrc.size());
    if (!path_.starts_with(kSrc) || slash == std::string::npos) return {};
    return path_.substr(kSrc.size(), slash - kSrc.size());
}

std::string SourceFile::name() const {
    return path_.substr(path_.rfind('/') + 1);
}

bool SourceFile::is_test() const {
    return path_.ends_with("_test.cpp") || path_.ends_with("_test.hpp") ||
           path_.starts_with("tests/");
}

bool SourceFile::is_template() const {
    return path_.ends_with(".html");
}

Sources read_sources(const fs::path& root) {
    Sources files;
    for (const auto* folder : kFolders) {
        if (fs::exists(root / folder)) read_folder(root, root / folder, files);
    }
    std::ranges::sort(files, {}, &SourceFile::path);
    return files;
}

std::string read_text(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> split_lines(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::size_t line_of(std::string_view text, std::size_t position) {
    return 1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, position), '\n'));
}

}  // namespace gps::tidy
