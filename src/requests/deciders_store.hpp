#pragma once

#include "db/database.hpp"
#include "notices/model.hpp"
#include "people/model.hpp"
#include "people/structure_id.hpp"
#include "requests/model.hpp"
#include "sharing/model.hpp"

#include <optional>
#include <vector>

// The SQL of who may answer a request, and where each is told.
namespace gps::requests::store {

// Who asks, about whom.
struct About {
    people::PersonId person = {};
    people::ProfessionalId professional = {};
    structures::StructureId structure = {};
};

// Someone whose part with the person goes on.
struct Contributor {
    people::ProfessionalId professional = {};
    structures::StructureId structure = {};
    sharing::OwnPart own = {};
    bool is_active_member = false;
    bool is_habilitated = false;
    bool asks_too = false;
    bool let_in_by_requester = false;
    bool came_by_colleague = false;
    bool requester_came_by_colleague = false;
};
std::vector<Contributor> contributors(db::Transaction& tx, const About& about);

// A structure for which somebody sees or saw the details of right, the référent's first, then the
// latest; with an administrator who may answer; never the structure of who asks.
std::optional<structures::StructureId> answering_structure(db::Transaction& tx, const About& about);

// Whether this professional has a request that waits, about the same person.
bool asks_too(db::Transaction& tx, people::PersonId person, people::ProfessionalId professional);

void set_waits_for(db::Transaction& tx, RequestId request, WaitsFor who,
                   std::optional<structures::StructureId> structure);
void deliver(db::Transaction& tx, RequestId request, const Contributor& to);
void empty_inboxes(db::Transaction& tx, RequestId request);

// Those in whose inbox it is, the référent first; twenty at most.
std::vector<notices::Recipient> deciders(db::Transaction& tx, RequestId request);

}  // namespace gps::requests::store
