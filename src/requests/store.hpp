#pragma once

#include "db/database.hpp"
#include "requests/requests.hpp"

#include <optional>
#include <string>
#include <vector>

// The SQL of requests.
namespace gps::requests::store {

struct NewRequest {
    people::PersonId person = {};
    people::ProfessionalId professional = {};
    structures::StructureId structure = {};
    std::string typed_name = {};
    PartTyped part = {};
    base::Instant asked_at = {};
};
// nullopt when one is already pending.
std::optional<RequestId> add_request(db::Transaction& tx, const NewRequest& request);

// Puts it in the inbox of every other professional with an ongoing part who sees the details:
// habilitated structure, creator, or grant in force.
void deliver_request(db::Transaction& tx, RequestId request, const NewRequest& about,
                     base::Date today);

std::vector<Sent> sent(db::Transaction& tx, people::ProfessionalId professional,
                       structures::StructureId structure);

// What the viewer may answer; the names of people whose details they no longer see are not read.
std::vector<Received> inbox(db::Transaction& tx, const access::Viewer& viewer, base::Date today,
                            int highest_sensitivity);

// A request in the viewer's inbox, still pending, kept from being answered twice.
struct Answerable {
    RequestId id = {};
    base::PublicId person = {};
    people::PersonId person_id = {};
    people::ProfessionalId professional = {};
    structures::StructureId structure = {};
    PartTyped part = {};
};
std::optional<Answerable> answerable(db::Transaction& tx, const access::Viewer& viewer,
                                     const base::PublicId& request);
// Whether it was answered or withdrawn; false for who does not follow the person.
bool was_closed_before(db::Transaction& tx, const access::Viewer& viewer,
                       const base::PublicId& request);

// The person's state, if the requester is still an active member of the structure they asked for.
std::optional<people::PersonState> state_if_member(db::Transaction& tx, const Answerable& request);

// False when it is no longer pending.
bool close_request(db::Transaction& tx, RequestId request, RequestState state,
                   std::optional<std::string_view> refusal, people::ProfessionalId by,
                   base::Instant now);
// Of the viewer's own; the person it was about.
std::optional<people::PersonId> cancel_request(db::Transaction& tx, const access::Viewer& viewer,
                                               const base::PublicId& request, base::Instant now);
void empty_inboxes(db::Transaction& tx, RequestId request);

}  // namespace gps::requests::store
