#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

// JSON as OpenID Connect needs it, and the only file of the room that knows the library.
namespace gps::openid {

// The first level of a JSON object: its texts, its lists of texts, its dates. What is deeper is
// checked to be JSON and left out: nothing of OpenID Connect that we read is deeper.
class Claims {
 public:
    static constexpr std::size_t kMostBytes = 64 << 10;

    // nullopt: too long, too deep, no JSON, no object, or one that says the same name twice, at
    // whatever depth.
    static std::optional<Claims> parse(std::string_view text);
    // The objects of the list `name` in an object; one that is no object is nullopt. Empty when
    // there is no such list.
    static std::vector<std::optional<Claims>> list(std::string_view text, std::string_view name);

    // "" when it is absent or is no text.
    std::string_view text(std::string_view name) const;
    // Of a list of texts; empty when it is absent or is anything else.
    std::vector<std::string> texts(std::string_view name) const;
    // Seconds since 1970, up to the year 9999; a fraction is dropped. nullopt when it is absent or
    // is anything else.
    std::optional<std::int64_t> date(std::string_view name) const;
    // Of the word `true`, and of nothing else.
    bool is_true(std::string_view name) const;
    bool has(std::string_view name) const;

 private:
    friend struct ClaimsReader;
    using Texts = std::vector<std::string>;
    struct Other {};
    using Claim = std::variant<Other, std::string, Texts, std::int64_t, bool>;

    template <class T>
    const T* find(std::string_view name) const;

    std::map<std::string, Claim, std::less<>> claims_;
};

// An object of texts and whole numbers, in JSON.
using Member = std::pair<std::string_view, std::variant<std::string_view, std::int64_t>>;
std::string object_of(std::initializer_list<Member> members);

}  // namespace gps::openid
