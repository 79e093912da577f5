#include "relays/pages_outside.hpp"

#include "access/cookies.hpp"
#include "base/random.hpp"
#include "relays/shown.hpp"
#include "relays/usecases.hpp"
#include "relays/views.hpp"
#include "sharing/coded_fields.hpp"
#include "ui/layout.hpp"

namespace gps::relays {
namespace {

constexpr std::string_view kLinkPath = "/relais-propose/{lien}";

web::Response link_page(access::Visit& visit, const ui::Mistakes& mistakes) {
    const auto found = by_link(visit.tx, visit.request.param("lien"), visit.now);
    if (!found)
        return access::refused(visit, {base::Refusal::Conflict, "relays.link_serves_no_more"});
    const bool is_new = visit.csrf_secret.empty();
    if (is_new) {
        visit.browser = base::random_token(access::kBrowserBits);
        visit.csrf_secret = visit.browser;
    }
    const LinkView view{
        .errors = mistakes.summary(),
        .giver = found->giver_name,
        .structure = found->giver_structure_name,
        .facts = facts_of(*found, Party::Outsider),
        .messages = message_labels(found->messages),
        .action = visit.request.path,
        .refusal = sharing::select_of(refusals(), {.name = "refus", .label = "Pourquoi"},
                                      visit.typed("refus"), mistakes),
        .accept_token = visit.form(),
        .refuse_token = visit.form()};
    auto response = ui::page(
        visit.frame("Une demande d’accompagnement"), [&](html::Writer& out) { render(out, view); },
        mistakes.empty() ? 200 : 422);
    if (is_new) access::set_cookie(visit.house, response, access::Cookie::Browser, visit.browser);
    return response;
}

// Opening it changes nothing: mail readers open links by themselves.
web::Response show_link(access::Visit& visit) {
    return link_page(visit, {});
}

web::Response post_link(access::Visit& visit) {
    const auto link = visit.request.param("lien");
    const bool accepts = visit.typed("reponse") == "oui";
    const auto done =
        accepts ? accept_by_link(visit, link) : refuse_by_link(visit, link, visit.typed("refus"));
    if (!done) {
        if (done.error().refusal != base::Refusal::Invalid)
            return access::refused(visit, done.error());
        ui::Mistakes mistakes;
        mistakes.add(done.error());
        return link_page(visit, mistakes);
    }
    return web::Response::see_other(accepts ? "/relais-propose?reponse=oui"
                                            : "/relais-propose?reponse=non");
}

web::Response show_answered(access::Visit& visit) {
    const AnsweredView view{.accepted = visit.request.query.get("reponse") == "oui"};
    return ui::page(visit.frame("Merci de votre réponse"),
                    [&](html::Writer& out) { render(out, view); });
}

}  // namespace

std::vector<access::Route> outside_routes() {
    using enum access::Caller;
    using enum access::Effect;
    using enum access::Rate;
    using web::Method;
    return {
        {Method::Get, kLinkPath, Anyone, Reads, SignIn, show_link},
        {Method::Post, kLinkPath, Anyone, Writes, SignIn, post_link},
        {Method::Get, "/relais-propose", Anyone, Reads, Page, show_answered},
    };
}

}  // namespace gps::relays
