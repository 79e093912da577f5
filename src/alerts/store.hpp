#pragma once

#include "alerts/model.hpp"
#include "db/database.hpp"

#include <vector>

// The SQL of alerts, and of looking at people.
namespace gps::alerts::store {

// ---- Looking ----

// People whose group changed since they were looked at, or who never were; some 25.
std::vector<Situation> changed(db::Transaction& tx);
// Those whose day has come; some 25.
std::vector<Situation> due(db::Transaction& tx, base::Date today);
// One, with what is known of their alerts.
Situation one(db::Transaction& tx, people::PersonId person);

// ---- Raising and closing ----

// Nothing when one of the kind is open.
std::optional<AlertId> raise(db::Transaction& tx, people::PersonId person, Kind kind,
                             base::Date today);
// Puts it in the list of a member; false when they left the structure.
bool put_in_list(db::Transaction& tx, AlertId alert, const notices::Recipient& whose);

struct Closing {
    std::optional<people::ProfessionalId> by = {};
    std::string_view why = kClosedByAnAct;
    base::Date today = {};
};
// False when none of the kind is open.
bool close(db::Transaction& tx, people::PersonId person, Kind kind, const Closing& closing);

// ---- Reading ----

struct OfPerson {
    base::PublicId id = {};
    Kind kind = Kind::Nobody;
    base::Date raised_on = {};
    std::optional<base::Date> closed_on = {};
    std::string closing = {};  // its code
};
// The open ones and the last that were closed, fifty in all; the latest first.
std::vector<OfPerson> of_person(db::Transaction& tx, people::PersonId person);

struct Listed {
    base::PublicId id = {};
    Kind kind = Kind::Nobody;
    base::Date raised_on = {};
    base::PublicId person = {};
    people::Initials initials = {};
    bool is_seen = false;  // by the member, still
};
// In the list of this member: the latest first, before that alert when one is named; 26 at most.
std::vector<Listed> listed(db::Transaction& tx, const notices::Recipient& whose,
                           const base::PublicId& before);

}  // namespace gps::alerts::store
