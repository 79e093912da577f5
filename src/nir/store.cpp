#include "nir/store.hpp"

namespace gps::nir::store {

constexpr db::Statement kBearer{
    .name = "nir.bearer",
    .text = R"sql(
        SELECT s.key_version, n.person_id
        FROM nir_state AS s
        LEFT JOIN nir_numbers AS n ON n.blind_index IN ($1, $2, $3)
        WHERE s.id = 1
        LIMIT 1
    )sql",
};

Bearer bearer(db::Transaction& tx, const std::array<std::string, 3>& indexes) {
    const auto rows = tx.query(kBearer, indexes[0], indexes[1], indexes[2]);
    const auto row = rows.at(0);
    Bearer found{.active_version = static_cast<int>(row.integer(0))};
    if (!row.is_null(1)) found.person = people::PersonId{row.integer(1)};
    return found;
}

constexpr db::Statement kLock{
    .name = "nir.lock",
    .text = R"sql(
        UPDATE nir_state
        SET key_version = key_version
        WHERE id = 1
        RETURNING key_version
    )sql",
};

int lock(db::Transaction& tx) {
    return static_cast<int>(tx.query(kLock).at(0).integer(0));
}

constexpr db::Statement kActiveVersion{
    .name = "nir.active_version",
    .text = R"sql(
        SELECT key_version
        FROM nir_state
        WHERE id = 1
    )sql",
};

int active_version(db::Transaction& tx) {
    return static_cast<int>(tx.query(kActiveVersion).at(0).integer(0));
}

constexpr db::Statement kActivate{
    .name = "nir.activate",
    .text = R"sql(
        UPDATE nir_state
        SET key_version = $1
        WHERE id = 1 AND key_version < $1
    )sql",
};

void activate(db::Transaction& tx, int version) {
    tx.exec(kActivate, version);
}

constexpr db::Statement kKeep{
    .name = "nir.keep",
    .text = R"sql(
        INSERT INTO nir_numbers (person_id, is_temporary, sealed, blind_index, key_version, kept_at)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (person_id, is_temporary) DO UPDATE SET sealed = excluded.sealed,
            blind_index = excluded.blind_index, key_version = excluded.key_version,
            kept_at = excluded.kept_at
    )sql",
};

void keep(db::Transaction& tx, const Number& number, base::Instant now) {
    tx.exec(kKeep, number.person, number.is_temporary, number.sealed, number.blind_index,
            number.key_version, now);
}

constexpr db::Statement kOlder{
    .name = "nir.older",
    .text = R"sql(
        SELECT n.person_id, n.is_temporary, n.sealed, n.key_version, p.public_id
        FROM nir_numbers AS n
        JOIN persons AS p ON p.id = n.person_id
        WHERE n.key_version < $1 AND n.person_id >= $2
        ORDER BY n.person_id
        LIMIT $3
    )sql",
};

std::vector<Older> older(db::Transaction& tx, int version, people::PersonId from, int limit) {
    std::vector<Older> found;
    for (const auto& row : tx.query(kOlder, version, from, limit)) {
        found.push_back({.number = {.person = {row.integer(0)},
                                    .is_temporary = row.boolean(1),
                                    .sealed = row.text(2),
                                    .key_version = static_cast<int>(row.integer(3))},
                         .public_id = base::PublicId::parse(row.view(4))});
    }
    return found;
}

constexpr db::Statement kRewrap{
    .name = "nir.rewrap",
    .text = R"sql(
        UPDATE nir_numbers
        SET sealed = $3, blind_index = $4, key_version = $5
        WHERE person_id = $1 AND is_temporary = $2
    )sql",
};

void rewrap(db::Transaction& tx, const Number& number) {
    tx.exec(kRewrap, number.person, number.is_temporary, number.sealed, number.blind_index,
            number.key_version);
}

constexpr db::Statement kHasOlder{
    .name = "nir.has_older",
    .text = R"sql(
        SELECT EXISTS (SELECT 1 FROM nir_numbers WHERE key_version < $1)
    )sql",
};

bool has_older(db::Transaction& tx, int version) {
    return tx.query(kHasOlder, version).at(0).boolean(0);
}

}  // namespace gps::nir::store
