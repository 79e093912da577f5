#pragma once

#include "db/database.hpp"
#include "people/model.hpp"
#include "people/structure_id.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What the commands of the operator read across rooms. Nothing is written here.
namespace gps::commands::store {

// The smallest question there is: whether the database answers.
void touch_nothing(db::Transaction& tx);

// The structure that imports know by this key.
std::optional<structures::StructureId> structure_of(db::Transaction& tx, std::string_view source,
                                                    std::string_view source_id);

struct Account {
    std::string email = {};
    std::string name = {};
    bool is_active = true;
    // Where they are a member; "(administrator)" follows the name of those they administer.
    std::vector<std::string> structures = {};
};
// A page of the accounts, by e-mail, from the one after `after`.
std::vector<Account> accounts(db::Transaction& tx, std::string_view after, int limit);
// Every member of one structure, by e-mail.
std::vector<Account> members(db::Transaction& tx, structures::StructureId structure);

// The engine's version, as it says it.
std::string version(db::Transaction& tx);
// Microseconds since 1970 by the database's own clock; nullopt where it is this machine's.
std::optional<std::int64_t> clock(db::Transaction& tx);

// A setting of the engine that can lose what was committed, or its isolation.
struct Durability {
    std::string name = {};
    std::string value = {};
};
std::vector<Durability> durability(db::Transaction& tx);

std::int64_t last_audit_entry(db::Transaction& tx);

}  // namespace gps::commands::store
