#include "merges/usecases.hpp"

#include "mail/usecases.hpp"
#include "merges/rules.hpp"
#include "merges/store.hpp"
#include "people/addressees_store.hpp"
#include "people/merging_store.hpp"
#include "platform/deciding.hpp"
#include "platform/rules.hpp"
#include "structures/deciding.hpp"
#include "structures/merging.hpp"
#include "structures/usecases.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace gps::merges {
namespace {

using structures::Structure;

constexpr int kMostOpen = 50;

struct Both {
    Structure kept = {};
    Structure twin = {};
};

base::Result<Both> both(const access::Visit& visit, const base::PublicId& kept,
                        const base::PublicId& twin) {
    auto first = structures::find(visit.tx, kept);
    auto second = structures::find(visit.tx, twin);
    if (!first || !second) return tl::unexpected<base::Error>(platform::no_structure());
    return Both{.kept = *std::move(first), .twin = *std::move(second)};
}

// The same, of which nobody else decides before the end of the transaction.
base::Result<Both> both_held(const access::Visit& visit, const base::PublicId& kept,
                             const base::PublicId& twin) {
    const auto found = both(visit, kept, twin);
    if (!found) return found;
    structures::lock(visit.tx, std::min(found->kept.id, found->twin.id));
    structures::lock(visit.tx, std::max(found->kept.id, found->twin.id));
    return both(visit, kept, twin);
}

bool is_of_either(const access::Visit& visit, const Both& pair) {
    return people::store::is_member(visit.tx, visit.viewer.id, pair.kept.id) ||
           people::store::is_member(visit.tx, visit.viewer.id, pair.twin.id);
}

struct Places {
    Place kept = {};
    Place twin = {};
};
Places places(const access::Visit& visit, const Both& pair, MergeId but) {
    return {.kept = place_of(pair.kept, store::is_in_merge(visit.tx, pair.kept.id, but)),
            .twin = place_of(pair.twin, store::is_in_merge(visit.tx, pair.twin.id, but))};
}

Preview preview_of(const access::Visit& visit, const Both& pair, MergeId but) {
    const auto where = places(visit, pair, but);
    return {.kept = pair.kept,
            .twin = pair.twin,
            .kept_counts = store::counts(visit.tx, pair.kept.id, visit.today),
            .twin_counts = store::counts(visit.tx, pair.twin.id, visit.today),
            .shared = store::shared(visit.tx, pair.kept.id, pair.twin.id),
            .is_of_either = is_of_either(visit, pair),
            .may = may_merge(where.kept, where.twin)};
}

auto no_merge() {
    return base::refuse(base::Refusal::NotFound, "merges.no_merge");
}

// A merge in the trail: of the structure that goes.
void trace(const access::Visit& visit, audit::Act act, const Both& pair,
           const base::PublicId& merge) {
    platform::leave_trace(
        visit, act, pair.twin.public_id,
        fmt::format("into={},merge={}", pair.kept.public_id.text(), merge.text()));
}

void tell_administrators(const access::Visit& visit, const Both& pair) {
    std::set<std::string> addresses;
    for (const auto structure : {pair.kept.id, pair.twin.id}) {
        for (auto& one : people::store::administrators(visit.tx, structure))
            addresses.insert(std::move(one));
    }
    for (const auto& address : addresses) {
        mail::queue(
            visit.tx,
            {.kind = "merges.told",
             .recipient = address,
             .subject = "Deux structures réunies sur GPS",
             .body = fmt::format(
                 "Bonjour,\n\n"
                 "L’équipe de la plateforme réunit deux structures qui sont un même lieu\u00a0: "
                 "«\u00a0{}\u00a0» prend la place de «\u00a0{}\u00a0».\n\n"
                 "Les membres et leurs suivis passent de l’une à l’autre. Vous n’avez rien à "
                 "faire\u00a0: les liens que vous aviez gardés restent valables.\n\n"
                 "    {}/structure\n\n"
                 "L’équipe GPS\n",
                 pair.kept.name, pair.twin.name, visit.house.public_url),
             .queued_at = visit.now});
    }
}

// The merge that waits, of which nobody else decides before the end of the transaction.
base::Result<Merge> held_merge(const access::Visit& visit, const base::PublicId& id) {
    auto merge = store::find(visit.tx, id);
    if (!merge) return no_merge();
    if (!store::hold_waiting(visit.tx, merge->id))
        return base::refuse(base::Refusal::Conflict, "merges.answered");
    return *std::move(merge);
}

}  // namespace

Waiting waiting(const access::Visit& visit, const PairPlace& after) {
    Waiting page{.merges = store::open_merges(visit.tx, kMostOpen),
                 .pairs = store::waiting(visit.tx, after, kPairsAPage + 1)};
    if (page.pairs.size() > std::size_t{kPairsAPage}) {
        page.pairs.pop_back();
        const auto& last = page.pairs.back();
        page.next = PairPlace{.first = last.first.id.value, .second = last.second.id.value};
    }
    return page;
}

base::Result<> keep_apart(const access::Visit& visit, const base::PublicId& first,
                          const base::PublicId& second, std::string_view why) {
    const auto pair = both_held(visit, first, second);
    if (!pair) return base::pass_on(pair);
    if (pair->kept.id == pair->twin.id) return base::refuse(base::Refusal::Conflict, "merges.same");
    const auto reason = platform::read_why(why);
    if (!reason) return base::pass_on(reason);
    const auto where = places(visit, *pair, {});
    if (where.kept.is_in_merge && where.twin.is_in_merge)
        return base::refuse(base::Refusal::Conflict, "merges.busy");
    if (!structures::keep_apart(visit.tx, {.first = pair->kept.id, .second = pair->twin.id},
                                {.why = *reason, .by = visit.viewer.id, .at = visit.now}))
        return base::refuse(base::Refusal::Conflict, "merges.apart_already");
    platform::leave_trace(visit, audit::Act::KeepApart, pair->kept.public_id,
                          fmt::format("other={}", pair->twin.public_id.text()));
    return {};
}

base::Result<Preview> preview(const access::Visit& visit, const base::PublicId& kept,
                              const base::PublicId& twin) {
    const auto pair = both(visit, kept, twin);
    if (!pair) return base::pass_on(pair);
    return preview_of(visit, *pair, {});
}

base::Result<base::PublicId> ask(const access::Visit& visit, const base::PublicId& kept,
                                 const base::PublicId& twin, std::string_view why) {
    const auto pair = both_held(visit, kept, twin);
    if (!pair) return base::pass_on(pair);
    const auto where = places(visit, *pair, {});
    if (const auto may = may_merge(where.kept, where.twin); !may) return base::pass_on(may);
    if (const auto may = may_ask(is_of_either(visit, *pair)); !may) return base::pass_on(may);
    auto reason = platform::read_why(why);
    if (!reason) return base::pass_on(reason);
    const auto merge = store::add(visit.tx, {.kept = pair->kept.id,
                                             .twin = pair->twin.id,
                                             .told = told(where.kept, where.twin),
                                             .why = *std::move(reason),
                                             .by = visit.viewer.id,
                                             .at = visit.now});
    trace(visit, audit::Act::AskMerge, *pair, merge);
    return merge;
}

base::Result<Asked> asked(const access::Visit& visit, const base::PublicId& merge) {
    auto found = store::find(visit.tx, merge);
    if (!found) return no_merge();
    const auto pair = both(visit, found->kept, found->twin);
    if (!pair) return base::pass_on(pair);
    const auto where = places(visit, *pair, found->id);
    Asked page{.merge = *std::move(found)};
    if (page.merge.state == State::Asked) {
        page.preview = preview_of(visit, *pair, page.merge.id);
        page.has_changed = told(where.kept, where.twin) != page.merge.told;
        page.may_confirm =
            may_confirm(page.preview.is_of_either, page.merge.asked_by == visit.viewer.id);
    }
    page.moved = store::count_moved(visit.tx, page.merge.id, kMostCounted + 1);
    return page;
}

base::Result<> confirm(const access::Visit& visit, const base::PublicId& id) {
    const auto found = store::find(visit.tx, id);
    if (!found) return no_merge();
    const auto pair = both_held(visit, found->kept, found->twin);
    if (!pair) return base::pass_on(pair);
    const auto merge = held_merge(visit, id);
    if (!merge) return base::pass_on(merge);
    const auto who = may_confirm(is_of_either(visit, *pair), merge->asked_by == visit.viewer.id);
    if (!who) return who;
    const auto where = places(visit, *pair, merge->id);
    if (const auto may = may_merge(where.kept, where.twin); !may) return may;
    if (told(where.kept, where.twin) != merge->told)
        return base::refuse(base::Refusal::Conflict, "merges.changed");
    store::answer(visit.tx, merge->id,
                  {.state = State::Moving, .by = visit.viewer.id, .at = visit.now});
    structures::start_merge(visit.tx, {.first = pair->twin.id, .second = pair->kept.id}, visit.now);
    trace(visit, audit::Act::ConfirmMerge, *pair, id);
    tell_administrators(visit, *pair);
    return {};
}

base::Result<> refuse(const access::Visit& visit, const base::PublicId& id, std::string_view why) {
    const auto merge = held_merge(visit, id);
    if (!merge) return base::pass_on(merge);
    auto reason = platform::read_why(why);
    if (!reason) return base::pass_on(reason);
    store::answer(visit.tx, merge->id,
                  {.state = State::Refused,
                   .why = *std::move(reason),
                   .by = visit.viewer.id,
                   .at = visit.now});
    const auto pair = both(visit, merge->kept, merge->twin);
    if (!pair) return base::pass_on(pair);
    trace(visit, audit::Act::RefuseMerge, *pair, id);
    return {};
}

}  // namespace gps::merges
