#include "relays/shown.hpp"

#include "ui/french.hpp"

#include <fmt/format.h>

namespace gps::relays {
namespace {

std::string day_of(base::Instant at) {
    return ui::date_long(base::paris_date(at));
}

std::string giver_of(const Relay& relay) {
    return fmt::format("{}, {}", relay.giver_name, relay.giver_structure_name);
}

bool is_waiting(const Relay& relay) {
    return relay.state == State::Sent || relay.state == State::Seen;
}

std::string until_of(const Relay& relay) {
    return ui::date_long(base::paris_date(relay.sent_at.plus(kAnsweredWithin)));
}

}  // namespace

ui::Badge badge_of(State state) {
    switch (state) {
        case State::Sent:
            return {.tone = ui::Tone::New, .text = std::string(label(state))};
        case State::Seen:
            return {.tone = ui::Tone::Info, .text = std::string(label(state))};
        case State::Accepted:
        case State::Done:
            return {.tone = ui::Tone::Success, .text = std::string(label(state))};
        case State::Refused:
            return {.tone = ui::Tone::Error, .text = std::string(label(state))};
        case State::Expired:
            return {.tone = ui::Tone::Warning, .text = std::string(label(state))};
        case State::Cancelled:
            return {.tone = ui::Tone::Neutral, .text = std::string(label(state))};
    }
    __builtin_unreachable();
}

std::string taker_of(const Relay& relay) {
    if (relay.is_outside)
        return relay.outside_email.empty() ? "Un professionnel sans compte" : relay.outside_email;
    if (relay.professional_name.empty()) return relay.structure_name;
    if (relay.structure_name.empty()) return relay.professional_name;
    return fmt::format("{}, {}", relay.professional_name, relay.structure_name);
}

ui::Card card_of(const Relay& relay, Party party) {
    ui::Card card{.title = relay.initials.last + " " + relay.initials.first,
                  .href = "/relais/" + relay.public_id.text(),
                  .badges = {badge_of(relay.state)},
                  .level = 3};
    card.lines.emplace_back(label(relay.kind));
    card.lines.push_back(party == Party::Giver ? "Proposé à\u00a0: " + taker_of(relay)
                                               : "De\u00a0: " + giver_of(relay));
    auto when = "Envoyé le " + day_of(relay.sent_at);
    if (is_waiting(relay)) when += "\u00a0; réponse attendue avant le " + until_of(relay);
    card.lines.push_back(std::move(when));
    if (!relay.outcome.empty())
        card.lines.push_back("Issue\u00a0: " + std::string(label_in(outcomes(), relay.outcome)));
    if (!relay.refusal.empty())
        card.lines.push_back("Motif\u00a0: " + std::string(label_in(refusals(), relay.refusal)));
    return card;
}

ui::DefinitionList facts_of(const Relay& relay, Party party) {
    ui::DefinitionList list;
    const auto add = [&](std::string term, std::string text) {
        if (!text.empty())
            list.entries.push_back({.term = std::move(term), .text = std::move(text)});
    };
    add("Nature", std::string(label(relay.kind)));
    if (party != Party::Outsider) add("Proposé par", giver_of(relay));
    if (party != Party::Outsider) add("Proposé à", taker_of(relay));
    add("Motif", std::string(label_in(reasons(), relay.reason)));
    add("Souhait de la personne", std::string(label_in(wishes(), relay.wish)));
    if (relay.kind == Kind::Handover && relay.hands_over_on)
        add("Date du relais", ui::date_long(*relay.hands_over_on));
    add("Envoyé le", day_of(relay.sent_at));
    if (is_waiting(relay)) add("Réponse attendue avant le", until_of(relay));
    if (relay.answered_at && !is_waiting(relay))
        add("Clos ou répondu le", day_of(*relay.answered_at));
    add("Motif du refus", std::string(label_in(refusals(), relay.refusal)));
    add("Issue", std::string(label_in(outcomes(), relay.outcome)));
    return list;
}

}  // namespace gps::relays
