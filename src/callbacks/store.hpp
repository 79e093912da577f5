#pragma once

#include "callbacks/model.hpp"
#include "callbacks/rules.hpp"
#include "db/database.hpp"
#include "people/model.hpp"
#include "people/structure_id.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// The SQL of requests to be called back.
namespace gps::callbacks::store {

using CallbackId = base::Id<struct CallbackTag>;

struct End {
    people::ProfessionalId professional = {};
    structures::StructureId structure = {};
};

struct New {
    people::PersonId person = {};
    End asker = {};
    End asked = {};
    Wish wish = {};
    base::Instant now = {};
    base::Instant expires_at = {};
};
// False when one is open already; one whose time has come is none, and is written so.
bool add(db::Transaction& tx, const New& callback);

// One of which the reader is an end, for the structure they act for.
struct Kept {
    CallbackId id = {};
    people::PersonId person_id = {};
    base::PublicId person = {};
    Side side = Side::Asker;  // the reader's
    End other = {};
    State state = State::Asked;
    Slots slots = 0;
    base::Instant expires_at = {};
};
std::optional<Kept> kept(db::Transaction& tx, const base::PublicId& id, const End& reader);

struct Change {
    CallbackId id = {};
    State from = State::Asked;
    State to = State::Asked;
    std::optional<Slot> slot = {};
    base::Instant now = {};
    base::Instant expires_at = {};
};
// False when somebody else changed it meanwhile.
bool change(db::Transaction& tx, const Change& change);

// A line, and what decides whether the reader sees the person.
struct Listed {
    Line line = {};
    people::PersonState person_state = people::PersonState::Active;
    sharing::OwnPart own = {};
};
// Where a page of a list begins.
struct Place {
    base::Instant expires_at = {};
    std::int64_t id = 0;
};
// nullopt when the reader is no end of it.
std::optional<Place> place(db::Transaction& tx, const base::PublicId& id, const End& reader);

// Open ones, those that expire first above; others and one's own, the latest above. `limit` at
// most.
std::vector<Listed> to_answer(db::Transaction& tx, const End& reader, const Place& after,
                              int limit);
std::vector<Listed> over(db::Transaction& tx, const End& reader, std::int64_t before,
                         base::Instant now, int limit);
std::vector<Listed> sent(db::Transaction& tx, const End& reader, std::int64_t before, int limit);

}  // namespace gps::callbacks::store
