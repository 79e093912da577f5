#include "emergency/pages.hpp"

#include "emergency/usecases.hpp"
#include "emergency/views.hpp"
#include "grants/wording.hpp"
#include "ui/french.hpp"
#include "ui/layout.hpp"
#include "ui/mistakes.hpp"

#include <fmt/format.h>

namespace gps::emergency {
namespace {

base::PublicId person_of(const access::Visit& visit) {
    return base::PublicId::parse(visit.request.param("personne"));
}

std::string file_of(const access::Visit& visit) {
    return "/personnes/" + person_of(visit).text();
}

ui::Frame frame_below(const access::Visit& visit, std::string title, ui::Breadcrumb above) {
    auto frame = visit.frame(std::move(title));
    frame.breadcrumbs = {std::move(above)};
    return frame;
}

// ---- Opening ------------------------------------------------------------------------------------

constexpr std::string_view kHint =
    "Une phrase, de 20 à 300 caractères. N’écrivez ni numéro, ni adresse, ni rien sur la santé, la "
    "justice ou les opinions.";

web::Response open_page(const access::Visit& visit, const Typed& typed,
                        const ui::Mistakes& mistakes) {
    const auto standing = may_open(sharing::acting(visit), person_of(visit));
    if (!standing) return access::refused(visit, standing.error());
    OpenView view{.person = standing->initials.last + " " + standing->initials.first,
                  .action = file_of(visit) + "/urgence",
                  .back_href = file_of(visit),
                  .errors = mistakes.summary(),
                  .token = visit.form(),
                  .reason = {.name = "motif",
                             .label = "Motif de l’urgence",
                             .value = typed.reason,
                             .error = mistakes.on("motif"),
                             .required = true},
                  .explanation = {.name = "precision",
                                  .label = "Ce qui presse",
                                  .hint = std::string(kHint),
                                  .value = typed.explanation,
                                  .error = mistakes.on("precision"),
                                  .max_length = grants::kLongestWording,
                                  .required = true}};
    for (const auto& reason : reasons())
        view.reason.options.push_back(
            {.value = std::string(reason.code), .text = std::string(reason.label)});
    const auto frame =
        frame_below(visit, "Accès d’urgence", {.text = "Mes suivis", .href = "/suivis"});
    return ui::page(
        frame, [&](html::Writer& out) { render(out, view); }, mistakes.empty() ? 200 : 422);
}

web::Response show_open(access::Visit& visit) {
    return open_page(visit, {}, {});
}

web::Response post_open(access::Visit& visit) {
    const Typed typed{.reason = std::string(visit.typed("motif")),
                      .explanation = std::string(visit.typed("precision"))};
    ui::Mistakes mistakes;
    for (const auto& error : mistakes_in(typed)) mistakes.add(error);
    if (!mistakes.empty()) return open_page(visit, typed, mistakes);
    const auto opened = open(sharing::acting(visit), person_of(visit), typed);
    if (!opened) return access::refused(visit, opened.error());
    return access::done(visit, file_of(visit) + "/informations", "emergency.opened");
}

// ---- Review -------------------------------------------------------------------------------------

struct Reviewing {
    Where where = Where::Person;
    std::string path = {};
    std::string lead = {};
    ui::Breadcrumb above = {};
    std::string back_href = {};
    std::string back = {};
};

// What was typed of one of them.
struct TypedReview {
    base::PublicId emergency = {};
    std::string verdict = {};
    std::string note = {};
    ui::Mistakes mistakes = {};
};

std::string spoken(base::Instant at) {
    return fmt::format("{} à {}", ui::date_long(base::paris_date(at)), base::paris_time(at));
}

ui::Badge badge_of(const Emergency& one) {
    if (!one.verdict) return {.tone = ui::Tone::New, .text = "À examiner"};
    return {.tone = *one.verdict == Verdict::Justified ? ui::Tone::Success : ui::Tone::Error,
            .text = std::string(label(*one.verdict))};
}

ReviewView::Line line_of(const access::Visit& visit, const Emergency& one,
                         const Reviewing& reviewing, const TypedReview& typed) {
    ReviewView::Line line{.who = one.who,
                          .structure = one.structure,
                          .person = one.person,
                          .reason = one.reason,
                          .explanation = one.explanation,
                          .when = fmt::format("Ouvert le {}\u00a0; jusqu’au {}",
                                              spoken(one.opened_at), spoken(one.until)),
                          .state = badge_of(one),
                          .note = one.note};
    if (one.verdict) return line;
    const bool is_typed = typed.emergency == one.id;
    const auto id = one.id.text();
    line.review = fmt::format("{}/{}/examiner", reviewing.path, id);
    line.token = visit.form();
    line.verdict = {.name = "verdict-" + id,
                    .legend = "Cet accès était-il justifié\u00a0?",
                    .options = {{.value = std::string(code(Verdict::Justified)),
                                 .text = std::string(label(Verdict::Justified))},
                                {.value = std::string(code(Verdict::Unjustified)),
                                 .text = std::string(label(Verdict::Unjustified)),
                                 .hint = "L’accès prend fin tout de suite."}},
                    .value = is_typed ? typed.verdict : "",
                    .error = typed.mistakes.on("verdict-" + id),
                    .required = true};
    line.note_field = {.name = "note-" + id,
                       .label = "Note",
                       .hint = std::string(kHint),
                       .value = is_typed ? typed.note : "",
                       .error = typed.mistakes.on("note-" + id),
                       .max_length = grants::kLongestWording,
                       .required = true};
    return line;
}

web::Response review_page(const access::Visit& visit, const Reviewing& reviewing,
                          const std::vector<Emergency>& emergencies, const TypedReview& typed) {
    ReviewView view{.lead = reviewing.lead,
                    .errors = typed.mistakes.summary(),
                    .back_href = reviewing.back_href,
                    .back = reviewing.back};
    for (const auto& one : emergencies) view.lines.push_back(line_of(visit, one, reviewing, typed));
    auto response = ui::page(
        frame_below(visit, "Accès d’urgence", reviewing.above),
        [&](html::Writer& out) { render(out, view); }, typed.mistakes.empty() ? 200 : 422);
    response.is_recorded = true;  // where the file was shown, its reading stays in the trail
    return response;
}

Reviewing of_person(const access::Visit& visit) {
    return {.where = Where::Person,
            .path = file_of(visit) + "/urgences",
            .lead = "Ces intervenants ont ouvert en urgence l’identité complète de la personne.",
            .above = {.text = "Mes suivis", .href = "/suivis"},
            .back_href = file_of(visit) + "/informations",
            .back = "Revenir au dossier"};
}

Reviewing of_team() {
    return {.where = Where::Structure,
            .path = "/equipe/urgences",
            .lead =
                "Ces membres de votre structure ont ouvert en urgence l’identité complète "
                "d’une personne qu’ils suivent.",
            .above = {.text = "Mon équipe", .href = "/equipe"},
            .back_href = "/equipe",
            .back = "Revenir à mon équipe"};
}

Reviewing of_everyone() {
    return {.where = Where::Everywhere,
            .path = "/plateforme/urgences",
            .lead =
                "Ces professionnels ont ouvert en urgence l’identité complète d’une personne. "
                "Vous ne voyez rien de la personne\u00a0: jugez avec la structure.",
            .above = {.text = "Demandes", .href = "/demandes"},
            .back_href = "/demandes",
            .back = "Revenir aux demandes"};
}

web::Response person_page(const access::Visit& visit, const TypedReview& typed) {
    const auto found = on_person(sharing::acting(visit), person_of(visit));
    if (!found) return access::refused(visit, found.error());
    return review_page(visit, of_person(visit), found->emergencies, typed);
}

web::Response team_page(const access::Visit& visit, const TypedReview& typed) {
    return review_page(visit, of_team(), of_structure(sharing::acting(visit)), typed);
}

web::Response everyone_page(const access::Visit& visit, const TypedReview& typed) {
    return review_page(visit, of_everyone(), everywhere(sharing::acting(visit)), typed);
}

web::Response show_person(access::Visit& visit) {
    return person_page(visit, {});
}
web::Response show_team(access::Visit& visit) {
    return team_page(visit, {});
}
web::Response show_everyone(access::Visit& visit) {
    return everyone_page(visit, {});
}

using ShowPage = web::Response (*)(const access::Visit&, const TypedReview&);

web::Response post_review(const access::Visit& visit, const Reviewing& reviewing, ShowPage again) {
    const auto id = visit.request.param("urgence");
    TypedReview typed{.emergency = base::PublicId::parse(id)};
    typed.verdict = std::string(visit.typed("verdict-" + typed.emergency.text()));
    typed.note = std::string(visit.typed("note-" + typed.emergency.text()));
    const auto done =
        review(sharing::acting(visit), reviewing.where, person_of(visit),
               {.emergency = typed.emergency, .verdict = typed.verdict, .note = typed.note});
    if (done) return access::done(visit, reviewing.path, "emergency.reviewed");
    if (done.error().refusal != base::Refusal::Invalid) return access::refused(visit, done.error());
    typed.mistakes.add(fmt::format("{}-{}", done.error().field, typed.emergency.text()),
                       done.error().message);
    return again(visit, typed);
}

web::Response post_for_person(access::Visit& visit) {
    return post_review(visit, of_person(visit), person_page);
}
web::Response post_for_team(access::Visit& visit) {
    return post_review(visit, of_team(), team_page);
}
web::Response post_for_everyone(access::Visit& visit) {
    return post_review(visit, of_everyone(), everyone_page);
}

}  // namespace

std::vector<access::Route> routes() {
    using enum access::Caller;
    using enum access::Effect;
    using enum access::Rate;
    using web::Method;
    constexpr std::string_view kOpen = "/personnes/{personne}/urgence";
    return {
        {Method::Get, kOpen, Member, Reads, Page, show_open},
        {Method::Post, kOpen, Member, Writes, Act, post_open},
        {Method::Get, "/personnes/{personne}/urgences", Member, Traces, Page, show_person},
        {Method::Post, "/personnes/{personne}/urgences/{urgence}/examiner", Member, Writes, Act,
         post_for_person},
        {Method::Get, "/equipe/urgences", Administrator, Reads, Page, show_team},
        {Method::Post, "/equipe/urgences/{urgence}/examiner", Administrator, Writes, Act,
         post_for_team},
        {Method::Get, "/plateforme/urgences", Platform, Reads, Page, show_everyone},
        {Method::Post, "/plateforme/urgences/{urgence}/examiner", Platform, Writes, Act,
         post_for_everyone},
    };
}

}  // namespace gps::emergency
