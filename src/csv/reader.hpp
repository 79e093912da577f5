#pragma once

#include "base/result.hpp"
#include "csv/encoding.hpp"

#include <istream>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Reads a table of any size in constant memory, as offices export it: UTF-8 or windows-1252;
// comma, semicolon, tab or bar; quotes, with line breaks inside. What had to be repaired is told
// with the record; nothing is lost without a word.
namespace gps::csv {

enum class Flaw {
    TooLong,       // more than kLongestRecord: has no field
    OpenQuote,     // the file stops inside quotes: the record is the beginning of one
    NulByte,       // taken out of the field
    InvalidBytes,  // not of the file's encoding: read as windows-1252
};

inline constexpr std::size_t kLongestRecord = 1U << 20U;  // bytes

struct Record {
    struct Repair {
        Flaw flaw = Flaw::TooLong;
        std::size_t field = 0;  // from 0, when the flaw is in one field
    };

    std::size_t line = 0;  // in the file, from 1, where the record starts
    std::vector<std::string> fields = {};
    std::vector<Repair> repairs = {};

    // A field that this record or this file does not have is "".
    std::string_view at(std::optional<std::size_t> column) const {
        return column && *column < fields.size() ? std::string_view(fields[*column]) : "";
    }
};

class Reader {
 public:
    // Reads the header. `in` must outlive the reader. Refuses a file without header ("csv.empty"),
    // in UTF-16 ("csv.utf16"), or whose first record is too long, cut or no text ("csv.no_table").
    static base::Result<Reader> open(std::istream& in);

    Reader(Reader&&) noexcept;
    Reader& operator=(Reader&&) noexcept;
    ~Reader();

    Encoding encoding() const;
    char separator() const;
    std::span<const std::string> header() const;

    // The column of this name: case, accents' form, spaces, line breaks and underscores aside.
    std::optional<std::size_t> column(std::string_view name) const;
    // Whether several columns have this name.
    bool is_repeated(std::string_view name) const;

    // False at the end of the file.
    bool next(Record& record);

 private:
    struct State;
    explicit Reader(std::unique_ptr<State> state);

    std::unique_ptr<State> state_;
};

}  // namespace gps::csv
