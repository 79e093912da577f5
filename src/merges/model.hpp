#pragma once

#include "base/clock.hpp"
#include "base/random.hpp"
#include "people/model.hpp"
#include "structures/model.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Two structures that are one place: one is kept, and takes the place of the other (ADR 0029). No
// list does it by itself, and nobody of the team does it alone, for it cannot be undone.
namespace gps::merges {

using MergeId = base::Id<struct MergeTag>;

constexpr int kPairsAPage = 20;
constexpr int kMostCounted = 400;  // beyond, a page says "plus de 400"
constexpr int kMostCountedInList = 50;

// Asked: waits for another of the team. Moving: what belongs to the double is being moved. Closing:
// it is closed, and what was written meanwhile follows. Done: nothing is left.
enum class State { Asked, Refused, Moving, Closing, Done };
std::string_view code(State state);
std::string_view label(State state);
State state_of(std::string_view code);  // throws std::logic_error on an unknown code

struct Merge {
    MergeId id = {};
    base::PublicId public_id = {};
    base::PublicId kept = {};
    base::PublicId twin = {};
    std::string kept_name = {};
    std::string twin_name = {};
    State state = State::Asked;
    std::string told = {};  // rules.hpp: what mattered when it was asked
    std::string why = {};
    people::ProfessionalId asked_by = {};
    std::string asked_by_name = {};
    base::Instant asked_at = {};
    std::string answer = {};  // the reason of a refusal
    std::string answered_by_name = {};
    std::optional<base::Instant> answered_at = {};
    std::optional<base::Instant> done_at = {};
};

// How many of what would move, each kMostCounted + 1 at most.
struct Counts {
    int members = 0;
    int administrators = 0;
    int ongoing = 0;  // parts
    int past = 0;
    int requests = 0;     // that wait
    int grants = 0;       // in force
    int agreements = 0;   // in force
    int invitations = 0;  // not used yet
    int asks = 0;         // to be a member
};
// What both have, looked for among the first kMostCounted of each.
struct Shared {
    int members = 0;
    int parts = 0;
};

// One side of a pair that a list proposed.
struct Side {
    structures::StructureId id = {};
    base::PublicId public_id = {};
    std::string name = {};
    std::string kind = {};
    std::string city = {};
    std::string siret = {};
    std::string source = {};
    std::string source_id = {};
    int sensitivity = 2;
    bool is_habilitated = false;
    int members = 0;  // kMostCountedInList + 1 at most
};
struct WaitingPair {
    Side first = {};
    Side second = {};
    structures::Likeness why = structures::Likeness::Name;
};
// Where a page of pairs ends: the ids of the last one.
struct PairPlace {
    std::int64_t first = 0;
    std::int64_t second = 0;
};

}  // namespace gps::merges
