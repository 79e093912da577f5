#pragma once

#include "base/date.hpp"
#include "base/random.hpp"
#include "sharing/model.hpp"

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>

// Emergencies: the details opened by someone who follows the person and sees initials, without
// waiting for anybody, for 72 hours; then reviewed (ADR 0025).
namespace gps::emergency {

constexpr std::chrono::hours kOpenFor{72};
// By one professional, whatever the structure: an emergency is rare, or it is a way in.
constexpr int kAWeek = 3;
constexpr std::chrono::hours kWeek{24 * 7};

// Why it is opened: a closed list, beside a sentence.
std::span<const sharing::Coded> reasons();
bool is_reason(std::string_view code);
std::string_view reason_label(std::string_view code);

// What the one who reviews it says of it.
enum class Verdict { Justified, Unjustified };
std::string_view code(Verdict verdict);
std::string_view label(Verdict verdict);
std::optional<Verdict> verdict_of(std::string_view code);

// One of them, as those see it who review it.
struct Emergency {
    base::PublicId id = {};
    std::string who = {};          // name, or "Autre intervenant"
    std::string structure = {};    // "" likewise
    std::string person = {};       // initials; "" for the platform
    std::string reason = {};       // label
    std::string explanation = {};  // "" when it is not for the reader
    base::Instant opened_at = {};
    base::Instant until = {};
    std::optional<Verdict> verdict = {};
    std::string note = {};
};

}  // namespace gps::emergency
