#include "base/utf8.hpp"
#include "csv/encoding.hpp"
#include "csv/reader.hpp"

#include <cstdint>
#include <cstdlib>
#include <sstream>

// Whatever an office exports, the reader of tables keeps its promises: fields are UTF-8 without
// NUL, lines go forward, and reading ends. A promise that is broken aborts.
namespace {

using namespace gps::csv;

void must(bool kept) {
    if (!kept) std::abort();
}

void check(const Record& record) {
    for (const auto& field : record.fields) {
        must(gps::base::is_utf8(field));
        must(field.find('\0') == std::string::npos);
    }
    for (const auto& repair : record.repairs) {
        must(repair.flaw == Flaw::TooLong || repair.field <= record.fields.size());
    }
}

void fuzz_table(std::string_view text) {
    std::istringstream file{std::string(text)};
    auto reader = Reader::open(file);
    if (!reader) return;
    must(!reader->header().empty());
    Record record;
    std::size_t line = 0;
    while (reader->next(record)) {
        must(record.line > line);
        line = record.line;
        check(record);
    }
    must(!reader->next(record));
}

void fuzz_encoding(std::string_view text) {
    std::string rewritten(text);
    to_utf8(rewritten, detect_encoding(text));
    must(gps::base::is_utf8(rewritten));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    fuzz_table(text);
    fuzz_encoding(text);
    return 0;
}
