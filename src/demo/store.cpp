#include "demo/store.hpp"

namespace gps::demo::store {

constexpr db::Statement kMark{
    .name = "demo.mark",
    .text = R"sql(
        SELECT seed, persons, made_at
        FROM demo_base
        WHERE id = 1
    )sql",
};

std::optional<Mark> mark(db::Transaction& tx) {
    const auto rows = tx.query(kMark);
    if (rows.empty()) return std::nullopt;
    return Mark{.seed = rows[0].integer(0),
                .persons = static_cast<int>(rows[0].integer(1)),
                .made_at = rows[0].instant(2)};
}

constexpr db::Statement kSetMark{
    .name = "demo.set_mark",
    .text = R"sql(
        INSERT INTO demo_base (id, seed, persons, made_at)
        VALUES (1, $1, $2, $3)
    )sql",
};

void set_mark(db::Transaction& tx, const Mark& mark) {
    tx.exec(kSetMark, mark.seed, mark.persons, mark.made_at);
}

constexpr db::Statement kHasPeople{
    .name = "demo.has_people",
    .text = R"sql(
        SELECT EXISTS (SELECT 1 FROM persons) OR EXISTS (SELECT 1 FROM professionals)
    )sql",
};

bool has_people(db::Transaction& tx) {
    return tx.query(kHasPeople).at(0).boolean(0);
}

constexpr db::Statement kAddPersona{
    .name = "demo.add_persona",
    .text = R"sql(
        INSERT INTO demo_personas (place, email, who, what)
        VALUES ($1, $2, $3, $4)
    )sql",
};

void add_persona(db::Transaction& tx, int place, const access::Persona& persona) {
    tx.exec(kAddPersona, place, persona.email, persona.who, persona.what);
}

constexpr db::Statement kPersonas{
    .name = "demo.personas",
    .text = R"sql(
        SELECT email, who, what
        FROM demo_personas
        ORDER BY place
    )sql",
};

std::vector<access::Persona> personas(db::Transaction& tx) {
    std::vector<access::Persona> found;
    for (const auto& row : tx.query(kPersonas))
        found.push_back({.email = row.text(0), .who = row.text(1), .what = row.text(2)});
    return found;
}

constexpr db::Statement kKinds{
    .name = "demo.kinds",
    .text = R"sql(
        SELECT DISTINCT kind
        FROM structures
        WHERE state = 'open'
    )sql",
};

std::set<std::string> kinds(db::Transaction& tx) {
    std::set<std::string> found;
    for (const auto& row : tx.query(kKinds)) found.insert(row.text(0));
    return found;
}

constexpr db::Statement kPlaces{
    .name = "demo.places",
    .text = R"sql(
        SELECT id, kind, department, is_habilitated
        FROM structures
        WHERE state = 'open'
        ORDER BY source, source_id
        LIMIT $1
    )sql",
};

std::vector<Place> places(db::Transaction& tx, int limit) {
    std::vector<Place> found;
    for (const auto& row : tx.query(kPlaces, limit)) {
        found.push_back({.id = {row.integer(0)},
                         .kind = row.text(1),
                         .department = row.text(2),
                         .is_habilitated = row.boolean(3)});
    }
    return found;
}

}  // namespace gps::demo::store
