#pragma once

#include "access/route.hpp"
#include "base/result.hpp"
#include "teams/model.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// Requests to be a member of open structures that nobody administers: the team of the service
// answers them. Who may call is the route's (Platform).
namespace gps::teams {

constexpr std::size_t kRequestsAPage = 50;

struct Unanswered {
    Request request = {};
    std::string structure = {};
    base::PublicId structure_id = {};
};
struct UnansweredPage {
    std::vector<Unanswered> rows = {};  // the oldest first; a page may have fewer, and be followed
    base::PublicId next = {};
};
UnansweredPage unanswered(const access::Visit& visit, const base::PublicId& after);

// NotFound when it no longer waits, or somebody administers the structure by now; Forbidden for
// one's own.
base::Result<> accept_unanswered(const access::Visit& visit, const base::PublicId& request,
                                 Role role);
base::Result<> refuse_unanswered(const access::Visit& visit, const base::PublicId& request,
                                 std::string_view refusal);

}  // namespace gps::teams
