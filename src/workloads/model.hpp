#pragma once

#include "base/date.hpp"
#include "base/random.hpp"
#include "people/model.hpp"
#include "people/structure_id.hpp"

#include <string>

// How much a team follows, and what waits for it. Counts stop: beyond, a page says "plus de".
namespace gps::workloads {

constexpr int kLoadsAPage = 25;
constexpr int kCountedOfMember = 100;
constexpr int kCountedOfStructure = 400;
constexpr int kDaysOfMoves = 30;

struct Load {
    people::ProfessionalId id = {};
    base::PublicId public_id = {};
    std::string name = {};  // "Durand Jeanne"
    int people = 0;         // exact: kept by acts
    // kCountedOfMember + 1 at most, each:
    int without_referent = 0;
    int alerts = 0;     // of people they follow, not closed
    int relays = 0;     // that wait for their answer
    int callbacks = 0;  // asked of them
};
struct Waiting {       // each kCountedOfStructure + 1 at most
    int relays = 0;    // that no member has taken
    int requests = 0;  // that wait for the administrators
    int arrivals = 0;  // of members, within kDaysOfMoves
    int departures = 0;
};

}  // namespace gps::workloads
