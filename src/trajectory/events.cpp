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

constexpr std::array<Named, 3> kNames{{
    {EventKind::Start, "debut", "Début d’intervention"},
    {EventKind::Resumption, "reprise", "Reprise d’intervention"},
    {EventKind::End, "fin", "Fin d’intervention"},
}};

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

}  // namespace

std::vector<Event> events(std::span<const sharing::Card> cards, const EventFilter& filter) {
    std::vector<Event> found;
    const auto add = [&](const Event& event) {
        if (is_kept(event, filter)) found.push_back(event);
    };
    for (std::size_t i = 0; i < cards.size(); ++i) {
        const auto& periods = cards[i].periods;  // the latest first
        for (std::size_t k = 0; k < periods.size(); ++k) {
            const bool is_first = k + 1 == periods.size();
            add({.kind = is_first ? EventKind::Start : EventKind::Resumption,
                 .on = periods[k].started_on,
                 .card = i});
            if (periods[k].ended_on)
                add({.kind = EventKind::End, .on = *periods[k].ended_on, .card = i});
        }
    }
    std::ranges::sort(found, is_before);
    return found;
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
