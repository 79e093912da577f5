#pragma once

#include "base/date.hpp"
#include "base/random.hpp"
#include "people/model.hpp"
#include "people/structure_id.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// What professionals are told of: the kinds that each sets for themselves, and the events of each
// kind. A data protection officer reads the two tables of model.cpp.
namespace gps::notices {

// How soon a mail says it, from the soonest. The page of notifications shows all, whatever is
// chosen.
enum class Frequency { AtOnce, Daily, Weekly, Never };
std::span<const Frequency> frequencies();
std::string_view code(Frequency frequency);
std::string_view label(Frequency frequency);
std::optional<Frequency> frequency_of(std::string_view code);

enum class Kind { Contributor, Relay, Request, Referent, Callback, End, Alert, Message };

struct KindLine {
    Kind kind = Kind::Contributor;
    std::string_view code = {};
    std::string_view label = {};    // in French, as on screens
    std::string_view subject = {};  // of the mail
    Frequency by_default = Frequency::AtOnce;
    Frequency rarest = Frequency::Never;  // what one may choose: this, or sooner
    std::string_view why = {};            // why not rarer, as said to them; "" when they may
};
// Those that one sets. A message is mailed by its sender's act: it is told on the page alone.
std::span<const KindLine> kinds();
const KindLine& line_of(Kind kind);

enum class Event {
    ContributorJoined,
    RelayProposed,
    RelayToTake,
    RelayStillWaits,
    RelayStillToTake,
    RelayTaken,
    RelayAccepted,
    RelayRefused,
    RelayExpired,
    RelayCancelled,
    RelayDone,
    RequestWaits,
    RequestStillWaits,
    RequestWaitsForAdministrators,
    RequestStillWaitsForAdministrators,
    RequestAccepted,
    DetailsGranted,
    RequestRefused,
    RequestUnanswered,
    DetailsTakenBack,
    ReferentChanged,
    ReferentObjected,
    CallbackAsked,
    CallbackAnswered,
    CallbackMissed,
    CallbackDone,
    CallbackCancelled,
    PartEnds,
    PartEnded,
    AlertNobody,
    AlertNoContact,
    AlertRelayUnanswered,
    MessageSent,
    ContributorReplaced,
    ContributorBack,
    PeopleEntrusted,
    PeopleTakenBack,
    RelayToTakeAgain,
};

struct EventLine {
    Event event = Event::ContributorJoined;
    std::string_view code = {};
    Kind kind = Kind::Contributor;
    std::string_view said = {};  // on the page and in the mail: nothing of anybody
    // Where opening it leads; "{personne}": the person's public id, for who still sees them.
    std::string_view leads_to = {};
};
std::span<const EventLine> events();
const EventLine& line_of(Event event);
// nullptr for a code that is none any more.
const EventLine* event_of(std::string_view code);

struct Recipient {
    people::ProfessionalId professional = {};
    structures::StructureId structure = {};  // for which they are told

    auto operator<=>(const Recipient&) const = default;
};

// Whose act it is: named to who may see them named, when it is read.
struct Actor {
    people::ProfessionalId professional = {};
    structures::StructureId structure = {};
};

struct News {
    Event event = Event::ContributorJoined;
    std::optional<people::PersonId> person = {};
    std::optional<Actor> actor = {};
};

}  // namespace gps::notices
