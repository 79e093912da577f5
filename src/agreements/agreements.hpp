#pragma once

#include "base/result.hpp"
#include "sharing/file.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// A structure whose mere name says something of a person (sensitivity 2, domain.md §4.3) is "Autre
// intervenant" to others, until the person agrees that it is named. Who of that structure follows
// the person records the agreement, and takes it back as soon as the person does.
namespace gps::agreements {

using sharing::Acting;

enum class How { Oral, Written };
std::string_view code(How how);
std::string_view label(How how);
std::optional<How> how_of(std::string_view code);

struct Agreement {
    base::PublicId public_id = {};
    std::string for_structure = {};  // "": all those who follow the person
    How how = How::Oral;
    base::Date given_on = {};
    std::string recorded_by = {};
    std::optional<base::Instant> revoked_at = {};
};

struct Recorded {
    sharing::File file = {};
    std::vector<Agreement> agreements = {};  // the latest first, revoked ones included
};
// NotFound unless the viewer acts for a sensitive structure and follows the person for it. Leaves
// the trace of a reading.
base::Result<Recorded> agreements_of(const Acting& acting, const base::PublicId& person);

struct Given {
    std::optional<How> how = {};
    std::optional<base::Date> on = {};
    // Of whom follows the person; empty: everybody who does.
    base::PublicId for_structure = {};
};
// From the next request on, those it names see the structure and its members. Recording what is in
// force already changes nothing. Invalid, with the field: no way, no day or one to come, a
// structure that does not follow the person.
base::Result<> record(const Acting& acting, const base::PublicId& person, const Given& given);

// From the next request on, they no longer do. NotFound when it is not in force.
base::Result<> revoke(const Acting& acting, const base::PublicId& person,
                      const base::PublicId& agreement);

}  // namespace gps::agreements
