#include "requests/model.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace gps::requests {
namespace {

constexpr std::array kRefusals{
    sharing::Coded{"PERSONNE_REFUSE", "La personne ne le souhaite pas"},
    sharing::Coded{"IDENTITE_INCERTAINE", "Il ne s’agit peut-être pas de la même personne"},
    sharing::Coded{"HORS_ACCOMPAGNEMENT", "Pas d’accompagnement prévu par cette structure"},
    sharing::Coded{"DOUBLON", "Un collègue de la même structure suit déjà la personne"},
    sharing::Coded{"AUTRE", "Autre motif"},
};

constexpr std::array<std::string_view, 4> kRequestStates{"pending", "accepted", "refused",
                                                         "cancelled"};
constexpr std::array<std::string_view, 2> kKinds{"join", "details"};
constexpr std::array<std::string_view, 3> kWaitsFor{"contributors", "administrators", "platform"};
constexpr std::string_view kNoAnswerLabel = "Aucune réponse en quatorze jours";

}  // namespace

std::string_view code(Kind kind) {
    return kKinds.at(static_cast<std::size_t>(kind));
}

Kind kind_of(std::string_view code) {
    const auto* const found = std::ranges::find(kKinds, code);
    if (found == kKinds.end()) throw std::logic_error("unknown kind of request");
    return static_cast<Kind>(found - kKinds.begin());
}

std::string_view code(WaitsFor who) {
    return kWaitsFor.at(static_cast<std::size_t>(who));
}

std::span<const sharing::Coded> refusals() {
    return kRefusals;
}

bool is_refusal(std::string_view code) {
    return is_in(kRefusals, code);
}

std::string_view refusal_label(std::string_view code) {
    if (code == kNoAnswer) return kNoAnswerLabel;
    return label_in(kRefusals, code, "Autre motif");
}

std::string_view code(RequestState state) {
    if (state == RequestState::Unanswered) state = RequestState::Refused;
    return kRequestStates.at(static_cast<std::size_t>(state));
}

RequestState request_state(std::string_view code, std::string_view refusal) {
    const auto* found = std::ranges::find(kRequestStates, code);
    if (found == kRequestStates.end()) throw std::logic_error("unknown state of a request");
    if (refusal == kNoAnswer) return RequestState::Unanswered;
    return static_cast<RequestState>(found - kRequestStates.begin());
}

}  // namespace gps::requests
