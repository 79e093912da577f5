#include "structures/intake.hpp"

#include "structures/deciding.hpp"
#include "structures/doubles_store.hpp"
#include "structures/intake_store.hpp"

namespace gps::structures {
namespace {

std::vector<ProbableDouble> new_doubles(db::Transaction& tx, const std::string& department) {
    const auto known = store::known_doubles(tx, department);
    auto doubles = probable_doubles(store::candidates(tx, department));
    std::erase_if(doubles, [&](const ProbableDouble& pair) {
        return known.contains({pair.first, pair.second});
    });
    return doubles;
}

}  // namespace

std::vector<Stored> stored(db::Transaction& tx, std::span<const Incoming> rows) {
    return store::stored(tx, rows);
}

void create(db::Transaction& tx, std::span<const Incoming* const> rows, base::Instant now) {
    if (!rows.empty()) store::create(tx, rows, now);
}

void update(db::Transaction& tx, std::span<const Change> changes, base::Instant now) {
    if (changes.empty()) return;
    const auto rows = as_decided(tx, changes);
    std::vector<Change> decided;
    for (std::size_t i = 0; i < changes.size(); ++i)
        decided.push_back({.id = changes[i].id, .row = &rows[i]});
    store::update(tx, decided, now);
}

std::size_t propose_doubles(db::Database& db, const base::Clock& clock,
                            const std::function<void()>& on_progress) {
    std::size_t proposed = 0;
    for (const auto& department :
         db.read([](db::Transaction& tx) { return store::departments(tx); })) {
        on_progress();
        const auto doubles =
            db.read([&](db::Transaction& tx) { return new_doubles(tx, department); });
        if (doubles.empty()) continue;
        db.write([&](db::Transaction& tx) { store::propose_doubles(tx, doubles, clock.now()); });
        proposed += doubles.size();
    }
    return proposed;
}

}  // namespace gps::structures
