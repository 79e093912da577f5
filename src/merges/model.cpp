#include "merges/model.hpp"

#include <array>
#include <stdexcept>

namespace gps::merges {
namespace {

struct StateLine {
    State state;
    std::string_view code;
    std::string_view label;
};
constexpr std::array kStates{
    StateLine{State::Asked, "asked", "Attend une confirmation"},
    StateLine{State::Refused, "refused", "Refusée"},
    StateLine{State::Moving, "moving", "En cours"},
    StateLine{State::Closing, "closing", "Faite, dernière vérification en cours"},
    StateLine{State::Done, "done", "Faite"},
};

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
    throw std::logic_error("merges: no such state");
}

}  // namespace gps::merges
