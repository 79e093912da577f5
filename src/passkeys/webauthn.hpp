#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

// What a browser brings back from an authenticator, checked as Web Authentication asks (level 2,
// sections 7.1 and 7.2). libfido2 reads the binary data and verifies the signature; no database, no
// clock.
namespace gps::passkeys {

// Why it is not believed. It names a cause for the log and the tests; whoever shows a passkey reads
// the same sentence for all.
enum class Doubt {
    Malformed,
    Type,       // of another ceremony
    Challenge,  // answers another request
    Origin,     // asked by a page of another site
    Framed,     // asked from within a page of another site
    Site,       // a passkey of another site
    Presence,   // nobody touched the authenticator
    Verified,   // it did not check that its owner is there: it would be one factor, not two
    Algorithm,
    Key,  // of no use, or not the one that it names
    Signature,
    Count  // lower than the last one: the passkey may have been copied
};
std::string_view name_of(Doubt doubt);

template <class T>
using Believed = tl::expected<T, Doubt>;

// The site that passkeys are made for: they serve no other.
struct Site {
    std::string origin = {};  // "https://gps.example.fr"
    std::string id = {};      // "gps.example.fr"
};
// nullopt for an address of numbers: browsers make no passkey there.
std::optional<Site> site_of(std::string_view public_url);

// What the browser sends, in base 64 of addresses.
struct Answer {
    std::string_view id = {};         // of the passkey
    std::string_view client = {};     // clientDataJSON
    std::string_view data = {};       // authenticatorData
    std::string_view signature = {};  // of a passkey that is shown
};

struct Expected {
    Site site = {};
    std::string challenge = {};
};

// By their numbers in COSE (RFC 9053). The order in which they are asked for.
enum class Algorithm : int { Es256 = -7, EdDsa = -8, Rs256 = -257 };

// A passkey that was made. `id` and `key` are in base 64 of addresses.
struct Made {
    std::string id = {};
    Algorithm algorithm = Algorithm::Es256;
    std::string key = {};
    std::uint32_t count = 0;
};
Believed<Made> read_made(const Answer& answer, const Expected& expected);

// The count of a passkey that was shown; `kept` is what was known of it.
Believed<std::uint32_t> check_shown(const Answer& answer, const Expected& expected,
                                    const Made& kept);

// An authenticator that counts never shows the same count twice; those of passkeys that are on
// several devices do not count, and say nought.
bool goes_on(std::uint32_t kept, std::uint32_t shown);

}  // namespace gps::passkeys
