#include "audit/activity_store.hpp"

#include "audit/iso_week.hpp"

#include <algorithm>
#include <stdexcept>

namespace gps::audit {
namespace {

std::string_view kind_of(Act act) {
    switch (activity(act)) {
        case Activity::Create:
            return "create";
        case Activity::View:
            return "view";
        case Activity::None:
            break;
    }
    throw std::invalid_argument("this act does not count as using the tool");
}

}  // namespace

constexpr db::Statement kQualify{
    .name = "audit.qualify",
    .text = R"sql(
        INSERT INTO activity_acts (actor_id, structure_id, kind, act, person_id, at, iso_week)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
    )sql",
};

db::BulkTable uses_table() {
    return {.named = "activity_acts",
            .columns = {"actor_id", "structure_id", "kind", "act", "person_id", "at", "iso_week"}};
}

db::BulkRow use_row(const Use& use) {
    return db::bulk_row(use.actor, use.structure, kind_of(use.act), code(use.act), use.person,
                        use.at, iso_week(use.at));
}

void qualify(db::Transaction& tx, const Use& use) {
    tx.query_list(kQualify, use_row(use));
}

db::BulkTable first_uses_table() {
    return {.named = "activity_first_use", .columns = {"actor_id", "at"}};
}

constexpr std::string_view kFirstUsesJob = "first_uses";

db::BulkTable progress_table() {
    return {.named = "activity_progress", .columns = {"job", "read_until"}};
}

db::BulkRow first_uses_progress(base::Instant read_until) {
    return db::bulk_row(kFirstUsesJob, read_until);
}

constexpr db::Statement kProgress{
    .name = "audit.progress",
    .text = "SELECT read_until FROM activity_progress WHERE job = $1",
};

base::Instant first_uses_noted_until(db::Transaction& tx) {
    const auto rows = tx.query(kProgress, kFirstUsesJob);
    return rows.empty() ? base::Instant{} : rows[0].instant(0);
}

// Each node has the job: the one that is behind takes nothing back.
constexpr db::Statement kSaveProgress{
    .name = "audit.save_progress",
    .text = R"sql(
        INSERT INTO activity_progress (job, read_until) VALUES ($1, $2)
        ON CONFLICT (job) DO UPDATE SET read_until = excluded.read_until
            WHERE activity_progress.read_until < excluded.read_until
    )sql",
};

constexpr db::Statement kNextActs{
    .name = "audit.next_acts",
    .text = R"sql(
        SELECT count(*), max(at)
        FROM (SELECT at FROM activity_acts WHERE at > $1 ORDER BY at LIMIT $2) AS following
    )sql",
};

constexpr db::Statement kNoteFirstUses{
    .name = "audit.note_first_uses",
    .text = R"sql(
        INSERT INTO activity_first_use (actor_id, at)
        SELECT actor_id, MIN(at)
        FROM activity_acts
        WHERE at > $1 AND at <= $2
        GROUP BY actor_id
        ON CONFLICT (actor_id) DO NOTHING
    )sql",
};

std::optional<Noted> note_first_uses(db::Transaction& tx, base::Instant after,
                                     base::Instant settled) {
    const auto following = tx.query(kNextActs, after, kActsAtOnce);
    if (following.at(0).integer(0) == 0) return std::nullopt;
    const auto until = following.at(0).instant(1);
    const auto first_uses = tx.exec(kNoteFirstUses, after, until);
    tx.exec(kSaveProgress, kFirstUsesJob, std::min(until, settled));
    return Noted{.first_uses = first_uses, .until = until};
}

}  // namespace gps::audit
