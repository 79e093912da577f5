#include "audit/rules.hpp"

#include "base/digest.hpp"

#include <algorithm>
#include <charconv>
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

void append_field(std::string& out, std::optional<std::string_view> field) {
    if (!field) {
        out += "-,";
        return;
    }
    std::array<char, 20> digits{};
    const auto end = std::to_chars(digits.begin(), digits.end(), field->size()).ptr;
    out.append(digits.data(), end);
    out += ':';
    out += *field;
    out += ',';
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

void append_canonical(std::string& out, const Fields& fields) {
    append_field(out, kFormat);
    for (const auto& field : fields) append_field(out, field);
}

std::string mac(const base::SecretKey& key, const Entry& entry, std::string_view act_code,
                int key_version) {
    return base::keyed_digest(key.reveal(), canonical(entry, act_code, key_version));
}

std::optional<Fault> fault(const base::KeyRing& keys, int key_version, std::string_view canonical,
                           std::string_view mac) {
    const auto* key = keys.find(key_version);
    if (key == nullptr) return Fault::UnknownKey;
    if (!base::same_secret(base::keyed_digest(key->reveal(), canonical), mac))
        return Fault::Altered;
    return std::nullopt;
}

std::optional<Fault> fault(const base::KeyRing& keys, const StoredEntry& stored) {
    return fault(keys, stored.key_version,
                 canonical(stored.entry, stored.act_code, stored.key_version), stored.mac);
}

bool is_code(std::string_view text) {
    return text.size() <= kLongestCode && std::all_of(text.begin(), text.end(), [&](char c) {
               const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
               const bool digit = c >= '0' && c <= '9';
               return letter || digit || kSignsInCode.find(c) != std::string_view::npos;
           });
}

}  // namespace gps::audit
