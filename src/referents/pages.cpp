#include "referents/pages.hpp"

#include "referents/usecases.hpp"
#include "referents/views.hpp"
#include "sharing/coded_fields.hpp"
#include "ui/french.hpp"
#include "ui/layout.hpp"
#include "ui/mistakes.hpp"

#include <fmt/format.h>

namespace gps::referents {
namespace {

base::PublicId person_of(const access::Visit& visit) {
    return base::PublicId::parse(visit.request.param("personne"));
}

std::string file_of(const access::Visit& visit) {
    return "/personnes/" + person_of(visit).text();
}

// A choice names two things: who, and for which structure.
std::string value_of(const Candidate& one) {
    return one.professional.text() + "." + one.structure_id.text();
}

Choice choice_of(std::string_view typed) {
    const auto dot = typed.find('.');
    if (dot == std::string_view::npos) return {};
    return {.professional = base::PublicId::parse(typed.substr(0, dot)),
            .structure = base::PublicId::parse(typed.substr(dot + 1))};
}

std::string since(const OnPerson& found) {
    if (!found.in_force) return "";
    auto said = ", depuis le " + ui::date_long(base::paris_date(found.in_force->since));
    const auto reason = reason_label(found.in_force->reason);
    if (!reason.empty()) said += fmt::format(" ({})", reason);
    return said;
}

ui::RadioGroup candidates_of(const OnPerson& found, const access::Visit& visit,
                             const ui::Mistakes& mistakes) {
    ui::RadioGroup group{.name = "referent",
                         .legend = "Qui devient référent",
                         .value = std::string(visit.typed("referent")),
                         .error = mistakes.on("referent"),
                         .required = true};
    for (const auto& one : found.may_be_named)
        group.options.push_back({.value = value_of(one), .text = one.name, .hint = one.structure});
    return group;
}

std::string name_of(const OnPerson& found) {
    if (found.is_hidden) return "Autre intervenant";
    if (!found.referent) return "";
    const auto& one = *found.referent;
    return fmt::format("{}{}, {}", one.name, one.is_you ? " (vous)" : "", one.structure);
}

std::string until_of(const std::optional<base::Instant>& until) {
    if (!until) return "";
    return fmt::format("{} à {}", ui::date_long(base::paris_date(*until)),
                       base::paris_time(*until));
}

web::Response referent_page(const access::Visit& visit, const ui::Mistakes& mistakes) {
    const auto found = on_person(sharing::acting(visit), person_of(visit));
    if (!found) return access::refused(visit, found.error());
    ReferentView view{.person = found->person,
                      .errors = mistakes.summary(),
                      .referent = name_of(*found),
                      .since = since(*found),
                      .action = file_of(visit) + "/referent",
                      .may_designate = found->may_designate,
                      .candidates = candidates_of(*found, visit, mistakes),
                      .reason = select_of(reasons(), {.name = "motif", .label = "Motif"},
                                          visit.typed("motif"), mistakes),
                      .token = visit.form(),
                      .objection = select_of(
                          objections(), {.name = "opposition", .label = "Motif de l’opposition"},
                          visit.typed("opposition"), mistakes),
                      .objection_token = visit.form(),
                      .file_href = file_of(visit)};
    view.until = until_of(found->may_object_until);
    auto frame = visit.frame("Le référent de " + found->person);
    frame.breadcrumbs = {{.text = "Mes suivis", .href = "/suivis"},
                         {.text = "Dossier", .href = file_of(visit)}};
    auto response = ui::page(
        frame, [&](html::Writer& out) { render(out, view); }, mistakes.empty() ? 200 : 422);
    response.is_recorded = true;  // the file was shown: its reading stays in the trail
    return response;
}

web::Response show_referent(access::Visit& visit) {
    return referent_page(visit, {});
}

web::Response answered(const access::Visit& visit, const base::Result<>& done,
                       std::string_view message) {
    if (done) return access::done(visit, file_of(visit), message);
    if (done.error().refusal != base::Refusal::Invalid) return access::refused(visit, done.error());
    ui::Mistakes mistakes;
    mistakes.add(done.error());
    return referent_page(visit, mistakes);
}

web::Response post_designate(access::Visit& visit) {
    return answered(visit,
                    designate(sharing::acting(visit), person_of(visit),
                              choice_of(visit.typed("referent")), visit.typed("motif")),
                    "referents.designated");
}

web::Response post_object(access::Visit& visit) {
    return answered(visit,
                    object(sharing::acting(visit), person_of(visit), visit.typed("opposition")),
                    "referents.objected");
}

}  // namespace

std::vector<access::Route> routes() {
    using enum access::Caller;
    using enum access::Effect;
    using enum access::Rate;
    using web::Method;
    constexpr std::string_view kReferent = "/personnes/{personne}/referent";
    return {
        {Method::Get, kReferent, Member, Traces, Page, show_referent},
        {Method::Post, kReferent, Member, Writes, Act, post_designate},
        {Method::Post, "/personnes/{personne}/referent/opposition", Member, Writes, Act,
         post_object},
    };
}

}  // namespace gps::referents
