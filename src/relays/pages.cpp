#include "relays/pages.hpp"

#include "capacities/usecases.hpp"
#include "relays/pages_outside.hpp"
#include "relays/shown.hpp"
#include "relays/usecases.hpp"
#include "relays/views.hpp"
#include "sharing/coded_fields.hpp"
#include "ui/layout.hpp"

#include <array>

#include <fmt/format.h>

namespace gps::relays {
namespace {

constexpr std::string_view kPath = "/relais";
constexpr std::string_view kRelayPath = "/relais/{relais}";

base::PublicId relay_of(const access::Visit& visit) {
    return base::PublicId::parse(visit.request.param("relais"));
}

// ---- The lists ----------------------------------------------------------------------------------

struct NamedList {
    List list;
    std::string_view code;  // of the address
    std::string_view text;
    std::string_view nothing;
};
constexpr std::array<NamedList, 3> kLists{{
    {List::Received, "recus", "Reçus", "Aucun relais ne vous a été proposé."},
    {List::ToTake, "a-prendre", "À prendre",
     "Aucun relais n’attend d’être pris dans votre structure."},
    {List::Given, "envoyes", "Envoyés", "Vous n’avez proposé aucun relais."},
}};

const NamedList& asked_of(std::string_view code) {
    for (const auto& one : kLists) {
        if (one.code == code) return one;
    }
    return kLists.front();
}

std::string href(const NamedList& list) {
    return fmt::format("{}?liste={}", kPath, list.code);
}

Party party_in(const NamedList& list) {
    return list.list == List::Given ? Party::Giver : Party::Taker;
}

ListView::Room room(const access::Visit& visit, bool of_structure, const ui::Mistakes& mistakes) {
    const auto whose = of_structure ? std::nullopt : std::optional(visit.viewer.id);
    const auto said = capacities::said(visit.tx, visit.viewer.structure(), whose);
    const auto now = capacities::spoken(said);
    ListView::Room room{.whose = of_structure ? "structure" : "moi", .token = visit.form()};
    room.lead = fmt::format("{}\u00a0: {}", of_structure ? "Dans ma structure" : "Pour moi",
                            now.empty() ? "non indiquée" : now);
    room.choice = {.name = "place",
                   .legend = "Place disponible",
                   .options = sharing::options_of(capacities::capacities()),
                   .value = std::string(capacities::code(said.capacity))};
    if (visit.typed("pour") == room.whose) room.choice.error = mistakes.on("place");
    return room;
}

web::Response list_page(const access::Visit& visit, const ui::Mistakes& mistakes) {
    const auto& asked = asked_of(visit.request.query.get("liste"));
    const auto page = listed(sharing::acting(visit), asked.list,
                             base::PublicId::parse(visit.request.query.get("apres")));
    ListView view{.nothing = std::string(asked.nothing), .errors = mistakes.summary()};
    view.tabs.label = "Relais";
    for (const auto& one : kLists)
        view.tabs.tabs.push_back({.text = std::string(one.text),
                                  .href = href(one),
                                  .is_current = one.code == asked.code});
    for (const auto& relay : page.relays) {
        view.lines.push_back(card_of(relay, party_in(asked)));
        view.lines.back().level = 2;
    }
    if (!page.next.empty()) view.pages.next_href = href(asked) + "&apres=" + page.next.text();
    if (asked.list != List::Given) view.rooms.push_back(room(visit, false, mistakes));
    if (asked.list == List::ToTake && visit.viewer.is_administrator())
        view.rooms.push_back(room(visit, true, mistakes));
    return ui::page(
        visit.frame("Relais"), [&](html::Writer& out) { render(out, view); },
        mistakes.empty() ? 200 : 422);
}

web::Response show_list(access::Visit& visit) {
    return list_page(visit, {});
}

web::Response post_room(access::Visit& visit) {
    const bool of_structure = visit.typed("pour") == "structure";
    const auto said = capacities::say(sharing::acting(visit), of_structure, visit.typed("place"));
    if (said)
        return access::done(visit, href(asked_of(of_structure ? "a-prendre" : "recus")),
                            "capacities.said");
    if (said.error().refusal != base::Refusal::Invalid) return access::refused(visit, said.error());
    ui::Mistakes mistakes;
    mistakes.add(said.error());
    return list_page(visit, mistakes);
}

// ---- One relay ----------------------------------------------------------------------------------

std::string accepting(const Relay& relay) {
    if (relay.kind == Kind::Addition)
        return "Vous suivez la personne dès que vous acceptez. Celui qui vous l’a proposé "
               "continue aussi.";
    return "Vous suivez la personne dès que vous acceptez. L’intervention de celui qui vous l’a "
           "proposé prend fin le jour du relais, ou aujourd’hui s’il est passé.";
}

std::string lead_of(const Read& read) {
    const auto& relay = read.relay;
    if (may(read.party, Deed::Conclude, relay))
        return "Dites ce que ce relais est devenu, dès que vous le savez.";
    if (read.party == Party::Taker && may(read.party, Deed::Accept, relay))
        return "Ce relais est à vous\u00a0: acceptez-le ou refusez-le.";
    if (read.party == Party::Giver && relay.state == State::Accepted && !relay.is_outside)
        return "Le relais est accepté\u00a0: celui qui l’a pris dira ce qu’il est devenu.";
    return "";
}

RelayView::Deeds deeds_of(const Read& read) {
    const auto& [relay, party] = read;
    return {.take = may(party, Deed::Take, relay),
            .give_back = may(party, Deed::GiveBack, relay),
            .accept = may(party, Deed::Accept, relay),
            .refuse = may(party, Deed::Refuse, relay),
            .cancel = may(party, Deed::Cancel, relay),
            .conclude = may(party, Deed::Conclude, relay)};
}

// What was typed, and what is wrong with it.
struct Typed {
    sharing::PartForm part = {};
    ui::Mistakes mistakes = {};
};

web::Response relay_page(const access::Visit& visit, const Read& read, const Typed& typed) {
    const auto& [relay, party] = read;
    const auto& mistakes = typed.mistakes;
    RelayView view{
        .title = fmt::format("{} pour {} {}", label(relay.kind), relay.initials.last,
                             relay.initials.first),
        .errors = mistakes.summary(),
        .state = badge_of(relay.state),
        .lead = lead_of(read),
        .facts = facts_of(relay, party),
        .messages = message_labels(relay.messages),
        .path = fmt::format("{}/{}", kPath, relay.public_id.text()),
        .may = deeds_of(read),
        .accepting = accepting(relay),
        .part = typed.part.fields(mistakes),
        .refusal = sharing::select_of(refusals(), {.name = "refus", .label = "Motif du refus"},
                                      visit.typed("refus"), mistakes),
        .outcome = sharing::select_of(outcomes(), {.name = "issue", .label = "Issue"},
                                      visit.typed("issue"), mistakes),
        .take_token = visit.form(),
        .back_token = visit.form(),
        .accept_token = visit.form(),
        .refuse_token = visit.form(),
        .cancel_token = visit.form(),
        .conclude_token = visit.form()};
    const bool follows =
        party == Party::Giver || relay.state == State::Accepted || relay.state == State::Done;
    if (follows) view.file_href = "/personnes/" + relay.person_public_id.text();
    auto frame = visit.frame("Relais");
    frame.breadcrumbs = {{.text = "Relais", .href = std::string(kPath)}};
    auto response = ui::page(
        frame, [&](html::Writer& out) { render(out, view); }, mistakes.empty() ? 200 : 422);
    response.is_recorded = true;  // that it was seen is kept
    return response;
}

web::Response show_relay(access::Visit& visit) {
    const auto found = open(sharing::acting(visit), relay_of(visit));
    if (!found) return access::refused(visit, found.error());
    return relay_page(visit, *found, {.part = sharing::PartForm::today(visit.today)});
}

web::Response again(const access::Visit& visit, Typed typed, const base::Error& error) {
    if (error.refusal != base::Refusal::Invalid) return access::refused(visit, error);
    const auto found = read(sharing::acting(visit), relay_of(visit));
    if (!found) return access::refused(visit, found.error());
    if (typed.mistakes.empty()) typed.mistakes.add(error);
    return relay_page(visit, *found, typed);
}

web::Response answered(const access::Visit& visit, const base::Result<>& done,
                       std::string_view message) {
    if (done)
        return access::done(visit, visit.request.path.substr(0, visit.request.path.rfind('/')),
                            message);
    return again(visit, {.part = sharing::PartForm::today(visit.today)}, done.error());
}

web::Response post_take(access::Visit& visit) {
    return answered(visit, take(sharing::acting(visit), relay_of(visit)), "relays.took");
}

web::Response post_give_back(access::Visit& visit) {
    const auto done = give_back(sharing::acting(visit), relay_of(visit));
    if (!done) return access::refused(visit, done.error());
    return access::done(visit, href(asked_of("a-prendre")), "relays.given_back");
}

web::Response post_accept(access::Visit& visit) {
    Typed typed{.part = sharing::PartForm::typed(visit.request.form)};
    const auto part = typed.part.read(typed.mistakes);
    if (!part) {
        return again(visit, typed, {base::Refusal::Invalid, "ui.date_unreadable", "debut"});
    }
    const auto done = accept(sharing::acting(visit), relay_of(visit), *part);
    if (!done) return again(visit, typed, done.error());
    return access::done(visit, "/personnes/" + done->text(), "relays.accepted");
}

web::Response post_refuse(access::Visit& visit) {
    return answered(visit, refuse(sharing::acting(visit), relay_of(visit), visit.typed("refus")),
                    "relays.refused");
}

web::Response post_cancel(access::Visit& visit) {
    return answered(visit, cancel(sharing::acting(visit), relay_of(visit)), "relays.cancelled");
}

web::Response post_conclude(access::Visit& visit) {
    return answered(visit, conclude(sharing::acting(visit), relay_of(visit), visit.typed("issue")),
                    "relays.concluded");
}

}  // namespace

std::vector<access::Route> routes() {
    using enum access::Caller;
    using enum access::Effect;
    using enum access::Rate;
    using web::Method;
    std::vector<access::Route> all{
        {Method::Get, kPath, Member, Reads, Page, show_list},
        {Method::Post, "/relais/place", Member, Writes, Act, post_room},
        {Method::Get, kRelayPath, Member, Traces, Page, show_relay},
        {Method::Post, "/relais/{relais}/prendre", Member, Writes, Act, post_take},
        {Method::Post, "/relais/{relais}/rendre", Member, Writes, Act, post_give_back},
        {Method::Post, "/relais/{relais}/accepter", Member, Writes, Act, post_accept},
        {Method::Post, "/relais/{relais}/refuser", Member, Writes, Act, post_refuse},
        {Method::Post, "/relais/{relais}/annuler", Member, Writes, Act, post_cancel},
        {Method::Post, "/relais/{relais}/conclure", Member, Writes, Act, post_conclude},
    };
    for (const auto& route : outside_routes()) all.push_back(route);
    return all;
}

}  // namespace gps::relays
