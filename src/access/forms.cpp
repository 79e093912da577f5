#include "access/forms.hpp"

#include "base/digest.hpp"
#include "base/random.hpp"
#include "people/nir.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gps::access {
namespace {

constexpr unsigned kSaltBits = 80;
constexpr std::size_t kSaltLength = 16;

std::string sign(const House& house, std::string_view secret, std::string_view salt) {
    const auto& key = house.keys.csrf().newest().secret;
    return base::keyed_digest(key.reveal(), fmt::format("form:{}:{}", salt, secret));
}

std::string_view authority(std::string_view url) {
    const auto scheme = url.find("://");
    return scheme == std::string_view::npos ? std::string_view() : url.substr(scheme + 3);
}

}  // namespace

std::string form_token(const House& house, std::string_view secret) {
    const auto salt = base::random_token(kSaltBits);
    return salt + sign(house, secret, salt);
}

bool is_form_token(const House& house, std::string_view secret, std::string_view token) {
    if (secret.empty() || token.size() <= kSaltLength) return false;
    return base::same_secret(sign(house, secret, token.substr(0, kSaltLength)),
                             token.substr(kSaltLength));
}

bool comes_from_here(const House& house, const web::Request& request) {
    const auto site = request.header("sec-fetch-site");
    if (!site.empty() && site != "same-origin" && site != "none") return false;
    const auto origin = request.header("origin");
    if (origin.empty()) return true;
    return origin == house.public_url || authority(origin) == request.header("host");
}

bool holds_misplaced_nir(const web::Form& form) {
    return std::any_of(form.fields().begin(), form.fields().end(), [](const auto& field) {
        return field.first != kTokenField &&
               (people::holds_nir(field.first) || people::holds_nir(field.second));
    });
}

std::string body_digest(const House& house, const web::Request& request) {
    std::string said = request.path;
    for (const auto& [name, value] : request.form.fields()) {
        if (name.starts_with('_')) continue;
        said += fmt::format("\n{}:{}={}:{}", name.size(), name, value.size(), value);
    }
    const auto& key = house.keys.csrf().newest().secret;
    for (const auto& [name, value] : request.form.secrets())
        said += fmt::format("\n{}={}", name, base::keyed_digest(key.reveal(), value));
    return base::digest(said);
}

}  // namespace gps::access
