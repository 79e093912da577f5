#include "emergency/usecases.hpp"

#include "access/limits.hpp"
#include "emergency/store.hpp"
#include "grants/wording.hpp"
#include "mail/usecases.hpp"
#include "people/addressees_store.hpp"

#include <fmt/format.h>

namespace gps::emergency {
namespace {

using base::Refusal;

// Whoever opens two at once: the second waits for the first, and counts it.
constexpr access::Limit kOneAtATime{"emergencies", 60, std::chrono::hours(1)};

void tell(const Acting& acting, const std::string& address, std::string_view what,
          std::string_view path) {
    mail::queue(acting.tx, {.kind = "emergency.told",
                            .recipient = address,
                            .subject = "Accès d’urgence sur GPS",
                            .body = fmt::format("Bonjour,\n\n{}\n\n    {}{}\n\nL’équipe GPS\n",
                                                what, acting.house.public_url, path),
                            .queued_at = acting.house.clock.now()});
}

constexpr std::string_view kOpened =
    "Un professionnel a ouvert en urgence l’identité complète d’une personne, pour "
    "soixante-douze heures. Examinez cet accès dans GPS.";

// Nothing that names anybody is in the mail: the address of a page holds a random number.
void tell_reviewers(const Acting& acting, const sharing::Standing& standing) {
    const auto& viewer = acting.viewer;
    const auto file = "/personnes/" + standing.public_id.text() + "/urgences";
    for (const auto& address : store::addresses_on_file(acting.tx, standing.person, viewer.id))
        tell(acting, address, kOpened, file);
    const auto administering =
        people::store::administrators(acting.tx, viewer.structure(), viewer.id);
    for (const auto& address : administering) tell(acting, address, kOpened, "/equipe/urgences");
    if (!administering.empty()) return;
    for (const auto& address : people::store::platform_team(acting.tx, viewer.id))
        tell(acting, address, kOpened, "/plateforme/urgences");
}

base::Result<sharing::Standing> reviewing(const Acting& acting, const base::PublicId& person) {
    auto found = sharing::standing(acting.tx, acting.viewer, person, acting.house.clock.now());
    if (!found) return found;
    if (!sharing::may_review_sight(*found, acting.viewer.is_habilitated()))
        return base::refuse(Refusal::NotFound, "sharing.no_file");
    return found;
}

}  // namespace

base::Result<sharing::Standing> may_open(const Acting& acting, const base::PublicId& person) {
    auto found = sharing::standing(acting.tx, acting.viewer, person, acting.house.clock.now());
    if (!found) return found;
    if (!sharing::may_ask_details(*found))
        return base::refuse(Refusal::Conflict, "grants.nothing_to_ask");
    if (!acting.viewer.is_full())
        return base::refuse(Refusal::Forbidden, "factors.needs_full_session");
    return found;
}

std::vector<base::Error> mistakes_in(const Typed& typed) {
    std::vector<base::Error> mistakes;
    if (!is_reason(typed.reason))
        mistakes.push_back({Refusal::Invalid, "emergency.reason_required", "motif"});
    if (const auto right = grants::check_wording(typed.explanation, "precision"); !right)
        mistakes.push_back(right.error());
    return mistakes;
}

base::Result<> open(const Acting& acting, const base::PublicId& person, const Typed& typed) {
    const auto standing = may_open(acting, person);
    if (!standing) return base::pass_on(standing);
    if (!is_reason(typed.reason))
        return base::refuse(Refusal::Invalid, "emergency.reason_required", "motif");
    auto explanation = grants::check_wording(typed.explanation, "precision");
    if (!explanation) return base::pass_on(explanation);
    const auto now = acting.house.clock.now();
    const auto& viewer = acting.viewer;
    access::count_one(acting.tx, kOneAtATime, std::to_string(viewer.id.value), now);
    if (store::opened_since(acting.tx, viewer.id, now.minus(kWeek)) >= kAWeek)
        return base::refuse(Refusal::TooMany, "emergency.too_many");
    const auto opened = store::add_emergency(acting.tx, {.person = standing->person,
                                                         .professional = viewer.id,
                                                         .structure = viewer.structure(),
                                                         .reason = typed.reason,
                                                         .explanation = *std::move(explanation),
                                                         .opened_at = now,
                                                         .until = now.plus(kOpenFor)});
    tell_reviewers(acting, *standing);
    leave_trace(acting, {.act = audit::Act::OpenEmergency,
                         .person = standing->person,
                         .subject = opened.text(),
                         .detail = "reason=" + typed.reason});
    return {};
}

base::Result<OnPerson> on_person(const Acting& acting, const base::PublicId& person) {
    const auto standing = reviewing(acting, person);
    if (!standing) return base::pass_on(standing);
    if (const auto shown = sharing::show(acting, *standing, "tab=urgences"); !shown)
        return base::pass_on(shown);
    const store::Reader reader{.structure = acting.viewer.structure(),
                               .highest_sensitivity = standing->highest_sensitivity()};
    return OnPerson{.person = standing->initials.last + " " + standing->initials.first,
                    .emergencies = store::on_person(acting.tx, standing->person, reader)};
}

std::vector<Emergency> of_structure(const Acting& acting) {
    return store::of_structure(acting.tx, acting.viewer.structure(), acting.viewer.id);
}

std::vector<Emergency> everywhere(const Acting& acting) {
    return store::everywhere(acting.tx, acting.viewer.id);
}

base::Result<> review(const Acting& acting, Where where, const base::PublicId& person,
                      const Judged& judged) {
    const auto verdict = verdict_of(judged.verdict);
    if (!verdict) return base::refuse(Refusal::Invalid, "emergency.verdict_required", "verdict");
    auto note = grants::check_wording(judged.note, "note");
    if (!note) return base::pass_on(note);
    store::Review given{.emergency = judged.emergency,
                        .anywhere = where == Where::Everywhere,
                        .verdict = *verdict,
                        .note = *std::move(note),
                        .by = acting.viewer.id,
                        .at = acting.house.clock.now()};
    if (where == Where::Person) {
        const auto standing = reviewing(acting, person);
        if (!standing) return base::pass_on(standing);
        given.person = standing->person;
    }
    if (where == Where::Structure) given.structure = acting.viewer.structure();
    const auto reviewed = store::review(acting.tx, given);
    if (!reviewed) return base::refuse(Refusal::NotFound, "emergency.nothing_to_review");
    if (!reviewed->address.empty())
        tell(acting, reviewed->address,
             *verdict == Verdict::Justified
                 ? "Votre accès d’urgence a été examiné\u00a0: il est jugé justifié."
                 : "Votre accès d’urgence a été examiné\u00a0: il est jugé non justifié et prend "
                   "fin.",
             "/demandes");
    leave_trace(acting, {.act = audit::Act::ReviewEmergency,
                         .person = reviewed->person,
                         .subject = judged.emergency.text(),
                         .detail = fmt::format("verdict={}", code(*verdict))});
    return {};
}

}  // namespace gps::emergency
