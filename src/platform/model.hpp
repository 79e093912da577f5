#pragma once

#include "base/date.hpp"
#include "structures/model.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What the team of the service decides: which structures there are, which are habilitated, which
// are suspended. It sees nobody's file.
namespace gps::platform {

constexpr int kDecisionsAPage = 20;
constexpr std::size_t kLongestWhy = 300;  // characters

// What a habilitation rests on.
enum class Basis { Text, Convention, Decision };
inline constexpr std::array kBases{Basis::Text, Basis::Convention, Basis::Decision};
std::string_view code(Basis basis);
std::string_view label(Basis basis);
std::optional<Basis> basis_of(std::string_view code);

// Its last day is one of it; without one, it goes on.
struct Habilitation {
    Basis basis = Basis::Text;
    base::Date from_on = {};
    std::optional<base::Date> until_on = {};
    bool in_force = false;

    bool operator==(const Habilitation&) const = default;
};

// Begin and End: a day came; nobody decided again.
enum class Kind { Create, Correct, Habilitate, Begin, Withdraw, End, Suspend, Close, Reopen };
std::string_view code(Kind kind);
std::string_view label(Kind kind);
Kind kind_of(std::string_view code);  // throws std::logic_error on an unknown code

// A text of a structure that a decision changed.
struct Change {
    std::string field = {};
    std::string before = {};
    std::string after = {};
};
// "Nom" of "name".
std::string_view field_label(std::string_view field);

// A decision on a structure.
struct Decision {
    std::int64_t id = 0;
    Kind kind = Kind::Create;
    std::optional<Basis> basis = {};
    std::optional<base::Date> from_on = {};
    std::optional<base::Date> until_on = {};
    std::string why = {};
    std::string by = {};  // "Nadia ROUSSEL"; "": a day came
    base::Instant at = {};
    std::vector<Change> changes = {};
};

// The structure and another are one place (ADR 0029).
struct MergeLine {
    base::PublicId merge = {};
    std::string kept = {};
    std::string twin = {};
    std::string by = {};  // who asked
    base::Instant at = {};
    bool is_refused = false;
    std::optional<base::Instant> answered_at = {};
    std::optional<base::Instant> done_at = {};
};

}  // namespace gps::platform
