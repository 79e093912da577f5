#include "base/random.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <stdexcept>

#include <sodium.h>

namespace gps::base {
namespace {

constexpr std::string_view kAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t kPublicIdLength = 26;

}  // namespace

std::string random_token(unsigned bits) {
    if (sodium_init() < 0) throw std::runtime_error("no source of random numbers");
    // Each character takes its own byte: 32 divides 256, so every character is as likely.
    std::string token((bits + 4) / 5, '0');
    randombytes_buf(token.data(), token.size());
    for (char& c : token) c = kAlphabet[static_cast<std::uint8_t>(c) % kAlphabet.size()];
    return token;
}

PublicId PublicId::parse(std::string_view typed) {
    const bool well_formed =
        typed.size() == kPublicIdLength && std::all_of(typed.begin(), typed.end(), [](char c) {
            return kAlphabet.find(c) != std::string_view::npos;
        });
    return well_formed ? PublicId(std::string(typed)) : PublicId();
}

}  // namespace gps::base
