#pragma once

#include "followup/acts_store.hpp"
#include "followup/merging.hpp"

// The SQL of parts that go from a structure to another.
namespace gps::followup::store {

// Two parts of the professional with one person, for each structure.
struct Twins {
    people::PersonId person = {};
    ContributionId kept = {};
    ContributionId other = {};
};
std::vector<Twins> twins(db::Transaction& tx, const people::Move& move);
// Nobody else changes the group until the end of the transaction: its référent; {0} without one.
ContributionId hold_group(db::Transaction& tx, people::PersonId person);
WholePart whole_part(db::Transaction& tx, ContributionId part);
// One takes the place of both.
void replace_parts(db::Transaction& tx, const Twins& twins, const WholePart& part,
                   const OwnPart& own, const Shown& shown);

// All of a professional, who has no twins left.
void move_parts(db::Transaction& tx, const people::Move& move);
struct Counters {
    int current = 0;
    int past = 0;
};
// Those for the structure that is left, which has none any more.
Counters take_counters(db::Transaction& tx, const people::Move& move);

}  // namespace gps::followup::store
