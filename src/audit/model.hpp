#pragma once

#include "audit/acts.hpp"
#include "audit/ids.hpp"
#include "base/date.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// What an entry of the audit trail says, and what checking it can find.
namespace gps::audit {

struct Entry {
    base::Instant at = {};
    std::optional<people::ProfessionalId> actor = {};  // none: a job, or nobody known
    std::optional<structures::StructureId> acting_for = {};
    Act act = Act::SignIn;
    std::optional<people::PersonId> person = {};
    // A public id or a code, then codes that say more ("door=exact"): letters, digits and .:=,_-
    // only, so that neither a name nor an address fits in.
    std::string subject = {};
    std::string detail = {};
    std::string request_id = {};
};

// An entry as the database gives it back; the act is text, for it may be one that no version of
// the program ever wrote.
struct StoredEntry {
    std::int64_t id = 0;
    Entry entry = {};
    std::string act_code = {};
    int key_version = 0;
    std::string mac = {};
};

enum class Fault : std::uint8_t {
    Altered,     // what it says is not what was signed
    UnknownKey,  // signed with a version that the key file does not have
};

struct BadEntry {
    std::int64_t id = 0;
    Fault fault = Fault::Altered;
};

// Entries checked in a row, and where to go on from.
struct Checked {
    std::int64_t count = 0;
    std::int64_t last_id = 0;
    std::vector<BadEntry> bad = {};
};

}  // namespace gps::audit
