#pragma once

#include "relays/deadlines.hpp"
#include "relays/model.hpp"

// Relays that wait for the answer of who leaves the structure they were sent to: another member
// takes them (ADR 0037). The day by which they are answered stays.
namespace gps::relays {

struct Leaver {
    people::ProfessionalId professional = {};
    structures::StructureId structure = {};
    people::ProfessionalId decided_by = {};
};
// Of a member whose departure is decided, or who left: at most a hundred; how many.
std::int64_t give_back_of(const Keeping& keeping, db::Transaction& tx, const Leaver& leaver);

// Of those who left lately, whoever ended their membership: the same.
std::int64_t give_back_left(const Keeping& keeping, db::Transaction& tx);

}  // namespace gps::relays
