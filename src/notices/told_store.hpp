#pragma once

#include "db/database.hpp"
#include "notices/model.hpp"

#include <span>
#include <string>
#include <vector>

// The SQL of telling: the event, a row a recipient, who is mailed at once, whose digest is due.
namespace gps::notices::store {

using EventId = base::Id<struct EventTag>;

struct NewEvent {
    EventId id = {};
    base::PublicId public_id = {};
};
NewEvent add_event(db::Transaction& tx, const News& news, base::Instant at);

// Of an event that was added: the kind's frequency when nobody chose, and when digests leave.
struct Adding {
    EventId event = {};
    Kind kind = Kind::Contributor;
    base::Instant daily = {};
    base::Instant weekly = {};
};

constexpr std::size_t kListed = 20;
// Whom they are; `kListed` at most. How many rows, as below.
std::int64_t add_listed(db::Transaction& tx, const Adding& adding,
                        std::span<const Recipient> recipients);

struct Followers {
    people::PersonId person = {};
    people::ProfessionalId actor = {};
    structures::StructureId actor_structure = {};
    people::ProfessionalId but = {};
    int highest_sensitivity = 1;
};
std::int64_t add_followers(db::Transaction& tx, const Adding& adding, const Followers& followers);

std::int64_t add_administrators(db::Transaction& tx, const Adding& adding,
                                structures::StructureId structure, people::ProfessionalId but);

// The addresses of those who are told at once, each once.
std::vector<std::string> at_once(db::Transaction& tx, const Adding& adding);
// Those told later have a digest to come, at the soonest of what waits.
void expect_digests(db::Transaction& tx, EventId event);

}  // namespace gps::notices::store
