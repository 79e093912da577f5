#pragma once

#include "base/date.hpp"
#include "requests/deciders_store.hpp"
#include "sharing/file.hpp"

#include <optional>

// Before whom a request is put.
namespace gps::requests {

struct Deciders {
    WaitsFor who = WaitsFor::Platform;
    std::optional<structures::StructureId> structure = {};  // of the administrators
};

// Chooses who may answer now, and puts the request before them instead of those who could before.
Deciders put_before_deciders(db::Transaction& tx, RequestId request, const store::About& about,
                             base::Date today);

// Whether a contributor, acting for a structure, may answer it now.
bool may_answer_now(db::Transaction& tx, const store::About& about, people::ProfessionalId who,
                    structures::StructureId acting_for, base::Date today);

}  // namespace gps::requests
