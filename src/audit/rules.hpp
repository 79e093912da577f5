#pragma once

#include "audit/model.hpp"
#include "base/keys.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

// How an entry is signed. Changing what canonical() writes makes every past entry look altered.
namespace gps::audit {

// All that an entry says, each field after its length: two different entries never read the same.
std::string canonical(const Entry& entry, std::string_view act_code, int key_version);

// What an entry says as the database writes it, none for NULL: key version, time, actor, structure,
// act, person, subject, detail, request. For who reads millions: append_canonical() writes what
// canonical() does, and a value that no entry has makes another text, not a failure.
using Fields = std::array<std::optional<std::string_view>, 9>;
void append_canonical(std::string& out, const Fields& fields);

std::string mac(const base::SecretKey& key, const Entry& entry, std::string_view act_code,
                int key_version);

// nullopt when the entry is as it was signed.
std::optional<Fault> fault(const base::KeyRing& keys, int key_version, std::string_view canonical,
                           std::string_view mac);
std::optional<Fault> fault(const base::KeyRing& keys, const StoredEntry& stored);

// Whether a subject or a detail is short and made of codes only.
bool is_code(std::string_view text);

}  // namespace gps::audit
