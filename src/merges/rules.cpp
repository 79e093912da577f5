#include "merges/rules.hpp"

#include <array>

#include <fmt/format.h>

namespace gps::merges {
namespace {

using base::Refusal;

// ---- The table: what stands in the way of `kept` taking the place of `twin`, in this order ------

struct Obstacle {
    bool (*stands)(const Place& kept, const Place& twin);
    std::string_view says;  // a key of ui/messages.cpp: one French sentence
};

constexpr std::array kObstacles{
    // One structure is not two.
    Obstacle{[](const Place& kept, const Place& twin) { return kept.id == twin.id; },
             "merges.same"},
    // Another merge of either is asked or going on: it would move what this one counts on.
    Obstacle{
        [](const Place& kept, const Place& twin) { return kept.is_in_merge || twin.is_in_merge; },
        "merges.busy"},
    // What is suspended is so for a reason that another structure would not carry.
    Obstacle{
        [](const Place& kept, const Place& twin) { return kept.is_suspended || twin.is_suspended; },
        "merges.suspended"},
    // A closed structure has nobody to move, or nowhere to move them.
    Obstacle{[](const Place& kept, const Place& twin) { return !kept.is_open || !twin.is_open; },
             "merges.closed"},
    // The name of a sensitive structure is hidden because it says something of whom it follows.
    // Under the name of a less sensitive one, that would be shown.
    Obstacle{
        [](const Place& kept, const Place& twin) { return kept.sensitivity < twin.sensitivity; },
        "merges.less_sensitive"},
};

std::string codes(const Place& place) {
    return fmt::format("{}:{}:{}", place.kind, place.sensitivity,
                       place.is_habilitated ? "habilitated" : "not");
}

}  // namespace

Place place_of(const structures::Structure& structure, bool is_in_merge) {
    return {.id = structure.id,
            .kind = structure.kind,
            .sensitivity = structure.sensitivity,
            .is_habilitated = structure.is_habilitated,
            .is_open = structure.state == structures::State::Open,
            .is_suspended = structure.closing == structures::Closing::Suspended,
            .is_in_merge = is_in_merge};
}

base::Result<> may_merge(const Place& kept, const Place& twin) {
    for (const auto& obstacle : kObstacles) {
        if (obstacle.stands(kept, twin)) return base::refuse(Refusal::Conflict, obstacle.says);
    }
    return {};
}

base::Result<> may_ask(bool is_of_either) {
    if (is_of_either) return base::refuse(Refusal::Forbidden, "merges.own");
    return {};
}

base::Result<> may_confirm(bool is_of_either, bool is_who_asked) {
    if (is_who_asked) return base::refuse(Refusal::Forbidden, "merges.by_another");
    return may_ask(is_of_either);
}

std::string told(const Place& kept, const Place& twin) {
    return fmt::format("kept={},double={}", codes(kept), codes(twin));
}

bool keeps_first(const Side& first, const Side& second) {
    if (first.sensitivity != second.sensitivity) return first.sensitivity > second.sensitivity;
    if (first.is_habilitated != second.is_habilitated) return first.is_habilitated;
    return first.members >= second.members;
}

}  // namespace gps::merges
