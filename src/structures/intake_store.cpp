#include "structures/intake_store.hpp"

#include "structures/kinds.hpp"
#include "structures/rows.hpp"
#include "structures/store.hpp"
#include "structures/terms.hpp"
#include "structures/words.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace gps::structures::store {
namespace {

void add_content(JsonRows& items, const Incoming& row) {
    const auto& s = row.structure;
    items.add("name", s.name);
    items.add("name_key", row.name_key);
    items.add("kind", s.kind);
    items.add("sensitivity", std::int64_t{s.sensitivity});
    items.add("siret", s.siret);
    items.add("address", s.address);
    items.add("postcode", s.postcode);
    items.add("city", s.city);
    items.add("city_key", row.city_key);
    items.add("insee_code", s.insee_code);
    items.add("department", s.department);
    items.add("phone", s.phone);
    items.add("email", s.email);
    items.add("website", s.website);
    items.add("content_hash", row.content_hash);
    if (!s.coordinates) return;
    items.add("latitude", s.coordinates->latitude);
    items.add("longitude", s.coordinates->longitude);
}

constexpr db::Statement kAddTerms{
    .name = "structures.add_terms",
    .text = R"sql(
        INSERT INTO structures_terms (term, name_key, structure_id)
        SELECT item.value ->> 'term', item.value ->> 'name_key',
            CAST(item.value ->> 'id' AS BIGINT)
        FROM json_each($1) AS item
    )sql",
};

constexpr db::Statement kDropTerms{
    .name = "structures.drop_terms",
    .text = R"sql(
        DELETE FROM structures_terms
        WHERE (term, name_key, structure_id) IN (
            SELECT item.value ->> 'term', item.value ->> 'name_key',
                CAST(item.value ->> 'id' AS BIGINT)
            FROM json_each($1) AS item)
    )sql",
};

void add_terms(JsonRows& items, StructureId id, const Structure& structure) {
    const auto key = name_key(structure.name);
    for (const auto& term : terms_of(structure)) {
        items.add_row();
        items.add("term", term);
        items.add("name_key", key);
        items.add("id", id.value);
    }
}

constexpr std::size_t kStructuresAtOnce = 100;  // some thirty terms each

void write_terms(db::Transaction& tx, std::span<const Change> changes) {
    while (!changes.empty()) {
        const auto some = changes.first(std::min(changes.size(), kStructuresAtOnce));
        JsonRows items;
        for (const auto& change : some) add_terms(items, change.id, change.row->structure);
        tx.exec(kAddTerms, items.text());
        changes = changes.subspan(some.size());
    }
}

// Those of the structures as they are stored, before they change.
void drop_terms(db::Transaction& tx, std::span<const Change> changes) {
    std::vector<StructureId> ids;
    for (const auto& change : changes) ids.push_back(change.id);
    JsonRows items;
    for (const auto& stored : load(tx, ids)) add_terms(items, stored.id, stored);
    tx.exec(kDropTerms, items.text());
}

}  // namespace

constexpr db::Statement kStored{
    .name = "structures.stored",
    .text = R"sql(
        SELECT s.id, s.source, s.source_id, s.kind, s.content_hash
        FROM json_each($1) AS item
        CROSS JOIN structures AS s
        WHERE s.source = item.value ->> 'source' AND s.source_id = item.value ->> 'source_id'
    )sql",
};

std::vector<Stored> stored(db::Transaction& tx, std::span<const Incoming> rows) {
    JsonRows items;
    for (const auto& row : rows) {
        items.add_row();
        items.add("source", row.structure.source);
        items.add("source_id", row.structure.source_id);
    }
    std::vector<Stored> found;
    for (const auto& row : tx.query(kStored, items.text())) {
        found.push_back({.id = {row.integer(0)},
                         .source = row.text(1),
                         .source_id = row.text(2),
                         .kind = row.text(3),
                         .content_hash = row.text(4)});
    }
    return found;
}

constexpr db::Statement kCreate{
    .name = "structures.create",
    .text = R"sql(
        INSERT INTO structures (public_id, source, source_id, name, name_key, kind, sensitivity,
            is_habilitated, habilitated_because, siret, address, postcode, city, city_key,
            insee_code, department, phone, email, website, latitude, longitude, content_hash,
            created_at, updated_at)
        SELECT item.value ->> 'public_id', item.value ->> 'source', item.value ->> 'source_id',
            item.value ->> 'name', item.value ->> 'name_key', item.value ->> 'kind',
            CAST(item.value ->> 'sensitivity' AS INTEGER), item.value ->> 'because' = 'import',
            item.value ->> 'because', item.value ->> 'siret', item.value ->> 'address',
            item.value ->> 'postcode', item.value ->> 'city', item.value ->> 'city_key',
            item.value ->> 'insee_code', item.value ->> 'department', item.value ->> 'phone',
            item.value ->> 'email', item.value ->> 'website',
            CAST(item.value ->> 'latitude' AS DOUBLE PRECISION),
            CAST(item.value ->> 'longitude' AS DOUBLE PRECISION), item.value ->> 'content_hash',
            CAST($2 AS BIGINT), CAST($2 AS BIGINT)
        FROM json_each($1) AS item
        RETURNING id, source, source_id
    )sql",
};

void create(db::Transaction& tx, std::span<const Incoming* const> rows, base::Instant now) {
    JsonRows items;
    std::map<std::pair<std::string_view, std::string_view>, const Incoming*> by_key;
    for (const auto* row : rows) {
        const auto& s = row->structure;
        by_key.emplace(std::pair<std::string_view, std::string_view>(s.source, s.source_id), row);
        items.add_row();
        items.add("public_id", base::PublicId::fresh().text());
        items.add("source", s.source);
        items.add("source_id", s.source_id);
        const bool by_kind = s.source != kPlatformSource && kind(s.kind).is_habilitated;
        items.add("because", by_kind ? "import" : "");
        add_content(items, *row);
    }
    std::vector<Change> created;
    const auto answer = tx.query(kCreate, items.text(), now);
    for (const auto& row : answer) {
        created.push_back({.id = {row.integer(0)}, .row = by_key.at({row.view(1), row.view(2)})});
    }
    write_terms(tx, created);
}

constexpr db::Statement kUpdate{
    .name = "structures.update",
    .text = R"sql(
        UPDATE structures
        SET name = item.value ->> 'name',
            name_key = item.value ->> 'name_key',
            kind = item.value ->> 'kind',
            sensitivity = CAST(item.value ->> 'sensitivity' AS INTEGER),
            siret = item.value ->> 'siret',
            address = item.value ->> 'address',
            postcode = item.value ->> 'postcode',
            city = item.value ->> 'city',
            city_key = item.value ->> 'city_key',
            insee_code = item.value ->> 'insee_code',
            department = item.value ->> 'department',
            phone = item.value ->> 'phone',
            email = item.value ->> 'email',
            website = item.value ->> 'website',
            latitude = CAST(item.value ->> 'latitude' AS DOUBLE PRECISION),
            longitude = CAST(item.value ->> 'longitude' AS DOUBLE PRECISION),
            content_hash = item.value ->> 'content_hash',
            updated_at = CAST($2 AS BIGINT)
        FROM json_each($1) AS item
        WHERE structures.id = CAST(item.value ->> 'id' AS BIGINT)
    )sql",
};

void update(db::Transaction& tx, std::span<const Change> changes, base::Instant now) {
    JsonRows items;
    for (const auto& change : changes) {
        items.add_row();
        items.add("id", change.id.value);
        add_content(items, *change.row);
    }
    drop_terms(tx, changes);
    tx.exec(kUpdate, items.text(), now);
    write_terms(tx, changes);
}

}  // namespace gps::structures::store
