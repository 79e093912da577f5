#pragma once

#include "db/database.hpp"
#include "people/model.hpp"
#include "sharing/model.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

// The SQL of the sheet of those who help a person.
namespace gps::contact::store {

struct SheetAsked {
    people::PersonId person = {};
    std::optional<sharing::ContributionId> referent = {};
    int highest_sensitivity = 1;  // of a structure that is on paper without an agreement
    std::size_t limit = 0;
};
struct OnSheet {
    bool is_left_out = false;  // its texts were not read
    bool is_referent = false;
    std::string name = {};
    std::string role = {};  // code
    std::string structure = {};
    std::string phone = {};  // E.164; "" without the agreement of its owner
};
// The référent first, then by name; those that are left out at the end.
std::vector<OnSheet> on_sheet(db::Transaction& tx, const SheetAsked& asked);

bool shows_phone(db::Transaction& tx, people::ProfessionalId professional);
// False when it was so already.
bool show_phone(db::Transaction& tx, people::ProfessionalId professional, base::Instant now);
bool hide_phone(db::Transaction& tx, people::ProfessionalId professional);

}  // namespace gps::contact::store
