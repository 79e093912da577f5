#pragma once

#include "people/model.hpp"
#include "people/structure_id.hpp"

#include <optional>
#include <string>

namespace gps::access {

using SessionId = base::Id<struct SessionTag>;

// The structure a professional acts for, as far as the rules care.
struct ActingFor {
    structures::StructureId id = {};
    base::PublicId public_id = {};
    std::string name = {};
    int sensitivity = 2;  // 0, 1 or 2: structures/kinds.hpp
    bool is_habilitated = false;
    bool is_administrator = false;
};

// Who is asking. Built once per request from the session: a professional who is deactivated, or
// who left the structure, is nobody from the next request on.
struct Viewer {
    people::ProfessionalId id = {};
    SessionId session = {};
    std::string name = {};  // "Jeanne DURAND", for their own eyes
    std::string email = {};
    std::optional<ActingFor> acting_for = {};  // none: not chosen yet, or no longer a member
    int structures = 0;                        // how many they may act for

    structures::StructureId structure() const { return acting_for->id; }
};

}  // namespace gps::access
