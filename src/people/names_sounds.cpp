#include "people/names.hpp"
#include "people/names_letters.hpp"

#include <algorithm>
#include <array>

// The rules of sound_key(), as tables. In the key: x is ch, y is gn, w is ou, k and s are the two
// sounds of c; 1 is in, 2 is an, 3 is on, 4 is eu. The other letters are themselves.
namespace gps::people {
namespace {

// A final e that is heard ("MARTINEZ", "BOUQUET") becomes E, so that it is not taken for silent.
constexpr char kHeardE = 'E';

enum class When {
    Always,
    Start,
    End,
    BeforeVowel,
    BeforeFront,  // e, i, y: they soften c and g
    BeforeBack,   // a, o, u
    BeforeLip,    // b, p
    Closed,       // at the end, or before a consonant that does not open the nasal: not n, m
    BetweenVowels,
};

struct Rule {
    std::string_view letters;
    std::string_view sound;
    When when = When::Always;
};

// Spellings changed first, once the h that makes no difference is gone.
constexpr std::array kRespellings{
    Rule{"johan", "iohan", When::Start},  // JOHAN, YOHAN
    Rule{"muham", "moham", When::Start},  // MUHAMMAD, MOHAMMED
    Rule{"mouham", "moham", When::Start},  Rule{"ammad", "amed", When::End},
    Rule{"amad", "amed", When::End},       Rule{"ault", "aut", When::End},  // THIBAULT, THIBAUT
    Rule{"auld", "aut", When::End},        Rule{"oult", "out", When::End},
    Rule{"rnandes", "rnandez", When::End},  // Portuguese and Spanish twins
    Rule{"rigues", "riguez", When::End},   Rule{"mendes", "mendez", When::End},
    Rule{"omes", "omez", When::End},       Rule{"opes", "opez", When::End},
    Rule{"nches", "nchez", When::End},
};

// Read from left to right; under one first letter, the first rule that fits is taken. A letter
// without a rule is its own sound. Kept in the order of the first letters.
constexpr std::array kSounds{
    Rule{"E", "e"},
    Rule{"aill", "ei", When::BeforeVowel},
    Rule{"aim", "1", When::BeforeLip},
    Rule{"ain", "1", When::Closed},
    Rule{"ann", "2", When::End},
    Rule{"ai", "ei", When::BeforeVowel},
    Rule{"ay", "ei", When::BeforeVowel},
    Rule{"ai", "e"},
    Rule{"ay", "e"},
    Rule{"ae", "e"},
    Rule{"au", "o"},
    Rule{"am", "2", When::BeforeLip},
    Rule{"an", "2", When::Closed},
    Rule{"bv", "v"},
    Rule{"chae", "ke"},
    Rule{"chr", "kr"},
    Rule{"chl", "kl"},
    Rule{"ch", "x"},
    Rule{"cqu", "k"},
    Rule{"cq", "k"},
    Rule{"ck", "k"},
    Rule{"cz", "x"},
    Rule{"cc", "ks", When::BeforeFront},
    Rule{"c", "s", When::BeforeFront},
    Rule{"c", "k"},
    Rule{"dj", "j"},
    Rule{"eau", "o"},
    Rule{"eill", "ei", When::BeforeVowel},
    Rule{"ein", "1", When::Closed},
    Rule{"eun", "1", When::Closed},
    Rule{"enn", "2", When::End},
    Rule{"esn", "en"},
    Rule{"ei", "ei", When::BeforeVowel},
    Rule{"ey", "ei", When::BeforeVowel},
    Rule{"ei", "e"},
    Rule{"ey", "e"},
    Rule{"eu", "4"},
    Rule{"em", "2", When::BeforeLip},
    Rule{"en", "2", When::Closed},
    Rule{"ee", "", When::End},
    Rule{"e", "", When::End},
    Rule{"gill", "jil"},
    Rule{"gn", "y"},
    Rule{"gh", "g"},
    Rule{"gu", "g", When::BeforeFront},
    Rule{"ge", "j", When::BeforeBack},
    Rule{"g", "j", When::BeforeFront},
    Rule{"h", ""},
    Rule{"ill", "i", When::BeforeVowel},
    Rule{"ien", "i1", When::Closed},
    Rule{"inn", "1", When::End},
    Rule{"isl", "il"},
    Rule{"im", "1", When::BeforeLip},
    Rule{"in", "1", When::Closed},
    Rule{"jean", "j2", When::Closed},
    Rule{"jean", "jan"},
    Rule{"mill", "mil"},
    Rule{"oeu", "4"},
    Rule{"oin", "w1", When::Closed},
    Rule{"onn", "3", When::End},
    Rule{"oi", "wai", When::BeforeVowel},
    Rule{"oy", "wai", When::BeforeVowel},
    Rule{"oi", "wa"},
    Rule{"oy", "wa"},
    Rule{"ou", "w"},
    Rule{"oo", "w"},
    Rule{"oe", "o"},
    Rule{"om", "3", When::BeforeLip},
    Rule{"on", "3", When::Closed},
    Rule{"phill", "fil"},
    Rule{"ph", "f"},
    Rule{"qu", "k"},
    Rule{"q", "k"},
    Rule{"sch", "x"},
    Rule{"sh", "x"},
    Rule{"sc", "s", When::BeforeFront},
    Rule{"sz", "s"},
    Rule{"s", "z", When::BetweenVowels},
    Rule{"tsch", "x"},
    Rule{"tch", "x"},
    Rule{"tz", "s"},
    Rule{"ts", "s"},
    Rule{"uel", "ul"},
    Rule{"uehl", "ul"},
    Rule{"um", "1", When::BeforeLip},
    Rule{"un", "1", When::Closed},
    Rule{"vill", "vil"},
    Rule{"will", "vil"},
    Rule{"w", "v"},
    Rule{"x", "ks"},
    Rule{"yen", "i1", When::Closed},
    Rule{"ynn", "1", When::End},
    Rule{"ym", "1", When::BeforeLip},
    Rule{"yn", "1", When::Closed},
    Rule{"y", "i"},
};

static_assert(std::ranges::is_sorted(kSounds, {}, [](const Rule& r) { return r.letters[0]; }));

bool is_one_of(char c, std::string_view letters) {
    return letters.find(c) != std::string_view::npos;
}

bool is_vowel(char c) {
    return is_one_of(c, "aeiouyE");
}

bool applies(const Rule& rule, std::string_view word, std::size_t at) {
    if (!word.substr(at).starts_with(rule.letters)) return false;
    const std::size_t after = at + rule.letters.size();
    const bool is_last = after == word.size();
    const char next = is_last ? '\0' : word[after];
    switch (rule.when) {
        case When::Always:
            return true;
        case When::Start:
            return at == 0;
        case When::End:
            return is_last;
        case When::BeforeVowel:
            return !is_last && is_vowel(next);
        case When::BeforeFront:
            return !is_last && is_one_of(next, "eiyE");
        case When::BeforeBack:
            return !is_last && is_one_of(next, "aou");
        case When::BeforeLip:
            return !is_last && is_one_of(next, "bp");
        case When::Closed:
            return is_last || !is_one_of(next, "aeiouyEnm");
        case When::BetweenVowels:
            return at > 0 && !is_last && is_vowel(word[at - 1]) && is_vowel(next);
    }
    return false;
}

// ch, gh, ph and sh are sounds of their own, and "sahin" is not "sain".
bool makes_a_difference(std::string_view key, std::size_t h) {
    if (h == 0) return false;
    if (is_one_of(key[h - 1], "cgps")) return true;
    return h + 1 < key.size() && is_vowel(key[h - 1]) && is_vowel(key[h + 1]);
}

std::string without_silent_h(std::string_view key) {
    std::string word;
    word.reserve(key.size());
    for (std::size_t i = 0; i < key.size(); ++i) {
        if (key[i] != 'h' || makes_a_difference(key, i)) word += key[i];
    }
    return word;
}

void respell(std::string& word) {
    for (const Rule& rule : kRespellings) {
        if (word.size() < rule.letters.size()) continue;
        const std::size_t at = rule.when == When::Start ? 0 : word.size() - rule.letters.size();
        if (applies(rule, word, at)) word.replace(at, rule.letters.size(), rule.sound);
    }
}

bool ends_silently(std::string_view word) {
    const std::string_view before = word.substr(0, word.size() - 1);
    switch (word.back()) {
        case 'd':
        case 's':
        case 't':
        case 'z':
            return true;
        case 'p':
            return before.ends_with('m') || before.ends_with('u');
        case 'x':
            return before.ends_with('u') || before.ends_with("oi");
        default:
            return false;
    }
}

void drop_silent_end(std::string& word) {
    std::size_t end = word.size();
    while (end > 2 && ends_silently(std::string_view(word).substr(0, end))) --end;
    const std::string_view dropped = std::string_view(word).substr(end);
    const bool is_e_heard = word[end - 1] == 'e' && !dropped.empty() && dropped != "s";
    word.resize(end);
    if (is_e_heard) word.back() = kHeardE;
}

const Rule* rule_at(std::string_view word, std::size_t at) {
    const auto starts = [](const Rule& rule) { return rule.letters.front(); };
    const auto same_letter = std::ranges::equal_range(kSounds, word[at], {}, starts);
    for (const Rule& rule : same_letter) {
        if (applies(rule, word, at)) return &rule;
    }
    return nullptr;
}

// Doubled letters sound as one.
void append_once(std::string& sounds, std::string_view more) {
    for (const char c : more) {
        if (sounds.empty() || sounds.back() != c) sounds += c;
    }
}

std::string sounds_of(std::string_view word) {
    std::string sounds;
    sounds.reserve(word.size());
    for (std::size_t at = 0; at < word.size();) {
        const Rule* rule = rule_at(word, at);
        append_once(sounds, rule != nullptr ? rule->sound : word.substr(at, 1));
        at += rule != nullptr ? rule->letters.size() : 1;
    }
    return sounds;
}

}  // namespace

std::string sound_of_key(std::string_view key) {
    std::string word = without_silent_h(key);
    if (word.empty()) return std::string(key);
    respell(word);
    drop_silent_end(word);
    if (auto sounds = sounds_of(word); !sounds.empty()) return sounds;
    return std::string(key);
}

std::string sound_key(std::string_view name) {
    return sound_of_key(search_key(name));
}

}  // namespace gps::people
