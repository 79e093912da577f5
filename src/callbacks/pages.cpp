#include "callbacks/pages.hpp"

#include "callbacks/usecases.hpp"
#include "callbacks/views.hpp"
#include "sharing/coded_fields.hpp"
#include "ui/french.hpp"
#include "ui/layout.hpp"
#include "ui/mistakes.hpp"
#include "web/forms.hpp"

#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gps::callbacks {
namespace {

constexpr std::string_view kCallbacks = "/rappels";

// ---- Asking -------------------------------------------------------------------------------------

base::PublicId person_of(const access::Visit& visit) {
    return base::PublicId::parse(visit.request.param("personne"));
}

std::string file_of(const access::Visit& visit) {
    return "/personnes/" + person_of(visit).text();
}

ui::RadioGroup colleagues_of(const OnPerson& found, const access::Visit& visit,
                             const ui::Mistakes& mistakes) {
    ui::RadioGroup group{.name = "collegue",
                         .legend = "Qui doit vous rappeler",
                         .value = std::string(visit.typed("collegue")),
                         .error = mistakes.on("collegue"),
                         .required = true};
    for (const auto& one : found.colleagues)
        group.options.push_back({.value = one.choice(), .text = one.name, .hint = one.structure});
    return group;
}

ui::CheckboxGroup slots_of(const access::Visit& visit, const ui::Mistakes& mistakes) {
    ui::CheckboxGroup group{.name = "creneaux",
                            .legend = "Quand on peut vous joindre",
                            .hint = "Plusieurs réponses possibles",
                            .options = sharing::options_of(half_days()),
                            .error = mistakes.on("creneaux")};
    for (const auto value : visit.request.form.all("creneaux")) group.values.emplace_back(value);
    return group;
}

web::Response ask_page(const access::Visit& visit, const ui::Mistakes& mistakes) {
    const auto found = on_person(sharing::acting(visit), person_of(visit));
    if (!found) return access::refused(visit, found.error());
    const AskView view{.person = found->person,
                       .errors = mistakes.summary(),
                       .action = file_of(visit) + "/rappel",
                       .colleagues = colleagues_of(*found, visit, mistakes),
                       .subject = {.name = "sujet",
                                   .label = "Sujet",
                                   .options = sharing::options_of(contact::subjects()),
                                   .value = std::string(visit.typed("sujet")),
                                   .error = mistakes.on("sujet"),
                                   .required = true},
                       .slots = slots_of(visit, mistakes),
                       .channel = {.name = "moyen",
                                   .legend = "Comment",
                                   .options = sharing::options_of(channels()),
                                   .value = std::string(visit.typed("moyen")),
                                   .error = mistakes.on("moyen"),
                                   .required = true},
                       .token = visit.form(),
                       .file_href = file_of(visit)};
    auto frame = visit.frame("Demander à être rappelé");
    frame.breadcrumbs = {{.text = "Mes suivis", .href = "/suivis"},
                         {.text = "Dossier", .href = file_of(visit)}};
    auto response = ui::page(
        frame, [&](html::Writer& out) { render(out, view); }, mistakes.empty() ? 200 : 422);
    response.is_recorded = true;  // the file was shown: its reading stays in the trail
    return response;
}

web::Response show_ask(access::Visit& visit) {
    return ask_page(visit, {});
}

web::Response post_ask(access::Visit& visit) {
    Wish wish{.subject = std::string(visit.typed("sujet")),
              .channel = std::string(visit.typed("moyen"))};
    for (const auto value : visit.request.form.all("creneaux")) wish.slots |= slot_bit(value);
    const auto asked = ask(sharing::acting(visit), person_of(visit), visit.typed("collegue"), wish);
    if (asked) return access::done(visit, file_of(visit), "callbacks.asked");
    if (asked.error().refusal != base::Refusal::Invalid)
        return access::refused(visit, asked.error());
    ui::Mistakes mistakes;
    mistakes.add(asked.error());
    return ask_page(visit, mistakes);
}

// ---- The lists ----------------------------------------------------------------------------------

struct ListLine {
    List list;
    std::string_view code;
    std::string_view text;
    std::string_view nothing;
};
constexpr std::array kLists{
    ListLine{List::ToAnswer, "", "À rappeler", "Personne ne vous demande de rappeler."},
    ListLine{List::Over, "termines", "Terminés", "Aucune demande reçue n’est terminée."},
    ListLine{List::Sent, "envoyes", "Envoyés",
             "Vous n’avez demandé à personne de vous rappeler pour cette structure."}};

const ListLine& line_of(List list) {
    return kLists.at(static_cast<std::size_t>(list));
}

List list_of(std::string_view code) {
    for (const auto& one : kLists) {
        if (one.code == code) return one.list;
    }
    return List::ToAnswer;
}

ui::Badge badge_of(State state) {
    switch (state) {
        case State::Asked:
            return {.tone = ui::Tone::Info, .text = "En attente"};
        case State::Answered:
            return {.tone = ui::Tone::Info, .text = "Créneau choisi"};
        case State::Done:
            return {.tone = ui::Tone::Success, .text = "Fait"};
        case State::Unreachable:
            return {.tone = ui::Tone::Warning, .text = "Injoignable"};
        case State::Expired:
            return {.tone = ui::Tone::Neutral, .text = "Sans suite"};
        case State::Cancelled:
            return {.tone = ui::Tone::Neutral, .text = "Annulé"};
    }
    __builtin_unreachable();
}

std::string spoken(const Slot& slot) {
    constexpr std::array<std::string_view, 7> kDays{"lundi",    "mardi",  "mercredi", "jeudi",
                                                    "vendredi", "samedi", "dimanche"};
    constexpr int kThursday = 3;  // 1 January 1970
    const auto day = static_cast<std::size_t>((slot.day.days_since_1970() + kThursday) % 7);
    return fmt::format("{} {}, {}", kDays.at(day), ui::date_long(slot.day),
                       slot.is_afternoon ? "après-midi" : "matin");
}

std::vector<std::string> facts_of(const Line& line) {
    std::vector<std::string> facts;
    const auto subject = contact::subject_label(line.wish.subject);
    facts.push_back(fmt::format("Sujet\u00a0: {}", subject));
    facts.push_back(
        fmt::format("Créneaux\u00a0: {}", fmt::join(slot_labels(line.wish.slots), ", ")));
    facts.push_back(fmt::format("Moyen\u00a0: {}", channel_label(line.wish.channel)));
    if (line.slot) facts.push_back(fmt::format("Créneau choisi\u00a0: {}", spoken(*line.slot)));
    auto asked = "Demandé le " + ui::date_long(base::paris_date(line.asked_at));
    if (is_open(line.state))
        asked += "\u00a0; sans suite après le " + ui::date_long(base::paris_date(line.expires_at));
    facts.push_back(std::move(asked));
    return facts;
}

ui::Select slot_of(const access::Visit& visit, const Line& line, const ui::Mistakes& mistakes) {
    ui::Select select{.name = "creneau-" + line.id.text(),
                      .label = "Créneau où vous rappellerez",
                      .placeholder = "Choisir un créneau",
                      .is_one_of_several = true};
    for (const auto& one : proposed(line.wish.slots, visit.today))
        select.options.push_back({.value = one.code(), .text = spoken(one)});
    if (line.slot) select.value = line.slot->code();
    select.error = mistakes.on(select.name);
    return select;
}

CallbacksView::Card card_of(const access::Visit& visit, const Line& line, List list,
                            const base::PublicId& after, const ui::Mistakes& mistakes) {
    CallbacksView::Card card{.title = line.other.empty() ? "Autre intervenant" : line.other,
                             .state = badge_of(line.state),
                             .person = line.initials,
                             .person_href = "/personnes/" + line.person.text(),
                             .facts = facts_of(line)};
    if (!line.other_structure.empty()) card.title += ", " + line.other_structure;
    if (!is_open(line.state)) return card;
    card.action = fmt::format("{}/{}", kCallbacks, line.id.text());
    card.is_received = list == List::ToAnswer;
    card.list = std::string(line_of(list).code);
    card.after = after.text();
    card.token = visit.form();
    if (card.is_received) card.slot = slot_of(visit, line, mistakes);
    return card;
}

std::string href(List list, const base::PublicId& after = {}) {
    std::vector<std::pair<std::string_view, std::string_view>> fields;
    if (!line_of(list).code.empty()) fields.emplace_back("liste", line_of(list).code);
    if (!after.empty()) fields.emplace_back("apres", after.text());
    return web::with_query(kCallbacks, fields);
}

web::Response callbacks_page(const access::Visit& visit, List list, const base::PublicId& after,
                             const ui::Mistakes& mistakes) {
    const auto found = page(sharing::acting(visit), list, after);
    CallbacksView view{.tabs = {.label = "Rappels"},
                       .errors = mistakes.summary(),
                       .nothing = std::string(line_of(list).nothing)};
    for (const auto& one : kLists)
        view.tabs.tabs.push_back({.text = std::string(one.text),
                                  .href = href(one.list),
                                  .is_current = one.list == list});
    for (const auto& line : found.lines)
        view.cards.push_back(card_of(visit, line, list, after, mistakes));
    if (!found.next.empty()) view.next_href = href(list, found.next);
    return ui::page(
        visit.frame("Rappels demandés"), [&](html::Writer& out) { render(out, view); },
        mistakes.empty() ? 200 : 422);
}

web::Response show_callbacks(access::Visit& visit) {
    const auto& query = visit.request.query;
    return callbacks_page(visit, list_of(query.get("liste")),
                          base::PublicId::parse(query.get("apres")), {});
}

struct DeedLine {
    std::string_view code;
    Deed deed;
    std::string_view message;
};
constexpr std::array kDeeds{DeedLine{"fait", Deed::Finish, "callbacks.finished"},
                            DeedLine{"injoignable", Deed::Miss, "callbacks.missed"},
                            DeedLine{"creneau", Deed::Answer, "callbacks.answered"},
                            DeedLine{"annuler", Deed::Cancel, "callbacks.cancelled"}};

web::Response post_callback(access::Visit& visit) {
    const auto id = base::PublicId::parse(visit.request.param("rappel"));
    const auto suite = visit.typed("suite");
    for (const auto& one : kDeeds) {
        if (one.code != suite) continue;
        const auto field = "creneau-" + id.text();
        const auto done = act(sharing::acting(visit), id, one.deed, visit.typed(field));
        const auto list = list_of(visit.typed("liste"));
        if (done) return access::done(visit, href(list), one.message);
        if (done.error().refusal != base::Refusal::Invalid)
            return access::refused(visit, done.error());
        ui::Mistakes mistakes;
        mistakes.add(field, done.error().message);
        return callbacks_page(visit, list, base::PublicId::parse(visit.typed("apres")), mistakes);
    }
    return access::refused(visit, {base::Refusal::Invalid, "callbacks.deed_required"});
}

}  // namespace

std::vector<access::Route> routes() {
    using enum access::Caller;
    using enum access::Effect;
    using enum access::Rate;
    using web::Method;
    constexpr std::string_view kAsk = "/personnes/{personne}/rappel";
    return {
        {Method::Get, kAsk, Member, Traces, Page, show_ask},
        {Method::Post, kAsk, Member, Writes, Act, post_ask},
        {Method::Get, kCallbacks, Member, Reads, Page, show_callbacks},
        {Method::Post, "/rappels/{rappel}", Member, Writes, Act, post_callback},
    };
}

}  // namespace gps::callbacks
