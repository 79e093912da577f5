#pragma once

#include "followup/acts.hpp"
#include "people/model.hpp"

#include <optional>
#include <string>
#include <vector>

// The doors by which a professional comes to follow a person: a colleague follows them, their
// exact identity, or recording them. Each asks joining() and says no more than it answers, and
// counts whom it shows or lets follow (quotas): TooMany, which the page must record.
namespace gps::doors {

using sharing::Acting;
using sharing::PartTyped;

constexpr int kColleagueRows = 10;

// What the colleague door shows of one person: by the sight that joining would give.
struct Followed {
    base::PublicId person = {};
    std::string name = {};
    std::string birth_year = {};  // "" when only initials are seen
    std::string colleague = {};
};
struct Colleagues {
    std::vector<Followed> rows = {};
    bool has_more = false;  // more homonyms than may be shown
};
// The people of this birth name whom colleagues of the structure follow, the viewer's own apart.
// The search is audited. Refused when the name is too short to be whole.
base::Result<Colleagues> followed_by_colleagues(const Acting& acting, std::string_view birth_name);

// One of them, before following: NotFound unless the door is open to the viewer.
base::Result<Followed> followed_by_colleague(const Acting& acting, const base::PublicId& person);

// What the exact-identity door answers. Nothing here tells an unknown person from one who
// objected.
enum class Found {
    Unknown,          // create them
    MayFollow,        // at once, after confirmation
    MayAsk,           // ask those who follow them
    AlreadyFollowed,  // the viewer does: the address is given
    AlreadyAsked
};
struct IdentityAnswer {
    Found found = Found::Unknown;
    base::PublicId person = {};  // for AlreadyFollowed only
};
base::Result<IdentityAnswer> look_up(const Acting& acting, const people::Identity& identity);

// How the person was told, compulsory to record them.
struct Notice {
    people::NoticeWay way = people::NoticeWay::HandedOver;
    base::Date on = {};
};

// Where an act of a door led.
struct Led {
    Found by = Found::Unknown;
    base::PublicId person = {};  // the file to open; empty after asking
};

// Follows someone whom a colleague follows. NotFound unless the door is open.
base::Result<Led> follow_by_colleague(const Acting& acting, const base::PublicId& person,
                                      const PartTyped& part);
// Confirms what look_up() answered: follows, or asks.
base::Result<Led> follow_by_identity(const Acting& acting, const people::Identity& identity,
                                     const PartTyped& part);
// Records a person. Someone who exists exactly is led through the exact-identity door; a probable
// double is recorded, shows nothing, and goes to the platform's queue.
base::Result<Led> create(const Acting& acting, const people::Identity& identity,
                         const Notice& notice, const PartTyped& part);

// Proposes to the platform team the records that may be the same human being as `person`.
void queue_doubles(const Acting& acting, people::PersonId person, const people::Identity& identity);

}  // namespace gps::doors
