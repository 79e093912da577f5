#include "passkeys/bounded.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace gps::passkeys {
namespace {

constexpr std::size_t kDigestOfSite = 32;
constexpr std::size_t kUpToCount = 37;
constexpr std::size_t kModel = 16;
constexpr unsigned kAttests = 0x40;
constexpr unsigned kExtends = 0x80;

// Keys are one level deep, extensions two.
constexpr int kDeepest = 4;

// What is left to read; nullopt once something was not as it should be.
using Rest = std::optional<std::string_view>;

unsigned byte(std::string_view bytes, std::size_t place) {
    return static_cast<unsigned char>(bytes[place]);
}

Rest after(std::string_view bytes, std::uint64_t length) {
    if (length > bytes.size()) return std::nullopt;
    return bytes.substr(length);
}

// The head of an item of CBOR (RFC 8949, section 3): its kind, its number, what follows.
struct Head {
    unsigned kind = 0;
    std::uint64_t number = 0;
    std::string_view rest = {};
};

// Lengths without an end are none of an authenticator.
std::optional<Head> head_of(std::string_view bytes) {
    constexpr unsigned kInTheByte = 24;
    constexpr unsigned kInEightBytes = 27;
    if (bytes.empty()) return std::nullopt;
    Head head{.kind = byte(bytes, 0) >> 5U, .number = byte(bytes, 0) & 31U};
    bytes.remove_prefix(1);
    if (head.number > kInEightBytes) return std::nullopt;
    std::size_t length = 0;
    if (head.number >= kInTheByte) {
        length = std::size_t{1} << (head.number - kInTheByte);
        if (length > bytes.size()) return std::nullopt;
        head.number = 0;
        for (std::size_t i = 0; i < length; ++i) head.number = head.number << 8U | byte(bytes, i);
    }
    head.rest = bytes.substr(length);
    return head;
}

Rest after_item(std::string_view bytes, int depth);

Rest after_items(std::string_view bytes, std::uint64_t count, int depth) {
    if (count > bytes.size() || depth == 0) return std::nullopt;
    Rest rest = bytes;
    for (std::uint64_t i = 0; i < count && rest; ++i) rest = after_item(*rest, depth - 1);
    return rest;
}

// NOLINTNEXTLINE(misc-no-recursion): kDeepest levels at most
Rest after_item(std::string_view bytes, int depth) {
    enum Kind : unsigned { Number, Negative, Bytes, Text, Array, Map, Tag, Simple };
    const auto head = head_of(bytes);
    if (!head) return std::nullopt;
    switch (head->kind) {
        case Number:
        case Negative:
        case Simple:
            return head->rest;
        case Bytes:
        case Text:
            return after(head->rest, head->number);
        case Array:
            return after_items(head->rest, head->number, depth);
        case Map:
            if (head->number > head->rest.size()) return std::nullopt;
            return after_items(head->rest, head->number * 2, depth);
        default:  // a tag
            return std::nullopt;
    }
}

// A model, the length of an id, the id, a key.
Rest after_attested(std::string_view bytes) {
    if (bytes.size() < kModel + 2) return std::nullopt;
    const auto id = byte(bytes, kModel) << 8U | byte(bytes, kModel + 1);
    const auto rest = after(bytes, kModel + 2 + id);
    return rest ? after_item(*rest, kDeepest) : std::nullopt;
}

}  // namespace

bool is_bounded(std::string_view data, bool attests) {
    if (data.size() < kUpToCount) return false;
    const auto flags = byte(data, kDigestOfSite);
    if (((flags & kAttests) != 0) != attests) return false;
    Rest rest = data.substr(kUpToCount);
    if (attests) rest = after_attested(*rest);
    if (rest && (flags & kExtends) != 0) rest = after_item(*rest, kDeepest);
    return rest && rest->empty();
}

}  // namespace gps::passkeys
