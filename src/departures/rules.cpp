#include "departures/rules.hpp"

#include <algorithm>

namespace gps::departures {

std::size_t taker_of(const std::vector<people::ProfessionalId>& takers,
                     const std::vector<people::ProfessionalId>& following, int& turn) {
    for (std::size_t i = 0; i < takers.size(); ++i) {
        if (std::ranges::find(following, takers[i]) != following.end()) return i;
    }
    return static_cast<std::size_t>(turn++) % takers.size();
}

base::Result<> check(const Asked& asked) {
    const auto refused = [](std::string_view message) {
        return base::refuse(base::Refusal::Invalid, message, "collegue");
    };
    if (asked.is_going_on) return refused("departures.going_on");
    if (asked.is_taking) return refused("departures.is_taking");
    if (asked.people == 0) return refused("departures.nobody");
    if (asked.ticked == 0) return refused("departures.colleague_required");
    if (asked.ticked > kMostTakers) return refused("departures.too_many");
    if (asked.found.size() < asked.ticked) return refused("departures.not_a_colleague");
    if (std::ranges::any_of(asked.found, &Colleague::is_leaving))
        return refused("departures.colleague_leaves");
    return {};
}

}  // namespace gps::departures
