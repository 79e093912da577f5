#include "structures/store.hpp"

#include "structures/rows.hpp"

#include <stdexcept>

namespace gps::structures::store {
namespace {

std::optional<Coordinates> read_coordinates(const db::Row& row, int column) {
    if (row.is_null(column) || row.is_null(column + 1)) return std::nullopt;
    return Coordinates{.latitude = row.real(column), .longitude = row.real(column + 1)};
}

std::optional<StructureId> read_id(const db::Row& row, int column) {
    const auto id = row.optional_integer(column);
    return id ? std::optional(StructureId{*id}) : std::nullopt;
}

Structure read_structure(const db::Row& row) {
    return {
        .id = {row.integer(0)},
        .public_id = base::PublicId::parse(row.view(1)),
        .source = row.text(2),
        .source_id = row.text(3),
        .name = row.text(4),
        .kind = row.text(5),
        .sensitivity = static_cast<int>(row.integer(6)),
        .siret = row.text(7),
        .address = row.text(8),
        .postcode = row.text(9),
        .city = row.text(10),
        .insee_code = row.text(11),
        .department = row.text(12),
        .phone = row.text(13),
        .email = row.text(14),
        .website = row.text(15),
        .coordinates = read_coordinates(row, 16),
        .is_habilitated = row.boolean(18),
        .state = row.view(19) == code(State::Open) ? State::Open : State::Closed,
        .closing = closing(row.view(20)),
        .merged_into = read_id(row, 21),
    };
}

std::vector<StructureId> read_ids(const db::Rows& rows) {
    std::vector<StructureId> ids;
    for (const auto& row : rows) ids.push_back({row.integer(0)});
    return ids;
}

}  // namespace

constexpr db::Statement kFind{
    .name = "structures.find",
    .text = R"sql(
        SELECT id, public_id, source, source_id, name, kind, sensitivity, siret, address, postcode,
            city, insee_code, department, phone, email, website, latitude, longitude,
            is_habilitated, state, closed_because, merged_into
        FROM structures
        WHERE public_id = $1
    )sql",
};

std::optional<Structure> find(db::Transaction& tx, const base::PublicId& id) {
    const auto rows = tx.query(kFind, id);
    if (rows.empty()) return std::nullopt;
    return read_structure(rows[0]);
}

constexpr db::Statement kStructure{
    .name = "structures.structure",
    .text = R"sql(
        SELECT id, public_id, source, source_id, name, kind, sensitivity, siret, address, postcode,
            city, insee_code, department, phone, email, website, latitude, longitude,
            is_habilitated, state, closed_because, merged_into
        FROM structures
        WHERE id = $1
    )sql",
};

Structure structure(db::Transaction& tx, StructureId id) {
    return read_structure(tx.query(kStructure, id).at(0));
}

constexpr db::Statement kPlace{
    .name = "structures.place",
    .text = R"sql(
        SELECT name_key, id FROM structures WHERE public_id = $1
    )sql",
};

std::optional<Place> place(db::Transaction& tx, const base::PublicId& id) {
    const auto rows = tx.query(kPlace, id);
    if (rows.empty()) return std::nullopt;
    return Place{.name_key = rows[0].text(0), .id = {rows[0].integer(1)}};
}

constexpr db::Statement kLoad{
    .name = "structures.load",
    .text = R"sql(
        SELECT id, public_id, source, source_id, name, kind, sensitivity, siret, address, postcode,
            city, insee_code, department, phone, email, website, latitude, longitude,
            is_habilitated, state, closed_because, merged_into
        FROM structures
        WHERE id IN (SELECT CAST(item.value ->> 'id' AS BIGINT) FROM json_each($1) AS item)
        ORDER BY name_key, id
    )sql",
};

std::vector<Structure> load(db::Transaction& tx, std::span<const StructureId> ids) {
    JsonRows items;
    for (const auto id : ids) {
        items.add_row();
        items.add("id", id.value);
    }
    std::vector<Structure> structures;
    for (const auto& row : tx.query(kLoad, items.text())) structures.push_back(read_structure(row));
    return structures;
}

namespace {

// The lists of the terms, each in the order of names, are read together: each step looks in the
// next list for the first structure that is not before the last one found, until all lists agree.
// What stands in one list only is jumped over, so that a page costs what it shows, or at worst as
// many steps as the shortest list is long; no order of the typed words is better than another.
//
// A row of `walk` is a step: the structure it found, the one of the step `before`, how many lists
// had `agreed` on that one, how many structures had been `found` then. Every look-up is a scalar
// subquery on a primary key: no engine can choose to read a whole table.
constexpr db::Statement kSearchTerms{
    .name = "structures.search_terms",
    .text = R"sql(
        WITH RECURSIVE asked AS MATERIALIZED (
            SELECT CAST(item.key AS INTEGER) AS place, item.value ->> 'term' AS term
            FROM json_each($1) AS item
        ), walk (step, found, agreed, before, id) AS (
            SELECT 0, 0, CAST($2 AS INTEGER) - 1, CAST($3 AS BIGINT), CAST($3 AS BIGINT)
            UNION ALL
            SELECT w.step + 1,
                w.found + CASE
                    WHEN w.step = 0 THEN 0
                    WHEN CASE WHEN w.id = w.before THEN w.agreed + 1 ELSE 1 END
                        < CAST($2 AS INTEGER) THEN 0
                    WHEN $5 = TRUE THEN 1
                    WHEN (SELECT s.state FROM structures AS s WHERE s.id = w.id) = 'open' THEN 1
                    ELSE 0 END,
                CASE WHEN w.id = w.before THEN w.agreed + 1 ELSE 1 END,
                w.id,
                (
                    SELECT t.structure_id
                    FROM structures_terms AS t
                    WHERE t.term = asked.term
                        AND (t.name_key, t.structure_id) >= (
                            COALESCE((SELECT s.name_key FROM structures AS s WHERE s.id = w.id), ''),
                            w.id + CASE
                                WHEN CASE WHEN w.id = w.before THEN w.agreed + 1 ELSE 1 END
                                    = CAST($2 AS INTEGER) THEN 1
                                ELSE 0 END)
                    ORDER BY t.name_key, t.structure_id
                    LIMIT 1
                )
            FROM walk AS w
            CROSS JOIN asked
            WHERE asked.place = w.step % CAST($2 AS INTEGER)
                AND w.id IS NOT NULL
                AND w.found < CAST($4 AS INTEGER)
        )
        SELECT w.id
        FROM walk AS w
        WHERE w.step > 0 AND w.id IS NOT NULL
            AND CASE WHEN w.id = w.before THEN w.agreed + 1 ELSE 1 END = CAST($2 AS INTEGER)
            AND ($5 = TRUE
                OR (SELECT s.state FROM structures AS s WHERE s.id = w.id) = 'open')
        ORDER BY w.step
        LIMIT $4
    )sql",
};

std::vector<StructureId> search_terms(db::Transaction& tx, std::span<const std::string> terms,
                                      StructureId after, int limit, Found which) {
    JsonRows asked;
    for (const auto& term : terms) {
        asked.add_row();
        asked.add("term", term);
    }
    return read_ids(
        tx.query(kSearchTerms, asked.text(), terms.size(), after, limit, which == Found::All));
}

constexpr db::Statement kSearchAll{
    .name = "structures.search_all",
    .text = R"sql(
        SELECT s.id
        FROM structures AS s
        WHERE (s.state = 'open' OR $4 = TRUE)
            AND (s.name_key, s.id) > ($1, $2)
        ORDER BY s.name_key, s.id
        LIMIT $3
    )sql",
};

}  // namespace

std::vector<StructureId> search(db::Transaction& tx, std::span<const std::string> terms,
                                const Place& after, int limit, Found which) {
    if (!terms.empty()) return search_terms(tx, terms, after.id, limit, which);
    return read_ids(tx.query(kSearchAll, after.name_key, after.id, limit, which == Found::All));
}

constexpr db::Statement kSearchSiret{
    .name = "structures.search_siret",
    .text = R"sql(
        SELECT s.id
        FROM structures AS s
        WHERE s.siret = $1 AND s.siret <> '' AND (s.name_key, s.id) > ($2, $3)
            AND (s.state = 'open' OR $5 = TRUE)
        ORDER BY s.name_key, s.id
        LIMIT $4
    )sql",
};

std::vector<StructureId> search_siret(db::Transaction& tx, const std::string& siret,
                                      const Place& after, int limit, Found which) {
    return read_ids(
        tx.query(kSearchSiret, siret, after.name_key, after.id, limit, which == Found::All));
}

}  // namespace gps::structures::store
