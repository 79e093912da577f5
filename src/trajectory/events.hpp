#pragma once

#include "base/date.hpp"
#include "sharing/file.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

// The history below the frieze: who did what, and when, the latest first. Pure: it is what the
// contributors' periods, the designations of référents and the relays say, so it says no more than
// the viewer sees of them.
namespace gps::trajectory {

enum class EventKind { Start, Resumption, End, Designation, DesignationEnd, Relay };

struct Event {
    EventKind kind = EventKind::Start;
    base::Date on = {};
    std::size_t card = 0;                  // whose: a place among the cards
    std::optional<std::size_t> from = {};  // of a relay: who gave it

    bool operator==(const Event&) const = default;
};

struct EventFilter {
    std::optional<EventKind> kind = {};
    std::optional<base::Date> since = {};
};

// Of what the file shows: its cards, designations and relays. Of one day, what starts comes first:
// read backwards, what ends ended before it.
std::vector<Event> events(const sharing::File& file, const EventFilter& filter);

// The places of a relay's two ends among the cards; none where one of them is not named.
struct Ends {
    std::size_t giver = 0;
    std::size_t taker = 0;
};
std::optional<Ends> ends_of(const sharing::File& file, const sharing::Relayed& relay);

std::span<const EventKind> event_kinds();
std::string_view label(EventKind kind);  // "Début d’intervention"
std::string_view code(EventKind kind);   // of an address: "debut"
std::optional<EventKind> event_kind(std::string_view code);

}  // namespace gps::trajectory
