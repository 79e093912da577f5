#include "openid/identity_rules.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"
#include "openid/base64url.hpp"
#include "openid/crypto.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace gps::openid {
namespace {

constexpr std::size_t kLongestSubject = 255;  // OpenID Connect Core, section 2
constexpr std::size_t kLongestEmail = 254;    // RFC 5321, section 4.5.3.1.3
constexpr std::size_t kLongestName = 200;
constexpr std::size_t kSiretDigits = 14;

bool is_visible(char c) {
    return c > ' ' && c < '\x7f';
}

std::optional<base::Instant> date(const Claims& claims, std::string_view name) {
    const auto seconds = claims.date(name);
    if (!seconds) return std::nullopt;
    return base::Instant{}.plus(std::chrono::seconds(*seconds));
}

bool is_absent_or_date(const Claims& claims, std::string_view name) {
    return !claims.has(name) || claims.date(name).has_value();
}

// Later than now, by a clock that runs as late as it may.
bool is_to_come(const std::optional<base::Instant>& instant, const Expected& expected) {
    return instant && expected.now.plus(kClocksApart) < *instant;
}

bool is_by_the_issuer(const Claims& claims, const Expected& expected) {
    return claims.text("iss") == expected.issuer;
}

// For us, and for nobody else: a token that several may use is one that another may replay here.
bool is_for_us_alone(const Claims& claims, const Expected& expected) {
    if (claims.text("aud") == expected.client) return true;
    const auto audience = claims.texts("aud");
    return audience.size() == 1 && audience.front() == expected.client;
}

bool is_presented_by_us(const Claims& claims, const Expected& expected) {
    return !claims.has("azp") || claims.text("azp") == expected.client;
}

bool has_dates(const Claims& claims, const Expected& /*expected*/) {
    return claims.date("iat") && claims.date("exp") && is_absent_or_date(claims, "nbf");
}

// Whoever is asked for userinfo answers now: its end may be left out, not its making.
bool has_its_date(const Claims& claims, const Expected& /*expected*/) {
    return claims.date("iat") && is_absent_or_date(claims, "exp") &&
           is_absent_or_date(claims, "nbf");
}

bool is_not_over(const Claims& claims, const Expected& expected) {
    const auto end = date(claims, "exp");
    return !end || expected.now < end->plus(kClocksApart);
}

bool is_recent(const Claims& claims, const Expected& expected) {
    const auto made = date(claims, "iat");
    return made && expected.now <= made->plus(kOldest);
}

bool has_begun(const Claims& claims, const Expected& expected) {
    return !is_to_come(date(claims, "iat"), expected) && !is_to_come(date(claims, "nbf"), expected);
}

bool answers_this_departure(const Claims& claims, const Expected& expected) {
    return !expected.nonce.empty() && base::same_secret(claims.text("nonce"), expected.nonce);
}

bool names_somebody(const Claims& claims, const Expected& /*expected*/) {
    const auto subject = claims.text("sub");
    return !subject.empty() && subject.size() <= kLongestSubject &&
           std::ranges::all_of(subject, is_visible);
}

// "at_hash" is the left half of its digest; both our algorithms end in 256.
bool goes_with_the_access(const Claims& claims, const Expected& expected) {
    if (!claims.has("at_hash")) return true;
    const auto digest = sha256(expected.access_token);
    return claims.text("at_hash") == base64url(digest.substr(0, digest.size() / 2));
}

bool was_signed_in_by_now(const Claims& claims, const Expected& expected) {
    return is_absent_or_date(claims, "auth_time") &&
           !is_to_come(date(claims, "auth_time"), expected);
}

bool says_how_sure(const Claims& claims, const Expected& /*expected*/) {
    return !claims.text("acr").empty();
}

bool says_by_which_means(const Claims& claims, const Expected& /*expected*/) {
    return !claims.texts("amr").empty();
}

bool is_as_sure_as_asked(const Claims& claims, const Expected& expected) {
    return strength_of(claims.text("acr"), claims.texts("amr")) >= expected.strength;
}

// One address, of the plainest form: it becomes the recipient of mails.
bool has_an_email(const Claims& claims, const Expected& /*expected*/) {
    constexpr std::string_view kNeverPlain = R"(,;:<>()[]"\)";
    const auto email = claims.text("email");
    const auto at = email.find('@');
    if (email.size() > kLongestEmail || at == std::string_view::npos || at == 0) return false;
    const auto domain = email.substr(at + 1);
    return domain.find('@') == std::string_view::npos && domain.size() >= 3 &&
           domain.find('.') != std::string_view::npos && !domain.starts_with('.') &&
           !domain.ends_with('.') && std::ranges::all_of(email, is_visible) &&
           email.find_first_of(kNeverPlain) == std::string_view::npos;
}

// Characters whose UTF-8 ends in a byte between two.
struct Signs {
    std::string_view beginning;
    unsigned char first;
    unsigned char last;
};

// Control characters, separators of lines, and marks that would let a name turn what stands around
// it: U+0000 to 001F, 007F, 0080 to 009F, 200E and 200F, 2028 to 202E, 2066 to 2069.
constexpr std::array kNeverInAName{Signs{"", 0x00, 0x1F},         Signs{"", 0x7F, 0x7F},
                                   Signs{"\xC2", 0x80, 0x9F},     Signs{"\xE2\x80", 0x8E, 0x8F},
                                   Signs{"\xE2\x80", 0xA8, 0xAE}, Signs{"\xE2\x81", 0xA6, 0xA9}};

bool has_any(std::string_view text, const Signs& signs) {
    for (std::size_t i = signs.beginning.size(); i < text.size(); ++i) {
        const auto last = static_cast<unsigned char>(text[i]);
        if (signs.first <= last && last <= signs.last &&
            text.substr(0, i).ends_with(signs.beginning))
            return true;
    }
    return false;
}

bool is_name(std::string_view name) {
    return name.size() <= kLongestName && !base::clean(name).empty() &&
           std::ranges::none_of(kNeverInAName,
                                [&](const Signs& signs) { return has_any(name, signs); });
}

bool has_both_names(const Claims& claims, const Expected& /*expected*/) {
    return is_name(claims.text("given_name")) && is_name(claims.text("usual_name"));
}

bool has_an_employer(const Claims& claims, const Expected& /*expected*/) {
    const auto siret = claims.text("siret");
    return siret.size() == kSiretDigits &&
           std::ranges::all_of(siret, [](char c) { return c >= '0' && c <= '9'; });
}

struct Rule {
    Doubt doubt;
    bool (*holds)(const Claims& claims, const Expected& expected);
};

constexpr std::array kIdTokenRules{Rule{Doubt::Issuer, is_by_the_issuer},
                                   Rule{Doubt::Audience, is_for_us_alone},
                                   Rule{Doubt::Presenter, is_presented_by_us},
                                   Rule{Doubt::Dates, has_dates},
                                   Rule{Doubt::Expired, is_not_over},
                                   Rule{Doubt::Old, is_recent},
                                   Rule{Doubt::NotYet, has_begun},
                                   Rule{Doubt::Nonce, answers_this_departure},
                                   Rule{Doubt::Subject, names_somebody},
                                   Rule{Doubt::AccessToken, goes_with_the_access},
                                   Rule{Doubt::SignInTime, was_signed_in_by_now},
                                   Rule{Doubt::Acr, says_how_sure},
                                   Rule{Doubt::Amr, says_by_which_means},
                                   Rule{Doubt::Assurance, is_as_sure_as_asked}};

constexpr std::array kUserInfoRules{
    Rule{Doubt::Issuer, is_by_the_issuer}, Rule{Doubt::Audience, is_for_us_alone},
    Rule{Doubt::Dates, has_its_date},      Rule{Doubt::Expired, is_not_over},
    Rule{Doubt::Old, is_recent},           Rule{Doubt::NotYet, has_begun},
    Rule{Doubt::Email, has_an_email},      Rule{Doubt::Name, has_both_names},
    Rule{Doubt::Siret, has_an_employer}};

template <class Rules>
Believed<> check(const Rules& rules, const Claims& claims, const Expected& expected) {
    for (const auto& rule : rules) {
        if (!rule.holds(claims, expected)) return doubt(rule.doubt);
    }
    return {};
}

}  // namespace

Believed<> check_id_token(const Claims& claims, const Expected& expected) {
    return check(kIdTokenRules, claims, expected);
}

Believed<> check_user_info(const Claims& claims, const Expected& expected,
                           std::string_view subject) {
    // First of all: the rest would be about somebody else (OpenID Connect Core, section 5.3.2).
    if (subject.empty() || claims.text("sub") != subject) return doubt(Doubt::Subject);
    return check(kUserInfoRules, claims, expected);
}

}  // namespace gps::openid
