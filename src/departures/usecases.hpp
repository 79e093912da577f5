#pragma once

#include "access/route.hpp"
#include "base/result.hpp"
#include "departures/model.hpp"

#include <string_view>
#include <vector>

// What an administrator decides: who takes over from a member who leaves, and that it was a
// mistake. They read counts only: administering gives no sight of anybody.
namespace gps::departures {

struct Expected {
    Colleague colleague = {};
    int people = 0;   // whom they will take
    int already = 0;  // of those, whom they follow already
};
struct Preview {
    Leaver leaver = {};
    std::vector<Colleague> offered = {};  // kColleaguesAPage at most, without those chosen
    bool is_more = false;
    std::vector<Expected> chosen = {};
    bool is_exact = true;  // else: of the first kLookedAt people, shares in proportion
    int staying = 0;       // whom nobody may follow any more
    base::Result<> may = {};
};
// NotFound for who is not a member and has not left within a year.
base::Result<Preview> preview(const access::Visit& visit, const base::PublicId& leaver,
                              const std::vector<base::PublicId>& ticked, std::string_view name);

// The people are moved by a job, from now on.
base::Result<base::PublicId> start(const access::Visit& visit, const base::PublicId& leaver,
                                   const std::vector<base::PublicId>& ticked);

struct Seen {
    Departure departure = {};
    std::vector<Share> shares = {};
    int still_followed = 0;  // by the leaver
};
base::Result<Seen> departure(const access::Visit& visit, const base::PublicId& id);
std::vector<Departure> latest(const access::Visit& visit);

// Within kUndoneWithin, by an administrator of the structure; a job does it.
base::Result<> undo(const access::Visit& visit, const base::PublicId& id);

}  // namespace gps::departures
