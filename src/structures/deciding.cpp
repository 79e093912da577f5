#include "structures/deciding.hpp"

#include "structures/deciding_store.hpp"
#include "structures/kinds.hpp"
#include "structures/store.hpp"
#include "structures/words.hpp"

#include <array>

namespace gps::structures {
namespace {

struct Field {
    std::string_view name;
    std::string Structure::*text;
};

constexpr std::array kFields{
    Field{"name", &Structure::name},
    Field{"kind", &Structure::kind},
    Field{"siret", &Structure::siret},
    Field{"address", &Structure::address},
    Field{"postcode", &Structure::postcode},
    Field{"city", &Structure::city},
    Field{"department", &Structure::department},
    Field{"phone", &Structure::phone},
    Field{"email", &Structure::email},
    Field{"website", &Structure::website},
};
// Of a place that moved, what nobody types: unknown from then on.
constexpr std::string_view kPoint = "point";

bool moves(const std::vector<Changed>& changes) {
    for (const auto& one : changes) {
        if (one.field == "address" || one.field == "postcode" || one.field == "city") return true;
    }
    return false;
}

void set(Structure& structure, std::string_view field, const std::string& value) {
    if (field == kPoint) {
        structure.insee_code.clear();
        structure.coordinates.reset();
    }
    for (const auto& one : kFields) {
        if (one.name == field) structure.*one.text = value;
    }
}

Incoming incoming(Structure structure, std::string content_hash) {
    structure.sensitivity = kind(structure.kind).sensitivity;
    Incoming row{.structure = std::move(structure), .content_hash = std::move(content_hash)};
    row.name_key = name_key(row.structure.name);
    row.city_key = city_key(row.structure.city);
    return row;
}

}  // namespace

Structure create(db::Transaction& tx, Structure typed, base::Instant now) {
    typed.source = kPlatformSource;
    typed.source_id = base::PublicId::fresh().text();
    const std::array rows{incoming(std::move(typed), "")};
    const std::array<const Incoming*, 1> row{rows.data()};
    create(tx, row, now);
    const auto id = stored(tx, rows).at(0).id;
    // A list that takes this source for its own changes nothing either.
    std::vector<store::Correction> decided;
    for (const auto& field : kFields)
        decided.push_back({std::string(field.name), rows[0].structure.*field.text});
    store::keep_corrections(tx, id, decided, now);
    return store::structure(tx, id);
}

std::vector<Changed> correct(db::Transaction& tx, const Structure& stored, const Structure& typed,
                             base::Instant now) {
    std::vector<Changed> changes;
    for (const auto& field : kFields) {
        if (stored.*field.text == typed.*field.text) continue;
        changes.push_back(
            {.field = field.name, .before = stored.*field.text, .after = typed.*field.text});
    }
    if (changes.empty()) return changes;
    std::vector<store::Correction> decided;
    for (const auto& one : changes) decided.push_back({std::string(one.field), one.after});
    if (moves(changes)) decided.push_back({std::string(kPoint), ""});
    store::keep_corrections(tx, stored.id, decided, now);
    auto corrected = stored;
    for (const auto& one : decided) set(corrected, one.field, one.value);
    const auto row = incoming(std::move(corrected), store::content_hash(tx, stored.id));
    const std::array change{Change{.id = stored.id, .row = &row}};
    update(tx, change, now);
    return changes;
}

void lock(db::Transaction& tx, StructureId id) {
    store::lock(tx, id);
}

void set_habilitated(db::Transaction& tx, StructureId id, bool is_habilitated, base::Instant now) {
    store::set_habilitated(tx, id, is_habilitated, now);
}

void set_closing(db::Transaction& tx, StructureId id, Closing why, base::Instant now) {
    store::set_closing(tx, id, why, now);
}

std::vector<Incoming> as_decided(db::Transaction& tx, std::span<const Change> changes) {
    std::vector<StructureId> ids;
    for (const auto& change : changes) ids.push_back(change.id);
    const auto corrections = store::corrections(tx, ids);
    std::vector<Incoming> rows;
    for (const auto& change : changes) {
        const auto decided = corrections.find(change.id.value);
        rows.push_back(*change.row);
        if (decided == corrections.end()) continue;
        auto structure = change.row->structure;
        for (const auto& one : decided->second) set(structure, one.field, one.value);
        rows.back() = incoming(std::move(structure), change.row->content_hash);
    }
    return rows;
}

}  // namespace gps::structures
