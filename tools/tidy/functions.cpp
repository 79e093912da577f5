#include "tidy/functions.hpp"

#include "cxx_text.hpp"

#include <regex>
#include <string>
#include <utility>

namespace gps::tidy {
namespace {

enum class Kind { Container, Function, Inner, Data };

std::string without_access_label(const std::string& statement) {
    static const std::regex label(R"(^(public|private|protected) ?: ?)");
    return std::regex_replace(statement, label, "");
}

std::string without_template_head(std::string statement) {
    while (statement.starts_with("template")) {
        std::size_t at = statement.find('<');
        int depth = 0;
        for (; at < statement.size(); ++at) {
            if (statement[at] == '<') ++depth;
            if (statement[at] == '>' && --depth == 0) break;
        }
        if (at >= statement.size()) break;
        statement.erase(0, statement.find_first_not_of(' ', at + 1));
    }
    return statement;
}

// What a "{" opens after this statement, outside of any function.
Kind kind_after(std::string statement) {
    static const std::regex container(R"(^(inline )?(namespace|class|struct|union)\b)");
    static const std::regex member_value(R"(\)[\s\w]*:[^:].*[\w>]$)");
    static const std::regex function(
        R"(([)}&]|\b(const|noexcept|override|final|try)|(->|\brequires\b)[^{}]+)$)");
    static const std::regex initialiser(R"(^[^(]*=)");
    if (statement.ends_with(' ')) statement.pop_back();
    statement = without_template_head(without_access_label(statement));
    if (std::regex_search(statement, container)) return Kind::Container;
    if (statement.find('(') == std::string::npos) {
        return statement.starts_with("extern") ? Kind::Container : Kind::Data;
    }
    if (std::regex_search(statement, member_value)) return Kind::Data;
    const bool is_operator = statement.find("operator") != std::string::npos;
    if (!is_operator && std::regex_search(statement, initialiser)) return Kind::Data;
    return std::regex_search(statement, function) ? Kind::Function : Kind::Data;
}

class Reader {
 public:
    void read(char c) {
        if (c == '\n') ++line_;
        if (c == '{') {
            open();
        } else if (c == '}') {
            close();
        } else if (c == ';' && parentheses_ == 0) {
            statement_.clear();
        } else {
            read_other(c);
        }
    }

    std::vector<Function> take() { return std::move(functions_); }

 private:
    struct Block {
        Kind kind = Kind::Inner;
        std::size_t line = 0;
        std::string statement;
        int parentheses = 0;
    };

    void read_other(char c) {
        if (c == '(') ++parentheses_;
        if (c == ')' && parentheses_ > 0) --parentheses_;
        const bool is_space = c == ' ' || c == '\t' || c == '\n';
        if (!is_space) statement_ += c;
        if (is_space && !statement_.empty() && statement_.back() != ' ') statement_ += ' ';
    }

    [[nodiscard]] Kind kind_here() const {
        const auto around = blocks_.empty() ? Kind::Container : blocks_.back().kind;
        if (around == Kind::Data) return Kind::Data;
        if (around != Kind::Container) return Kind::Inner;
        return parentheses_ > 0 ? Kind::Data : kind_after(statement_);
    }

    void open() {
        const auto kind = kind_here();
        blocks_.push_back({kind, line_, std::exchange(statement_, {}), parentheses_});
        parentheses_ = 0;
    }

    void close() {
        if (blocks_.empty()) return;
        auto block = std::move(blocks_.back());
        blocks_.pop_back();
        parentheses_ = block.parentheses;
        // What stands before and after a value is one statement: X() : a_{1} { }
        statement_ = block.kind == Kind::Data ? std::move(block.statement) + "}" : std::string();
        if (block.kind == Kind::Function) functions_.push_back({block.line, line_});
    }

    std::vector<Function> functions_;
    std::vector<Block> blocks_;
    std::string statement_;
    int parentheses_ = 0;
    std::size_t line_ = 1;
};

// Blanks out #define and its like, with the lines they go on for.
std::string without_directives(std::string code) {
    bool is_directive = false;
    bool starts_line = true;
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (code[i] == '\n') {
            is_directive = is_directive && i > 0 && code[i - 1] == '\\';
            starts_line = true;
            continue;
        }
        if (starts_line && code[i] == '#') is_directive = true;
        starts_line = starts_line && code[i] == ' ';
        const bool goes_on = code[i] == '\\' && i + 1 < code.size() && code[i + 1] == '\n';
        if (is_directive && !goes_on) code[i] = ' ';
    }
    return code;
}

}  // namespace

std::vector<Function> functions_of(std::string_view code) {
    Reader reader;
    for (const char c : without_directives(tools::without_comments_and_strings(code))) {
        reader.read(c);
    }
    return reader.take();
}

}  // namespace gps::tidy
