#include "csv/reader.hpp"

#include "csv/grammar.hpp"
#include "csv/lines.hpp"

#include <algorithm>
#include <array>

#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace gps::csv {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr std::string_view kSeparators = ",;\t|";
constexpr std::string_view kBlanks = " \t\r\n";

// By its mark, or as plain letters look in it: every second byte is NUL.
bool is_utf16(std::string_view sample) {
    if (sample.starts_with("\xFF\xFE") || sample.starts_with("\xFE\xFF")) return true;
    if (sample.size() < 4) return false;
    const bool even = sample[0] == '\0' && sample[2] == '\0';
    const bool odd = sample[1] == '\0' && sample[3] == '\0';
    return even != odd;
}

// Line breaks apart, no text has them: a program, a picture, a spreadsheet's own format.
bool has_control_characters(std::string_view text) {
    return std::ranges::any_of(text, [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && kBlanks.find(c) == std::string_view::npos;
    });
}

bool is_text(const Record& header) {
    const auto is_fatal = [](const Record::Repair& repair) {
        return repair.flaw == Flaw::TooLong || repair.flaw == Flaw::OpenQuote ||
               repair.flaw == Flaw::NulByte;
    };
    return std::ranges::none_of(header.repairs, is_fatal) &&
           std::ranges::none_of(header.fields, has_control_characters);
}

// The separator that the header holds most, outside quotes; a comma when it holds none.
char detect_separator(std::string_view sample) {
    std::array<std::size_t, kSeparators.size()> counts{};
    const auto start = std::min(sample.find_first_not_of("\r\n"), sample.size());
    bool in_quotes = false;
    for (const char c : sample.substr(start)) {
        if (c == '"') in_quotes = !in_quotes;
        if (in_quotes) continue;
        if (c == '\r' || c == '\n') break;
        const auto which = kSeparators.find(c);
        if (which != std::string_view::npos) ++counts.at(which);
    }
    const auto most = std::ranges::max_element(counts) - counts.begin();
    return kSeparators[static_cast<std::size_t>(most)];
}

// "  Date de\nnaissance " and "date_de_naissance" are the same column.
std::string header_key(std::string_view name) {
    const auto bytes = static_cast<std::int32_t>(name.size());
    const auto folded = icu::UnicodeString::fromUTF8({name.data(), bytes}).foldCase();
    icu::UnicodeString key;
    for (std::int32_t i = 0; i < folded.length(); ++i) {
        const bool is_space = folded[i] == u'_' || u_isUWhiteSpace(folded[i]) != 0;
        if (!is_space || key.endsWith(u" ", 1) == 0) key += is_space ? u' ' : folded[i];
    }
    std::string text;
    return key.trim().toUTF8String(text);
}

}  // namespace

struct Reader::State {
    explicit State(std::istream& in)
        : lines(in),
          encoding(detect_encoding(lines.sample())),
          separator(detect_separator(lines.sample())),
          grammar(separator) {
        if (lines.sample().starts_with(kUtf8Mark)) lines.skip(kUtf8Mark.size());
    }

    bool next(Record& record);
    bool last(Record& record);
    void give_up(Record& record, bool line_is_over);
    void take(Record& record);

    Lines lines;
    Encoding encoding;
    char separator;
    Grammar grammar;
    std::size_t record_bytes = 0;  // of the record under way; 0 between two records
    std::vector<std::string> header = {};
    std::vector<std::string> keys = {};
};

bool Reader::State::next(Record& record) {
    record.repairs.clear();
    while (const auto piece = lines.next()) {
        const bool is_blank = piece->bytes.find_first_not_of(kBlanks) == std::string_view::npos;
        if (record_bytes == 0) record.line = piece->line;
        if (record_bytes > 0 || !is_blank) record_bytes += piece->bytes.size();
        if (record_bytes > kLongestRecord) {
            give_up(record, piece->ends_line);
            return true;
        }
        if (!grammar.feed(piece->bytes)) continue;
        take(record);
        return true;
    }
    return last(record);
}

bool Reader::State::last(Record& record) {
    const auto end = grammar.finish();
    if (end == Grammar::End::Nothing) return false;
    take(record);
    if (end == Grammar::End::OpenQuote) {
        grammar.restart();
        record.repairs.push_back({Flaw::OpenQuote});
    }
    return true;
}

// Reading goes on at the next line, which may be inside the quotes that were never closed: the
// records that this makes do not have the right number of fields.
void Reader::State::give_up(Record& record, bool line_is_over) {
    grammar.restart();
    record_bytes = 0;
    record.fields.clear();
    record.repairs.push_back({Flaw::TooLong});
    while (!line_is_over) {
        const auto piece = lines.next();
        line_is_over = !piece || piece->ends_line;
    }
}

void Reader::State::take(Record& record) {
    record_bytes = 0;
    record.fields = grammar.take();
    for (std::size_t i = 0; i < record.fields.size(); ++i) {
        auto& field = record.fields[i];
        if (std::erase(field, '\0') > 0) record.repairs.push_back({Flaw::NulByte, i});
        if (!to_utf8(field, encoding)) record.repairs.push_back({Flaw::InvalidBytes, i});
    }
}

Reader::Reader(std::unique_ptr<State> state) : state_(std::move(state)) {}
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;
Reader::~Reader() = default;

base::Result<Reader> Reader::open(std::istream& in) {
    auto state = std::make_unique<State>(in);
    if (is_utf16(state->lines.sample())) return base::refuse(base::Refusal::Invalid, "csv.utf16");
    Record header;
    if (!state->next(header)) return base::refuse(base::Refusal::Invalid, "csv.empty");
    if (!is_text(header)) return base::refuse(base::Refusal::Invalid, "csv.no_table");
    state->header = std::move(header.fields);
    for (const auto& name : state->header) state->keys.push_back(header_key(name));
    return Reader(std::move(state));
}

Encoding Reader::encoding() const {
    return state_->encoding;
}

char Reader::separator() const {
    return state_->separator;
}

std::span<const std::string> Reader::header() const {
    return state_->header;
}

std::optional<std::size_t> Reader::column(std::string_view name) const {
    const auto found = std::ranges::find(state_->keys, header_key(name));
    if (found == state_->keys.end()) return std::nullopt;
    return static_cast<std::size_t>(found - state_->keys.begin());
}

bool Reader::is_repeated(std::string_view name) const {
    return std::ranges::count(state_->keys, header_key(name)) > 1;
}

bool Reader::next(Record& record) {
    return state_->next(record);
}

}  // namespace gps::csv
