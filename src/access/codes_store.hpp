#pragma once

#include "access/model.hpp"
#include "db/database.hpp"

#include <optional>
#include <string>
#include <string_view>

// Codes, and whose they are.
namespace gps::access::store {

struct Addressee {
    people::ProfessionalId id = {};
    std::string email = {};
    bool is_active = false;
};
// The account of this address; for want of one, the next in the order of addresses, so that both
// are read alike. The caller compares.
std::optional<Addressee> account_at_or_after(db::Transaction& tx, std::string_view email);

struct NewCode {
    std::string browser_digest = {};
    std::optional<people::ProfessionalId> professional = {};  // none: the address is unknown
    std::string code_digest = {};
    base::Instant created_at = {};
};
// Replaces the code this browser asked for before.
void keep_code(db::Transaction& tx, const NewCode& code);

struct Code {
    std::int64_t id = 0;
    std::optional<people::ProfessionalId> professional = {};
    std::string code_digest = {};
    int attempts = 0;          // this one included
    std::string address = {};  // of the professional; of whom it may be, when it is nobody's
    base::Instant expires_at = {};
    bool is_used = false;
};
// The code this browser asked for, with one more attempt written on it.
std::optional<Code> try_code(db::Transaction& tx, std::string_view browser_digest);
// False when another request used it first.
bool use_code(db::Transaction& tx, std::int64_t id, base::Instant now);

}  // namespace gps::access::store
