#include "contact/pages.hpp"

#include "contact/pages_messages.hpp"
#include "contact/pages_sheet.hpp"
#include "contact/usecases.hpp"
#include "contact/vcard.hpp"
#include "contact/views.hpp"
#include "people/identity.hpp"
#include "ui/french.hpp"
#include "ui/layout.hpp"
#include "ui/mistakes.hpp"

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
    const auto revealed = reveal(sharing::acting(visit), what);
    if (!revealed) return access::refused(visit, revealed.error());
    ContactView view{.name = revealed->name,
                     .structure = revealed->structure,
                     .reach = reach(*revealed, *channel),
                     .file_href = "/personnes/" + what.person.text(),
                     .token = visit.form()};
    view.keep_action = view.file_href + "/contact/vcard";
    view.token.key.clear();  // taking it away twice is counted twice
    for (const auto* field : {"intervenant", "structure", "canal"})
        view.asked.push_back({.name = field, .value = std::string(visit.typed(field))});
    auto frame = visit.frame("Joindre " + revealed->name);
    frame.breadcrumbs = {{.text = "Mes suivis", .href = "/suivis"},
                         {.text = "Dossier", .href = view.file_href}};
    return ui::page(frame, [&](html::Writer& out) { render(out, view); });
}

// The same rule and the same trace as showing it.
web::Response post_vcard(access::Visit& visit) {
    const auto channel = channel_of(visit.typed("canal"));
    if (!channel) return access::refused(visit, {base::Refusal::Invalid, "contact.channel"});
    auto what = asked(visit, *channel);
    what.is_kept = true;
    const auto revealed = reveal(sharing::acting(visit), what);
    if (!revealed) return access::refused(visit, revealed.error());
    web::Response response;
    response.body = vcard(*revealed, *channel);
    response.set("Content-Type", "text/vcard; charset=utf-8");
    response.set("Content-Disposition", "attachment; filename=\"contact.vcf\"");
    return response;
}

// ---- One's own ----------------------------------------------------------------------------------

constexpr std::string_view kOwn = "/mon-compte/coordonnees";

web::Response own_page(const access::Visit& visit, std::string phone, bool is_on_sheet,
                       const ui::Mistakes& mistakes) {
    OwnView view{.email = own(sharing::acting(visit)).email,
                 .errors = mistakes.summary(),
                 .phone = ui::phone_field("telephone", "Votre numéro professionnel"),
                 .on_sheet = {.name = "fiche",
                              .label = "J’accepte que ce numéro soit sur la fiche contacts",
                              .hint = "Les intervenants l’impriment et la donnent aux personnes "
                                      "que vous suivez, qui peuvent alors vous appeler.",
                              .ticked = is_on_sheet},
                 .token = visit.form()};
    view.phone.value = std::move(phone);
    view.phone.error = mistakes.on(view.phone.name);
    return ui::page(
        visit.frame("Mes coordonnées"), [&](html::Writer& out) { render(out, view); },
        mistakes.empty() ? 200 : 422);
}

web::Response show_own(access::Visit& visit) {
    const auto known = own(sharing::acting(visit));
    const auto phone = people::Phone::parse(known.phone);
    return own_page(visit, phone ? phone->national() : known.phone, known.is_on_sheet, {});
}

web::Response post_own(access::Visit& visit) {
    const auto typed = visit.typed("telephone");
    const bool is_on_sheet = visit.typed("fiche") == "oui";
    const auto kept = set_own(sharing::acting(visit), {.phone = typed, .is_on_sheet = is_on_sheet});
    if (kept) return access::done(visit, std::string(kOwn), "contact.own_kept");
    ui::Mistakes mistakes;
    mistakes.add(kept.error());
    return own_page(visit, std::string(typed), is_on_sheet, mistakes);
}

}  // namespace

std::vector<access::Route> routes() {
    using access::Caller;
    using access::Effect;
    using access::Rate;
    return {
        {web::Method::Post, "/personnes/{personne}/contact", Caller::Member, Effect::Writes,
         Rate::Act, post_contact},
        {web::Method::Post, "/personnes/{personne}/contact/vcard", Caller::Member, Effect::Writes,
         Rate::Act, post_vcard},
        {web::Method::Get, "/personnes/{personne}/message", Caller::Member, Effect::Traces,
         Rate::Page, show_writing},
        {web::Method::Post, "/personnes/{personne}/message", Caller::Member, Effect::Writes,
         Rate::Act, post_message},
        {web::Method::Get, "/personnes/{personne}/fiche-contacts", Caller::Member, Effect::Traces,
         Rate::Page, show_sheet},
        {web::Method::Get, "/messages/{message}", Caller::Member, Effect::Reads, Rate::Page,
         show_message},
        {web::Method::Get, kOwn, Caller::SignedIn, Effect::Reads, Rate::Page, show_own},
        {web::Method::Post, kOwn, Caller::SignedIn, Effect::Writes, Rate::Act, post_own},
    };
}

}  // namespace gps::contact
