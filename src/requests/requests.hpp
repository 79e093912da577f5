#pragma once

#include "followup/acts.hpp"
#include "requests/model.hpp"

#include <string>
#include <vector>

// Asking to follow a person, and answering. The requester sees the state of their request and
// nothing else; those who see the person's details answer, with a coded reason when they refuse.
namespace gps::requests {

using followup::Acting;
using followup::PartTyped;

// A request as its author sees it.
struct Sent {
    base::PublicId id = {};
    std::string typed_name = {};
    base::Date asked_on = {};
    RequestState state = RequestState::Pending;
    std::string refusal = {};    // label
    base::PublicId person = {};  // once accepted
};
std::vector<Sent> sent(db::Transaction& tx, const access::Viewer& viewer);

// A request as one who may answer sees it.
struct Received {
    base::PublicId id = {};
    base::PublicId person = {};
    std::string person_name = {};
    std::string requester = {};  // name, or "Autre intervenant"
    std::string structure = {};
    std::string role = {};                       // "" with "Autre intervenant": not read
    std::vector<std::string_view> reasons = {};  // likewise
    base::Date started_on = {};
    base::Date asked_on = {};
};
// At most 100, the oldest first.
std::vector<Received> received(db::Transaction& tx, const access::Viewer& viewer, base::Date today);

// Stores a request, puts it in the inbox of everyone who may answer it, and tells them by mail.
// Asking again while one is pending changes nothing; it never changes a part one already has.
void ask(const Acting& acting, people::PersonId person, const std::string& typed_name,
         const PartTyped& part);

// NotFound unless the request is in the viewer's inbox and they still see the details. Who asked
// is told; so is the person, when somebody more follows them.
base::Result<> accept(const Acting& acting, const base::PublicId& request);
base::Result<> refuse(const Acting& acting, const base::PublicId& request, std::string_view reason);
// By its author, while it is pending.
base::Result<> cancel(const Acting& acting, const base::PublicId& request);

}  // namespace gps::requests
