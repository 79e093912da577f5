#pragma once

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/random.hpp"
#include "people/model.hpp"
#include "people/structure_id.hpp"
#include "sharing/coded.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Who follows whom: a contribution is one professional's part with one person, for one structure,
// made of periods.
namespace gps::sharing {

using ContributionId = base::Id<struct ContributionTag>;

// Why a professional follows a person: the closed list of domain.md §4.3, never free text.
// Bit i of a Reasons is the i-th of reasons().
using Reasons = std::int32_t;
std::span<const Coded> reasons();
Reasons reason_bit(std::string_view code);  // 0 when unknown
std::vector<std::string_view> reason_labels(Reasons chosen);

// What the contributor is to the person, in the words of their trade.
std::span<const Coded> roles();
bool is_role(std::string_view code);
std::string_view role_label(std::string_view code);  // "Intervenant" when unknown

// Whether the référent of a person is nobody, the contributor whose list it is, or another.
enum class ReferentKind { None = 0, Me = 1, Other = 2 };

// How someone came to follow a person.
enum class Door { Colleague, ExactIdentity, Create, Resume, Request, Import, Nir, Relay };
std::string_view code(Door door);

struct Period {
    base::Date started_on = {};
    std::optional<base::Date> ended_on = {};

    bool operator==(const Period&) const = default;
};

// A viewer's own contribution, for the structure they act for.
struct OwnPart {
    ContributionId id = {};
    base::Date started_on = {};
    std::optional<base::Date> ended_on = {};
    bool is_creator = false;                       // they recorded the person
    std::optional<base::Date> granted_until = {};  // details granted case by case

    bool is_ongoing() const { return !ended_on; }
    // Its end; today while it goes on.
    base::Date last_day(base::Date today) const { return ended_on.value_or(today); }
};

// What a contributor says of their own part.
struct PartTyped {
    base::Date started_on = {};
    std::string role = {};  // a code of roles()
    Reasons reasons = 0;
};

}  // namespace gps::sharing
