#include "contact/pages_messages.hpp"

#include "contact/messages.hpp"
#include "contact/views.hpp"
#include "ui/french.hpp"
#include "ui/layout.hpp"
#include "ui/mistakes.hpp"

#include <fmt/format.h>

namespace gps::contact {
namespace {

base::PublicId written_about(const access::Visit& visit) {
    return base::PublicId::parse(visit.request.param("personne"));
}

ui::RadioGroup recipients_of(const Writing& found, const access::Visit& visit,
                             const ui::Mistakes& mistakes) {
    ui::RadioGroup group{.name = "destinataire",
                         .legend = "À qui",
                         .value = std::string(visit.typed("destinataire")),
                         .error = mistakes.on("destinataire"),
                         .required = true};
    const auto many = static_cast<std::int64_t>(found.colleagues.size());
    if (many == 0) return group;
    if (many > 1)
        group.options.push_back(
            {.value = std::string(kToAll),
             .text = fmt::format("À tous ({})", ui::count(many, "intervenant", "intervenants"))});
    for (const auto& one : found.colleagues)
        group.options.push_back({.value = one.choice(), .text = one.name, .hint = one.structure});
    return group;
}

web::Response writing_page(const access::Visit& visit, const ui::Mistakes& mistakes) {
    const auto found = writing(sharing::acting(visit), written_about(visit));
    if (!found) return access::refused(visit, found.error());
    const auto file = "/personnes/" + written_about(visit).text();
    WritingView view{.person = found->person,
                     .errors = mistakes.summary(),
                     .action = file + "/message",
                     .recipients = recipients_of(*found, visit, mistakes),
                     .subject = {.name = "sujet",
                                 .label = "Sujet",
                                 .value = std::string(visit.typed("sujet")),
                                 .error = mistakes.on("sujet"),
                                 .required = true},
                     .reply = {.name = "reponse",
                               .label = "J’accepte qu’on me réponde par courriel",
                               .hint = "Votre adresse électronique est alors donnée à ceux à qui "
                                       "vous écrivez.",
                               .ticked = visit.typed("reponse") == "oui"},
                     .token = visit.form(),
                     .file_href = file};
    for (const auto& one : subjects())
        view.subject.options.push_back(
            {.value = std::string(one.code), .text = std::string(one.label)});
    auto frame = visit.frame("Écrire aux intervenants");
    frame.breadcrumbs = {{.text = "Mes suivis", .href = "/suivis"},
                         {.text = "Dossier", .href = file}};
    auto response = ui::page(
        frame, [&](html::Writer& out) { render(out, view); }, mistakes.empty() ? 200 : 422);
    response.is_recorded = true;  // the file was shown: its reading stays in the trail
    return response;
}

}  // namespace

web::Response show_writing(access::Visit& visit) {
    return writing_page(visit, {});
}

web::Response post_message(access::Visit& visit) {
    const auto person = written_about(visit);
    const auto sent = send(sharing::acting(visit), person,
                           {.to = visit.typed("destinataire"),
                            .subject = visit.typed("sujet"),
                            .may_be_answered = visit.typed("reponse") == "oui"});
    if (sent) return access::done(visit, "/personnes/" + person.text(), "contact.sent");
    if (sent.error().refusal != base::Refusal::Invalid) return access::refused(visit, sent.error());
    ui::Mistakes mistakes;
    mistakes.add(sent.error());
    return writing_page(visit, mistakes);
}

web::Response show_message(access::Visit& visit) {
    const auto found =
        message(sharing::acting(visit), base::PublicId::parse(visit.request.param("message")));
    if (!found) return access::refused(visit, found.error());
    MessageView view{.sender = found->sender.empty() ? "Autre intervenant" : found->sender,
                     .subject = found->subject,
                     .sent = ui::date_long(base::paris_date(found->sent_at)),
                     .person = found->initials,
                     .file_href = "/personnes/" + found->person.text()};
    if (!found->structure.empty()) view.sender += ", " + found->structure;
    return ui::page(visit.frame("Un message par GPS"),
                    [&](html::Writer& out) { render(out, view); });
}

}  // namespace gps::contact
