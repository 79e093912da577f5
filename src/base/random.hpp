#pragma once

#include <string>
#include <string_view>

namespace gps::base {

// `bits` random bits from the system's generator, written in Crockford's base 32, lower case
// (no i, l, o, u): 128 bits make 26 characters, 50 make 10.
std::string random_token(unsigned bits);

// A random name for a row in addresses and forms: 128 bits, so it cannot be guessed nor counted.
class PublicId {
 public:
    PublicId() = default;
    static PublicId fresh() { return PublicId(random_token(128)); }
    // Keeps what is well formed (26 characters of the alphabet); anything else is empty, which
    // no row has.
    static PublicId parse(std::string_view typed);

    const std::string& text() const { return text_; }
    bool empty() const { return text_.empty(); }
    bool operator==(const PublicId&) const = default;

 private:
    explicit PublicId(std::string text) : text_(std::move(text)) {}

    std::string text_;
};

inline std::string to_sql(const PublicId& id) {
    return id.text();
}

}  // namespace gps::base
