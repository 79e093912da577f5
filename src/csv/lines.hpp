#pragma once

#include <istream>
#include <optional>
#include <string>
#include <string_view>

// A file in lines ended by LF, CR or CRLF, through one block of memory whatever their length.
namespace gps::csv {

class Lines {
 public:
    explicit Lines(std::istream& in);

    // The beginning of the file, at most one block; only before the first next().
    std::string_view sample() const { return block_; }
    void skip(std::size_t bytes) { at_ += bytes; }

    // A line with its end, or part of a line that is longer than what is left of the block. Valid
    // until the next call.
    struct Piece {
        std::string_view bytes = {};
        std::size_t line = 1;  // from 1
        bool ends_line = false;
    };
    std::optional<Piece> next();

 private:
    bool refill();

    std::istream& in_;
    std::string block_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
};

}  // namespace gps::csv
