#pragma once

#include "audit/model.hpp"
#include "base/keys.hpp"

#include <string>
#include <string_view>

// How an entry is signed. Changing what canonical() writes makes every past entry look altered.
namespace gps::audit {

// All that an entry says, each field after its length: two different entries never read the same.
std::string canonical(const Entry& entry, std::string_view act_code, int key_version);

std::string mac(const base::SecretKey& key, const Entry& entry, std::string_view act_code,
                int key_version);

// nullopt when the entry is as it was signed.
std::optional<Fault> fault(const base::KeyRing& keys, const StoredEntry& stored);

// Whether a subject or a detail is short and made of codes only.
bool is_code(std::string_view text);

}  // namespace gps::audit
