#pragma once

#include "followup/acts.hpp"
#include "requests/model.hpp"
#include "sharing/file.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Asking to follow a person or to see their details, and answering. The requester sees the state of
// their request and nothing else; who answers is chosen by deciders.hpp, and gives a coded reason
// when they refuse.
namespace gps::requests {

using sharing::Acting;
using sharing::PartTyped;

// A request as its author sees it.
struct Sent {
    base::PublicId id = {};
    std::string typed_name = {};
    base::Date asked_on = {};
    RequestState state = RequestState::Pending;
    std::string refusal = {};    // label
    base::PublicId person = {};  // once accepted; of details, at once
    Kind kind = Kind::Join;
    std::optional<base::Date> until = {};  // of details, once granted
    bool is_revoked = false;               // what was granted was taken back
};
std::vector<Sent> sent(db::Transaction& tx, const access::Viewer& viewer);

// A request as one who may answer sees it.
struct Received {
    base::PublicId id = {};
    base::PublicId person = {};
    std::string person_name = {};  // initials for administrators, "" for the platform
    std::string requester = {};    // name, or "Autre intervenant"
    std::string structure = {};
    std::string role = {};                       // "" with "Autre intervenant": not read
    std::vector<std::string_view> reasons = {};  // likewise
    base::Date started_on = {};
    base::Date asked_on = {};
    Kind kind = Kind::Join;
    std::string reason = {};       // of details: label
    std::string explanation = {};  // of details, for contributors
    std::string member = {};       // for administrators: who of theirs follows the person
};
// At most 100, the oldest first: as a contributor, as one who administers the structure acted for,
// as one of the platform.
std::vector<Received> received(db::Transaction& tx, const access::Viewer& viewer, WaitsFor as);

// Stores a request, puts it before those who may answer it, and tells them by mail. Asking again
// while one is pending changes nothing; it never changes a part one already has.
void ask(const Acting& acting, people::PersonId person, const std::string& typed_name,
         const PartTyped& part);

// How the viewer stands, who follows the person, sees initials and may ask for the details; since
// when they ask. NotFound for a stranger, Conflict when there is nothing to ask.
struct MayAsk {
    sharing::Standing standing = {};
    std::optional<base::Date> pending_since = {};
};
base::Result<MayAsk> may_ask_details(const Acting& acting, const base::PublicId& person);
struct DetailsTyped {
    std::string reason = {};
    std::string explanation = {};
};
// What is wrong with it, an error a field at most.
std::vector<base::Error> mistakes_in(const DetailsTyped& typed);
// Like ask().
base::Result<> ask_details(const Acting& acting, const base::PublicId& person,
                           const DetailsTyped& typed);

// `as`: what the viewer answers as; the route says that they are it. `duration`: of a grant, a code
// of grants::durations(). NotFound unless they may answer it now. Who asked is told; so is the
// person, when somebody more follows them or sees who they are.
base::Result<> accept(const Acting& acting, WaitsFor as, const base::PublicId& request,
                      std::string_view duration = {});
base::Result<> refuse(const Acting& acting, WaitsFor as, const base::PublicId& request,
                      std::string_view reason);
// By its author, while it is pending.
base::Result<> cancel(const Acting& acting, const base::PublicId& request);

}  // namespace gps::requests
