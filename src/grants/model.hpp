#pragma once

#include "base/date.hpp"
#include "base/random.hpp"
#include "sharing/model.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

// Grants: the details of one person, shown until a day to someone who follows them for a structure
// that is not habilitated.
namespace gps::grants {

// How long a grant may last, a year at most (ADR 0025).
struct Duration {
    std::string_view code = {};
    std::string_view label = {};
    int days = 0;
};
std::span<const Duration> durations();
// Its last day; nullopt for what is no duration.
std::optional<base::Date> last_day(std::string_view duration, base::Date from);

// Why a grant is taken back.
std::span<const sharing::Coded> revocations();
bool is_revocation(std::string_view code);

// A grant in force, as those see it who may take it back.
struct Grant {
    base::PublicId id = {};
    std::string holder = {};  // name, or "Autre intervenant"
    std::string structure = {};
    std::string reason = {};      // label of why it was asked
    std::string granted_by = {};  // name, or "Autre intervenant"
    std::string person = {};      // initials
    base::PublicId person_id = {};
    base::Date granted_on = {};
    base::Date until = {};
};

// Why the details are asked for: a closed list, beside a sentence.
std::span<const sharing::Coded> reasons();
bool is_reason(std::string_view code);
std::string_view reason_label(std::string_view code);

}  // namespace gps::grants
