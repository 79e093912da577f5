#pragma once

#include "base/id.hpp"
#include "sharing/model.hpp"

#include <chrono>
#include <span>
#include <string_view>

// Asking to follow a person, or to see the details of one whom one follows: the states of a
// request, and why one is refused.
namespace gps::requests {

using RequestId = base::Id<struct RequestTag>;

enum class Kind { Join, Details };
std::string_view code(Kind kind);
Kind kind_of(std::string_view code);

// Who answers a request: those who see the details of right; when there is none, the administrators
// of the structure of one who did; when there is none either, the platform (ADR 0025).
enum class WaitsFor { Contributors, Administrators, Platform };
std::string_view code(WaitsFor who);

// Why a request is refused.
std::span<const sharing::Coded> refusals();
bool is_refusal(std::string_view code);
std::string_view refusal_label(std::string_view code);

// Unanswered: refused by silence.
enum class RequestState { Pending, Accepted, Refused, Cancelled, Unanswered };
std::string_view code(RequestState state);
// `refusal`: the reason stored with it, "" when none.
RequestState request_state(std::string_view code, std::string_view refusal);

// The reason of a request that nobody answered in time; nobody may give it.
constexpr std::string_view kNoAnswer = "SANS_REPONSE";

constexpr std::chrono::hours kRecalledAfter{24 * 7};
constexpr int kDaysToAnswer = 14;
constexpr std::chrono::hours kAnsweredWithin{24 * kDaysToAnswer};

}  // namespace gps::requests
