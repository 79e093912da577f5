#include "app/pages.hpp"

#include "app/views.hpp"

#include <utility>

namespace gps::app {
namespace {

using access::Visit;

template <class View>
web::Response show(const Visit& visit, std::string title, const View& view) {
    return ui::page(visit.frame(std::move(title)), [&](html::Writer& out) { render(out, view); });
}

web::Response show_legal_notice(Visit& visit) {
    return show(visit, "Mentions légales",
                LegalNoticeView{.contact_security = visit.house.contact_security});
}

web::Response show_personal_data(Visit& visit) {
    return show(visit, "Données personnelles",
                PersonalDataView{.contact_rights = visit.house.contact_rights});
}

web::Response show_accessibility(Visit& visit) {
    return show(visit, "Déclaration d’accessibilité",
                AccessibilityView{.contact_rights = visit.house.contact_rights});
}

web::Response show_notice(Visit& visit) {
    return show(visit, "Information des personnes accompagnées",
                NoticeView{.contact_rights = visit.house.contact_rights});
}

web::Response show_easy_notice(Visit& visit) {
    return show(visit, "GPS et vous, en facile à lire",
                EasyNoticeView{.contact_rights = visit.house.contact_rights});
}

web::Response show_cookies(Visit& visit) {
    const CookiesView view{
        .lines = {{"gps_session", "vous garde connecté.", "douze heures au plus"},
                  {"gps_navigateur", "relie le code reçu par e-mail au navigateur qui l’a demandé.",
                   "jusqu’à la fermeture du navigateur"},
                  {"gps_message", "affiche une fois le résultat de votre action.", "une minute"},
                  {"gps_retour", "vous ramène à la page demandée après la connexion.",
                   "quinze minutes"}}};
    return show(visit, "Gestion des cookies", view);
}

web::Response show_site_map(Visit& visit) {
    SiteMapView view{
        .for_everyone = {{"Se connecter", "/connexion"},
                         {"Information des personnes accompagnées", "/information-personnes"},
                         {"GPS et vous, en facile à lire", "/information-personnes/falc"}}};
    for (const auto& link : ui::footer_links()) {
        if (link.href != "/plan-du-site") view.for_everyone.push_back({link.text, link.href});
    }
    const auto frame = visit.frame("Plan du site");
    for (const auto& link : frame.nav) view.for_professionals.push_back({link.text, link.href});
    if (visit.viewer.acting_for) {
        view.for_professionals.push_back({"Rappels demandés", "/rappels"});
        view.for_professionals.push_back({"Alertes", "/alertes"});
    }
    if (!frame.signed_in_name.empty()) {
        view.for_professionals.push_back({"Mes coordonnées", "/mon-compte/coordonnees"});
        view.for_professionals.push_back({"Mes connexions", "/mon-compte/connexions"});
    }
    return ui::page(frame, [&](html::Writer& out) { render(out, view); });
}

constexpr auto kGet = web::Method::Get;
constexpr auto kAnyone = access::Caller::Anyone;
constexpr auto kReads = access::Effect::Reads;
constexpr auto kPage = access::Rate::Page;

}  // namespace

// clang-format off
std::vector<access::Route> text_routes() {
    return {
        {kGet, "/mentions-legales",           kAnyone, kReads, kPage, show_legal_notice},
        {kGet, "/donnees-personnelles",       kAnyone, kReads, kPage, show_personal_data},
        {kGet, "/accessibilite",              kAnyone, kReads, kPage, show_accessibility},
        {kGet, "/gestion-des-cookies",        kAnyone, kReads, kPage, show_cookies},
        {kGet, "/plan-du-site",               kAnyone, kReads, kPage, show_site_map},
        {kGet, "/information-personnes",      kAnyone, kReads, kPage, show_notice},
        {kGet, "/information-personnes/falc", kAnyone, kReads, kPage, show_easy_notice},
    };
}
// clang-format on

}  // namespace gps::app
