#include "capacities/model.hpp"

#include <algorithm>
#include <array>

namespace gps::capacities {
namespace {

// In the order of Capacity, after Unsaid.
constexpr std::array kCapacities{
    Coded{"available", "De la place"},
    Coded{"waiting_list", "Liste d’attente"},
    Coded{"full", "Complet"},
    Coded{"to_assess", "À évaluer"},
};

}  // namespace

std::span<const Coded> capacities() {
    return kCapacities;
}

std::string_view code(Capacity capacity) {
    if (capacity == Capacity::Unsaid) return "";
    return kCapacities.at(static_cast<std::size_t>(capacity) - 1).code;
}

Capacity capacity_of(std::string_view code) {
    const auto* const found = std::ranges::find(kCapacities, code, &Coded::code);
    if (found == kCapacities.end()) return Capacity::Unsaid;
    return static_cast<Capacity>(found - kCapacities.begin() + 1);
}

}  // namespace gps::capacities
