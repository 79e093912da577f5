#pragma once

#include "access/rules.hpp"
#include "doors/doors.hpp"
#include "people/nir.hpp"

#include <memory>

// The door of those who know a person by their social security number: for habilitated structures,
// in a full session. It serves to join, and nothing else: no number is ever shown.
namespace gps::doors {

// Looking for a number, whatever it finds; a morning's reception at a desk is below.
constexpr access::Limit kNirSearches{"nir_searches", 10, std::chrono::minutes(15)};
constexpr access::Limit kNirSearchesADay{"nir_searches_day", 40, std::chrono::hours(24)};
// Giving one to somebody: a refusal may be that another bears it.
constexpr access::Limit kNirKept{"nir_kept", 20, std::chrono::minutes(15)};
constexpr access::Limit kNirKeptADay{"nir_kept_day", 100, std::chrono::hours(24)};

// As the key file says now.
std::shared_ptr<const base::Keys> keys_now(const access::House& house);

// Why the viewer may not use numbers, before anything is looked for. "factors.needs_full_session"
// for a session that can be made a full one.
base::Result<> may_use_nir(const access::House& house, const access::Viewer& viewer);

// Follows whoever bears this number. NotFound for nobody, as for someone who objected: the search
// counts and stays in the trail, like one that found.
base::Result<Led> follow_by_nir(const Acting& acting, const people::Nir& nir,
                                const PartTyped& part);

// What the number of a person is given with: checked, not kept.
struct NirGiven {
    people::Nir nir;
    people::Civility called = people::Civility::Madame;
};
// Keeps the number of a person whose details the viewer sees. One refusal for all reasons: it does
// not agree with the person, or somebody else bears it, which is told to the platform team.
base::Result<> keep_nir(const Acting& acting, const base::PublicId& person, const NirGiven& given);

// Whether the viewer may give this person a number. NotFound for a stranger.
base::Result<people::PersonId> may_keep_nir(const Acting& acting, const base::PublicId& person);

}  // namespace gps::doors
