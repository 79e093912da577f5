#include "teams/model.hpp"

#include <algorithm>
#include <stdexcept>

namespace gps::teams {
namespace {

constexpr std::array<std::string_view, 4> kStates{"pending", "accepted", "refused", "cancelled"};

}  // namespace

std::string_view code(Role role) {
    return role == Role::Administrator ? "administrator" : "member";
}

std::string_view label(Role role) {
    return role == Role::Administrator ? "Administrateur" : "Membre";
}

std::optional<Role> role_of(std::string_view typed) {
    for (const auto role : kRoles) {
        if (code(role) == typed) return role;
    }
    return std::nullopt;
}

RequestState request_state(std::string_view code) {
    const auto* found = std::ranges::find(kStates, code);
    if (found == kStates.end()) throw std::logic_error("unknown state of a request to be a member");
    return static_cast<RequestState>(found - kStates.begin());
}

bool is_refusal(std::string_view code) {
    return std::ranges::find(kRefusals, code, &Refusal::code) != kRefusals.end();
}

std::string_view refusal_label(std::string_view code) {
    const auto* found = std::ranges::find(kRefusals, code, &Refusal::code);
    return found == kRefusals.end() ? "Autre motif" : found->label;
}

}  // namespace gps::teams
