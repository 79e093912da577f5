#include "htmlc/control_flow.hpp"

#include "cxx_text.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace gps::htmlc {
namespace {

std::string first_word(std::string_view statement) {
    while (!statement.empty() && !tools::is_word_character(statement.front())) {
        statement.remove_prefix(1);
    }
    std::size_t length = 0;
    while (length < statement.size() && tools::is_word_character(statement[length])) ++length;
    return std::string(statement.substr(0, length));
}

}  // namespace

void ControlFlow::read(std::string_view code, const Markup& here, int line) {
    for (const char c : tools::without_comments_and_strings(code)) read_character(c, here, line);
    read_character(' ', here, line);
    if (last_ == ':') statement_.clear();
}

void ControlFlow::read_character(char c, const Markup& here, int line) {
    if (tools::is_word_character(c)) {
        word_ += c;
    } else {
        end_word(here);
    }
    if (c == '(') ++open_parentheses_;
    if (c == ')' && open_parentheses_ > 0) --open_parentheses_;
    if (c == '{') open_block(here, line);
    if (c == '}') close_block(here);
    const bool ends_statement = c == ';' && open_parentheses_ == 0;  // not in for (;;)
    if (ends_statement || c == '{' || c == '}') {
        statement_.clear();
    } else {
        statement_ += c;
    }
    if (c != ' ' && c != '\t') last_ = c;
}

void ControlFlow::check_markup_may_follow() const {
    const bool is_complete = std::string_view(";{}:").find(last_) != std::string_view::npos;
    if (!is_complete) throw Mistake("the % line before ends with '{', '}', ';' or ':'");
}

void ControlFlow::check_end() const {
    if (blocks_.empty()) return;
    throw Mistake("the block of line " + std::to_string(blocks_.back().line) + " is never closed");
}

void ControlFlow::open_block(const Markup& here, int line) {
    blocks_.push_back({.start = here,
                       .line = line,
                       .kind = kind_of_statement(),
                       .open_parentheses = open_parentheses_});
    open_parentheses_ = 0;
}

void ControlFlow::close_block(const Markup& here) {
    if (blocks_.empty()) throw Mistake("'}' closes no block");
    const Block block = std::move(blocks_.back());
    blocks_.pop_back();
    open_parentheses_ = block.open_parentheses;
    if (here.is_coherent_with(block.start)) return;
    throw Mistake("the block of line " + std::to_string(block.line) + " starts " +
                  block.start.describe() + " and ends " + here.describe());
}

void ControlFlow::end_word(const Markup& here) {
    const auto word = std::exchange(word_, {});
    if (word == "goto") throw Mistake("no goto in a template");
    if (word == "return") check_jump(here, {Kind::Lambda});
    if (word == "continue") check_jump(here, {Kind::Loop});
    if (word == "break") check_jump(here, {Kind::Loop, Kind::Switch});
    if (word == "case" || word == "default") check_jump(here, {Kind::Switch});
}

// A jump leaves the block it stands in: the tags must be those of the place it goes to.
void ControlFlow::check_jump(const Markup& here, const std::vector<Kind>& targets) const {
    const auto is_target = [&](const Block& block) {
        return std::ranges::find(targets, block.kind) != targets.end();
    };
    const auto target = std::find_if(blocks_.rbegin(), blocks_.rend(), is_target);
    if (target == blocks_.rend()) throw Mistake("a template runs from its first to its last line");
    if (here.is_coherent_with(target->start)) return;
    throw Mistake("the way out of the block of line " + std::to_string(target->line) +
                  " leaves tags open");
}

ControlFlow::Kind ControlFlow::kind_of_statement() const {
    if (open_parentheses_ > 0) return Kind::Lambda;
    const auto word = first_word(statement_);
    if (word == "switch") return Kind::Switch;
    if (word == "for" || word == "while" || word == "do") return Kind::Loop;
    if (word == "if" || word == "else" || word == "case" || word == "default") return Kind::Plain;
    return statement_.find('[') == std::string::npos ? Kind::Plain : Kind::Lambda;
}

}  // namespace gps::htmlc
