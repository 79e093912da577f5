#include "audit/activity_store.hpp"

#include "audit/iso_week.hpp"

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

constexpr db::Statement kNoteFirstUses{
    .name = "audit.note_first_uses",
    .text = R"sql(
        INSERT INTO activity_first_use (actor_id, at)
        SELECT actor_id, MIN(at)
        FROM activity_acts
        WHERE at >= $1
        GROUP BY actor_id
        ON CONFLICT (actor_id) DO NOTHING
    )sql",
};

std::int64_t note_first_uses(db::Transaction& tx, base::Instant since) {
    return tx.exec(kNoteFirstUses, since);
}

}  // namespace gps::audit
