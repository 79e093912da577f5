#include "audit/sequencer.hpp"

#include "audit/chain_store.hpp"
#include "base/digest.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gps::audit {
namespace {

// What a step does, found out before it takes the chain.
struct Step {
    bool is_first = false;
    Reached before = {};
    Reached after = {};
    std::vector<store::Link> links = {};
    std::vector<std::int64_t> closed_gaps = {};
    std::vector<store::Gap> new_gaps = {};
    bool forgets_gaps = false;

    [[nodiscard]] bool is_idle() const { return links.empty() && !forgets_gaps; }
};

Fields fields_of(const db::Row& row, int first) {
    Fields fields;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const auto column = first + static_cast<int>(i);
        if (!row.is_null(column)) fields[i] = row.view(column);
    }
    return fields;
}

void add_link(Step& step, const db::Row& row) {
    std::string text;
    append_canonical(text, fields_of(row, store::FirstField));
    const auto entry_id = row.integer(store::EntryId);
    auto& reached = step.after;
    ++reached.seq;
    reached.hash = next_hash(reached.hash, reached.seq, entry_id, text, row.view(store::Mac));
    reached.entry_id = std::max(reached.entry_id, entry_id);
    step.links.push_back({.seq = reached.seq, .entry_id = entry_id, .hash = reached.hash});
}

// What is left of each gap that entries came into.
void split_gaps(Step& step, const std::vector<store::Gap>& gaps) {
    auto came = step.links.begin();
    for (auto gap : gaps) {
        if (came == step.links.end() || came->entry_id > gap.last_id) continue;
        step.closed_gaps.push_back(gap.first_id);
        for (; came != step.links.end() && came->entry_id <= gap.last_id; ++came) {
            if (gap.first_id < came->entry_id) {
                step.new_gaps.push_back(
                    {.first_id = gap.first_id, .last_id = came->entry_id - 1, .since = gap.since});
            }
            gap.first_id = came->entry_id + 1;
        }
        if (gap.first_id <= gap.last_id) step.new_gaps.push_back(gap);
    }
}

void take_late(db::Transaction& tx, base::Instant now, Step& step) {
    for (const auto row : store::late_entries(tx)) add_link(step, row);
    if (!step.links.empty()) {
        split_gaps(step, store::gaps(tx));
        return;
    }
    const auto oldest = store::oldest_gap(tx);
    step.forgets_gaps = oldest && *oldest < now.minus(kLongestTransaction);
}

// An id is taken before the next one, within a transaction: below an entry twice as old as the
// longest one, nothing is still to come.
void take_new(db::Transaction& tx, base::Instant now, Step& step) {
    constexpr int kAt = store::FirstField + 1;
    const auto settled = now.minus(2 * kLongestTransaction);
    for (const auto row : store::new_entries(tx, step.after.entry_id)) {
        const auto next = step.after.entry_id + 1;
        const auto id = row.integer(store::EntryId);
        if (id > next && row.instant(kAt) >= settled)
            step.new_gaps.push_back({.first_id = next, .last_id = id - 1, .since = now});
        add_link(step, row);
    }
}

Step next_step(db::Transaction& tx, base::Instant now) {
    Step step;
    const auto state = store::chain_state(tx);
    step.is_first = !state;
    if (state) step.before = step.after = state->reached;
    if (state && state->has_gaps) take_late(tx, now, step);
    if (step.links.empty()) take_new(tx, now, step);
    return step;
}

std::int64_t take(db::Transaction& tx, const Step& step, base::Instant now) {
    if (step.is_first) store::start_chain(tx);
    const auto reached = store::lock_chain(tx);
    if (!reached || reached->seq != step.before.seq) return 0;  // another node went on
    for (const auto first_id : step.closed_gaps) store::remove_gap(tx, first_id);
    for (const auto& gap : step.new_gaps) store::add_gap(tx, gap);
    if (step.forgets_gaps) store::forget_gaps(tx, now.minus(kLongestTransaction));
    if (step.links.empty()) return 0;
    store::add_links(tx, step.links);
    store::save_reached(tx, step.after);
    return static_cast<std::int64_t>(step.links.size());
}

constexpr std::chrono::seconds kBetweenHeads{55};

bool is_due(const Reached& reached, const std::optional<Head>& last, base::Instant now) {
    if (!last) return reached.seq > 0;
    return reached.seq > last->seq && last->at.plus(kBetweenHeads) <= now;
}

void refuse_if_broken(db::Transaction& tx, const base::Keys& keys, const Reached& reached,
                      const std::optional<Head>& last) {
    if (store::hash_at(tx, reached.seq) != reached.hash)
        throw ChainBroken(fmt::format("the chain does not end at {} as it was made", reached.seq));
    if (!last) return;
    if (!HeadKeys(keys).vouch_for(*last))
        throw ChainBroken(fmt::format("head {} is not as it was signed", last->number));
    const auto purged = store::last_purge(tx);
    if (purged && purged->seq >= last->seq) return;
    if (store::hash_at(tx, last->seq) != last->hash)
        throw ChainBroken(fmt::format("the chain is not what head {} says", last->number));
}

}  // namespace

std::int64_t chain_entries(db::Database& db, const base::Clock& clock) {
    std::int64_t all = 0;
    while (true) {
        const auto now = clock.now();
        const auto step = db.read([&](db::Transaction& tx) { return next_step(tx, now); });
        if (step.is_idle()) return all;
        const auto taken = db.write([&](db::Transaction& tx) { return take(tx, step, now); });
        all += taken;
        // Late ones are taken by themselves: the new ones come at the next step.
        if (taken == 0 || (step.closed_gaps.empty() && taken < store::kChainedAtOnce)) return all;
    }
}

std::optional<Head> sign_head(db::Database& db, const base::Keys& keys, const base::Clock& clock) {
    const auto now = clock.now();
    const bool may_be_due = db.read([&](db::Transaction& tx) {
        const auto state = store::chain_state(tx);
        return state && is_due(state->reached, store::last_head(tx), now);
    });
    if (!may_be_due) return std::nullopt;
    return db.write([&](db::Transaction& tx) -> std::optional<Head> {
        const auto reached = store::lock_chain(tx);
        if (!reached) return std::nullopt;
        const auto last = store::last_head(tx);
        if (!is_due(*reached, last, now)) return std::nullopt;
        refuse_if_broken(tx, keys, *reached, last);
        Head head{.number = last ? last->number + 1 : 1,
                  .seq = reached->seq,
                  .hash = reached->hash,
                  .at = now};
        if (last) head.previous = base::digest(line(*last));
        sign(keys, head);
        store::add_head(tx, head);
        return head;
    });
}

namespace {

base::Instant kept_since(const base::Clock& clock) {
    return base::paris_midnight(clock.today().plus_months(-kMonthsKept));
}

// The last entry chained stays, however old: on SQLite, the next one would take its id.
void record_purge(db::Transaction& tx, const base::Keys& keys, const base::Clock& clock) {
    const auto reached = store::lock_chain(tx);
    if (!reached) return;
    const auto head = store::last_head_before(tx, kept_since(clock), reached->seq);
    const auto last = store::last_purge(tx);
    if (!head || (last && last->head >= head->number)) return;
    if (!HeadKeys(keys).vouch_for(*head) || store::hash_at(tx, head->seq) != head->hash)
        throw ChainBroken(fmt::format("the chain is not what head {} says", head->number));
    Purge purge{.number = last ? last->number + 1 : 1,
                .head = head->number,
                .seq = head->seq,
                .hash = head->hash,
                .at = clock.now()};
    sign(keys, purge);
    store::add_purge(tx, purge);
}

// A stretch of ids in one statement, for they mostly follow each other.
std::int64_t delete_some(db::Transaction& tx, const Purge& purge) {
    auto links = store::first_links(tx, purge.seq);
    if (links.empty()) return 0;
    store::delete_links(tx, links.front().seq, links.back().seq);
    std::ranges::sort(links, {}, &store::Link::entry_id);
    for (std::size_t from = 0; from < links.size();) {
        auto to = from + 1;
        while (to < links.size() && links[to].entry_id <= links[to - 1].entry_id + 1) ++to;
        store::delete_entries(tx, links[from].entry_id, links[to - 1].entry_id);
        from = to;
    }
    return static_cast<std::int64_t>(links.size());
}

}  // namespace

std::int64_t purge(db::Database& db, const base::Keys& keys, const base::Clock& clock) {
    db.write([&](db::Transaction& tx) { record_purge(tx, keys, clock); });
    const auto last = db.read([](db::Transaction& tx) { return store::last_purge(tx); });
    if (!last) return 0;
    if (!HeadKeys(keys).vouch_for(*last))
        throw ChainBroken(fmt::format("purge {} is not as it was signed", last->number));
    std::int64_t all = 0;
    while (true) {
        const auto some = db.write([&](db::Transaction& tx) { return delete_some(tx, *last); });
        all += some;
        if (some == 0) break;
    }
    while (db.write([&](db::Transaction& tx) { return store::delete_heads(tx, last->head); }) > 0) {
    }
    return all;
}

ChainStatus chain_status(db::Database& db) {
    return db.read([](db::Transaction& tx) {
        const auto state = store::chain_state(tx);
        const auto reached = state ? state->reached : Reached();
        return ChainStatus{.seq = reached.seq,
                           .last_head = store::last_head(tx),
                           .waiting_since = store::first_at_after(tx, reached.entry_id)};
    });
}

}  // namespace gps::audit
