#pragma once

#include "contact/colleagues.hpp"
#include "db/database.hpp"

#include <optional>
#include <vector>

// The SQL of the colleagues around a person.
namespace gps::contact::store {

struct Writing {
    people::PersonId person = {};
    people::ProfessionalId viewer = {};
    structures::StructureId structure = {};
    int highest_sensitivity = 1;   // that the viewer sees
    bool is_named_to_all = false;  // the viewer's own structure
    std::optional<sharing::ContributionId> referent = {};
};
std::vector<Colleague> colleagues(db::Transaction& tx, const Writing& writing);

}  // namespace gps::contact::store
