#pragma once

#include "access/house.hpp"
#include "access/viewer.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// How much one account may look up, open and list: an account taken over, or one whose owner is too
// curious, is stopped before it has read more than a few hundred people (ADR 0027).
namespace gps::quotas {

enum class Purpose : std::uint8_t {
    LookUp,  // searches for somebody whom one does not follow: a name, an identity, a number
    Reach,   // different people shown or followed by such a search
    Reveal,  // addresses and numbers of colleagues
    File,    // pages of files, one's own people's included
    Name     // lines of one's own list
};

// What an account did: in this hour, on this day of Paris, and in thirty days with it.
struct Spent {
    std::int64_t in_hour = 0;
    std::int64_t in_day = 0;
    std::int64_t in_month = 0;
};

// Who does something that is counted, and in which request.
struct Spending {
    const access::House& house;
    db::Transaction& tx;
    const access::Viewer& viewer;
    std::string_view request_id = {};
};

// An account that is stopped, for the team of the service.
struct Freeze {
    base::PublicId public_id = {};
    people::ProfessionalId professional = {};
    std::string name = {};
    std::string email = {};
    std::string structures = {};  // the first of those they belong to
    Purpose purpose = Purpose::File;
    base::Instant frozen_at = {};
    base::Instant lifted_at = {};
    std::string lifted_by = {};  // "" while it lasts
    std::string reason = {};
};

}  // namespace gps::quotas
