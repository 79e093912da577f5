#include "people/names.hpp"

#include "people/names_letters.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>

#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

namespace gps::people {
namespace {

constexpr int kLongestName = 100;            // characters
constexpr std::size_t kLongestTyped = 4000;  // bytes, before any work is done on them

const icu::Locale& french() {
    static const icu::Locale kept("fr");
    return kept;
}

// Bytes that are not UTF-8 become U+FFFD, which stands in no name.
icu::UnicodeString from_utf8(std::string_view text) {
    return icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

std::string to_utf8(const icu::UnicodeString& text) {
    std::string out;
    return text.toUTF8String(out);
}

bool is_ascii_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

icu::UnicodeString nfc(const icu::UnicodeString& text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* form = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status) != 0) throw std::runtime_error("ICU has no NFC data");
    icu::UnicodeString composed = form->normalize(text, status);
    if (U_FAILURE(status) != 0) throw std::runtime_error("ICU cannot normalise a text");
    return composed;
}

// U+2010 and U+2011, the hyphens of a word processor, look just like the one of a keyboard.
UChar32 as_on_a_keyboard(UChar32 c) {
    return c == 0x2010 || c == 0x2011 ? '-' : c;
}

icu::UnicodeString with_single_spaces(const icu::UnicodeString& text) {
    icu::UnicodeString out;
    bool space = false;
    for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const UChar32 c = text.char32At(i);
        if (u_isUWhiteSpace(c) != 0) {
            space = true;
            continue;
        }
        if (space && out.length() > 0) out.append(u' ');
        space = false;
        out.append(as_on_a_keyboard(c));
    }
    return out;
}

bool may_stand_in_a_name(UChar32 c) {
    return u_isalpha(c) != 0 || is_mark(c) || c == U' ' || c == U'\'' || c == U'’' || c == U'-' ||
           c == U'.';
}

bool reads_as_a_name(const icu::UnicodeString& text) {
    bool has_letter = false;
    for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const UChar32 c = text.char32At(i);
        if (!may_stand_in_a_name(c)) return false;
        has_letter = has_letter || u_isalpha(c) != 0;
    }
    return has_letter && !is_mark(text.char32At(0));
}

// What is left from the first letter on: an apostrophe may come before it.
icu::UnicodeString from_first_letter(std::string_view name) {
    icu::UnicodeString text = from_utf8(name);
    int32_t i = 0;
    while (i < text.length() && u_isalpha(text.char32At(i)) == 0) i = text.moveIndex32(i, 1);
    return text.remove(0, i);
}

constexpr std::array kSyllabic{USCRIPT_HAN, USCRIPT_HANGUL, USCRIPT_HIRAGANA, USCRIPT_KATAKANA,
                               USCRIPT_BOPOMOFO};

bool is_syllable(UChar32 c) {
    UErrorCode status = U_ZERO_ERROR;
    return std::ranges::find(kSyllabic, uscript_getScript(c, &status)) != kSyllabic.end();
}

icu::UnicodeString first_grapheme(const icu::UnicodeString& text) {
    thread_local const std::unique_ptr<icu::BreakIterator> graphemes = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::BreakIterator> made(
            icu::BreakIterator::createCharacterInstance(french(), status));
        if (U_FAILURE(status) != 0) throw std::runtime_error("ICU has no character boundaries");
        return made;
    }();
    graphemes->setText(text);
    graphemes->first();
    return {text, 0, graphemes->next()};
}

std::string first_letter(const icu::UnicodeString& letters) {
    if (is_syllable(letters.char32At(0))) {
        const std::string key = search_key(to_utf8(letters));
        if (!key.empty() && is_ascii_letter(key[0])) return shown_last(key.substr(0, 1));
    }
    return to_utf8(first_grapheme(first_grapheme(letters).toUpper(french())));
}

bool is_in_one_case(const icu::UnicodeString& text) {
    return icu::UnicodeString(text).toUpper(french()) == text ||
           icu::UnicodeString(text).toLower(french()) == text;
}

}  // namespace

base::Result<std::string> clean_name(std::string_view typed, std::string_view field) {
    using base::Refusal;
    if (typed.size() > kLongestTyped) {
        return base::refuse(Refusal::Invalid, "people.name_too_long", field);
    }

    const icu::UnicodeString name = nfc(with_single_spaces(from_utf8(typed)));
    if (name.length() == 0) return base::refuse(Refusal::Invalid, "people.name_required", field);
    if (name.countChar32() > kLongestName) {
        return base::refuse(Refusal::Invalid, "people.name_too_long", field);
    }
    if (!reads_as_a_name(name)) {
        return base::refuse(Refusal::Invalid, "people.name_characters", field);
    }
    return to_utf8(name);
}

bool one_digit_off(base::Date a, base::Date b) {
    if (a == b) return false;
    if (a.year() == b.year() && a.day() == b.month() && a.month() == b.day()) return true;
    const std::string digits_a = a.iso();
    const std::string digits_b = b.iso();
    int different = 0;
    for (std::size_t i = 0; i < digits_a.size(); ++i)
        different += digits_a[i] != digits_b[i] ? 1 : 0;
    return different == 1;
}

std::string initial(std::string_view name) {
    const icu::UnicodeString letters = from_first_letter(name);
    if (letters.length() == 0) return {};
    return first_letter(letters) + "…";
}

std::string masked(std::string_view last, std::string_view first) {
    const std::string one = initial(last);
    const std::string other = initial(first);
    return one.empty() || other.empty() ? one + other : one + " " + other;
}

std::string shown_last(std::string_view last) {
    return to_utf8(from_utf8(last).toUpper(french()));
}

std::string shown_first(std::string_view first) {
    const icu::UnicodeString typed = from_utf8(first);
    if (!is_in_one_case(typed)) return std::string(first);

    icu::UnicodeString shown;
    bool begins = true;
    for (int32_t i = 0; i < typed.length(); i = typed.moveIndex32(i, 1)) {
        const UChar32 c = typed.char32At(i);
        shown.append(begins ? u_totitle(c) : u_tolower(c));
        begins = u_isalpha(c) == 0 && !is_mark(c);
    }
    return to_utf8(shown);
}

std::string shown_full(std::string_view last, std::string_view first) {
    std::string full = shown_last(last);
    if (!full.empty() && !first.empty()) full += ' ';
    return full + shown_first(first);
}

}  // namespace gps::people
