#include "structures/deciding_store.hpp"

#include "structures/rows.hpp"

namespace gps::structures::store {

// WHERE TRUE: else SQLite would read ON as part of a join.
constexpr db::Statement kKeepCorrections{
    .name = "structures.keep_corrections",
    .text = R"sql(
        INSERT INTO structures_corrections (structure_id, field, value, decided_at)
        SELECT CAST($1 AS BIGINT), item.value ->> 'field', item.value ->> 'value',
            CAST($3 AS BIGINT)
        FROM json_each($2) AS item
        WHERE TRUE
        ON CONFLICT (structure_id, field)
        DO UPDATE SET value = excluded.value, decided_at = excluded.decided_at
    )sql",
};

void keep_corrections(db::Transaction& tx, StructureId id, std::span<const Correction> corrections,
                      base::Instant now) {
    JsonRows items;
    for (const auto& one : corrections) {
        items.add_row();
        items.add("field", one.field);
        items.add("value", one.value);
    }
    tx.exec(kKeepCorrections, id, items.text(), now);
}

constexpr db::Statement kCorrections{
    .name = "structures.corrections",
    .text = R"sql(
        SELECT c.structure_id, c.field, c.value
        FROM json_each($1) AS item
        CROSS JOIN structures_corrections AS c
        WHERE c.structure_id = CAST(item.value ->> 'id' AS BIGINT)
    )sql",
};

std::map<std::int64_t, std::vector<Correction>> corrections(db::Transaction& tx,
                                                            std::span<const StructureId> ids) {
    JsonRows items;
    for (const auto id : ids) {
        items.add_row();
        items.add("id", id.value);
    }
    std::map<std::int64_t, std::vector<Correction>> found;
    for (const auto& row : tx.query(kCorrections, items.text()))
        found[row.integer(0)].push_back({.field = row.text(1), .value = row.text(2)});
    return found;
}

constexpr db::Statement kContentHash{
    .name = "structures.content_hash",
    .text = R"sql(
        SELECT content_hash FROM structures WHERE id = $1
    )sql",
};

std::string content_hash(db::Transaction& tx, StructureId id) {
    return tx.query(kContentHash, id).at(0).text(0);
}

constexpr db::Statement kLock{
    .name = "structures.lock",
    .text = R"sql(
        UPDATE structures
        SET updated_at = updated_at
        WHERE id = $1
    )sql",
};

void lock(db::Transaction& tx, StructureId id) {
    tx.exec(kLock, id);
}

constexpr db::Statement kSetHabilitated{
    .name = "structures.set_habilitated",
    .text = R"sql(
        UPDATE structures
        SET is_habilitated = $2, habilitated_because = 'platform', updated_at = $3
        WHERE id = $1
    )sql",
};

void set_habilitated(db::Transaction& tx, StructureId id, bool is_habilitated, base::Instant now) {
    tx.exec(kSetHabilitated, id, is_habilitated, now);
}

constexpr db::Statement kSetClosing{
    .name = "structures.set_closing",
    .text = R"sql(
        UPDATE structures
        SET state = $2, closed_because = $3, updated_at = $4
        WHERE id = $1
    )sql",
};

void set_closing(db::Transaction& tx, StructureId id, Closing why, base::Instant now) {
    const auto state = why == Closing::None ? State::Open : State::Closed;
    tx.exec(kSetClosing, id, code(state), code(why), now);
}

}  // namespace gps::structures::store
