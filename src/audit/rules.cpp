#include "audit/rules.hpp"

#include "base/digest.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

namespace gps::audit {
namespace {

constexpr std::string_view kFormat = "audit-entry/1";
constexpr std::size_t kLongestCode = 200;
constexpr std::string_view kSignsInCode = ".:=,_-";

void append(std::string& out, std::string_view field) {
    fmt::format_to(std::back_inserter(out), "{}:{},", field.size(), field);
}
void append(std::string& out, std::int64_t number) {
    append(out, fmt::format("{}", number));
}
template <class Tag>
void append(std::string& out, const std::optional<base::Id<Tag>>& id) {
    if (id) return append(out, id->value);
    out += "-,";  // no length starts so: none is not empty
}

}  // namespace

std::string canonical(const Entry& entry, std::string_view act_code, int key_version) {
    std::string out;
    append(out, kFormat);
    append(out, key_version);
    append(out, entry.at.micros);
    append(out, entry.actor);
    append(out, entry.acting_for);
    append(out, act_code);
    append(out, entry.person);
    append(out, entry.subject);
    append(out, entry.detail);
    append(out, entry.request_id);
    return out;
}

std::string mac(const base::SecretKey& key, const Entry& entry, std::string_view act_code,
                int key_version) {
    return base::keyed_digest(key.reveal(), canonical(entry, act_code, key_version));
}

std::optional<Fault> fault(const base::KeyRing& keys, const StoredEntry& stored) {
    const auto* key = keys.find(stored.key_version);
    if (key == nullptr) return Fault::UnknownKey;
    const auto expected = mac(*key, stored.entry, stored.act_code, stored.key_version);
    if (!base::same_secret(expected, stored.mac)) return Fault::Altered;
    return std::nullopt;
}

bool is_code(std::string_view text) {
    return text.size() <= kLongestCode && std::all_of(text.begin(), text.end(), [&](char c) {
               const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
               const bool digit = c >= '0' && c <= '9';
               return letter || digit || kSignsInCode.find(c) != std::string_view::npos;
           });
}

}  // namespace gps::audit
