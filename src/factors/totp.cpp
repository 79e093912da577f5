#include "factors/totp.hpp"

#include "web/forms.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>
#include <stdexcept>

#include <fmt/format.h>
#include <liboath/oath.h>
#include <sodium.h>

namespace gps::factors {
namespace {

constexpr std::size_t kSecretBytes = 20;
constexpr std::size_t kDigits = 6;
constexpr unsigned kStepSeconds = 30;
constexpr std::size_t kStepsAround = 1;
constexpr std::size_t kGroup = 4;

// The library wants to be woken once.
void wake_library() {
    static const int woken = oath_init();
    if (woken != OATH_OK) throw std::runtime_error("liboath cannot start");
}

std::string base32(const base::Secret& secret) {
    wake_library();
    char* text = nullptr;
    std::size_t length = 0;
    const auto bytes = secret.reveal();
    if (oath_base32_encode(bytes.data(), bytes.size(), &text, &length) != OATH_OK)
        throw std::bad_alloc();
    const std::unique_ptr<char, decltype(&std::free)> owned(text, std::free);
    std::string encoded(text, length);
    encoded.erase(std::find(encoded.begin(), encoded.end(), '='), encoded.end());
    return encoded;
}

// The six digits typed, or nothing.
std::string digits_of(std::string_view typed) {
    std::string digits;
    for (const char c : typed) {
        if (std::isspace(static_cast<unsigned char>(c)) != 0) continue;
        if (c < '0' || c > '9') return {};
        digits += c;
    }
    return digits.size() == kDigits ? digits : std::string();
}

}  // namespace

base::Secret fresh_totp_secret() {
    std::string bytes(kSecretBytes, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return base::Secret(std::move(bytes));
}

std::string written(const base::Secret& secret) {
    const auto text = base32(secret);
    std::string grouped;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i != 0 && i % kGroup == 0) grouped += ' ';
        grouped += text[i];
    }
    return grouped;
}

std::string key_uri(const base::Secret& secret, std::string_view email) {
    return fmt::format(
        "otpauth://totp/GPS:{}?secret={}&issuer=GPS&algorithm=SHA1&digits={}&"
        "period={}",
        web::percent_encoded(email), base32(secret), kDigits, kStepSeconds);
}

std::optional<std::int64_t> matching_step(const base::Secret& secret, std::string_view typed,
                                          base::Instant now) {
    wake_library();
    const auto digits = digits_of(typed);
    if (digits.empty()) return std::nullopt;
    const auto bytes = secret.reveal();
    constexpr std::int64_t kMicros = 1'000'000;
    std::uint64_t step = 0;
    int distance = 0;
    const int found =
        oath_totp_validate3(bytes.data(), bytes.size(), now.micros / kMicros, kStepSeconds, 0,
                            kStepsAround, &distance, &step, digits.c_str());
    if (found < 0) return std::nullopt;
    return static_cast<std::int64_t>(step);
}

}  // namespace gps::factors
