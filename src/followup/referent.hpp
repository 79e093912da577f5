#pragma once

#include "sharing/acting.hpp"
#include "sharing/model.hpp"

#include <optional>
#include <string_view>

// Who is the référent désigné of a person: one at a time, by a decision or an authority's data,
// never by oneself. These leave the rows; who may decide is asked by the rooms that call.
namespace gps::followup {

using sharing::Acting;
using sharing::ContributionId;

// The reasons that no form offers.
constexpr std::string_view kByAuthority = "AUTORITE";
constexpr std::string_view kAfterObjection = "OPPOSITION";
constexpr std::string_view kByRelay = "RELAIS";

struct Designated {
    std::optional<ContributionId> former = {};
};
// Names the contributor of `part` référent, instead of whoever is. nullopt when their part does not
// go on, or when they are the référent already.
std::optional<Designated> designate(const Acting& acting, people::PersonId person,
                                    ContributionId part, std::string_view reason);

// Somebody objects to the designation in force: the former référent is one again, when their part
// goes on; else there is none. `part`: of who was named; false when they are not any more.
bool undo_designation(const Acting& acting, people::PersonId person, ContributionId part,
                      std::string_view objection);

// Names the viewer référent, as an authority's data says (an import): false unless they have an
// ongoing part.
bool appoint_referent(const Acting& acting, people::PersonId person);

}  // namespace gps::followup
