#include "requests/pages_details.hpp"

#include "grants/model.hpp"
#include "grants/wording.hpp"
#include "requests/requests.hpp"
#include "requests/views.hpp"
#include "ui/french.hpp"
#include "ui/layout.hpp"
#include "ui/mistakes.hpp"

#include <fmt/format.h>

namespace gps::requests {
namespace {

base::PublicId person_of(const access::Visit& visit) {
    return base::PublicId::parse(visit.request.param("personne"));
}

web::Response details_page(const access::Visit& visit, const DetailsTyped& typed,
                           const ui::Mistakes& mistakes) {
    const auto may = may_ask_details(sharing::acting(visit), person_of(visit));
    if (!may) return access::refused(visit, may.error());
    const auto& initials = may->standing.initials;
    const auto file = "/personnes/" + person_of(visit).text();
    DetailsView view{
        .person = initials.last + " " + initials.first,
        .action = file + "/details",
        .back_href = file + "/informations",
        .errors = mistakes.summary(),
        .token = visit.form(),
        .reason = {.name = "motif",
                   .label = "Motif de la demande",
                   .value = typed.reason,
                   .error = mistakes.on("motif"),
                   .required = true},
        .explanation = {.name = "precision",
                        .label = "Pourquoi les initiales ne suffisent pas",
                        .hint = "Une phrase, de 20 à 300 caractères. N’écrivez ni numéro, ni "
                                "adresse, ni rien sur la santé, la justice ou les opinions.",
                        .value = typed.explanation,
                        .error = mistakes.on("precision"),
                        .max_length = grants::kLongestWording,
                        .required = true}};
    if (may->pending_since)
        view.pending = fmt::format("Votre demande du {} attend une réponse, au plus tard le {}.",
                                   ui::date_long(*may->pending_since),
                                   ui::date_long(may->pending_since->plus_days(kDaysToAnswer)));
    for (const auto& reason : grants::reasons())
        view.reason.options.push_back(
            {.value = std::string(reason.code), .text = std::string(reason.label)});
    auto frame = visit.frame("Voir l’identité complète");
    frame.breadcrumbs = {{.text = "Mes suivis", .href = "/suivis"}};
    return ui::page(
        frame, [&](html::Writer& out) { render(out, view); }, mistakes.empty() ? 200 : 422);
}

}  // namespace

web::Response show_details(access::Visit& visit) {
    return details_page(visit, {}, {});
}

web::Response post_details(access::Visit& visit) {
    const DetailsTyped typed{.reason = std::string(visit.typed("motif")),
                             .explanation = std::string(visit.typed("precision"))};
    ui::Mistakes mistakes;
    for (const auto& error : mistakes_in(typed)) mistakes.add(error);
    if (!mistakes.empty()) return details_page(visit, typed, mistakes);
    const auto asked = ask_details(sharing::acting(visit), person_of(visit), typed);
    if (!asked) return access::refused(visit, asked.error());
    return access::done(visit, "/demandes", "requests.details_asked");
}

}  // namespace gps::requests
