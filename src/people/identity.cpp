#include "people/identity.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace gps::people {
namespace {

using base::Refusal;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool all_digits(std::string_view text) {
    return std::ranges::all_of(text, is_digit);
}

constexpr std::array<std::string_view, 9> kBlanks{
    " ", "\t", "\r", "\n", "\u00A0", "\u202F", "\u2007", "\u2009", "\uFEFF",
};

std::size_t blank_at(std::string_view text) {
    for (const std::string_view blank : kBlanks) {
        if (text.starts_with(blank)) return blank.size();
    }
    return 0;
}

std::size_t blank_at_end(std::string_view text) {
    for (const std::string_view blank : kBlanks) {
        if (text.ends_with(blank)) return blank.size();
    }
    return 0;
}

std::string_view trimmed(std::string_view text) {
    while (const std::size_t length = blank_at(text)) text.remove_prefix(length);
    while (const std::size_t length = blank_at_end(text)) text.remove_suffix(length);
    return text;
}

// Without white space, wherever it stands, nor the separators given.
std::string without(std::string_view text, std::string_view separators) {
    std::string kept;
    while (!text.empty()) {
        if (const std::size_t length = blank_at(text)) {
            text.remove_prefix(length);
            continue;
        }
        if (separators.find(text.front()) == std::string_view::npos) kept += text.front();
        text.remove_prefix(1);
    }
    return kept;
}

// E-mail ------------------------------------------------------------------------------------------

constexpr std::size_t kLongestEmail = 254;  // RFC 5321, errata 1690
constexpr std::size_t kLongestLocalPart = 64;
constexpr std::size_t kLongestLabel = 63;

constexpr std::string_view kLocalSigns = ".!#$%&'*+/=?^_`{|}~-";

bool is_local_part(std::string_view local) {
    return !local.empty() && local.size() <= kLongestLocalPart && local.front() != '.' &&
           local.back() != '.' && local.find("..") == std::string_view::npos &&
           std::ranges::all_of(local, [](char c) {
               return is_letter(c) || is_digit(c) || kLocalSigns.find(c) != std::string_view::npos;
           });
}

bool is_label(std::string_view label) {
    return !label.empty() && label.size() <= kLongestLabel && label.front() != '-' &&
           label.back() != '-' && std::ranges::all_of(label, [](char c) {
               return is_letter(c) || is_digit(c) || c == '-';
           });
}

bool is_top_level(std::string_view label) {
    return label.size() >= 2 &&
           (label.starts_with("xn--") || std::ranges::all_of(label, is_letter));
}

bool is_domain(std::string_view domain) {
    int labels = 1;
    for (std::size_t dot = domain.find('.'); dot != std::string_view::npos;
         dot = domain.find('.')) {
        if (!is_label(domain.substr(0, dot))) return false;
        domain.remove_prefix(dot + 1);
        ++labels;
    }
    return labels >= 2 && is_label(domain) && is_top_level(domain);
}

std::string lower_case(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

// Telephone ---------------------------------------------------------------------------------------

constexpr std::size_t kFrenchDigits = 9;  // after the leading 0, or after +33, +262, +590…

struct Overseas {
    std::string_view begins;  // after the leading 0
    std::string_view code;
};

constexpr std::array kOverseas{
    Overseas{"262", "262"}, Overseas{"263", "262"}, Overseas{"269", "262"}, Overseas{"639", "262"},
    Overseas{"692", "262"}, Overseas{"693", "262"}, Overseas{"590", "590"}, Overseas{"690", "590"},
    Overseas{"691", "590"}, Overseas{"594", "594"}, Overseas{"694", "594"}, Overseas{"596", "596"},
    Overseas{"696", "596"}, Overseas{"697", "596"},
};

constexpr std::array<std::string_view, 5> kFrenchCodes{"33", "262", "590", "594", "596"};

// The E.164 number of what follows the leading 0.
std::optional<std::string> french(std::string_view digits) {
    if (digits.size() != kFrenchDigits || digits.front() == '0') return std::nullopt;
    for (const Overseas& place : kOverseas) {
        if (digits.starts_with(place.begins)) {
            return "+" + std::string(place.code) + std::string(digits);
        }
    }
    return "+33" + std::string(digits);
}

// The E.164 number of what follows the +.
std::optional<std::string> international(std::string_view digits) {
    for (const std::string_view code : kFrenchCodes) {
        if (!digits.starts_with(code)) continue;
        const std::string_view rest = digits.substr(code.size());
        return french(rest.starts_with('0') ? rest.substr(1) : rest);
    }
    if (digits.size() < 8 || digits.size() > 15 || digits.front() == '0') return std::nullopt;
    return "+" + std::string(digits);
}

std::optional<std::string> as_e164(std::string_view dialled) {
    const bool has_plus = dialled.starts_with('+');
    if (has_plus) dialled.remove_prefix(1);
    if (dialled.empty() || !all_digits(dialled)) return std::nullopt;
    if (has_plus) return international(dialled);
    // Ten digits are a French number, and none begins with 00.
    if (dialled.starts_with("00") && dialled.size() > 10) return international(dialled.substr(2));
    if (dialled.starts_with('0')) return french(dialled.substr(1));
    return std::nullopt;
}

// Siret -------------------------------------------------------------------------------------------

constexpr std::string_view kLaPoste = "356000000";

bool is_luhn(std::string_view digits) {
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const int digit = digits[digits.size() - 1 - i] - '0';
        const int counted = i % 2 == 0 ? digit : 2 * digit;
        sum += counted > 9 ? counted - 9 : counted;
    }
    return sum % 10 == 0;
}

// The post offices are more than the Luhn sum leaves room for: their digits add up to a multiple
// of 5.
bool is_post_office(std::string_view digits) {
    int sum = 0;
    for (const char c : digits) sum += c - '0';
    return digits.starts_with(kLaPoste) && sum % 5 == 0;
}

}  // namespace

base::Result<Email> Email::parse(std::string_view typed) {
    const std::string_view email = trimmed(typed);
    const std::size_t at = email.find('@');
    if (email.size() > kLongestEmail || at == std::string_view::npos ||
        !is_local_part(email.substr(0, at)) || !is_domain(email.substr(at + 1))) {
        return base::refuse(Refusal::Invalid, "people.email_invalid", "email");
    }
    return Email(lower_case(email));
}

base::Result<Phone> Phone::parse(std::string_view typed) {
    std::string dialled(typed);
    // "+33 (0)6 12…": the 0 is dialled inside the country only.
    if (const auto zero = dialled.find("(0)"); zero != std::string::npos) dialled.erase(zero, 3);
    auto e164 = as_e164(without(dialled, ".-/()"));
    if (!e164) return base::refuse(Refusal::Invalid, "people.phone_invalid", "phone");
    return Phone(*std::move(e164));
}

std::string Phone::national() const {
    const auto* const code =
        std::ranges::find_if(kFrenchCodes, [this](std::string_view french_code) {
            return std::string_view(e164_)
                .substr(std::min<std::size_t>(1, e164_.size()))
                .starts_with(french_code);
        });
    if (code == kFrenchCodes.end()) return e164_;
    const std::string digits = "0" + e164_.substr(1 + code->size());
    std::string shown;
    for (std::size_t i = 0; i < digits.size(); i += 2) {
        if (i > 0) shown += ' ';
        shown += digits.substr(i, 2);
    }
    return shown;
}

base::Result<Siret> Siret::parse(std::string_view typed) {
    std::string digits = without(typed, ".-");
    const bool is_real =
        digits.size() == 14 && all_digits(digits) && !digits.starts_with("000000000");
    if (!is_real || (!is_luhn(digits) && !is_post_office(digits))) {
        return base::refuse(Refusal::Invalid, "structures.siret_invalid", "siret");
    }
    return Siret(std::move(digits));
}

}  // namespace gps::people
