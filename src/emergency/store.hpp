#pragma once

#include "db/database.hpp"
#include "emergency/model.hpp"
#include "people/model.hpp"
#include "people/structure_id.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The SQL of emergencies.
namespace gps::emergency::store {

struct NewEmergency {
    people::PersonId person = {};
    people::ProfessionalId professional = {};
    structures::StructureId structure = {};
    std::string reason = {};
    std::string explanation = {};
    base::Instant opened_at = {};
    base::Instant until = {};
};
// Its public id.
base::PublicId add_emergency(db::Transaction& tx, const NewEmergency& emergency);

// How many this professional opened since then.
int opened_since(db::Transaction& tx, people::ProfessionalId professional, base::Instant since);

// Who looks at them: what a structure may hide from theirs is not read.
struct Reader {
    structures::StructureId structure = {};
    int highest_sensitivity = 1;
};
// On this person, the latest first, at most 100.
std::vector<Emergency> on_person(db::Transaction& tx, people::PersonId person,
                                 const Reader& reader);
// By the members of the structure, but the reader's own, not reviewed yet, the oldest first, at
// most 100.
std::vector<Emergency> of_structure(db::Transaction& tx, structures::StructureId structure,
                                    people::ProfessionalId reader);
// By anyone, likewise: neither the person nor what was written is read.
std::vector<Emergency> everywhere(db::Transaction& tx, people::ProfessionalId reader);

// On which emergencies somebody may give their verdict: those of one of these.
struct Review {
    base::PublicId emergency = {};
    std::optional<people::PersonId> person = {};
    std::optional<structures::StructureId> structure = {};
    bool anywhere = false;
    Verdict verdict = Verdict::Justified;
    std::string note = {};
    people::ProfessionalId by = {};
    base::Instant at = {};
};
struct Reviewed {
    people::PersonId person = {};
    std::string address = {};  // of who opened it; "" when their account is closed
};
// Never one's own. What is not justified ends now. nullopt when there is none to review.
std::optional<Reviewed> review(db::Transaction& tx, const Review& review);

// The référent, else those who see the details of right, twenty at most, but who opened it.
std::vector<std::string> addresses_on_file(db::Transaction& tx, people::PersonId person,
                                           people::ProfessionalId but);

}  // namespace gps::emergency::store
