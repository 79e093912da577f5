#pragma once

#include "access/house.hpp"
#include "access/viewer.hpp"
#include "db/database.hpp"
#include "demo/chance.hpp"
#include "demo/people_drawn.hpp"
#include "demo/store.hpp"

#include <vector>

// The professionals of the demonstration: a few personas whom anyone may enter as, and the others.
namespace gps::demo {

// A professional acting for one of their structures.
struct Member {
    access::Viewer viewer = {};
};

struct Cast {
    std::vector<Member> members = {};  // the personas first, in the order of their table
    std::vector<access::Persona> personas = {};
    std::vector<std::int64_t> running_weights = {};  // a long tail of caseloads
    int professionals = 0;  // how many there are: some stand among the members twice

    // Someone, those with a long caseload more often.
    const Member& draw(Chance& chance) const;
    // Every persona but the first has people of their own: one in fifty of the first 20 000;
    // nullptr for the others.
    const Member* persona_for(int person) const;
    const Member& association() const;
};

struct Recruit {
    std::string email = {};
    std::string last_name = {};
    std::string first_name = {};
    std::string phone = {};  // "": they gave none
};
struct Membership {
    people::ProfessionalId professional = {};
    structures::StructureId structure = {};
    std::string_view role = {};
};
// The cast, and what is to be written of it: the ids of the professionals count from 1.
struct Hired {
    Cast cast = {};
    std::vector<Recruit> recruits = {};
    std::vector<Membership> memberships = {};
    std::vector<people::ProfessionalId> platform_team = {};
    std::vector<access::Persona> platform_personas = {};
};

// Draws the professionals and their memberships in `places`, some of them; about `parts` follow-ups
// are to be shared out, of which nobody but a persona gets more than `longest`. Throws
// std::runtime_error when a persona's kind of structure is missing.
Hired hire(std::vector<store::Place> places, int professionals, std::int64_t parts, int longest,
           const PeopleDrawn& drawn, Chance& chance);

}  // namespace gps::demo
