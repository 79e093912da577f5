#pragma once

#include "access/house.hpp"
#include "access/viewer.hpp"
#include "db/database.hpp"
#include "demo/chance.hpp"
#include "demo/people_drawn.hpp"

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
    // Every persona but the first has people of their own: one in fifty; nullptr for the others.
    const Member* persona_for(int person) const;
    const Member& association() const;
};

// Writes the professionals and their memberships in the structures of the base. Throws
// std::runtime_error when a persona's kind of structure is missing from them.
Cast hire(db::Database& db, base::Instant now, int professionals, const PeopleDrawn& drawn,
          Chance& chance);

}  // namespace gps::demo
