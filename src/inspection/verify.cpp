#include "inspection/verify.hpp"

#include "audit/chain_store.hpp"
#include "audit/sequencer.hpp"
#include "inspection/heads.hpp"
#include "inspection/store.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <exception>
#include <limits>
#include <thread>

namespace gps::inspection {
namespace {

constexpr std::size_t kMostKept = 1000;
constexpr auto kSettled = audit::kLongestTransaction + std::chrono::minutes(1);

constexpr std::array<std::string_view, 16> kNames{"entry altered",
                                                  "entry signed by an unknown key",
                                                  "entry gone",
                                                  "entry not chained",
                                                  "entry chained twice",
                                                  "chain broken",
                                                  "places missing",
                                                  "chain cut off",
                                                  "head forged",
                                                  "head missing",
                                                  "head not as exported",
                                                  "head denied by the chain",
                                                  "no head",
                                                  "unreadable line of the file",
                                                  "purge without a proof",
                                                  "clock"};
static_assert(kNames.size() == static_cast<std::size_t>(Wrong::Clock) + 1);

// One check of everything, from the purge it found.
class Trail {
 public:
    Trail(const Reading& reading, const base::Keys& keys, const base::Clock& clock,
          const CheckOptions& options)
        : reading_(&reading),
          keys_(&keys),
          head_keys_(keys),
          now_(clock.now()),
          options_(&options) {}

    TrailCheck check(const std::optional<Purge>& purge);
    std::optional<Purge> purge() const;

 private:
    template <class Act>
    auto read(Act&& act) const {
        std::optional<std::invoke_result_t<Act, db::Transaction&>> returned;
        (*reading_)([&](db::Transaction& tx) { returned.emplace(act(tx)); });
        return std::move(*returned);
    }

    void check_heads();
    void check_chain();
    void check_end(const store::ChainBounds& bounds, const StretchWalk& last);
    void check_ids(std::vector<IdRun> runs);
    void check_outside(std::int64_t first, std::int64_t last);
    bool check_unchained(const db::Row& row, std::int64_t last);
    [[nodiscard]] StretchWalk walk_after(const store::ChainBounds& bounds, std::int64_t seq) const;
    void walk(StretchWalk& stretch, std::int64_t last_seq);
    std::vector<StretchWalk> walk_all(const store::ChainBounds& bounds);

    const Reading* reading_;
    const base::Keys* keys_;
    HeadKeys head_keys_;
    base::Instant now_;
    const CheckOptions* options_;
    std::optional<Purge> purge_;
    std::vector<Mark> marks_;
    std::atomic<std::int64_t> done_ = 0;
    std::int64_t total_ = 0;
    TrailCheck found_;
};

std::optional<Purge> Trail::purge() const {
    return read([](db::Transaction& tx) { return audit::store::last_purge(tx); });
}

TrailCheck Trail::check(const std::optional<Purge>& purge) {
    purge_ = purge;
    found_ = {.purged = purge ? purge->seq : 0};
    done_ = 0;
    check_heads();
    check_chain();
    return found_;
}

void Trail::check_heads() {
    HeadsWalk heads(head_keys_, purge_, options_->heads_file);
    for (std::int64_t number = std::numeric_limits<std::int64_t>::min();;) {
        const auto some =
            read([&](db::Transaction& tx) { return audit::store::heads_after(tx, number); });
        if (some.empty()) break;
        for (const auto& head : some) heads.check(head);
        number = some.back().number;
    }
    heads.finish();
    found_.add(heads.found());
    marks_ = heads.marks();
}

// The hash before the first place is known when it is the start, or where a purge ended.
StretchWalk Trail::walk_after(const store::ChainBounds& bounds, std::int64_t seq) const {
    const auto& ring = keys_->audit();
    if (seq >= bounds.first)
        return {ring, marks_, seq,
                read([&](db::Transaction& tx) { return audit::store::hash_at(tx, seq); })};
    const std::int64_t start = purge_ ? purge_->seq : 0;
    if (purge_ && bounds.first > start) return {ring, marks_, start, purge_->hash};
    if (purge_ && bounds.first > 1) return {ring, marks_, bounds.first - 1, std::nullopt};
    return {ring, marks_, 0, std::string(audit::kNoHash)};
}

void Trail::walk(StretchWalk& stretch, std::int64_t last_seq) {
    while (stretch.seq() < last_seq) {
        const auto rows =
            read([&](db::Transaction& tx) { return store::chained_entries(tx, stretch.seq()); });
        if (rows.empty()) return;
        for (const auto row : rows) {
            if (row.integer(store::ChainedSeq) > last_seq) return;
            stretch.check(row);
        }
        done_ += static_cast<std::int64_t>(rows.size());
        if (options_->progress && last_seq == total_) options_->progress(done_, total_);
    }
}

// A stretch a thread: each link is checked against the hash that stands before it, so a stretch
// needs nothing of the others.
std::vector<StretchWalk> Trail::walk_all(const store::ChainBounds& bounds) {
    const auto threads = static_cast<std::int64_t>(std::max(1U, options_->threads));
    const auto length = (bounds.last - bounds.first) / threads + 1;
    std::vector<StretchWalk> walks;
    for (std::int64_t i = 0; i < threads && bounds.first + i * length <= bounds.last; ++i)
        walks.push_back(walk_after(bounds, bounds.first - 1 + i * length));
    std::vector<std::exception_ptr> failures(walks.size());
    const auto run = [&](std::size_t i) {
        try {
            const auto end = i + 1 == walks.size()
                                 ? bounds.last
                                 : bounds.first - 1 + static_cast<std::int64_t>(i + 1) * length;
            walk(walks[i], end);
        } catch (...) {
            failures[i] = std::current_exception();
        }
    };
    std::vector<std::jthread> others;
    for (std::size_t i = 0; i + 1 < walks.size(); ++i) others.emplace_back(run, i);
    run(walks.size() - 1);
    others.clear();
    for (const auto& failure : failures) {
        if (failure) std::rethrow_exception(failure);
    }
    return walks;
}

void Trail::check_chain() {
    const auto bounds = read([](db::Transaction& tx) { return store::chain_bounds(tx); });
    std::vector<IdRun> runs;
    if (bounds) {
        total_ = bounds->last;
        const auto walks = walk_all(*bounds);
        for (const auto& walked : walks) {
            found_.add(walked.found());
            runs.insert(runs.end(), walked.ids().begin(), walked.ids().end());
        }
        check_end(*bounds, walks.back());
    } else if (!marks_.empty() && marks_.back().seq > found_.purged) {
        found_.add({.wrong = Wrong::ChainCut, .head = marks_.back().number});
    }
    check_ids(std::move(runs));
}

void Trail::check_end(const store::ChainBounds& bounds, const StretchWalk& last) {
    for (auto mark = marks_.rbegin(); mark != marks_.rend() && mark->seq > bounds.last; ++mark)
        found_.add({.wrong = Wrong::ChainCut, .seq = bounds.last, .head = mark->number});
    const auto state = read([](db::Transaction& tx) { return audit::store::chain_state(tx); });
    const auto reached = state ? state->reached : audit::Reached();
    if (!state || reached.seq < bounds.last) {
        // It went on since: its own state was read after.
        found_.add({.wrong = Wrong::ChainBroken, .seq = bounds.last});
        return;
    }
    const auto hash =
        read([&](db::Transaction& tx) { return audit::store::hash_at(tx, reached.seq); });
    if (!hash) {
        found_.add({.wrong = Wrong::ChainCut, .seq = last.seq()});
    } else if (*hash != reached.hash) {
        found_.add({.wrong = Wrong::ChainBroken, .seq = reached.seq});
    }
}

// Ids of no link: rolled back, or of entries that were kept out of the chain.
void Trail::check_ids(std::vector<IdRun> runs) {
    std::ranges::sort(runs, {}, &IdRun::first);
    std::int64_t next = std::numeric_limits<std::int64_t>::min();
    for (const auto& run : runs) {
        if (run.first < next) found_.add({.wrong = Wrong::EntryTwice, .entry_id = run.first});
        if (run.first > next) check_outside(next, run.first - 1);
        next = std::max(next, run.last + 1);
    }
    check_outside(next, std::numeric_limits<std::int64_t>::max());
    const auto oldest = read([](db::Transaction& tx) {
        return audit::store::first_at_after(tx, std::numeric_limits<std::int64_t>::min());
    });
    if (!found_.last_head && oldest && *oldest < now_.minus(kSettled))
        found_.add({.wrong = Wrong::NoHead});
}

void Trail::check_outside(std::int64_t first, std::int64_t last) {
    for (auto after = first == std::numeric_limits<std::int64_t>::min() ? first : first - 1;;) {
        const auto rows =
            read([&](db::Transaction& tx) { return audit::store::new_entries(tx, after); });
        for (const auto row : rows) {
            if (!check_unchained(row, last)) return;
        }
        if (static_cast<int>(rows.size()) < audit::store::kChainedAtOnce) return;
        after = rows[rows.size() - 1].integer(audit::store::EntryId);
    }
}

// Whether the entry is one of those looked for.
bool Trail::check_unchained(const db::Row& row, std::int64_t last) {
    const auto id = row.integer(audit::store::EntryId);
    if (id > last) return false;
    const auto fields = fields_from(row, audit::store::FirstField);
    std::string canonical;
    audit::append_canonical(canonical, fields);
    if (const auto wrong =
            wrong_with(keys_->audit(), fields, canonical, row.view(audit::store::Mac)))
        found_.add({.wrong = *wrong, .entry_id = id});
    const base::Instant at{number_in(fields[1])};
    if (found_.last_head && at < found_.last_head->at.minus(kSettled)) {
        found_.add({.wrong = Wrong::EntryUnchained, .entry_id = id});
    } else {
        ++found_.waiting;
    }
    return true;
}

}  // namespace

std::string_view name(Wrong wrong) {
    return kNames.at(static_cast<std::size_t>(wrong));
}

void TrailCheck::add(WrongPlace place) {
    ++wrong_count;
    if (wrong.size() < kMostKept) wrong.push_back(place);
}

void TrailCheck::add(const TrailCheck& part) {
    entries += part.entries;
    heads += part.heads;
    if (part.last_head) last_head = part.last_head;
    wrong_count += part.wrong_count;
    for (const auto& place : part.wrong) {
        if (wrong.size() < kMostKept) wrong.push_back(place);
    }
}

// A purge while the chain is read takes its start away: then it is read again.
TrailCheck check_trail(const Reading& reading, const base::Keys& keys, const base::Clock& clock,
                       const CheckOptions& options) {
    Trail trail(reading, keys, clock, options);
    auto purge = trail.purge();
    while (true) {
        auto found = trail.check(purge);
        auto after = trail.purge();
        if (after == purge) return found;
        purge = std::move(after);
    }
}

TrailCheck check_trail(db::Database& db, const base::Keys& keys, const base::Clock& clock,
                       const CheckOptions& options) {
    return check_trail([&](const auto& act) { db.read([&](db::Transaction& tx) { act(tx); }); },
                       keys, clock, options);
}

}  // namespace gps::inspection
