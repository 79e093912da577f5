#include "departures/model.hpp"

#include <array>
#include <stdexcept>

namespace gps::departures {
namespace {

struct StateLine {
    State state;
    std::string_view code;
    std::string_view label;
};
constexpr std::array kStates{StateLine{State::Moving, "moving", "En cours"},
                             StateLine{State::Done, "done", "Terminée"},
                             StateLine{State::Undoing, "undoing", "Annulation en cours"},
                             StateLine{State::Undone, "undone", "Annulée"}};

}  // namespace

std::string_view code(State state) {
    return kStates.at(static_cast<std::size_t>(state)).code;
}
std::string_view label(State state) {
    return kStates.at(static_cast<std::size_t>(state)).label;
}
State state_of(std::string_view code) {
    for (const auto& one : kStates) {
        if (one.code == code) return one.state;
    }
    throw std::logic_error("departures: no such state");
}

std::string_view code(Outcome outcome) {
    switch (outcome) {
        case Outcome::Passed:
            return "passed";
        case Outcome::Left:
            return "left";
        case Outcome::TakenBack:
            return "taken_back";
        case Outcome::Changed:
            return "changed";
    }
    __builtin_unreachable();
}

}  // namespace gps::departures
