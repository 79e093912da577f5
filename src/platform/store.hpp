#pragma once

#include "access/viewer.hpp"
#include "db/database.hpp"
#include "platform/model.hpp"

#include <optional>
#include <span>
#include <vector>

// The SQL of what the platform decides. Structures themselves are written by
// structures/deciding.hpp.
namespace gps::platform::store {

struct NewDecision {
    structures::StructureId structure = {};
    Kind kind = Kind::Create;
    std::optional<Habilitation> habilitation = {};
    std::string why = {};
    std::optional<people::ProfessionalId> by = {};
    base::Instant at = {};
};
// Its id.
std::int64_t add_decision(db::Transaction& tx, const NewDecision& decision);
void add_change(db::Transaction& tx, std::int64_t decision, const Change& change);

// The latest first, before that one; their changes are left out.
std::vector<Decision> decisions(db::Transaction& tx, structures::StructureId structure,
                                std::int64_t before, int limit);
// Puts the changes of those decisions, the latest first, where they belong.
void read_changes(db::Transaction& tx, structures::StructureId structure,
                  std::vector<Decision>& decisions);

// ---- Doubles (ADR 0029): the room of merges writes them ----------------------------------------

// In which the structure is kept or goes, the latest first.
std::vector<MergeLine> merges(db::Transaction& tx, structures::StructureId structure, int limit);
// Probable doubles and merges that wait for a decision, `at_most`.
int doubles_waiting(db::Transaction& tx, int at_most);

}  // namespace gps::platform::store
