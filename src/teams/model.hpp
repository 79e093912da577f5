#pragma once

#include "base/date.hpp"
#include "base/random.hpp"
#include "people/model.hpp"
#include "people/structure_id.hpp"

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Who works in a structure: its members, those it invites, those who ask to be of it, those who
// left.
namespace gps::teams {

constexpr std::chrono::hours kInvitationLife{24 * 14};
constexpr int kMembersAPage = 50;
// How far back one who administers sees who left.
constexpr int kDaysOfDepartures = 365;

enum class Role { Member, Administrator };
std::string_view code(Role role);
std::string_view label(Role role);
std::optional<Role> role_of(std::string_view code);
inline constexpr std::array kRoles{Role::Member, Role::Administrator};

struct Member {
    people::ProfessionalId id = {};
    base::PublicId public_id = {};
    std::string name = {};  // "Durand Jeanne", as lists are sorted
    std::string first_name = {};
    std::string email = {};
    std::string name_key = {};
    Role role = Role::Member;
    base::Date since = {};
};

// Where a list of members goes on: after this one, in the order of names.
struct Place {
    std::string name_key = {};
    people::ProfessionalId id = {};
};
struct Members {
    std::vector<Member> rows = {};
    base::PublicId next = {};  // the last of the page when there are more
};

struct Departure {
    base::PublicId public_id = {};
    std::string name = {};
    base::Date since = {};
    base::Date left_on = {};
};

// Who was invited and has not come yet.
struct Invitation {
    base::PublicId id = {};
    std::string name = {};
    std::string email = {};
    Role role = Role::Member;
    base::Date invited_on = {};
    base::Date serves_until = {};
    bool is_too_old = false;
};

// Who asks to be a member.
struct Request {
    base::PublicId id = {};
    std::string name = {};
    std::string email = {};
    base::Date asked_on = {};
};

enum class RequestState { Pending, Accepted, Refused, Cancelled };
RequestState request_state(std::string_view code);

// A request as the one who asks sees it.
struct Sent {
    base::PublicId id = {};
    std::string structure = {};
    base::Date asked_on = {};
    RequestState state = RequestState::Pending;
    std::string refusal = {};  // label
};

// Why a request to be a member is refused.
struct Refusal {
    std::string_view code = {};
    std::string_view label = {};
};
inline constexpr std::array kRefusals{
    Refusal{"NON_MEMBRE", "Cette personne ne travaille pas dans la structure"},
    Refusal{"AUTRE_ETABLISSEMENT", "Cette personne travaille dans un autre établissement"},
    Refusal{"INCONNUE", "Personne ici ne la connaît"},
    Refusal{"AUTRE", "Autre motif"},
};
bool is_refusal(std::string_view code);
std::string_view refusal_label(std::string_view code);

}  // namespace gps::teams
