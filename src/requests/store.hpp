#pragma once

#include "db/database.hpp"
#include "requests/deciders_store.hpp"
#include "requests/requests.hpp"

#include <optional>
#include <string>
#include <vector>

// The SQL of requests.
namespace gps::requests::store {

struct NewRequest {
    About about = {};
    std::string typed_name = {};
    PartTyped part = {};
    base::Instant asked_at = {};
    Kind kind = Kind::Join;
    std::optional<std::string> reason = {};       // of details: a code
    std::optional<std::string> explanation = {};  // of details
};
// nullopt when one is already pending.
std::optional<RequestId> add_request(db::Transaction& tx, const NewRequest& request);

// Who asks to follow again no longer asks for the details of their former part.
void withdraw_details(db::Transaction& tx, const About& about, base::Instant now);
// Since when somebody asks something about the person.
std::optional<base::Date> pending_since(db::Transaction& tx, const About& about);

std::vector<Sent> sent(db::Transaction& tx, people::ProfessionalId professional,
                       structures::StructureId structure);

// What the viewer may answer; the names of people whose details they no longer see are not read.
std::vector<Received> inbox(db::Transaction& tx, const access::Viewer& viewer,
                            int highest_sensitivity);
// What waits for the administrators of the structure that the viewer acts for, or for the platform
// (others_store.cpp).
std::vector<Received> for_administrators(db::Transaction& tx, const access::Viewer& viewer,
                                         int highest_sensitivity);
std::vector<Received> for_platform(db::Transaction& tx, const access::Viewer& viewer);

// A request that waits for the viewer, as what they answer it, kept from being answered twice.
struct Answerable {
    RequestId id = {};
    About about = {};
    Kind kind = Kind::Join;
    PartTyped part = {};
};
std::optional<Answerable> answerable(db::Transaction& tx, const access::Viewer& viewer, WaitsFor as,
                                     const base::PublicId& request);
// Whether it was answered or withdrawn; false for who does not follow the person.
bool was_closed_before(db::Transaction& tx, const access::Viewer& viewer,
                       const base::PublicId& request);

// The person's state, if the requester is still an active member of the structure they asked for.
std::optional<people::PersonState> state_if_member(db::Transaction& tx, const About& about);

// False when it is no longer pending.
bool close_request(db::Transaction& tx, RequestId request, RequestState state,
                   std::optional<std::string_view> refusal, people::ProfessionalId by,
                   base::Instant now);
// Of the viewer's own; the person it was about.
std::optional<people::PersonId> cancel_request(db::Transaction& tx, const access::Viewer& viewer,
                                               const base::PublicId& request, base::Instant now);

}  // namespace gps::requests::store
