#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

// What every check reads and writes: the files of the source tree, and findings about them.
namespace gps::tidy {

struct Finding {
    std::string path = {};
    std::size_t line = 0;  // 0: the file as a whole
    std::string what = {};

    bool operator==(const Finding&) const = default;
};

using Findings = std::vector<Finding>;

class SourceFile {
 public:
    SourceFile(std::string path, std::string text);

    [[nodiscard]] const std::string& path() const { return path_; }  // from the root, with "/"
    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] const std::vector<std::string>& lines() const { return lines_; }
    [[nodiscard]] std::string room() const;  // of src/<room>/...; "" elsewhere
    [[nodiscard]] std::string name() const;  // the last part of the path
    [[nodiscard]] bool is_test() const;
    [[nodiscard]] bool is_template() const;

 private:
    std::string path_;
    std::string text_;
    std::vector<std::string> lines_;
};

using Sources = std::vector<SourceFile>;

// The C++ files and templates under src, tests and tools, sorted by path.
Sources read_sources(const std::filesystem::path& root);
// "" when there is no such file.
std::string read_text(const std::filesystem::path& path);

std::vector<std::string> split_lines(std::string_view text);
// The line, counted from 1, on which this character of the text stands.
std::size_t line_of(std::string_view text, std::size_t position);

}  // namespace gps::tidy
