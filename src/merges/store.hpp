#pragma once

#include "db/database.hpp"
#include "merges/model.hpp"

#include <optional>
#include <string>
#include <vector>

// The SQL of merges. What they move is written by the rooms that own it.
namespace gps::merges::store {

struct NewMerge {
    structures::StructureId kept = {};
    structures::StructureId twin = {};
    std::string told = {};
    std::string why = {};
    people::ProfessionalId by = {};
    base::Instant at = {};
};
base::PublicId add(db::Transaction& tx, const NewMerge& merge);

std::optional<Merge> find(db::Transaction& tx, const base::PublicId& id);
// Nobody else answers it before the end of the transaction. False when it does not wait.
bool hold_waiting(db::Transaction& tx, MergeId id);
struct Answer {
    State state = State::Refused;  // or Moving
    std::string why = {};
    people::ProfessionalId by = {};
    base::Instant at = {};
};
void answer(db::Transaction& tx, MergeId id, const Answer& answer);

// Whether the structure is in a merge that is asked or going on, but for that one.
bool is_in_merge(db::Transaction& tx, structures::StructureId structure, MergeId but = {});

// ---- What the pages list ------------------------------------------------------------------------

// Asked or going on, the first asked first; `limit` at most.
std::vector<Merge> open_merges(db::Transaction& tx, int limit);
// Probable doubles that nobody has decided of, after that pair.
std::vector<WaitingPair> waiting(db::Transaction& tx, const PairPlace& after, int limit);

Counts counts(db::Transaction& tx, structures::StructureId structure, base::Date today);
Shared shared(db::Transaction& tx, structures::StructureId kept, structures::StructureId twin);

// ---- Going on -----------------------------------------------------------------------------------

struct Running {
    MergeId id = {};
    structures::StructureId kept = {};
    structures::StructureId twin = {};
    base::PublicId kept_id = {};
    base::PublicId twin_id = {};
    bool kept_is_habilitated = false;
    State state = State::Moving;
    people::ProfessionalId confirmed_by = {};
    people::ProfessionalId place = {};  // of the last pass
    base::PublicId public_id = {};
};
bool any_running(db::Transaction& tx, base::Instant now);
// One that has something to do; others wait for the end of the transaction.
std::optional<Running> take(db::Transaction& tx, base::Instant now);
// One who has something left in the structure that goes: a membership, or a part.
std::optional<people::ProfessionalId> anyone_left(db::Transaction& tx,
                                                  structures::StructureId structure);
void note_moved(db::Transaction& tx, MergeId id, people::ProfessionalId professional);
int count_moved(db::Transaction& tx, MergeId id, int at_most);
// The next of those who were moved.
std::optional<people::ProfessionalId> moved_after(db::Transaction& tx, MergeId id,
                                                  people::ProfessionalId after);
void keep_place(db::Transaction& tx, MergeId id, people::ProfessionalId place);
void start_closing(db::Transaction& tx, MergeId id, base::Instant run_after);
void finish(db::Transaction& tx, MergeId id, base::Instant now);

}  // namespace gps::merges::store
