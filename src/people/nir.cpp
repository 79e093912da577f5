#include "people/nir.hpp"

#include <algorithm>
#include <concepts>
#include <ostream>
#include <vector>

#include <fmt/format.h>
#include <sodium.h>

namespace gps::people {
namespace {

template <class T>
concept Streamed = requires(std::ostream& out, const T& value) { out << value; };

static_assert(!Streamed<Nir>);
static_assert(!fmt::is_formattable<Nir>::value);
static_assert(!std::convertible_to<Nir, std::string_view>);

constexpr std::size_t kWithoutKey = 13;
constexpr std::string_view kSpecimen = "269054958815780";

using Characters = std::array<char, Nir::kLength>;

// What a number passes through while it is read, wiped at the end.
template <class Buffer>
class Wiped {
 public:
    Wiped() = default;
    explicit Wiped(std::size_t size) : buffer_(size) {}
    Wiped(const Wiped&) = delete;
    Wiped& operator=(const Wiped&) = delete;
    ~Wiped() { sodium_memzero(buffer_.data(), buffer_.size()); }

    Buffer& operator*() { return buffer_; }

 private:
    Buffer buffer_{};
};

bool is_figure(char c) {
    return c >= '0' && c <= '9';
}

char capital(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

constexpr std::array<std::string_view, 13> kSeparators{
    " ",      "\t",     "\r",     "\n", "\u00A0", "\u202F", "\u2007",
    "\u2009", "\u200B", "\uFEFF", ".",  "-",      "/",
};
constexpr std::size_t kWhite = 10;  // the first of them: no sign that one sees

std::size_t separator_at(std::string_view text, std::size_t kinds = kSeparators.size()) {
    for (std::size_t i = 0; i < kinds; ++i) {
        if (text.starts_with(kSeparators.at(i))) return kSeparators.at(i).size();
    }
    return 0;
}

std::size_t white_at_end(std::string_view text) {
    for (std::size_t i = 0; i < kWhite; ++i) {
        if (text.ends_with(kSeparators.at(i))) return kSeparators.at(i).size();
    }
    return 0;
}

std::string_view without_ends(std::string_view text) {
    while (const auto length = separator_at(text, kWhite)) text.remove_prefix(length);
    while (const auto length = white_at_end(text)) text.remove_suffix(length);
    return text;
}

// A spreadsheet's ways of keeping a number from being counted with.
std::string_view without_guards(std::string_view text) {
    text = without_ends(text);
    if (text.starts_with('\'')) return without_ends(text.substr(1));
    if (text.size() > 3 && text.starts_with("=\"") && text.ends_with('"'))
        return without_ends(text.substr(2, text.size() - 3));
    return text;
}

// One place more than a number has: to see that there are too many.
using Kept = std::array<char, Nir::kLength + 1>;

// The characters that are no separator; more than `kept` holds are counted, not kept.
std::size_t keep(std::string_view text, Kept& kept) {
    std::size_t count = 0;
    while (!text.empty()) {
        if (const auto length = separator_at(text)) {
            text.remove_prefix(length);
            continue;
        }
        if (count < kept.size()) kept.at(count) = capital(text.front());
        ++count;
        text.remove_prefix(1);
    }
    return count;
}

int number(std::string_view figures) {
    int value = 0;
    for (const char c : figures) value = value * 10 + (c - '0');
    return value;
}

// Of the place of birth, the only ones that a letter may stand in.
bool is_corsica(std::string_view place) {
    return place.starts_with("2A") || place.starts_with("2B");
}

bool has_its_characters(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool is_letter_of_corsica = i == 6 && is_corsica(text.substr(5, 2));
        if (!is_figure(text.at(i)) && !is_letter_of_corsica) return false;
    }
    return true;
}

bool is_sex(char c) {
    return std::string_view("123478").find(c) != std::string_view::npos;
}

// 20 to 30, and 50 to 99: the month is not known. 31 to 42: January to December, of an act that is
// not whole.
bool is_month(int month) {
    return (month >= 1 && month <= 12) || (month >= 20 && month <= 42) || month >= 50;
}

bool is_overseas(int department) {
    return (department >= 971 && department <= 978) || (department >= 986 && department <= 988);
}

bool is_place(std::string_view place) {
    if (is_corsica(place)) return place.substr(2) != "000";
    const int department = number(place.substr(0, 2));
    if (department == 97 || department == 98)
        return is_overseas(number(place.substr(0, 3))) && place.substr(3) != "00";
    return department != 0 && place.substr(2) != "000";
}

// Of the 13 characters before it. Corsica counts as the 19 and 18 of before 1976.
int key_of(std::string_view text) {
    std::int64_t value = 0;
    for (std::size_t i = 0; i < kWithoutKey; ++i) {
        const char c = text.at(i);
        value = value * 10 + (is_figure(c) ? c - '0' : (c == 'A' ? 9 : 8));
        if (i == 5 && !is_figure(text.at(6))) value -= 1;
    }
    return static_cast<int>(97 - value % 97);
}

bool has_its_form(std::string_view text) {
    return has_its_characters(text) && is_sex(text.front()) &&
           is_month(number(text.substr(3, 2))) && is_place(text.substr(5, 5)) &&
           text.substr(10, 3) != "000";
}

bool is_number(std::string_view text) {
    return text.size() == Nir::kLength && has_its_form(text) &&
           number(text.substr(kWithoutKey)) == key_of(text);
}

// Longer than a number because of ".0", which an export of numbers adds.
bool ends_as_a_decimal(std::string_view text, std::size_t count) {
    return count == Nir::kLength + 1 && text.ends_with(".0");
}

}  // namespace

std::optional<Civility> civility(std::string_view code) {
    if (code == "madame") return Civility::Madame;
    if (code == "monsieur") return Civility::Monsieur;
    return std::nullopt;
}

Nir::~Nir() {
    sodium_memzero(characters_.data(), characters_.size());
}

bool Nir::is_temporary() const {
    return characters_.front() != '1' && characters_.front() != '2';
}

bool Nir::may_be_of(base::Date born_on, Civility called) const {
    const char sex = characters_.front();
    const bool is_of_a_man = sex == '1' || sex == '3' || sex == '7';
    if (is_of_a_man != (called == Civility::Monsieur)) return false;
    if (number(reveal().substr(1, 2)) != born_on.year() % 100) return false;
    const int month = number(reveal().substr(3, 2));
    const int born_in = static_cast<int>(born_on.month());
    if (month <= 12) return month == born_in;
    if (month > 30 && month <= 42) return month - 30 == born_in;
    return true;
}

NirReading read_nir(std::string_view typed) {
    const auto text = without_guards(typed);
    Wiped<Kept> kept;
    std::size_t count = keep(text, *kept);
    if (count == 0) return {.verdict = NirVerdict::Empty};
    if (ends_as_a_decimal(text, count)) --count;
    const std::string_view read((*kept).data(), std::min(count, Nir::kLength));
    Wiped<Characters> whole;
    std::copy(read.begin(), read.end(), (*whole).begin());
    if (count == kWithoutKey && has_its_form(read)) {
        const int key = key_of(read);
        (*whole)[kWithoutKey] = static_cast<char>('0' + key / 10);
        (*whole)[kWithoutKey + 1] = static_cast<char>('0' + key % 10);
        return {.verdict = NirVerdict::WithoutKey, .nir = Nir(*whole)};
    }
    if (count != Nir::kLength || !is_number(read)) return {};
    if (read == kSpecimen) return {.verdict = NirVerdict::Specimen};
    const Nir nir(*whole);
    return {.verdict = nir.is_temporary() ? NirVerdict::Temporary : NirVerdict::Valid, .nir = nir};
}

bool holds_nir(std::string_view text) {
    Wiped<std::vector<char>> kept(text.size());
    std::size_t count = 0;
    while (!text.empty()) {
        if (const auto length = separator_at(text)) {
            text.remove_prefix(length);
            continue;
        }
        (*kept)[count++] = capital(text.front());
        text.remove_prefix(1);
    }
    for (std::size_t from = 0; from + Nir::kLength <= count; ++from) {
        if (is_number({(*kept).data() + from, Nir::kLength})) return true;
    }
    return false;
}

}  // namespace gps::people
