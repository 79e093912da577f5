#include "web/failure_page.hpp"

#include "html/writer.hpp"

#include <algorithm>
#include <array>

namespace gps::web {
namespace {

struct Failure {
    int status = 0;
    std::string_view title = {};
    std::string_view advice = {};
};

constexpr std::array kFailures = {
    Failure{400, "Demande incorrecte",
            "Votre navigateur a envoyé une demande que nous ne comprenons pas. Revenez à la page "
            "précédente et recommencez."},
    Failure{404, "Page introuvable", "Vérifiez l’adresse saisie ou revenez à l’accueil."},
    Failure{405, "Action impossible", "Cette adresse ne permet pas cette action."},
    Failure{408, "Envoi trop lent",
            "Votre demande n’est pas arrivée à temps. Vérifiez votre connexion et recommencez."},
    Failure{413, "Envoi trop volumineux",
            "Votre envoi dépasse la taille acceptée. Raccourcissez votre texte et recommencez."},
    Failure{415, "Format non accepté",
            "Ce type d’envoi n’est pas accepté. Utilisez le formulaire de la page précédente."},
    Failure{417, "Demande incorrecte",
            "Votre logiciel attend une réponse que nous ne donnons pas."},
    Failure{421, "Adresse inconnue", "Ce service ne répond pas à cette adresse."},
    Failure{431, "Demande trop longue",
            "L’adresse ou les cookies envoyés sont trop longs. Effacez les cookies de ce site et "
            "recommencez."},
    Failure{500, "Une erreur est survenue",
            "Votre demande n’a pas abouti et rien n’a été enregistré. Recommencez dans quelques "
            "minutes."},
    Failure{501, "Action inconnue", "Cette action n’existe pas sur ce service."},
    Failure{503, "Service très demandé",
            "Le service ne peut pas répondre pour le moment. Recommencez dans quelques secondes."},
    Failure{505, "Version non prise en charge",
            "Votre logiciel utilise une version de HTTP que ce service ne parle pas."},
};

constexpr Failure kUnlisted{0, "Une erreur est survenue", "Recommencez dans quelques minutes."};

Failure failure_of(int status) {
    const auto* const found =
        std::find_if(kFailures.begin(), kFailures.end(),
                     [status](const Failure& failure) { return failure.status == status; });
    return found == kFailures.end() ? kUnlisted : *found;
}

}  // namespace

Response failure_page(int status, std::string_view incident) {
    const Failure failure = failure_of(status);
    html::Writer out;
    out.markup(
        "<!DOCTYPE html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    out.text(failure.title);
    out.markup(" – GPS</title>\n</head>\n<body>\n<main>\n<h1>");
    out.text(failure.title);
    out.markup("</h1>\n<p>");
    out.text(failure.advice);
    out.markup("</p>\n<p>Numéro d’incident\u00a0: ");
    out.text(incident);
    out.markup("</p>\n<p><a href=\"/\">Revenir à l’accueil</a></p>\n</main>\n</body>\n</html>\n");
    return Response::html(out.take(), status);
}

}  // namespace gps::web
