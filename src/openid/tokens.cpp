#include "openid/tokens.hpp"

#include "openid/base64url.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace gps::openid {
namespace {

constexpr std::size_t kMostTokenBytes = 32 << 10;

struct Parts {
    std::string_view header = {};
    std::string_view payload = {};
    std::string_view signature = {};
    std::string_view signed_text = {};
};

std::optional<Parts> parts_of(std::string_view token) {
    if (token.size() > kMostTokenBytes || std::ranges::count(token, '.') != 2) return std::nullopt;
    const auto first = token.find('.');
    const auto second = token.rfind('.');
    return Parts{.header = token.substr(0, first),
                 .payload = token.substr(first + 1, second - first - 1),
                 .signature = token.substr(second + 1),
                 .signed_text = token.substr(0, second)};
}

std::optional<Claims> object_in(std::string_view part) {
    const auto text = from_base64url(part);
    return text ? Claims::parse(*text) : std::nullopt;
}

bool has_none(const Claims& header, std::initializer_list<std::string_view> names) {
    return std::ranges::none_of(names, [&](auto name) { return header.has(name); });
}

// What may be asked of a header before its signature is looked at.
struct Agreed {
    Algorithm algorithm;
    const PublicKeys& keys;
};

bool has_the_algorithm(const Claims& header, const Agreed& agreed) {
    return header.text("alg") == name_of(agreed.algorithm);
}

bool is_a_plain_token(const Claims& header, const Agreed& /*agreed*/) {
    return !header.has("typ") || header.text("typ") == "JWT";
}

bool asks_for_nothing_more(const Claims& header, const Agreed& /*agreed*/) {
    return has_none(header, {"crit", "b64", "zip", "enc"});
}

// Keys come from the provider's own address, and from nowhere that a token names.
bool brings_no_key(const Claims& header, const Agreed& /*agreed*/) {
    return has_none(header, {"jku", "jwk", "x5u", "x5c"});
}

bool is_by_a_known_key(const Claims& header, const Agreed& agreed) {
    return agreed.keys.has(header.text("kid"));
}

struct HeaderRule {
    Doubt doubt;
    bool (*holds)(const Claims& header, const Agreed& agreed);
};

constexpr std::array kHeaderRules{
    HeaderRule{Doubt::Algorithm, has_the_algorithm}, HeaderRule{Doubt::Type, is_a_plain_token},
    HeaderRule{Doubt::Extension, asks_for_nothing_more}, HeaderRule{Doubt::OwnKey, brings_no_key},
    HeaderRule{Doubt::Key, is_by_a_known_key}};

}  // namespace

Believed<Claims> verified(std::string_view token, const PublicKeys& keys, Algorithm algorithm) {
    const auto parts = parts_of(token);
    const auto header = parts ? object_in(parts->header) : std::nullopt;
    const auto signature = parts ? from_base64url(parts->signature) : std::nullopt;
    if (!header || !signature) return doubt(Doubt::Malformed);
    for (const auto& rule : kHeaderRules) {
        if (!rule.holds(*header, {algorithm, keys})) return doubt(rule.doubt);
    }
    if (!keys.verifies(header->text("kid"), parts->signed_text, *signature))
        return doubt(Doubt::Signature);
    auto claims = object_in(parts->payload);
    if (!claims) return doubt(Doubt::Malformed);
    return std::move(*claims);
}

std::string key_named_by(std::string_view token) {
    const auto parts = parts_of(token);
    const auto header = parts ? object_in(parts->header) : std::nullopt;
    return header ? std::string(header->text("kid")) : std::string();
}

}  // namespace gps::openid
