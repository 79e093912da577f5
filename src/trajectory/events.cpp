#include "trajectory/events.hpp"

#include <algorithm>
#include <array>

namespace gps::trajectory {
namespace {

struct Named {
    EventKind kind;
    std::string_view code;
    std::string_view label;
};

constexpr std::array<Named, 6> kNames{{
    {EventKind::Start, "debut", "Début d’intervention"},
    {EventKind::Resumption, "reprise", "Reprise d’intervention"},
    {EventKind::End, "fin", "Fin d’intervention"},
    {EventKind::Designation, "referent", "Désignation du référent"},
    {EventKind::DesignationEnd, "fin-referent", "Fin de la désignation"},
    {EventKind::Relay, "relais", "Relais accepté"},
}};

constexpr std::array kKinds{EventKind::Start,       EventKind::Resumption,     EventKind::End,
                            EventKind::Designation, EventKind::DesignationEnd, EventKind::Relay};

const Named& named(EventKind kind) {
    return kNames.at(static_cast<std::size_t>(kind));
}

bool is_kept(const Event& event, const EventFilter& filter) {
    if (filter.kind && event.kind != *filter.kind) return false;
    return !filter.since || event.on >= *filter.since;
}

bool is_before(const Event& one, const Event& other) {
    if (one.on != other.on) return one.on > other.on;
    if (one.kind != other.kind) return one.kind < other.kind;
    return one.card < other.card;
}

void add_periods(std::vector<Event>& found, const sharing::Card& card, std::size_t place) {
    const auto& periods = card.periods;  // the latest first
    for (std::size_t k = 0; k < periods.size(); ++k) {
        const bool is_first = k + 1 == periods.size();
        found.push_back({.kind = is_first ? EventKind::Start : EventKind::Resumption,
                         .on = periods[k].started_on,
                         .card = place});
        const auto& ended_on = periods[k].ended_on;
        if (ended_on) found.push_back({.kind = EventKind::End, .on = *ended_on, .card = place});
    }
}

void add_designations(std::vector<Event>& found, const sharing::File& file) {
    for (const auto& one : file.designations) {
        const auto card = std::ranges::find(file.cards, one.part, &sharing::Card::id);
        if (card == file.cards.end()) continue;
        const auto place = static_cast<std::size_t>(card - file.cards.begin());
        found.push_back({.kind = EventKind::Designation, .on = one.days.started_on, .card = place});
        if (one.days.ended_on)
            found.push_back(
                {.kind = EventKind::DesignationEnd, .on = *one.days.ended_on, .card = place});
    }
}

void add_relays(std::vector<Event>& found, const sharing::File& file) {
    for (const auto& relay : file.relays) {
        if (const auto ends = ends_of(file, relay))
            found.push_back({.kind = EventKind::Relay,
                             .on = relay.on,
                             .card = ends->taker,
                             .from = ends->giver});
    }
}

std::optional<std::size_t> place_of(const sharing::File& file, sharing::ContributionId part) {
    const auto card = std::ranges::find(file.cards, part, &sharing::Card::id);
    if (card == file.cards.end() || card->is_masked) return std::nullopt;
    return static_cast<std::size_t>(card - file.cards.begin());
}

}  // namespace

std::optional<Ends> ends_of(const sharing::File& file, const sharing::Relayed& relay) {
    const auto giver = place_of(file, relay.giver);
    const auto taker = place_of(file, relay.taker);
    if (!giver || !taker) return std::nullopt;
    return Ends{.giver = *giver, .taker = *taker};
}

std::vector<Event> events(const sharing::File& file, const EventFilter& filter) {
    std::vector<Event> found;
    for (std::size_t i = 0; i < file.cards.size(); ++i) add_periods(found, file.cards[i], i);
    add_designations(found, file);
    add_relays(found, file);
    std::erase_if(found, [&](const Event& event) { return !is_kept(event, filter); });
    std::ranges::stable_sort(found, is_before);
    return found;
}

std::span<const EventKind> event_kinds() {
    return kKinds;
}

std::string_view label(EventKind kind) {
    return named(kind).label;
}

std::string_view code(EventKind kind) {
    return named(kind).code;
}

std::optional<EventKind> event_kind(std::string_view code) {
    const auto* const found = std::ranges::find(kNames, code, &Named::code);
    return found == kNames.end() ? std::nullopt : std::optional(found->kind);
}

}  // namespace gps::trajectory
