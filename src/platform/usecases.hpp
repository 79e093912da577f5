#pragma once

#include "access/route.hpp"
#include "base/result.hpp"
#include "platform/model.hpp"
#include "platform/rules.hpp"

#include <string>
#include <string_view>
#include <vector>

// What the team of the service decides of structures. Each runs in the request's transaction; who
// may call is the route's (Platform). A structure that is not there is NotFound.
namespace gps::platform {

struct Decisions {
    std::vector<Decision> rows = {};  // the latest first
    std::int64_t next = 0;            // the last of the page when there are more
};
// Before that one; 0: the latest.
Decisions decisions(const access::Visit& visit, structures::StructureId structure,
                    std::int64_t before);

// A new structure, open, habilitated by nothing yet: its address. `sheet` has no mistake.
base::PublicId create(const access::Visit& visit, const Sheet& sheet);

// Corrects its texts for good: no list changes them back. Changing nothing leaves no trace.
base::Result<> correct(const access::Visit& visit, const base::PublicId& structure,
                       const Sheet& sheet);

// Suspends it, closes it or opens it again. Its members see nothing by a structure that is not
// open, from their next request on. Conflict when it is so already.
base::Result<> set_closing(const access::Visit& visit, const base::PublicId& structure, Kind kind,
                           std::string_view why);

// ---- Structures that are one place (ADR 0029), as other pages show them -------------------------

// In which the structure is or was, the latest ones.
std::vector<MergeLine> merges_of(const access::Visit& visit, structures::StructureId structure);
// Probable doubles and merges that wait for a decision, kMostWaiting + 1 at most.
constexpr int kMostWaiting = 100;
int doubles_waiting(const access::Visit& visit);

}  // namespace gps::platform
