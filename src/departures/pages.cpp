#include "departures/pages.hpp"

#include "departures/usecases.hpp"
#include "departures/views.hpp"
#include "ui/french.hpp"
#include "ui/messages.hpp"
#include "ui/mistakes.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gps::departures {
namespace {

constexpr std::string_view kTeam = "/equipe";
constexpr std::string_view kPath = "/equipe/transmissions";
constexpr std::string_view kChoosePath = "/equipe/membres/{membre}/suivis";
constexpr std::size_t kLongestName = 100;

// In a cell, or at the beginning of a line.
std::string people_said(int count) {
    return count == 0 ? "Aucune personne" : ui::count(count, "personne", "personnes");
}

std::string when_said(base::Instant at) {
    return fmt::format("le {} à {}", ui::date_long(base::paris_date(at)), base::paris_time(at));
}

// ---- Choosing who takes over --------------------------------------------------------------------

std::vector<base::PublicId> ticked_in(const web::Form& form) {
    std::vector<base::PublicId> ticked;
    for (const auto value : form.all("collegue")) ticked.push_back(base::PublicId::parse(value));
    return ticked;
}

std::string hint_of(const Colleague& colleague) {
    if (colleague.is_leaving) return "Quitte aussi la structure";
    return colleague.people == 0 ? "Ne suit personne" : "Suit " + people_said(colleague.people);
}

ui::Option option_of(const Colleague& colleague) {
    return {
        .value = colleague.public_id.text(), .text = colleague.name, .hint = hint_of(colleague)};
}

ui::CheckboxGroup colleagues_field(const Preview& preview, const ui::Mistakes& mistakes) {
    ui::CheckboxGroup field{.name = "collegue",
                            .legend = "Collègues qui prennent la suite",
                            .error = mistakes.on("collegue")};
    for (const auto& one : preview.chosen) {
        field.options.push_back(option_of(one.colleague));
        field.values.push_back(one.colleague.public_id.text());
    }
    for (const auto& one : preview.offered) field.options.push_back(option_of(one));
    return field;
}

// What no choice of colleagues would mend.
std::string obstacle_of(const Preview& preview) {
    if (preview.may) return "";
    const auto message = preview.may.error().message;
    for (const std::string_view one :
         {"departures.going_on", "departures.is_taking", "departures.nobody"}) {
        if (message == one) return std::string(ui::message(message));
    }
    return "";
}

std::string bounded(int count, std::string_view singular, std::string_view plural) {
    if (count > kCountedInHand) return fmt::format("Plus de {} {}", kCountedInHand, plural);
    return ui::count(count, singular, plural);
}

std::string lead_of(const Leaver& leaver) {
    return fmt::format(
        "{} {} pour votre structure.", leaver.name,
        leaver.people == 0 ? "ne suit personne" : "suit " + people_said(leaver.people));
}

// What waits for the leaver, and what becomes of it.
void show_in_hand(const Leaver& leaver, ChooseView& view) {
    if (leaver.relays > 0)
        view.notes.push_back(
            bounded(leaver.relays, "relais attend", "relais attendent") +
            " sa réponse\u00a0: " + (leaver.relays == 1 ? "il sera" : "ils seront") +
            " de nouveau à prendre par un membre de votre structure, même si vous annulez "
            "ensuite.");
    if (leaver.callbacks > 0)
        view.notes.push_back(bounded(leaver.callbacks, "demande de rappel l’attend",
                                     "demandes de rappel l’attendent") +
                             "\u00a0: " + (leaver.callbacks == 1 ? "elle" : "chacune") +
                             " passe au collègue qui reçoit la personne, dans le même délai.");
}

void show_shares(const access::Visit& visit, const Preview& preview, ChooseView& view) {
    for (const auto& one : preview.chosen) {
        view.shares.push_back({.name = one.colleague.name,
                               .people = people_said(one.people),
                               .already = people_said(one.already),
                               .then = people_said(one.colleague.people + one.people -
                                                   (preview.is_exact ? one.already : 0))});
        view.ticked.push_back({.name = "collegue", .value = one.colleague.public_id.text()});
    }
    if (!preview.is_exact)
        view.notes.push_back(fmt::format(
            "Les nombres sont estimés sur les {} premières personnes\u00a0; les parts sont égales.",
            kLookedAt));
    if (preview.staying > 0)
        view.notes.push_back(fmt::format(
            "{} ne changent pas de main\u00a0: leur suivi est gelé ou leur dossier est fermé.",
            people_said(preview.staying)));
    show_in_hand(preview.leaver, view);
    view.token = visit.form();
}

// `is_asked`: colleagues were chosen, so that what is wrong with them is said.
web::Response choose_page(const access::Visit& visit, const web::Form& form, bool is_asked) {
    const auto leaver = base::PublicId::parse(visit.request.param("membre"));
    const auto name = visit.request.query.get("nom").substr(0, kLongestName);
    const auto found = preview(visit, leaver, ticked_in(form), name);
    if (!found) return access::refused(visit, found.error());
    ui::Mistakes mistakes;
    if (is_asked && !found->may && obstacle_of(*found).empty()) mistakes.add(found->may.error());
    ChooseView view{.errors = mistakes.summary(),
                    .of_leaver = ui::of_name(found->leaver.name),
                    .lead = lead_of(found->leaver),
                    .obstacle = obstacle_of(*found),
                    .action = fmt::format("/equipe/membres/{}/suivis", leaver.text()),
                    .colleagues = colleagues_field(*found, mistakes),
                    .name = {.name = "nom",
                             .label = "Nom du collègue cherché",
                             .hint = "Ceux qui sont cochés restent cochés.",
                             .value = std::string(name),
                             .max_length = kLongestName}};
    if (found->is_more)
        view.more = fmt::format("Les {} premiers sont affichés. Cherchez les autres par leur nom.",
                                kColleaguesAPage);
    if (found->may) show_shares(visit, *found, view);
    auto frame = visit.frame("Transmettre des suivis");
    frame.breadcrumbs = {{.text = "Mon équipe", .href = std::string(kTeam)}};
    return ui::page(
        frame, [&](html::Writer& out) { render(out, view); }, mistakes.empty() ? 200 : 422);
}

web::Response show_choice(access::Visit& visit) {
    const auto& query = visit.request.query;
    return choose_page(visit, query, query.has("collegue") || query.get("etape") == "repartition");
}

web::Response post_start(access::Visit& visit) {
    const auto id = start(visit, base::PublicId::parse(visit.request.param("membre")),
                          ticked_in(visit.request.form));
    if (id)
        return access::done(visit, fmt::format("{}/{}", kPath, id->text()), "departures.started");
    if (id.error().refusal != base::Refusal::Invalid) return access::refused(visit, id.error());
    return choose_page(visit, visit.request.form, true);
}

// ---- What becomes of it -------------------------------------------------------------------------

ui::Badge badge_of(State state) {
    switch (state) {
        case State::Moving:
        case State::Undoing:
            return {.tone = ui::Tone::Info, .text = std::string(label(state))};
        case State::Done:
            return {.tone = ui::Tone::Success, .text = std::string(label(state))};
        case State::Undone:
            return {.tone = ui::Tone::Neutral, .text = std::string(label(state))};
    }
    __builtin_unreachable();
}

std::string lead_of(const Departure& departure) {
    switch (departure.state) {
        case State::Moving:
            return "Les suivis passent d’un collègue à l’autre. Rechargez cette page pour voir où "
                   "cela en est.";
        case State::Undoing:
            return "Les suivis reviennent. Rechargez cette page pour voir où cela en est.";
        case State::Done:
            return "Les suivis sont transmis. Les autres intervenants sont prévenus.";
        case State::Undone:
            return departure.changed == 0
                       ? "Tous les suivis sont revenus."
                       : "Les suivis sont revenus, sauf ceux pour lesquels un collègue a agi "
                         "depuis\u00a0: il les garde.";
    }
    __builtin_unreachable();
}

ui::DefinitionList facts_of(const Seen& seen) {
    const auto& departure = seen.departure;
    ui::DefinitionList list;
    const auto add = [&](std::string term, std::string text) {
        list.entries.push_back({.term = std::move(term), .text = std::move(text)});
    };
    add("Décidée par", departure.decided_by + ", " + when_said(departure.decided_at));
    add("Transmises", people_said(departure.passed));
    if (departure.left > 0)
        add("Laissées", people_said(departure.left) + " au suivi gelé ou au dossier fermé");
    if (departure.done_at) add("Finie", when_said(*departure.done_at));
    if (!departure.undone_by.empty()) add("Annulée par", departure.undone_by);
    if (!departure.undone_by.empty()) {
        add("Revenues", people_said(departure.taken_back));
        add("Gardées par un collègue qui a agi depuis", people_said(departure.changed));
    }
    add("Encore suivies par " + departure.leaver_name, people_said(seen.still_followed));
    return list;
}

base::PublicId departure_in_path(const access::Visit& visit) {
    return base::PublicId::parse(visit.request.param("transmission"));
}

web::Response show_departure(access::Visit& visit) {
    const auto seen = departure(visit, departure_in_path(visit));
    if (!seen) return access::refused(visit, seen.error());
    const auto& found = seen->departure;
    DepartureView view{.title = "Suivis " + ui::of_name(found.leaver_name),
                       .state = badge_of(found.state),
                       .lead = lead_of(found),
                       .facts = facts_of(*seen)};
    for (const auto& share : seen->shares)
        view.shares.push_back({.name = share.name, .people = people_said(share.passed)});
    if (found.may_be_undone(visit.now)) {
        view.undo = fmt::format("{}/{}/annuler", kPath, found.public_id.text());
        view.until = when_said(found.until());
        view.token = visit.form();
    }
    if (found.state == State::Done && found.is_member)
        view.member_href = "/equipe/membres/" + found.leaver.text();
    auto frame = visit.frame(view.title);
    frame.breadcrumbs = {{.text = "Mon équipe", .href = std::string(kTeam)},
                         {.text = "Transmissions", .href = std::string(kPath)}};
    return ui::page(frame, [&](html::Writer& out) { render(out, view); });
}

web::Response show_latest(access::Visit& visit) {
    ListView view;
    for (const auto& one : latest(visit))
        view.lines.push_back(
            {.title = "Suivis " + ui::of_name(one.leaver_name),
             .href = fmt::format("{}/{}", kPath, one.public_id.text()),
             .badges = {badge_of(one.state)},
             .lines = {"Décidée par " + one.decided_by + ", " + when_said(one.decided_at),
                       people_said(one.passed) + " en tout"}});
    auto frame = visit.frame("Transmissions de suivis");
    frame.breadcrumbs = {{.text = "Mon équipe", .href = std::string(kTeam)}};
    return ui::page(frame, [&](html::Writer& out) { render(out, view); });
}

web::Response post_undo(access::Visit& visit) {
    const auto id = departure_in_path(visit);
    const auto undone = undo(visit, id);
    if (!undone) return access::refused(visit, undone.error());
    return access::done(visit, fmt::format("{}/{}", kPath, id.text()), "departures.undoing");
}

}  // namespace

std::vector<access::Route> routes() {
    using enum access::Caller;
    using enum access::Effect;
    using enum access::Rate;
    using web::Method;
    return {
        {Method::Get, kChoosePath, Administrator, Reads, Page, show_choice},
        {Method::Post, kChoosePath, Administrator, Writes, Act, post_start},
        {Method::Get, kPath, Administrator, Reads, Page, show_latest},
        {Method::Get, "/equipe/transmissions/{transmission}", Administrator, Reads, Page,
         show_departure},
        {Method::Post, "/equipe/transmissions/{transmission}/annuler", Administrator, Writes, Act,
         post_undo},
    };
}

}  // namespace gps::departures
