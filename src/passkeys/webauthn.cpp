#include "passkeys/webauthn.hpp"

#include "base/digest.hpp"
#include "openid/base64url.hpp"
#include "openid/claims.hpp"
#include "openid/crypto.hpp"
#include "passkeys/bounded.hpp"
#include "passkeys/libfido.hpp"

#include <algorithm>
#include <array>

namespace gps::passkeys {
namespace {

constexpr std::array kAlgorithms{Algorithm::Es256, Algorithm::EdDsa, Algorithm::Rs256};

// Longer ones are of no browser: they are not read.
constexpr std::size_t kMostClient = 4096;
constexpr std::size_t kMostData = 4096;
constexpr std::size_t kMostSignature = 1024;
constexpr std::size_t kMostId = 1024;

// Of authenticator data: the digest of the site, then a byte of flags.
constexpr std::size_t kSiteDigest = 32;
constexpr std::size_t kShortestData = 37;
constexpr unsigned kPresent = 0x01;
constexpr unsigned kVerified = 0x04;

auto doubt(Doubt why) {
    return tl::unexpected<Doubt>(why);
}

std::optional<std::string> bytes(std::string_view written, std::size_t most) {
    if (written.empty() || written.size() > most * 4 / 3 + 3) return std::nullopt;
    return openid::from_base64url(written);
}

// Why what the browser says of the page that asked is not believed.
std::optional<Doubt> doubt_of_client(std::string_view json, std::string_view type,
                                     const Expected& expected) {
    const auto client = openid::Claims::parse(json);
    if (!client) return Doubt::Malformed;
    if (client->text("type") != type) return Doubt::Type;
    if (expected.challenge.empty() ||
        !base::same_secret(client->text("challenge"), expected.challenge))
        return Doubt::Challenge;
    if (client->text("origin") != expected.site.origin) return Doubt::Origin;
    if (client->is_true("crossOrigin") || client->has("topOrigin")) return Doubt::Framed;
    return std::nullopt;
}

// Why what the authenticator says is not believed, its signature apart.
std::optional<Doubt> doubt_of_data(std::string_view data, const Expected& expected) {
    if (data.size() < kShortestData) return Doubt::Malformed;
    if (data.substr(0, kSiteDigest) != openid::sha256(expected.site.id)) return Doubt::Site;
    const auto flags = static_cast<unsigned char>(data[kSiteDigest]);
    if ((flags & kPresent) == 0) return Doubt::Presence;
    if ((flags & kVerified) == 0) return Doubt::Verified;
    return std::nullopt;
}

struct Read {
    std::string client = {};
    std::string data = {};
};

Believed<Read> read(const Answer& answer, std::string_view type, bool attests,
                    const Expected& expected) {
    const auto client = bytes(answer.client, kMostClient);
    const auto data = bytes(answer.data, kMostData);
    if (!client || !data) return doubt(Doubt::Malformed);
    if (const auto why = doubt_of_client(*client, type, expected)) return doubt(*why);
    if (const auto why = doubt_of_data(*data, expected)) return doubt(*why);
    if (!is_bounded(*data, attests)) return doubt(Doubt::Malformed);
    return Read{.client = *client, .data = *data};
}

bool is_address_of_numbers(std::string_view host) {
    return host.starts_with('[') || host.find_first_not_of("0123456789.") == std::string_view::npos;
}

}  // namespace

std::string_view name_of(Doubt doubt) {
    switch (doubt) {
        case Doubt::Malformed:
            return "malformed";
        case Doubt::Type:
            return "type";
        case Doubt::Challenge:
            return "challenge";
        case Doubt::Origin:
            return "origin";
        case Doubt::Framed:
            return "framed";
        case Doubt::Site:
            return "site";
        case Doubt::Presence:
            return "presence";
        case Doubt::Verified:
            return "verified";
        case Doubt::Algorithm:
            return "algorithm";
        case Doubt::Key:
            return "key";
        case Doubt::Signature:
            return "signature";
        case Doubt::Count:
            return "count";
    }
    __builtin_unreachable();
}

std::optional<Site> site_of(std::string_view public_url) {
    const auto scheme = public_url.find("://");
    if (scheme == std::string_view::npos) return std::nullopt;
    const auto host = public_url.substr(scheme + 3);
    const auto name = host.substr(0, host.find(':'));
    if (name.empty() || is_address_of_numbers(host.substr(0, 1) == "[" ? host : name))
        return std::nullopt;
    return Site{.origin = std::string(public_url), .id = std::string(name)};
}

Believed<Made> read_made(const Answer& answer, const Expected& expected) {
    const auto said = read(answer, "webauthn.create", true, expected);
    if (!said) return doubt(said.error());
    const auto id = bytes(answer.id, kMostId);
    if (!id) return doubt(Doubt::Malformed);
    for (const auto algorithm : kAlgorithms) {
        const auto made = fido::credential(said->data, static_cast<int>(algorithm));
        if (!made) continue;
        if (made->id != *id) return doubt(Doubt::Key);
        if (!fido::is_key(static_cast<int>(algorithm), made->key)) return doubt(Doubt::Key);
        return Made{.id = openid::base64url(made->id),
                    .algorithm = algorithm,
                    .key = openid::base64url(made->key),
                    .count = made->count};
    }
    return doubt(Doubt::Algorithm);
}

Believed<std::uint32_t> check_shown(const Answer& answer, const Expected& expected,
                                    const Made& kept) {
    const auto said = read(answer, "webauthn.get", false, expected);
    if (!said) return doubt(said.error());
    const auto signature = bytes(answer.signature, kMostSignature);
    if (!signature) return doubt(Doubt::Malformed);
    if (answer.id != kept.id) return doubt(Doubt::Key);
    const auto key = openid::from_base64url(kept.key);
    if (!key) return doubt(Doubt::Key);
    const auto shown = fido::verified({.site = expected.site.id,
                                       .client = said->client,
                                       .data = said->data,
                                       .signature = *signature},
                                      static_cast<int>(kept.algorithm), *key);
    if (!shown) return doubt(Doubt::Signature);
    if (!goes_on(kept.count, *shown)) return doubt(Doubt::Count);
    return *shown;
}

bool goes_on(std::uint32_t kept, std::uint32_t shown) {
    return shown > kept || (shown == 0 && kept == 0);
}

}  // namespace gps::passkeys
