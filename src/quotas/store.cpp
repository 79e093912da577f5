#include "quotas/store.hpp"

#include "quotas/rules.hpp"

namespace gps::quotas::store {
namespace {

constexpr std::int64_t kHourMicros = std::int64_t{3'600} * 1'000'000;
constexpr int kDaysCounted = 30;

std::vector<db::Value> list_of(std::span<const people::PersonId> people) {
    std::vector<db::Value> values;
    for (std::size_t i = 0; i < kReachedAtOnce; ++i)
        values.emplace_back(i < people.size() ? people[i].value : std::int64_t{-1});
    return values;
}

}  // namespace

constexpr db::Statement kCount{
    .name = "quotas.count",
    .text = R"sql(
        INSERT INTO quotas_days (professional_id, purpose, day, done, hour, hour_done)
        VALUES ($1, $2, $3, $4, $5, $4)
        ON CONFLICT (professional_id, purpose, day) DO UPDATE SET
            done = quotas_days.done + excluded.done,
            hour_done = excluded.done +
                CASE WHEN quotas_days.hour = excluded.hour THEN quotas_days.hour_done ELSE 0 END,
            hour = excluded.hour
        RETURNING hour_done, done,
            (SELECT sum(earlier.done) FROM quotas_days AS earlier
             WHERE earlier.professional_id = $1 AND earlier.purpose = $2
                AND earlier.day > $6 AND earlier.day < $3)
    )sql",
};

Spent count(db::Transaction& tx, const Count& count) {
    const auto today = base::paris_date(count.now);
    const auto rows =
        tx.query(kCount, count.professional, quota(count.purpose).code, today, count.by,
                 count.now.micros / kHourMicros, today.plus_days(-kDaysCounted));
    const auto row = rows.at(0);
    const auto in_day = row.integer(1);
    return {.in_hour = row.integer(0),
            .in_day = in_day,
            .in_month = in_day + row.optional_integer(2).value_or(0)};
}

constexpr db::Statement kReach{
    .name = "quotas.reach",
    .text = R"sql(
        INSERT INTO quotas_reached (professional_id, person_id, day)
        SELECT CAST($11 AS BIGINT), id, CAST($12 AS TEXT)
        FROM persons
        WHERE id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (professional_id, person_id) DO NOTHING
        RETURNING person_id,
            (SELECT count(*) FROM quotas_canaries AS c
             WHERE c.person_id = quotas_reached.person_id) > 0
    )sql",
};

Reached reach(db::Transaction& tx, people::ProfessionalId professional,
              std::span<const people::PersonId> people, base::Date today) {
    auto values = list_of(people);
    values.emplace_back(professional.value);
    values.emplace_back(today.iso());
    Reached reached;
    for (const auto& row : tx.query_list(kReach, values)) {
        ++reached.fresh;
        if (row.boolean(1)) reached.canaries.push_back({row.integer(0)});
    }
    return reached;
}

constexpr db::Statement kMarkCanaries{
    .name = "quotas.mark_canaries",
    .text = R"sql(
        INSERT INTO quotas_canaries (person_id, since)
        SELECT c.person_id, CAST($2 AS BIGINT)
        FROM followup_contributions AS c
        WHERE c.professional_id = $1
            AND NOT EXISTS (
                SELECT 1 FROM followup_contributions AS other
                WHERE other.person_id = c.person_id AND other.professional_id <> $1)
        ON CONFLICT (person_id) DO NOTHING
    )sql",
};

std::int64_t mark_canaries(db::Transaction& tx, people::ProfessionalId professional,
                           base::Instant now) {
    return tx.exec(kMarkCanaries, professional, now);
}

constexpr db::Statement kFreeze{
    .name = "quotas.freeze",
    .text = R"sql(
        INSERT INTO quotas_freezes (public_id, professional_id, purpose, frozen_at)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (professional_id) WHERE lifted_at IS NULL DO NOTHING
    )sql",
};

bool freeze(db::Transaction& tx, people::ProfessionalId professional, Purpose purpose,
            base::Instant now) {
    return tx.exec(kFreeze, base::PublicId::fresh(), professional, quota(purpose).code, now) == 1;
}

constexpr db::Statement kLift{
    .name = "quotas.lift",
    .text = R"sql(
        UPDATE quotas_freezes
        SET lifted_at = $2, lifted_by = $3, reason = $4
        WHERE public_id = $1 AND lifted_at IS NULL
        RETURNING professional_id
    )sql",
};

constexpr db::Statement kForgetCounts{
    .name = "quotas.forget_counts",
    .text = R"sql(
        DELETE FROM quotas_days
        WHERE professional_id = $1
    )sql",
};

std::optional<people::ProfessionalId> lift(db::Transaction& tx, const Lifting& lifting) {
    const auto rows = tx.query(kLift, lifting.freeze, lifting.now, lifting.by, lifting.reason);
    if (rows.empty()) return std::nullopt;
    const people::ProfessionalId professional{rows[0].integer(0)};
    tx.exec(kForgetCounts, professional);
    return professional;
}

constexpr db::Statement kOpenFreeze{
    .name = "quotas.open_freeze",
    .text = R"sql(
        SELECT public_id
        FROM quotas_freezes
        WHERE professional_id = $1 AND lifted_at IS NULL
    )sql",
};

std::optional<base::PublicId> open_freeze(db::Transaction& tx,
                                          people::ProfessionalId professional) {
    const auto rows = tx.query(kOpenFreeze, professional);
    if (rows.empty()) return std::nullopt;
    return base::PublicId::parse(rows[0].view(0));
}

constexpr db::Statement kFreezes{
    .name = "quotas.freezes",
    .text = R"sql(
        SELECT f.public_id, f.professional_id, p.first_name || ' ' || p.last_name, p.email,
            (SELECT s.name FROM memberships AS m JOIN structures AS s ON s.id = m.structure_id
             WHERE m.professional_id = p.id AND m.ended_on IS NULL ORDER BY s.id LIMIT 1),
            f.purpose, f.frozen_at, f.lifted_at, l.first_name || ' ' || l.last_name, f.reason
        FROM quotas_freezes AS f
        JOIN professionals AS p ON p.id = f.professional_id
        LEFT JOIN professionals AS l ON l.id = f.lifted_by
        WHERE f.id < coalesce((SELECT b.id FROM quotas_freezes AS b WHERE b.public_id = $1),
                              9223372036854775807)
        ORDER BY f.id DESC
        LIMIT $2
    )sql",
};

std::vector<Freeze> freezes(db::Transaction& tx, const base::PublicId& before, int limit) {
    std::vector<Freeze> found;
    for (const auto& row : tx.query(kFreezes, before, limit)) {
        Freeze freeze{.public_id = base::PublicId::parse(row.view(0)),
                      .professional = {row.integer(1)},
                      .name = row.text(2),
                      .email = row.text(3),
                      .structures = row.optional_text(4).value_or(""),
                      .purpose = purpose_of(row.view(5)).value_or(Purpose::File),
                      .frozen_at = row.instant(6),
                      .reason = row.optional_text(9).value_or("")};
        if (!row.is_null(7)) {
            freeze.lifted_at = row.instant(7);
            freeze.lifted_by = row.optional_text(8).value_or("L’exploitant du service");
        }
        found.push_back(std::move(freeze));
    }
    return found;
}

constexpr db::Statement kNameOf{
    .name = "quotas.name_of",
    .text = R"sql(
        SELECT first_name || ' ' || last_name
        FROM professionals
        WHERE id = $1
    )sql",
};

std::string name_of(db::Transaction& tx, people::ProfessionalId professional) {
    return tx.query(kNameOf, professional).at(0).text(0);
}

constexpr db::Statement kEraseDays{
    .name = "quotas.erase_days",
    .text = R"sql(
        DELETE FROM quotas_days
        WHERE (professional_id, purpose, day) IN (
            SELECT professional_id, purpose, day FROM quotas_days
            WHERE day < $1
            LIMIT 5000)
    )sql",
};

constexpr db::Statement kEraseReached{
    .name = "quotas.erase_reached",
    .text = R"sql(
        DELETE FROM quotas_reached
        WHERE (professional_id, person_id) IN (
            SELECT professional_id, person_id FROM quotas_reached
            WHERE day < $1
            LIMIT 5000)
    )sql",
};

std::int64_t erase_before(db::Transaction& tx, base::Date day) {
    return tx.exec(kEraseDays, day) + tx.exec(kEraseReached, day);
}

}  // namespace gps::quotas::store
