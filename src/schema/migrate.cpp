#include "schema/migrate.hpp"

#include "schema/migration_text.hpp"
#include "schema/store.hpp"

#include <algorithm>
#include <thread>

#include <fmt/format.h>

namespace gps::schema {
namespace {

std::vector<MigrationStatus> applied_to(db::Database& db) {
    return db.read([](db::Transaction& tx) {
        return store::exist(tx) ? store::applied(tx) : std::vector<MigrationStatus>();
    });
}

void refuse_newer(const std::vector<MigrationStatus>& applied, Migrations steps) {
    const int latest = latest_version(steps);
    if (applied.empty() || applied.back().version <= latest) return;
    throw NewerDatabase(
        fmt::format("the database is at version {} and this program knows {} at most: "
                    "install the later program",
                    applied.back().version, latest));
}

const Backfill& find(const Backfills& backfills, const std::string& name) {
    const auto found = std::ranges::find(backfills, name, &Backfill::name);
    if (found == backfills.end()) throw std::logic_error("no back-fill is named " + name);
    return *found;
}

void refuse_unknown_backfills(const Backfills& backfills, Migrations steps, db::Engine engine) {
    for (const auto& step : steps) {
        for (const auto& name : read_migration(step.text, engine).backfills) find(backfills, name);
    }
}

// A step asks for a table briefly, since everyone waits behind it, then lets them pass and asks
// again: someone may read it for seconds.
constexpr auto kPause = std::chrono::milliseconds(200);
constexpr int kRequests = 1200;  // five minutes

template <class Step>
auto asking_again(Step&& step) {
    for (int left = kRequests; true; --left) {
        try {
            return step();
        } catch (const db::Failure& failure) {
            if (failure.kind != db::Failure::Kind::Busy || left == 0) throw;
        }
        std::this_thread::sleep_for(kPause);
    }
}

// Among the back-fills: its position is how many of the changes were made.
std::string online_name(const Migration& step) {
    return fmt::format("{:04}_{}.online", step.version, step.name);
}

// False when it was applied already, perhaps by another program a moment ago.
bool apply(db::Database& db, const Migration& step, const MigrationText& text, base::Instant now) {
    return db.write([&](db::Transaction& tx) {
        store::lock(tx);
        if (store::is_applied(tx, step.version)) return false;
        tx.run_script(text.up);
        for (const auto& name : text.backfills) store::add_backfill(tx, name);
        if (!text.online.empty()) store::add_backfill(tx, online_name(step));
        store::add(tx, step, now);
        return true;
    });
}

// False when nothing was left to do.
bool run_batch(db::Database& db, const Backfill& backfill) {
    return db.write([&](db::Transaction& tx) {
        store::lock_for_rows(tx);
        const auto position = store::backfill_position(tx, backfill.name);
        if (!position) return false;
        const auto reached = backfill.batch(tx, *position);
        if (!reached) {
            store::finish_backfill(tx, backfill.name);
            return true;
        }
        if (*reached <= *position) {
            throw std::logic_error("the back-fill " + backfill.name + " does not move on");
        }
        store::move_backfill(tx, backfill.name, *reached);
        return true;
    });
}

void finish(db::Database& db, const Backfill& backfill, const Progress& progress) {
    int batches = 0;
    while (run_batch(db, backfill)) ++batches;
    if (batches > 0) progress(fmt::format("{}: filled in {} batches", backfill.name, batches));
}

// The next change of the step's indexes; false when none is left.
bool change_next_index(db::Database& db, const std::string& name, const MigrationText& text,
                       const Progress& progress) {
    const auto position =
        db.read([&](db::Transaction& tx) { return store::backfill_position(tx, name); });
    if (!position) return false;
    const auto at = static_cast<std::size_t>(*position);
    const auto& change = text.online.at(at);
    store::change_index(db, name, *position, at + 1 == text.online.size(), change);
    progress(fmt::format("{}: {}", name, change.index));
    return true;
}

void change_indexes(db::Database& db, const std::string& name, const MigrationText& text,
                    const Progress& progress) {
    while (asking_again([&] { return change_next_index(db, name, text, progress); })) {
    }
}

bool undo(db::Database& db, const Migration& step) {
    const auto text = read_migration(step.text, db.engine());
    return db.write([&](db::Transaction& tx) {
        store::lock(tx);
        if (!store::is_applied(tx, step.version)) return false;
        if (text.down.empty()) {
            throw std::logic_error(fmt::format("{:04}_{} cannot be undone: it has no -- down",
                                               step.version, step.name));
        }
        tx.run_script(text.down);
        for (const auto& name : text.backfills) store::remove_backfill(tx, name);
        store::remove_backfill(tx, online_name(step));
        store::remove(tx, step.version);
        return true;
    });
}

}  // namespace

int latest_version(Migrations steps) {
    return steps.empty() ? 0 : steps.back().version;
}

std::vector<MigrationStatus> status(db::Database& db, Migrations steps) {
    const auto applied = applied_to(db);
    std::vector<MigrationStatus> all;
    for (const auto& step : steps) {
        const bool is_applied =
            std::ranges::find(applied, step.version, &MigrationStatus::version) != applied.end();
        all.push_back(
            {.version = step.version, .name = std::string(step.name), .applied = is_applied});
    }
    const int latest = latest_version(steps);
    std::ranges::copy_if(applied, std::back_inserter(all),
                         [&](const auto& step) { return step.version > latest; });
    return all;
}

int migrate_up(db::Database& db, const Backfills& backfills, const base::Clock& clock,
               const Progress& progress, Migrations steps) {
    refuse_unknown_backfills(backfills, steps, db.engine());
    refuse_newer(applied_to(db), steps);
    db.write([](db::Transaction& tx) {
        store::lock(tx);
        store::create(tx);
    });
    int applied = 0;
    for (const auto& step : steps) {
        const auto text = read_migration(step.text, db.engine());
        if (asking_again([&] { return apply(db, step, text, clock.now()); })) {
            progress(fmt::format("{:04}_{}: applied", step.version, step.name));
            ++applied;
        }
        for (const auto& name : text.backfills) finish(db, find(backfills, name), progress);
        change_indexes(db, online_name(step), text, progress);
    }
    return applied;
}

int migrate_down(db::Database& db, int to_version, Migrations steps) {
    const auto applied = applied_to(db);
    refuse_newer(applied, steps);
    int undone = 0;
    for (std::size_t left = applied.empty() ? 0 : steps.size(); left > 0; --left) {
        const auto& step = steps[left - 1];
        if (step.version > to_version && asking_again([&] { return undo(db, step); })) {
            ++undone;
        }
    }
    return undone;
}

bool is_current(db::Database& db, Migrations steps) {
    refuse_newer(applied_to(db), steps);
    const auto all = status(db, steps);
    if (!std::ranges::all_of(all, &MigrationStatus::applied)) return false;
    return db.read([](db::Transaction& tx) {
        return store::exist(tx) && store::unfinished_backfills(tx) == 0;
    });
}

}  // namespace gps::schema
