#pragma once

#include "people/model.hpp"
#include "people/structure_id.hpp"

#include <optional>
#include <stdexcept>
#include <string>

namespace gps::access {

using SessionId = base::Id<struct SessionTag>;

// What a session may do. Reduced: whoever reads the mailbox could have opened it, so it reaches no
// identity number, no export, no administration. Full: a second factor was shown (ADR 0019).
enum class Strength { Reduced, Full };

// Beyond, the menu says "20+": it reads no more of them.
constexpr int kUnreadCounted = 20;

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
    Strength strength = Strength::Reduced;
    bool by_proconnect = false;  // signs out of ProConnect too
    bool may_enrol = false;      // known by more than a mailbox: may add a second factor
    bool is_platform = false;    // of the team of the service
    bool is_frozen = false;      // stopped until that team has looked (quotas)
    std::optional<ActingFor> acting_for = {};  // none: not chosen yet, or no longer a member
    int structures = 0;                        // how many they may act for
    int unread = 0;                            // notifications; kUnreadCounted + 1 at most

    // The structure acted for: for requests that only a Member may make, and for commands, which
    // always name one. Throws std::logic_error when none was chosen: a route says Member wrongly.
    const ActingFor& acts_for() const {
        if (!acting_for) throw std::logic_error("nobody acts for a structure here");
        return *acting_for;
    }
    structures::StructureId structure() const { return acts_for().id; }
    bool is_habilitated() const { return acts_for().is_habilitated; }
    bool is_full() const { return strength == Strength::Full; }
    bool is_administrator() const { return acting_for && acting_for->is_administrator; }
};

}  // namespace gps::access
