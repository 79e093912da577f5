#pragma once

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/random.hpp"
#include "people/model.hpp"
#include "people/structure_id.hpp"
#include "sharing/model.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Relays ("passages de relais"): a contributor proposes that somebody else takes over, or comes
// too, and knows what became of it. ADR 0032.
namespace gps::relays {

using RelayId = base::Id<struct RelayTag>;
using sharing::Coded;

enum class Kind { Handover, Addition };
enum class State { Sent, Seen, Accepted, Refused, Expired, Cancelled, Done };

std::string_view code(Kind kind);
std::string_view code(State state);
Kind kind_of(std::string_view code);    // throws std::logic_error on an unknown code
State state_of(std::string_view code);  // the same
std::string_view label(Kind kind);      // "Passage de relais"
std::string_view label(State state);    // "Envoyé"

// Closed lists, none of which says anything of health or of justice. The codes of refusals and of
// outcomes are those of the rulings.
std::span<const Coded> reasons();
std::span<const Coded> wishes();
std::span<const Coded> refusals();
std::span<const Coded> outcomes();
inline constexpr std::string_view kFollowupStarted = "SUIVI_ENTAME";  // one of them
// Facts that help to begin. Bit i of a Messages is the i-th of them.
using Messages = std::int32_t;
std::span<const Coded> messages();
Messages message_bit(std::string_view code);  // 0 when unknown
std::vector<std::string_view> message_labels(Messages chosen);

// One relay, as those who give and take it read it.
struct Relay {
    RelayId id = {};
    base::PublicId public_id = {};
    people::PersonId person = {};
    base::PublicId person_public_id = {};
    people::PersonState person_state = people::PersonState::Active;
    people::Initials initials = {};
    Kind kind = Kind::Handover;
    State state = State::Sent;
    people::ProfessionalId giver = {};
    structures::StructureId giver_structure = {};
    std::string giver_name = {};
    std::string giver_structure_name = {};
    std::optional<structures::StructureId> structure = {};
    std::string structure_name = {};  // "" while nobody knows
    std::optional<people::ProfessionalId> professional = {};
    std::string professional_name = {};  // "" while to be taken, or outside
    bool is_outside = false;             // sent to who has no account
    std::string outside_email = {};      // of theirs, for the giver; "" once it is closed
    std::string reason = {};
    Messages messages = 0;
    std::string wish = {};
    std::optional<base::Date> hands_over_on = {};
    base::Instant sent_at = {};
    std::optional<base::Instant> answered_at = {};
    bool is_handed_over = false;
    std::string refusal = {};
    std::string outcome = {};
};

// A relay that is proposed: to a structure, to a professional, or to an address of nobody here.
struct NewRelay {
    people::PersonId person = {};
    Kind kind = Kind::Handover;
    people::ProfessionalId giver = {};
    structures::StructureId giver_structure = {};
    std::optional<structures::StructureId> structure = {};
    std::optional<people::ProfessionalId> professional = {};
    std::string outside_email = {};  // "" unless nobody here has it
    std::string link_digest = {};
    std::string reason = {};
    Messages messages = 0;
    std::string wish = {};
    std::optional<base::Date> hands_over_on = {};
    base::Instant sent_at = {};
};

}  // namespace gps::relays
