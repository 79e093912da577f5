#pragma once

#include "base/date.hpp"
#include "sharing/model.hpp"

#include <optional>
#include <span>
#include <string_view>

// How much room a structure, or one of its members, says there is for new people.
namespace gps::capacities {

using sharing::Coded;

enum class Capacity { Unsaid, Available, WaitingList, Full, ToAssess };

std::span<const Coded> capacities();  // those that may be said
std::string_view code(Capacity capacity);
Capacity capacity_of(std::string_view code);  // Unsaid when unknown

struct Said {
    Capacity capacity = Capacity::Unsaid;
    std::optional<base::Date> on = {};
};

}  // namespace gps::capacities
