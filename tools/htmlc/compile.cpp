#include "htmlc/compile.hpp"

#include "htmlc/control_flow.hpp"
#include "htmlc/markup.hpp"

#include <array>
#include <cstdio>
#include <regex>
#include <vector>

namespace gps::htmlc {
namespace {

constexpr std::string_view kSpaces = " \t\r";

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const auto end = text.find('\n');
        auto line = text.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        lines.push_back(line);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

std::string_view without_indentation(std::string_view line) {
    const auto start = line.find_first_not_of(kSpaces);
    return start == std::string_view::npos ? std::string_view{} : line.substr(start);
}

std::string_view trimmed(std::string_view text) {
    text = without_indentation(text);
    return text.substr(0, text.find_last_not_of(kSpaces) + 1);
}

std::string escaped(char c) {
    if (c == '\n') return "\\n";
    // "?" too: "??=" would be read as another character by an old compiler.
    if (c == '"' || c == '\\' || c == '?') return {'\\', c};
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20) return {c};
    std::array<char, 5> octal{};
    std::snprintf(octal.data(), octal.size(), "\\%03o", static_cast<unsigned>(byte));
    return octal.data();
}

std::string literal(std::string_view markup) {
    std::string out = "\"";
    for (const char c : markup) out += escaped(c);
    return out + "\"";
}

std::string_view function_of(Escaper escaper) {
    switch (escaper) {
        case Escaper::Text:
            return "text";
        case Escaper::Url:
            return "url";
        case Escaper::UrlPart:
            return "url_part";
    }
    return {};
}

// "a || b | checked": the bar with a space on both sides, the last one.
std::size_t bar_of(std::string_view conditional) {
    const auto bar = conditional.rfind(" | ");
    if (bar == std::string_view::npos) throw Mistake("expected {{? condition | attribute }}");
    return bar;
}

class Compiler {
 public:
    Compiler(std::string_view text, std::string_view path) : path_(path), lines_(lines_of(text)) {}

    std::string run() && {
        at_line([&] { read_view(); });
        for (number_ = 2; has_line() && line().starts_with("%%"); ++number_) {
            at_line([&] { read_include(); });
        }
        open_function();
        for (; has_line(); ++number_) at_line([&] { read_line(line()); });
        --number_;
        at_line([&] { check_end(); });
        close_call();
        return std::move(out_) + "}\n}  // namespace " + namespace_ + "\n";
    }

 private:
    [[nodiscard]] bool has_line() const {
        return static_cast<std::size_t>(number_) <= lines_.size();
    }
    [[nodiscard]] std::string_view line() const {
        return lines_[static_cast<std::size_t>(number_) - 1];
    }

    void at_line(auto&& act) const {
        try {
            act();
        } catch (const Mistake& mistake) {
            throw TemplateError(path_ + ":" + std::to_string(number_) +
                                ": error: " + mistake.what());
        }
    }

    void read_view() {
        static const std::regex pattern(R"re(%% ((?:\w+::)+)(\w+) from (".+"|<.+>)\s*)re");
        const std::string first(lines_.empty() ? std::string_view{} : lines_.front());
        std::smatch found;
        if (!std::regex_match(first, found, pattern)) {
            throw Mistake("expected: %% gps::room::SomeView from \"room/views.hpp\"");
        }
        namespace_ = found[1].str();
        namespace_.resize(namespace_.size() - 2);
        view_ = found[2];
        out_ = "#include " + found[3].str() + "\n";
    }

    void read_include() {
        static const std::regex pattern(R"re(%% include (".+"|<.+>)\s*)re");
        const std::string text(line());
        std::smatch found;
        if (!std::regex_match(text, found, pattern)) {
            throw Mistake("expected: %% include \"room/file.hpp\"");
        }
        out_ += "#include " + found[1].str() + "\n";
    }

    void open_function() {
        out_ += "#include \"html/writer.hpp\"\n\nnamespace " + namespace_ + " {\n";
        out_ += "void render([[maybe_unused]] ::gps::html::Writer& out,\n";
        out_ += "            [[maybe_unused]] const " + view_ + "& view) {\n";
        out_ += "#line " + std::to_string(number_) + " " + literal(path_) + "\n";
    }

    void read_line(std::string_view text) {
        const auto content = without_indentation(text);
        if (content.starts_with("%%")) throw Mistake("%% lines stand at the top of the template");
        if (content.starts_with('%')) {
            read_control(content.substr(1));
        } else {
            read_markup(markup_.keeps_spaces() ? text : content);
        }
        out_ += '\n';
    }

    void read_control(std::string_view code) {
        markup_.check_control_line();
        flow_.read(code, markup_, number_);
        close_call();
        out_ += code;
    }

    // A line without markup prints nothing, unless it stands where every space counts.
    void read_markup(std::string_view text) {
        if (text.empty() && !markup_.keeps_spaces()) return;
        flow_.check_markup_may_follow();
        for (auto open = text.find("{{"); open != std::string_view::npos; open = text.find("{{")) {
            const auto close = text.find("}}", open);
            if (close == std::string_view::npos) throw Mistake("{{ without }} on the same line");
            print(text.substr(0, open));
            read_hole(text.substr(open + 2, close - open - 2));
            text.remove_prefix(close + 2);
        }
        print(std::string(text) + "\n");
    }

    void read_hole(std::string_view hole) {
        if (hole.starts_with('?')) return read_conditional(hole.substr(1));
        const auto expression = trimmed(hole);
        if (expression.empty()) throw Mistake("{{ }} without a value");
        const auto function = function_of(markup_.read_value());
        close_call();
        out_.append("out.").append(function).append("(").append(expression).append("); ");
    }

    void read_conditional(std::string_view hole) {
        const auto bar = bar_of(hole);
        const auto condition = trimmed(hole.substr(0, bar));
        const auto attributes = std::string(trimmed(hole.substr(bar + 3)));
        if (condition.empty() || attributes.empty()) bar_of({});
        markup_.read_conditional(attributes);
        close_call();
        out_.append("if (").append(condition).append(") { out.markup(");
        out_.append(literal(" " + attributes)).append("); } ");
    }

    // Pieces of markup that follow one another are one call: C++ joins neighbouring literals.
    void print(std::string_view markup) {
        if (markup.empty()) return;
        markup_.read(markup);
        out_ += call_end_ == 0 ? "out.markup(" : "";
        out_ += literal(markup);
        call_end_ = out_.size();
    }

    void close_call() {
        if (call_end_ == 0) return;
        out_.insert(call_end_, "); ");
        call_end_ = 0;
    }

    void check_end() const {
        flow_.check_end();
        markup_.check_end();
    }

    std::string path_;
    std::vector<std::string_view> lines_;
    int number_ = 1;
    std::string namespace_;
    std::string view_;
    std::string out_;
    std::size_t call_end_ = 0;  // where the open call of markup() is to be closed; 0: none
    Markup markup_;
    ControlFlow flow_;
};

}  // namespace

std::string compile(std::string_view text, std::string_view path) {
    return Compiler(text, path).run();
}

}  // namespace gps::htmlc
