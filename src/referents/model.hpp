#pragma once

#include "base/date.hpp"
#include "base/random.hpp"
#include "sharing/model.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// The référent désigné of a person, as those who follow them see and change it.
namespace gps::referents {

// Why another is named: a closed list.
std::span<const sharing::Coded> reasons();
bool is_reason(std::string_view code);
// Of those, and of those that nobody chooses (followup/referent.hpp); "" for no reason.
std::string_view reason_label(std::string_view code);

// Why somebody objects: a closed list.
std::span<const sharing::Coded> objections();
bool is_objection(std::string_view code);

// Someone who follows the person now, and whom the viewer may see named.
struct Candidate {
    sharing::ContributionId part = {};
    base::PublicId professional = {};
    base::PublicId structure_id = {};
    std::string name = {};
    std::string structure = {};
    bool is_habilitated = false;
    bool is_you = false;
};

// The designation in force.
struct InForce {
    sharing::ContributionId part = {};
    std::optional<sharing::ContributionId> former = {};
    std::string reason = {};
    base::Instant since = {};
};

}  // namespace gps::referents
