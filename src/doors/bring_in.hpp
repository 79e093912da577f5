#pragma once

#include "doors/doors.hpp"
#include "followup/certified.hpp"

// Bringing in what another tool knows of a follow-up: the door of imports. Nobody uses the service
// here, so that nothing counts as activity.
namespace gps::doors {

using followup::Attested;
using followup::Certifying;

enum class BroughtIn {
    Created,          // the person is recorded, and followed
    Joined,           // the person was known exactly, and is now followed
    AlreadyFollowed,  // nothing changed
    EndedSince,       // their part ended after this start: nothing changed
    RequestPending,   // their request waits for an answer: nothing changed
    SetAside,         // the person objected or was archived: nothing changed
};

struct Brought {
    BroughtIn how = BroughtIn::AlreadyFollowed;
    people::PersonId person = {};  // none when set aside
};

// `acting.viewer` is the professional whose part it is. The caller has checked the part
// (check_part) and the day of the notice.
Brought bring_in(const Acting& acting, const people::Identity& identity, const Notice& notice,
                 const PartTyped& part);

// Names the viewer référent of a person who has none. An import never takes the place of a
// référent.
enum class Appointed { Now, Before, AnotherIs };
Appointed appoint_first_referent(const Acting& acting, people::PersonId person);

// Whether the viewer is the référent certifié, as an authority's data says: followup::certify(),
// with its trace.
Certifying certify(const Acting& acting, people::PersonId person, const Attested& data);

}  // namespace gps::doors
