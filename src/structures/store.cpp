#include "structures/store.hpp"

#include "structures/rows.hpp"

#include <stdexcept>

namespace gps::structures::store {
namespace {

// Greater than every text that starts with `word`: U+10FFFF ends no word.
std::string after_all(const std::string& word) {
    return word + "\xF4\x8F\xBF\xBF";
}

std::optional<Coordinates> read_coordinates(const db::Row& row, int column) {
    if (row.is_null(column) || row.is_null(column + 1)) return std::nullopt;
    return Coordinates{.latitude = row.real(column), .longitude = row.real(column + 1)};
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
            is_habilitated, state
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
            is_habilitated, state
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
            is_habilitated, state
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

// The index of words gives the structures that have all the typed ones; each is then looked up by
// its id. Written so that no engine can choose to read all structures.
constexpr db::Statement kSearchWords{
    .name = "structures.search_words",
    .text = R"sql(
        WITH worded AS MATERIALIZED (
            SELECT w.structure_id
            FROM (SELECT key, value FROM json_each($1) LIMIT 8) AS typed
            CROSS JOIN structures_words AS w
            WHERE w.word >= typed.value ->> 'from' AND w.word < typed.value ->> 'to'
            GROUP BY w.structure_id
            HAVING count(DISTINCT typed.key) = $2
        ), found AS MATERIALIZED (
            SELECT worded.structure_id AS id, (
                SELECT s.name_key
                FROM structures AS s
                WHERE s.id = worded.structure_id
                    AND s.state = 'open'
                    AND ($3 = '' OR s.kind = $3)
                    AND ($4 = '' OR s.department = $4)
                    AND ($5 = '' OR s.city_key = $5)
                ) AS name_key
            FROM worded
        )
        SELECT id
        FROM found
        WHERE name_key IS NOT NULL AND (name_key, id) > ($6, $7)
        ORDER BY name_key, id
        LIMIT $8
    )sql",
};

std::vector<StructureId> search_words(db::Transaction& tx, const Keys& keys, const Place& after,
                                      int limit) {
    JsonRows typed;
    for (const auto& word : keys.words) {
        typed.add_row();
        typed.add("from", word);
        typed.add("to", after_all(word));
    }
    return read_ids(tx.query(kSearchWords, typed.text(), keys.words.size(), keys.kind,
                             keys.department, keys.city_key, after.name_key, after.id, limit));
}

constexpr db::Statement kSearchCity{
    .name = "structures.search_city",
    .text = R"sql(
        SELECT s.id
        FROM structures AS s
        WHERE s.city_key = $1
            AND s.state = 'open'
            AND ($2 = '' OR s.kind = $2)
            AND ($3 = '' OR s.department = $3)
            AND (s.name_key, s.id) > ($4, $5)
        ORDER BY s.name_key, s.id
        LIMIT $6
    )sql",
};

constexpr db::Statement kSearchDepartment{
    .name = "structures.search_department",
    .text = R"sql(
        SELECT s.id
        FROM structures AS s
        WHERE s.department = $1
            AND s.state = 'open'
            AND ($2 = '' OR s.kind = $2)
            AND (s.name_key, s.id) > ($3, $4)
        ORDER BY s.name_key, s.id
        LIMIT $5
    )sql",
};

constexpr db::Statement kSearchKind{
    .name = "structures.search_kind",
    .text = R"sql(
        SELECT s.id
        FROM structures AS s
        WHERE s.kind = $1
            AND s.state = 'open'
            AND (s.name_key, s.id) > ($2, $3)
        ORDER BY s.name_key, s.id
        LIMIT $4
    )sql",
};

constexpr db::Statement kSearchAll{
    .name = "structures.search_all",
    .text = R"sql(
        SELECT s.id
        FROM structures AS s
        WHERE s.state = 'open'
            AND (s.name_key, s.id) > ($1, $2)
        ORDER BY s.name_key, s.id
        LIMIT $3
    )sql",
};

}  // namespace

// One statement for each index that can lead, so that no engine has to guess.
std::vector<StructureId> search(db::Transaction& tx, const Keys& keys, const Place& after,
                                int limit) {
    if (!keys.words.empty()) return search_words(tx, keys, after, limit);
    if (!keys.city_key.empty()) {
        return read_ids(tx.query(kSearchCity, keys.city_key, keys.kind, keys.department,
                                 after.name_key, after.id, limit));
    }
    if (!keys.department.empty()) {
        return read_ids(tx.query(kSearchDepartment, keys.department, keys.kind, after.name_key,
                                 after.id, limit));
    }
    if (!keys.kind.empty()) {
        return read_ids(tx.query(kSearchKind, keys.kind, after.name_key, after.id, limit));
    }
    return read_ids(tx.query(kSearchAll, after.name_key, after.id, limit));
}

}  // namespace gps::structures::store
