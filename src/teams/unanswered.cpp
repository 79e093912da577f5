#include "teams/unanswered.hpp"

#include "teams/answering.hpp"
#include "teams/unanswered_store.hpp"

namespace gps::teams {

UnansweredPage unanswered(const access::Visit& visit, const base::PublicId& after) {
    const auto waiting = store::waiting(visit.tx, after, kRequestsAPage + 1);
    UnansweredPage page;
    for (std::size_t i = 0; i < waiting.size() && i < kRequestsAPage; ++i) {
        if (waiting[i].is_for_platform) page.rows.push_back(waiting[i].unanswered);
    }
    // Those that administrators answer are read too, and not shown: a page reads no more.
    if (waiting.size() > kRequestsAPage)
        page.next = waiting.at(kRequestsAPage - 1).unanswered.request.id;
    return page;
}

base::Result<> accept_unanswered(const access::Visit& visit, const base::PublicId& request,
                                 Role role) {
    const auto asked = store::asked_without_administrator(visit.tx, request);
    if (!asked) return base::refuse(base::Refusal::NotFound, "teams.no_request");
    return let_in(visit, *asked, request, role);
}

base::Result<> refuse_unanswered(const access::Visit& visit, const base::PublicId& request,
                                 std::string_view refusal) {
    const auto asked = store::asked_without_administrator(visit.tx, request);
    if (!asked) return base::refuse(base::Refusal::NotFound, "teams.no_request");
    return keep_out(visit, *asked, request, refusal);
}

}  // namespace gps::teams
