#include "csv/grammar.hpp"

#include <new>
#include <utility>

namespace gps::csv {
namespace {

// By how much the parser's buffer grows: its own 128 bytes copy a long record thousands of times.
constexpr std::size_t kGrowth = std::size_t{64} * 1024;

}  // namespace

Grammar::Grammar(char separator) : separator_(separator) {
    start();
}

void Grammar::start() {
    csv_init(&parser_, 0);
    csv_set_delim(&parser_, static_cast<unsigned char>(separator_));
    csv_set_blk_size(&parser_, kGrowth);
}

Grammar::~Grammar() {
    csv_free(&parser_);
}

bool Grammar::feed(std::string_view bytes) {
    is_complete_ = false;
    const auto read = csv_parse(&parser_, bytes.data(), bytes.size(), &Grammar::on_field,
                                &Grammar::on_record, this);
    if (read != bytes.size()) throw std::bad_alloc();
    return is_complete_;
}

Grammar::End Grammar::finish() {
    is_complete_ = false;
    // libcsv only tells an open quote in its strict mode, which would refuse stray quotes too.
    csv_set_opts(&parser_, CSV_STRICT | CSV_STRICT_FINI);
    const bool closed = csv_fini(&parser_, &Grammar::on_field, &Grammar::on_record, this) == 0;
    csv_set_opts(&parser_, 0);
    if (closed) return is_complete_ ? End::Record : End::Nothing;
    return End::OpenQuote;
}

void Grammar::restart() {
    csv_free(&parser_);
    start();
    fields_.clear();
}

std::vector<std::string> Grammar::take() {
    return std::exchange(fields_, {});
}

void Grammar::on_field(void* text, std::size_t length, void* grammar) noexcept {
    auto& self = *static_cast<Grammar*>(grammar);
    self.fields_.emplace_back(std::string_view(static_cast<const char*>(text), length));
}

void Grammar::on_record(int /*line_end*/, void* grammar) noexcept {
    static_cast<Grammar*>(grammar)->is_complete_ = true;
}

}  // namespace gps::csv
