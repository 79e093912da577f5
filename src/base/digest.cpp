#include "base/digest.hpp"

#include <array>
#include <stdexcept>

#include <sodium.h>

namespace gps::base {
namespace {

using Hash = std::array<unsigned char, 32>;

const unsigned char* bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string hexadecimal(const Hash& hash) {
    std::string text(hash.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
    text.pop_back();
    return text;
}

}  // namespace

std::string digest(std::string_view message) {
    Hash hash;
    crypto_generichash(hash.data(), hash.size(), bytes(message), message.size(), nullptr, 0);
    return hexadecimal(hash);
}

std::string keyed_digest(std::string_view key, std::string_view message) {
    if (key.size() < crypto_generichash_KEYBYTES_MIN ||
        key.size() > crypto_generichash_KEYBYTES_MAX)
        throw std::invalid_argument("a key has 16 to 64 bytes");
    Hash hash;
    crypto_generichash(hash.data(), hash.size(), bytes(message), message.size(), bytes(key),
                       key.size());
    return hexadecimal(hash);
}

bool same_secret(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace gps::base
