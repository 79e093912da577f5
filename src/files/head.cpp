#include "files/head.hpp"

#include "ui/french.hpp"

#include <fmt/format.h>

namespace gps::files {

using sharing::File;
using sharing::Level;
using sharing::Standing;
using sharing::Tab;

namespace {

// Until when the viewer sees the details, when nothing but a grant or an emergency shows them.
std::string until_when(const Standing& standing, bool is_of_right) {
    if (is_of_right || standing.sight.level != Level::Details) return "";
    if (standing.emergency_until)
        return fmt::format(
            "Accès d’urgence\u00a0: vous voyez l’identité complète jusqu’au {} à {}.",
            ui::date_long(base::paris_date(*standing.emergency_until)),
            base::paris_time(*standing.emergency_until));
    if (!standing.own.granted_until) return "";
    return fmt::format("Vous voyez l’identité complète jusqu’au {}.",
                       ui::date_long(*standing.own.granted_until));
}

// Thirty days after they were told, as the job does (ADR 0035).
std::string ending_of(const Standing& standing) {
    if (!standing.warned_on || !standing.own.is_ongoing() || standing.sight.is_frozen) return "";
    constexpr int kDaysOfWarning = 30;
    return fmt::format(
        "Aucun contact avec cette personne n’est connu depuis vingt-quatre mois\u00a0: votre "
        "intervention se terminera d’elle-même le {}.",
        ui::date_long(standing.warned_on->plus_days(kDaysOfWarning)));
}

std::string alerts_of(const Standing& standing) {
    if (standing.sight.is_frozen || standing.alerts_open == 0) return "";
    return standing.alerts_open == 1
               ? "Une alerte est ouverte"
               : fmt::format("{} alertes sont ouvertes", standing.alerts_open);
}

}  // namespace

base::PublicId person_of(const access::Visit& visit) {
    return base::PublicId::parse(visit.request.param("personne"));
}

std::string address(const base::PublicId& person, std::string_view tab) {
    return fmt::format("/personnes/{}{}", person.text(), tab);
}

std::string spoken(const sharing::Period& period, base::Date today) {
    if (period.ended_on == period.started_on) return "Le " + ui::date_long(period.started_on);
    if (period.ended_on)
        return fmt::format("Du {} au {}", ui::date_long(period.started_on),
                           ui::date_long(*period.ended_on));
    return fmt::format("Depuis le {} ({})", ui::date_long(period.started_on),
                       ui::duration_since(period.started_on, today));
}

base::Result<File> read(const access::Visit& visit, Tab tab) {
    return sharing::read_file(sharing::acting(visit), person_of(visit), tab);
}

FileHead head_of(const access::Visit& visit, const File& file, Tab current) {
    const auto& standing = file.standing;
    const auto& person = standing.public_id;
    FileHead head{.name = file.shown_name,
                  .is_frozen = standing.sight.is_frozen,
                  .sees_details = standing.sight.level == Level::Details,
                  .is_past = !standing.own.is_ongoing() && !standing.sight.sees_whole_group,
                  .tabs = {.label = "Dossier",
                           .tabs = {{.text = "Intervenants",
                                     .href = address(person),
                                     .is_current = current == Tab::Contributors},
                                    {.text = "Parcours",
                                     .href = address(person, "/parcours"),
                                     .is_current = current == Tab::Trajectory},
                                    {.text = "Informations",
                                     .href = address(person, "/informations"),
                                     .is_current = current == Tab::Information},
                                    {.text = "Mon intervention",
                                     .href = address(person, "/mon-intervention"),
                                     .is_current = current == Tab::Mine}}}};
    head.alerts = alerts_of(standing);
    head.alerts_href = address(person, "/alertes");
    head.ending = ending_of(standing);
    if (!head.ending.empty()) {
        head.keep_action = address(person, "/continuer");
        head.keep_token = visit.form();
    }
    head.until = until_when(standing, sees_of_right(visit.viewer.is_habilitated(), standing.own));
    if (head.sees_details && standing.requests_waiting > 0)
        head.requests =
            standing.requests_waiting == 1
                ? "Une demande attend votre réponse"
                : fmt::format("{} demandes attendent votre réponse", standing.requests_waiting);
    return head;
}

ui::Frame frame_of(const access::Visit& visit, const File& file, std::string_view tab) {
    auto frame = visit.frame(fmt::format("{} – {}", tab, file.shown_name));
    frame.breadcrumbs = {{.text = "Mes suivis", .href = "/suivis"}};
    return frame;
}

web::Response not_here(const access::Visit& visit, const base::Error& error) {
    if (sharing::structure_to_switch_to(visit.tx, visit.viewer, person_of(visit)))
        return access::done(visit, "/structure", "sharing.other_structure");
    return access::refused(visit, error);
}

}  // namespace gps::files
