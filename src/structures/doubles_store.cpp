#include "structures/doubles_store.hpp"

#include "structures/rows.hpp"

namespace gps::structures::store {

constexpr db::Statement kDepartments{
    .name = "structures.departments",
    .text = R"sql(
        SELECT DISTINCT department FROM structures WHERE department <> '' AND state = 'open'
    )sql",
};

std::vector<std::string> departments(db::Transaction& tx) {
    std::vector<std::string> codes;
    for (const auto& row : tx.query(kDepartments)) codes.push_back(row.text(0));
    return codes;
}

constexpr db::Statement kCandidates{
    .name = "structures.candidates",
    .text = R"sql(
        SELECT id, source, kind, name, address, postcode, city_key, phone
        FROM structures
        WHERE department = $1 AND state = 'open' AND merged_into IS NULL
    )sql",
};

std::vector<Candidate> candidates(db::Transaction& tx, const std::string& department) {
    std::vector<Candidate> found;
    for (const auto& row : tx.query(kCandidates, department)) {
        found.push_back({.id = {row.integer(0)},
                         .source = row.text(1),
                         .kind = row.text(2),
                         .name = row.text(3),
                         .address = row.text(4),
                         .postcode = row.text(5),
                         .city_key = row.text(6),
                         .phone = row.text(7)});
    }
    return found;
}

constexpr db::Statement kKnownDoubles{
    .name = "structures.known_doubles",
    .text = R"sql(
        SELECT d.structure_id, d.double_id
        FROM structures AS s
        JOIN structures_doubles AS d ON d.structure_id = s.id
        WHERE s.department = $1
    )sql",
};

std::set<std::pair<StructureId, StructureId>> known_doubles(db::Transaction& tx,
                                                            const std::string& department) {
    std::set<std::pair<StructureId, StructureId>> known;
    for (const auto& row : tx.query(kKnownDoubles, department)) {
        known.emplace(StructureId{row.integer(0)}, StructureId{row.integer(1)});
    }
    return known;
}

// Another import may have proposed a pair meanwhile. WHERE TRUE: without it, SQLite would read
// ON as the condition of a join.
constexpr db::Statement kProposeDoubles{
    .name = "structures.propose_doubles",
    .text = R"sql(
        INSERT INTO structures_doubles (structure_id, double_id, reason, proposed_at)
        SELECT CAST(item.value ->> 'first' AS BIGINT), CAST(item.value ->> 'second' AS BIGINT),
            item.value ->> 'reason', CAST($2 AS BIGINT)
        FROM json_each($1) AS item
        WHERE TRUE
        ON CONFLICT (structure_id, double_id) DO NOTHING
    )sql",
};

void propose_doubles(db::Transaction& tx, std::span<const ProbableDouble> doubles,
                     base::Instant now) {
    JsonRows items;
    for (const auto& pair : doubles) {
        items.add_row();
        items.add("first", pair.first.value);
        items.add("second", pair.second.value);
        items.add("reason", code(pair.why));
    }
    tx.exec(kProposeDoubles, items.text(), now);
}

}  // namespace gps::structures::store
