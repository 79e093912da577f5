#include "proconnect/pages_identities.hpp"

#include "factors/usecases.hpp"
#include "proconnect/identities.hpp"
#include "proconnect/views.hpp"
#include "ui/french.hpp"
#include "ui/layout.hpp"

namespace gps::proconnect {
namespace {

constexpr std::string_view kIdentities = "/mon-compte/securite/proconnect";

std::string day_of(base::Instant at) {
    return ui::date_long(base::paris_date(at));
}

IdentitiesView::Line line_of(const access::Visit& visit, const OwnIdentity& identity) {
    IdentitiesView::Line line{.email = identity.email, .linked = day_of(identity.linked_at)};
    if (identity.used_at) line.used = day_of(*identity.used_at);
    if (!visit.viewer.is_full()) return line;
    line.name = identity.name;
    line.token = visit.form();
    return line;
}

web::Response show_identities(access::Visit& visit) {
    IdentitiesView view{.is_offered = visit.house.proconnect != nullptr};
    for (const auto& identity : identities(visit)) view.lines.push_back(line_of(visit, identity));
    view.must_strengthen = !visit.viewer.is_full() && !view.lines.empty();
    view.is_last_way = visit.viewer.is_full() && view.lines.size() == 1 &&
                       !factors::factors(visit.tx, visit.viewer.id).any();
    auto frame = visit.frame("Identités ProConnect");
    frame.breadcrumbs = {{.text = "Double authentification", .href = "/mon-compte/securite"}};
    return ui::page(frame, [&](html::Writer& out) { render(out, view); });
}

web::Response post_detach(access::Visit& visit) {
    const auto detached = detach(visit, visit.typed("identite"));
    if (!detached) return access::refused(visit, detached.error());
    return access::done(visit, std::string(kIdentities), "proconnect.detached");
}

}  // namespace

std::vector<access::Route> identity_routes() {
    using enum access::Caller;
    using enum access::Effect;
    using access::Rate;
    using web::Method;
    return {
        {Method::Get, kIdentities, SignedIn, Reads, Rate::Page, show_identities},
        {Method::Post, "/mon-compte/securite/proconnect/detacher", SignedIn, Writes, Rate::Act,
         post_detach},
    };
}

}  // namespace gps::proconnect
