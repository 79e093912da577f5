#pragma once

#include "db/database.hpp"
#include "people/identity.hpp"
#include "people/model.hpp"

#include <string>

// What a professional says of themselves.
namespace gps::people::store {

struct OwnReach {
    std::string email = {};
    std::string phone = {};  // as Phone::e164(); "" when they gave none
};
// Throws std::out_of_range when nobody has this id.
OwnReach own_reach(db::Transaction& tx, ProfessionalId professional);

// An empty one: none. False when it is the one they had.
bool set_phone(db::Transaction& tx, ProfessionalId professional, const Phone& phone);

}  // namespace gps::people::store
