#include "callbacks/model.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace gps::callbacks {
namespace {

using sharing::Coded;

// In the order of the enumeration.
constexpr std::array<std::string_view, 6> kStates{"asked",       "answered", "done",
                                                  "unreachable", "expired",  "cancelled"};

constexpr std::array kChannels{
    Coded{"TELEPHONE", "Téléphone"},
    Coded{"VISIO", "Visioconférence"},
    Coded{"COURRIEL", "Courriel"},
    Coded{"SUR_PLACE", "Sur place"},
};

// Monday to Friday, the morning first: proposed() counts on it.
constexpr std::array kHalfDays{
    Coded{"LUNDI_MATIN", "Lundi matin"},       Coded{"LUNDI_APRES", "Lundi après-midi"},
    Coded{"MARDI_MATIN", "Mardi matin"},       Coded{"MARDI_APRES", "Mardi après-midi"},
    Coded{"MERCREDI_MATIN", "Mercredi matin"}, Coded{"MERCREDI_APRES", "Mercredi après-midi"},
    Coded{"JEUDI_MATIN", "Jeudi matin"},       Coded{"JEUDI_APRES", "Jeudi après-midi"},
    Coded{"VENDREDI_MATIN", "Vendredi matin"}, Coded{"VENDREDI_APRES", "Vendredi après-midi"},
};

constexpr std::string_view kMorning = "matin";
constexpr std::string_view kAfternoon = "apres-midi";

}  // namespace

std::string_view code(State state) {
    return kStates.at(static_cast<std::size_t>(state));
}

State state_of(std::string_view code) {
    const auto* const found = std::ranges::find(kStates, code);
    if (found == kStates.end()) throw std::logic_error("unknown state of a callback");
    return static_cast<State>(found - kStates.begin());
}

std::span<const Coded> channels() {
    return kChannels;
}

std::string_view channel_label(std::string_view code) {
    return label_in(kChannels, code);
}

std::span<const Coded> half_days() {
    return kHalfDays;
}

Slots slot_bit(std::string_view code) {
    return bit_in(kHalfDays, code);
}

std::vector<std::string_view> slot_labels(Slots chosen) {
    return labels_in(kHalfDays, chosen);
}

std::string Slot::code() const {
    return day.iso() + "." + std::string(is_afternoon ? kAfternoon : kMorning);
}

std::optional<Slot> Slot::of(std::string_view code) {
    const auto dot = code.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    const auto day = base::Date::from_iso(code.substr(0, dot));
    const auto half = code.substr(dot + 1);
    if (!day || (half != kMorning && half != kAfternoon)) return std::nullopt;
    return Slot{.day = *day, .is_afternoon = half == kAfternoon};
}

}  // namespace gps::callbacks
