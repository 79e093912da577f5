#include "cxx_text.hpp"

#include <algorithm>

namespace gps::tools {
namespace {

// Copies code, writing spaces instead of what is to be blanked out.
class Blanking {
 public:
    Blanking(std::string_view code, bool keep_strings) : code_(code), keep_strings_(keep_strings) {}

    std::string run() && {
        while (at_ < code_.size()) step();
        return std::move(out_);
    }

 private:
    void step() {
        const auto rest = code_.substr(at_);
        if (rest.starts_with("//")) return copy_until(rest.find('\n'), false);
        if (rest.starts_with("/*")) return copy_past(rest.find("*/", 2), 2, false);
        if (rest.starts_with('"')) return copy_string(rest);
        if (rest.starts_with('\'') && !is_digit_separator()) return copy_quoted(rest);
        copy_until(1, true);
    }

    void copy_string(std::string_view rest) {
        if (at_ == 0 || code_[at_ - 1] != 'R') return copy_quoted(rest);
        const auto parenthesis = rest.find('(');
        if (parenthesis == std::string_view::npos) return copy_quoted(rest);
        const auto end = ")" + std::string(rest.substr(1, parenthesis - 1)) + "\"";
        copy_past(rest.find(end), end.size(), keep_strings_);
    }

    void copy_quoted(std::string_view rest) {
        std::size_t end = 1;
        while (end < rest.size() && rest[end] != rest[0] && rest[end] != '\n') {
            end += rest[end] == '\\' ? 2 : 1;
        }
        copy_past(end, 1, keep_strings_);
    }

    // 1'000: the character before is a digit or a letter. 'a' and L'a' are told apart by 1'000
    // never having a letter of a prefix there.
    [[nodiscard]] bool is_digit_separator() const {
        if (at_ == 0 || !is_word_character(code_[at_ - 1])) return false;
        return std::string_view("uUL").find(code_[at_ - 1]) == std::string_view::npos;
    }

    void copy_past(std::size_t position, std::size_t length, bool keep) {
        copy_until(position == std::string_view::npos ? position : position + length, keep);
    }

    void copy_until(std::size_t length, bool keep) {
        const auto part = code_.substr(at_, length);
        for (const char c : part) out_ += keep || c == '\n' ? c : ' ';
        at_ += part.size();
    }

    std::string_view code_;
    bool keep_strings_;
    std::size_t at_ = 0;
    std::string out_;
};

}  // namespace

std::string without_comments(std::string_view code) {
    return Blanking(code, true).run();
}

std::string without_comments_and_strings(std::string_view code) {
    return Blanking(code, false).run();
}

bool is_word_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

}  // namespace gps::tools
