#pragma once

#include "base/id.hpp"
#include "followup/model.hpp"

#include <span>
#include <string_view>

// Asking to follow a person: the states of a request, and why one is refused.
namespace gps::requests {

using RequestId = base::Id<struct RequestTag>;

// Why a request is refused.
std::span<const followup::Coded> refusals();
bool is_refusal(std::string_view code);
std::string_view refusal_label(std::string_view code);

enum class RequestState { Pending, Accepted, Refused, Cancelled };
std::string_view code(RequestState state);
RequestState request_state(std::string_view code);

}  // namespace gps::requests
