#pragma once

#include "htmlc/markup.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gps::htmlc {

// Follows the C++ of the % lines: every way through the template must open and close the same
// tags, so a block { } ends where it starts as far as HTML is concerned.
class ControlFlow {
 public:
    // One % line, without its %. `here` is the state of HTML where it stands.
    void read(std::string_view code, const Markup& here, int line);
    // After "if (x)" without a brace, only the first piece of the next line would be conditional.
    void check_markup_may_follow() const;
    void check_end() const;

 private:
    enum class Kind { Plain, Loop, Switch, Lambda };
    struct Block {
        Markup start;
        int line = 0;
        Kind kind = Kind::Plain;
        std::size_t open_parentheses = 0;
    };

    void read_character(char c, const Markup& here, int line);
    void open_block(const Markup& here, int line);
    void close_block(const Markup& here);
    void end_word(const Markup& here);
    void check_jump(const Markup& here, const std::vector<Kind>& targets) const;
    [[nodiscard]] Kind kind_of_statement() const;

    std::vector<Block> blocks_;
    std::string word_;
    std::string statement_;  // what was read since the last ; { or }
    std::size_t open_parentheses_ = 0;
    char last_ = ';';
};

}  // namespace gps::htmlc
