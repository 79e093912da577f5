#pragma once

#include "base/result.hpp"
#include "departures/model.hpp"

#include <vector>

// Who takes whom, and what stands in the way: pure.
namespace gps::departures {

// The place, among `takers`, of who takes a person: whoever follows them already (the first), else
// each in turn. `turn`: how many turns were taken before. `takers` is not empty.
std::size_t taker_of(const std::vector<people::ProfessionalId>& takers,
                     const std::vector<people::ProfessionalId>& following, int& turn);

// What is wrong with a departure that is asked for; each says the field "collegue".
struct Asked {
    std::size_t ticked = 0;             // how many colleagues
    std::vector<Colleague> found = {};  // of those, members of the structure but the leaver
    int people = 0;
    bool is_going_on = false;  // another departure of the same member
    bool is_taking = false;    // the leaver takes over from somebody now
};
base::Result<> check(const Asked& asked);

}  // namespace gps::departures
