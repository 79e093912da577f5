#include "openid/claims.hpp"

#include <algorithm>

#include <boost/json.hpp>

namespace gps::openid {

namespace json = boost::json;

namespace {

constexpr std::size_t kDeepest = 8;
constexpr std::int64_t kLastSecond = 253'402'300'799;  // of the year 9999

// The names that a text writes: a colon outside quotes follows each. The text is JSON.
std::size_t names_written(std::string_view text) {
    std::size_t written = 0;
    bool is_quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_quoted && text[i] == '\\') {
            ++i;
        } else if (text[i] == '"') {
            is_quoted = !is_quoted;
        } else if (!is_quoted && text[i] == ':') {
            ++written;
        }
    }
    return written;
}

std::size_t names_kept(const json::value& value) {
    std::size_t kept = 0;
    if (const auto* object = value.if_object()) {
        for (const auto& member : *object) kept += 1 + names_kept(member.value());
    }
    if (const auto* list = value.if_array()) {
        for (const auto& one : *list) kept += names_kept(one);
    }
    return kept;
}

std::optional<json::value> parsed(std::string_view text) {
    if (text.size() > Claims::kMostBytes) return std::nullopt;
    json::error_code error;
    json::parse_options options;
    options.max_depth = kDeepest;
    auto value = json::parse(text, error, {}, options);
    // The parser keeps the last of two members of one name, and another reader may keep the first:
    // what they would disagree on is believed by none.
    if (error || !value.is_object() || names_written(text) != names_kept(value))
        return std::nullopt;
    return value;
}

std::optional<std::int64_t> date_of(const json::value& value) {
    std::int64_t seconds = -1;
    if (value.is_int64()) seconds = value.get_int64();
    if (value.is_double() && value.get_double() >= 0 && value.get_double() <= kLastSecond)
        seconds = static_cast<std::int64_t>(value.get_double());
    if (seconds < 0 || seconds > kLastSecond) return std::nullopt;
    return seconds;
}

}  // namespace

struct ClaimsReader {
    static Claims::Claim claim_of(const json::value& value) {
        if (value.is_string()) return std::string(value.get_string());
        if (value.is_bool()) return value.get_bool();
        if (const auto seconds = date_of(value)) return *seconds;
        if (const auto* list = value.if_array()) {
            Claims::Texts texts;
            for (const auto& one : *list) {
                if (!one.is_string()) return Claims::Other{};
                texts.emplace_back(one.get_string());
            }
            return texts;
        }
        return Claims::Other{};
    }

    static Claims read(const json::object& object) {
        Claims claims;
        for (const auto& [name, value] : object) claims.claims_.emplace(name, claim_of(value));
        return claims;
    }
};

std::optional<Claims> Claims::parse(std::string_view text) {
    const auto value = parsed(text);
    if (!value) return std::nullopt;
    return ClaimsReader::read(value->get_object());
}

std::vector<std::optional<Claims>> Claims::list(std::string_view text, std::string_view name) {
    std::vector<std::optional<Claims>> found;
    const auto value = parsed(text);
    const auto* member = value ? value->get_object().if_contains(name) : nullptr;
    const auto* list = member == nullptr ? nullptr : member->if_array();
    if (list == nullptr) return found;
    for (const auto& one : *list) {
        const auto* object = one.if_object();
        found.push_back(object == nullptr ? std::nullopt
                                          : std::optional(ClaimsReader::read(*object)));
    }
    return found;
}

template <class T>
const T* Claims::find(std::string_view name) const {
    const auto found = claims_.find(name);
    return found == claims_.end() ? nullptr : std::get_if<T>(&found->second);
}

std::string_view Claims::text(std::string_view name) const {
    const auto* found = find<std::string>(name);
    return found == nullptr ? std::string_view() : *found;
}

std::vector<std::string> Claims::texts(std::string_view name) const {
    const auto* found = find<Texts>(name);
    return found == nullptr ? Texts() : *found;
}

std::optional<std::int64_t> Claims::date(std::string_view name) const {
    const auto* found = find<std::int64_t>(name);
    return found == nullptr ? std::nullopt : std::optional(*found);
}

bool Claims::is_true(std::string_view name) const {
    const auto* found = find<bool>(name);
    return found != nullptr && *found;
}

bool Claims::has(std::string_view name) const {
    return claims_.find(name) != claims_.end();
}

std::string object_of(std::initializer_list<Member> members) {
    json::object object;
    for (const auto& [name, value] : members) {
        if (const auto* text = std::get_if<std::string_view>(&value)) object[name] = *text;
        if (const auto* number = std::get_if<std::int64_t>(&value)) object[name] = *number;
    }
    return json::serialize(object);
}

}  // namespace gps::openid
