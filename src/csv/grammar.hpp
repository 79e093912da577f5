#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <csv.h>

// Quotes, separators and line ends, by libcsv: bytes in, fields out, no line number and no
// encoding. Lenient: a stray quote inside a field is kept as it is.
namespace gps::csv {

class Grammar {
 public:
    explicit Grammar(char separator);
    ~Grammar();
    Grammar(const Grammar&) = delete;
    Grammar& operator=(const Grammar&) = delete;

    // `bytes` has one line end at most, and as its last bytes. True when a record is complete:
    // take() has it. Blank lines are no records.
    bool feed(std::string_view bytes);

    enum class End { Nothing, Record, OpenQuote };
    // The end of the file ends the last record, unless it is inside quotes.
    End finish();

    // Forgets the record under way.
    void restart();

    std::vector<std::string> take();

 private:
    void start();
    static void on_field(void* text, std::size_t length, void* grammar) noexcept;
    static void on_record(int line_end, void* grammar) noexcept;

    csv_parser parser_{};
    char separator_;
    std::vector<std::string> fields_;
    bool is_complete_ = false;
};

}  // namespace gps::csv
