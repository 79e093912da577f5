#include "people/names_letters.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf16.h>

namespace gps::people {
namespace {

bool is_ascii(std::string_view text) {
    return std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

// Collects letters and separators, keeping one separator between two words.
class Folding {
 public:
    void add(char c) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if (is_plain(c)) {
            letters(std::string_view(&c, 1));
        } else {
            separator(c == '\'' || c == '`' ? '\'' : ' ');
        }
    }

    void letters(std::string_view some) {
        if (pending_ != '\0' && !out_.empty()) out_ += pending_;
        pending_ = '\0';
        out_ += some;
    }

    void separator(char which) {
        if (pending_ != ' ') pending_ = which;
    }

    std::string take() { return std::move(out_); }

 private:
    std::string out_;
    char pending_ = '\0';
};

struct Letter {
    char32_t code;
    std::string_view written;
};

// Latin letters that no normal form takes apart.
constexpr std::array kLetters{
    Letter{U'œ', "oe"}, Letter{U'æ', "ae"}, Letter{U'ß', "ss"}, Letter{U'ø', "o"},
    Letter{U'ł', "l"},  Letter{U'đ', "d"},  Letter{U'ı', "i"},  Letter{U'ð', "d"},
    Letter{U'þ', "th"}, Letter{U'ħ', "h"},  Letter{U'ŋ', "ng"}, Letter{U'ŧ', "t"},
    Letter{U'ə', "a"},  Letter{U'ɓ', "b"},  Letter{U'ɗ', "d"},  Letter{U'ƴ', "y"},
};

std::optional<std::string_view> written(char32_t code) {
    const auto* found = std::ranges::find(kLetters, code, &Letter::code);
    if (found == kLetters.end()) return std::nullopt;
    return found->written;
}

constexpr std::u32string_view kApostrophes = U"‘’‛′ʹʻʼʽʾʿˈꞌ＇";

bool is_apostrophe(UChar32 c) {
    return kApostrophes.find(static_cast<char32_t>(c)) != std::u32string_view::npos;
}

bool is_letter(UChar32 c) {
    return (U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_ND_MASK)) != 0;
}

icu::UnicodeString taken_apart(const icu::UnicodeString& text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(status);
    if (U_FAILURE(status) != 0) throw std::runtime_error("ICU has no NFKD data");
    icu::UnicodeString apart = nfkd->normalize(text, status);
    if (U_FAILURE(status) != 0) throw std::runtime_error("ICU cannot normalise a text");
    return apart;
}

// Adds one character of a text taken apart; false when it is of a script to transliterate.
bool add_latin(Folding& folding, UChar32 c) {
    if (c < 0x80) {
        folding.add(static_cast<char>(c));
        return true;
    }
    if (is_mark(c)) return true;
    if (is_apostrophe(c)) {
        folding.separator('\'');
        return true;
    }
    if (const auto letters = written(static_cast<char32_t>(u_tolower(c)))) {
        folding.letters(*letters);
        return true;
    }
    if (is_letter(c)) return false;
    folding.separator(' ');
    return true;
}

std::optional<std::string> folded_latin(const icu::UnicodeString& text) {
    const icu::UnicodeString apart = taken_apart(text);
    Folding folding;
    for (int32_t i = 0; i < apart.length(); i = apart.moveIndex32(i, 1)) {
        if (!add_latin(folding, apart.char32At(i))) return std::nullopt;
    }
    return folding.take();
}

// Making one reads rules for some milliseconds, and using one is not documented as thread-safe.
const icu::Transliterator& to_latin() {
    thread_local const std::unique_ptr<icu::Transliterator> kept = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::Transliterator> made(icu::Transliterator::createInstance(
            "Russian-Latin/BGN; Any-Latin; Latin-ASCII", UTRANS_FORWARD, status));
        if (U_FAILURE(status) != 0) throw std::runtime_error("ICU has no transliteration data");
        return made;
    }();
    return *kept;
}

// The apostrophes of a transliteration are letters without a Latin form, not separators.
std::string folded_transliterated(icu::UnicodeString text) {
    to_latin().transliterate(text);
    Folding folding;
    for (int32_t i = 0; i < text.length(); ++i) {
        const char16_t c = text[i];
        if (c < 0x80 && c != '\'' && c != '`') folding.add(static_cast<char>(c));
    }
    return folding.take();
}

std::string own_letters(icu::UnicodeString text) {
    text.toLower();
    icu::UnicodeString kept;
    for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const UChar32 c = text.char32At(i);
        if (is_letter(c) || is_mark(c)) kept.append(c);
    }
    std::string out;
    return kept.toUTF8String(out);
}

std::string folded_unicode(std::string_view name) {
    const auto text = icu::UnicodeString::fromUTF8(
        icu::StringPiece(name.data(), static_cast<int32_t>(name.size())));
    if (auto latin = folded_latin(text)) return *std::move(latin);
    if (auto transliterated = folded_transliterated(text); !transliterated.empty()) {
        return transliterated;
    }
    return own_letters(text);
}

std::string folded_ascii(std::string_view name) {
    Folding folding;
    for (const char c : name) folding.add(c);
    return folding.take();
}

std::string with_saint_in_full(std::string name) {
    if (name.starts_with("st ")) return name.replace(0, 2, "saint");
    if (name.starts_with("ste ")) return name.replace(0, 3, "sainte");
    return name;
}

struct Particle {
    std::string_view word;
    bool is_left_out;  // often missing, or another one, in another system's copy of the name
};

constexpr std::array kParticles{
    Particle{"d", true},       Particle{"da", true},     Particle{"das", true},
    Particle{"de", true},      Particle{"degli", true},  Particle{"dei", true},
    Particle{"del", true},     Particle{"della", true},  Particle{"den", true},
    Particle{"der", true},     Particle{"des", true},    Particle{"di", true},
    Particle{"do", true},      Particle{"dos", true},    Particle{"du", true},
    Particle{"el", true},      Particle{"al", true},     Particle{"ter", true},
    Particle{"van", true},     Particle{"vom", true},    Particle{"von", true},
    Particle{"zu", true},      Particle{"abd", false},   Particle{"abdel", false},
    Particle{"abdoul", false}, Particle{"ait", false},   Particle{"ben", false},
    Particle{"bou", false},    Particle{"ibn", false},   Particle{"l", false},
    Particle{"la", false},     Particle{"las", false},   Particle{"le", false},
    Particle{"les", false},    Particle{"lo", false},    Particle{"los", false},
    Particle{"mac", false},    Particle{"mc", false},    Particle{"n", false},
    Particle{"ould", false},   Particle{"oulad", false}, Particle{"saint", false},
    Particle{"sainte", false},
};

const Particle* particle(std::string_view word) {
    const auto* found = std::ranges::find(kParticles, word, &Particle::word);
    return found == kParticles.end() ? nullptr : found;
}

// Where the word that begins at `from` ends.
std::size_t end_of_word(std::string_view name, std::size_t from) {
    return std::min(name.find_first_of(" '", from), name.size());
}

}  // namespace

bool is_mark(UChar32 c) {
    return (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}

std::string folded(std::string_view name) {
    return with_saint_in_full(is_ascii(name) ? folded_ascii(name) : folded_unicode(name));
}

std::vector<Part> parts(std::string_view folded_name) {
    std::vector<Part> all;
    bool joins = false;
    for (std::size_t from = 0; from < folded_name.size();) {
        const std::size_t end = end_of_word(folded_name, from);
        const std::string_view word = folded_name.substr(from, end - from);
        if (!joins) all.emplace_back();
        Part& part = all.back();
        part.starts.push_back(part.whole.size());
        part.whole += word;

        const Particle* known = particle(word);
        const bool is_last = end == folded_name.size();
        joins = !is_last && (known != nullptr || folded_name[end] == '\'');
        const bool leads = part.core + word.size() == part.whole.size();
        if (joins && leads && known != nullptr && known->is_left_out) part.core = part.whole.size();
        from = end + 1;
    }
    return all;
}

std::string compact(std::string_view folded_name) {
    std::string key;
    key.reserve(folded_name.size());
    std::ranges::copy_if(folded_name, std::back_inserter(key),
                         [](char c) { return c != ' ' && c != '\''; });
    return key;
}

}  // namespace gps::people
