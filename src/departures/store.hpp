#pragma once

#include "db/database.hpp"
#include "departures/model.hpp"

#include <string>
#include <vector>

// The SQL of departures: who may be chosen, and what is said of them.
namespace gps::departures::store {

// A member, or who left on `since` or later.
std::optional<Leaver> leaver(db::Transaction& tx, structures::StructureId structure,
                             const base::PublicId& professional, base::Date since,
                             base::Instant now);

// Members but the leaver, whose name begins so, at most kColleaguesAPage + 1. `leaves_since`: whose
// people are being handed over, or were since then, is leaving.
struct Scope {
    structures::StructureId structure = {};
    people::ProfessionalId leaver = {};
    base::Instant leaves_since = {};
};
std::vector<Colleague> colleagues(db::Transaction& tx, const Scope& scope,
                                  const std::string& name_key);
// Of those asked for, kMostTakers at most.
std::vector<Colleague> chosen(db::Transaction& tx, const Scope& scope,
                              const std::vector<base::PublicId>& professionals);

// Whether their people are being handed over now, or they take over from somebody.
struct Busy {
    bool leaving = false;
    bool taking = false;
};
Busy busy(db::Transaction& tx, structures::StructureId structure,
          people::ProfessionalId professional);

struct NewDeparture {
    structures::StructureId structure = {};
    people::ProfessionalId leaver = {};
    people::ProfessionalId by = {};
    base::Instant at = {};
};
base::PublicId add(db::Transaction& tx, const NewDeparture& departure,
                   const std::vector<Colleague>& takers);

std::optional<Departure> find(db::Transaction& tx, structures::StructureId structure,
                              const base::PublicId& id);
std::vector<Share> shares(db::Transaction& tx, DepartureId id);
std::vector<Departure> latest(db::Transaction& tx, structures::StructureId structure);

// False when it is too late, or undone already.
bool start_undoing(db::Transaction& tx, DepartureId id, people::ProfessionalId by,
                   base::Instant decided_after);

}  // namespace gps::departures::store
