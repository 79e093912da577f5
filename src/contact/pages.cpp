#include "contact/pages.hpp"

#include "contact/usecases.hpp"
#include "contact/views.hpp"
#include "ui/french.hpp"
#include "ui/layout.hpp"

namespace gps::contact {
namespace {

Asked asked(const access::Visit& visit, Channel channel) {
    return {.person = base::PublicId::parse(visit.request.param("personne")),
            .professional = base::PublicId::parse(visit.typed("intervenant")),
            .structure = base::PublicId::parse(visit.typed("structure")),
            .channel = channel};
}

ui::DefinitionList reach(const Revealed& revealed, Channel channel) {
    if (revealed.value.empty()) return {};
    if (channel == Channel::Email)
        return {.entries = {{.term = "Adresse électronique",
                             .text = revealed.value,
                             .href = "mailto:" + revealed.value}}};
    return {.entries = {{.term = "Téléphone",
                         .text = ui::unbroken(revealed.value),
                         .href = "tel:" + revealed.value}}};
}

// Shown in the answer itself: an address of a page would be read again without a trace.
web::Response post_contact(access::Visit& visit) {
    const auto channel = channel_of(visit.typed("canal"));
    if (!channel) return access::refused(visit, {base::Refusal::Invalid, "contact.channel"});
    const auto what = asked(visit, *channel);
    const auto revealed = reveal(followup::acting(visit), what);
    if (!revealed) return access::refused(visit, revealed.error());
    const ContactView view{.name = revealed->name,
                           .structure = revealed->structure,
                           .reach = reach(*revealed, *channel),
                           .file_href = "/personnes/" + what.person.text()};
    auto frame = visit.frame("Joindre " + revealed->name);
    frame.breadcrumbs = {{.text = "Mes suivis", .href = "/suivis"},
                         {.text = "Dossier", .href = view.file_href}};
    return ui::page(frame, [&](html::Writer& out) { render(out, view); });
}

}  // namespace

std::vector<access::Route> routes() {
    using access::Caller;
    using access::Effect;
    using access::Rate;
    return {{web::Method::Post, "/personnes/{personne}/contact", Caller::Member, Effect::Writes,
             Rate::Act, post_contact}};
}

}  // namespace gps::contact
