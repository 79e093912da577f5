#include "ui/error_pages.hpp"

#include "ui/error_view.hpp"
#include "ui/messages.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace gps::ui {
namespace {

struct Text {
    int status = 500;
    std::string_view title = {};
    std::string_view happened = {};
    std::string_view what_to_do = {};
};

constexpr std::array kTexts{
    Text{.status = 403,
         .title = "Accès refusé",
         .happened = "Vous n’avez pas le droit d’ouvrir cette page.",
         .what_to_do = "Si vous agissez pour plusieurs structures, vérifiez que vous avez "
                       "choisi la bonne. Sinon, adressez-vous à l’administrateur de votre "
                       "structure."},
    Text{.status = 404,
         .title = "Page introuvable",
         .happened = "Cette page n’existe pas, ou vous n’y avez pas accès.",
         .what_to_do = "Si vous avez saisi l’adresse, vérifiez-la. Si vous avez suivi un "
                       "lien, il n’est peut-être plus valable."},
    Text{.status = 405,
         .title = "Action impossible",
         .happened = "Cette adresse ne s’ouvre pas de cette façon.",
         .what_to_do = "Revenez à l’accueil, puis recommencez depuis la page concernée."},
    Text{.status = 409,
         .title = "La situation a changé",
         .happened = "Ce que vous vouliez modifier a changé entre-temps.",
         .what_to_do = "Rouvrez la page pour voir la situation à jour, puis recommencez si "
                       "c’est encore utile."},
    Text{.status = 422,
         .title = "Demande incomplète",
         .happened = "Les informations envoyées n’ont pas pu être prises en compte.",
         .what_to_do = "Revenez à la page précédente, vérifiez vos réponses, puis envoyez à "
                       "nouveau le formulaire."},
    Text{.status = 429,
         .title = "Trop de demandes",
         .happened = "Trop de demandes ont été envoyées en peu de temps.",
         .what_to_do = "Attendez quelques minutes, puis réessayez."},
    Text{.status = 500,
         .title = "Une erreur est survenue",
         .happened = "Le service n’a pas pu répondre. Rien n’a été enregistré.",
         .what_to_do = "Réessayez dans quelques minutes."},
    Text{.status = 503,
         .title = "Service momentanément indisponible",
         .happened = "Le service ne peut pas répondre pour le moment. Rien n’a été "
                     "enregistré.",
         .what_to_do = "Réessayez dans quelques minutes."},
};

// Whether a form was treated may be unknown: the answer to its commit can be lost.
constexpr std::string_view kNotAnswered =
    "Le service n’a pas pu répondre. Vous pouvez envoyer de nouveau ce que vous avez saisi : s’il "
    "avait été reçu, il ne comptera qu’une fois.";

ErrorView view_of(int status) {
    const auto* found = std::ranges::find(kTexts, status, &Text::status);
    if (found == kTexts.end()) return view_of(500);
    return {.status = found->status,
            .title = found->title,
            .happened = found->happened,
            .what_to_do = found->what_to_do};
}

web::Response show(Frame frame, const ErrorView& view) {
    frame.title = view.title;
    frame.breadcrumbs.clear();
    return page(
        frame, [&view](html::Writer& out) { render(out, view); }, view.status);
}

int status_of(base::Refusal refusal) {
    switch (refusal) {
        case base::Refusal::NotFound:
            return 404;
        case base::Refusal::Forbidden:
            return 403;
        case base::Refusal::Invalid:
            return 422;
        case base::Refusal::Conflict:
            return 409;
        case base::Refusal::TooMany:
            return 429;
    }
    throw std::logic_error("a refusal without a status");
}

}  // namespace

web::Response error_page(Frame frame, int status, std::string_view incident, SendAgain again) {
    ErrorView view = view_of(status);
    if (view.status >= 500) view.incident = incident;
    if (view.status >= 500 && !again.action.empty()) view.happened = kNotAnswered;
    view.again = std::move(again);
    return show(std::move(frame), view);
}

SendAgain sent_by(const web::Request& request) {
    if (request.method != web::Method::Post || request.form.fields().empty()) return {};
    SendAgain again{.action = request.path};
    for (const auto& [name, value] : request.form.fields()) again.fields.push_back({name, value});
    return again;
}

web::Response refusal_page(Frame frame, const base::Error& error) {
    ErrorView view = view_of(status_of(error.refusal));
    // What does not exist and what may not be known to exist read the same.
    if (error.refusal != base::Refusal::NotFound) {
        view.happened = message(error.message);
        view.what_to_do = {};
    }
    return show(std::move(frame), view);
}

}  // namespace gps::ui
