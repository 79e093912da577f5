#pragma once

#include "access/route.hpp"
#include "base/result.hpp"
#include "merges/model.hpp"

#include <optional>
#include <string_view>
#include <vector>

// Preparing, asking, confirming and refusing a merge. Each runs in the request's transaction; who
// may call is the route's (Platform, in a full session). The move itself is running.hpp.
namespace gps::merges {

struct Waiting {
    std::vector<Merge> merges = {};  // asked or going on
    std::vector<WaitingPair> pairs = {};
    std::optional<PairPlace> next = {};
};
Waiting waiting(const access::Visit& visit, const PairPlace& after);

// They are two places: no list proposes the pair again. NotFound when either is none, Invalid
// without a reason, Conflict when that was said already or a merge of both waits.
base::Result<> keep_apart(const access::Visit& visit, const base::PublicId& first,
                          const base::PublicId& second, std::string_view why);

// What would become of both, as things stand.
struct Preview {
    structures::Structure kept = {};
    structures::Structure twin = {};
    Counts kept_counts = {};
    Counts twin_counts = {};
    Shared shared = {};
    bool is_of_either = false;  // whoever looks is a member of one of them
    base::Result<> may = {};    // the rules' answer, but for who decides
};
base::Result<Preview> preview(const access::Visit& visit, const base::PublicId& kept,
                              const base::PublicId& twin);

// Its address. Conflict with what stands in the way, Forbidden for a member of either, Invalid
// without a reason.
base::Result<base::PublicId> ask(const access::Visit& visit, const base::PublicId& kept,
                                 const base::PublicId& twin, std::string_view why);

// One that was asked. `may_confirm`: the rules' answer for who looks.
struct Asked {
    Merge merge = {};
    Preview preview = {};
    bool has_changed = false;  // what matters is no longer what was asked
    base::Result<> may_confirm = {};
    int moved = 0;  // professionals, kMostCounted + 1 at most
};
base::Result<Asked> asked(const access::Visit& visit, const base::PublicId& merge);

// Begins at once, and cannot be undone. The administrators of both structures are told by a mail
// that names nobody.
base::Result<> confirm(const access::Visit& visit, const base::PublicId& merge);
// By anyone of the team: it stops nothing that has begun.
base::Result<> refuse(const access::Visit& visit, const base::PublicId& merge,
                      std::string_view why);

}  // namespace gps::merges
