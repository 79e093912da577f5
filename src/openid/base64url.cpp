#include "openid/base64url.hpp"

#include <sodium.h>

namespace gps::openid {
namespace {

constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

}  // namespace

std::string base64url(std::string_view bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
    sodium_bin2base64(text.data(), text.size(),
                      reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), kVariant);
    text.pop_back();  // the final zero
    return text;
}

std::optional<std::string> from_base64url(std::string_view text) {
    std::string bytes(text.size(), '\0');
    std::size_t length = 0;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                          text.size(), nullptr, &length, nullptr, kVariant) != 0)
        return std::nullopt;
    bytes.resize(length);
    // libsodium 1.0.18 takes bytes beyond ASCII for digits.
    if (base64url(bytes) != text) return std::nullopt;
    return bytes;
}

}  // namespace gps::openid
