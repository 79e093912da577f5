#include "access/limits.hpp"

namespace gps::access {
namespace {

std::string counted(const Limit& limit, std::string_view subject) {
    return std::string(limit.what) + ":" + std::string(subject);
}

}  // namespace

constexpr db::Statement kCountOne{
    .name = "access.count_one",
    .text = R"sql(
        INSERT INTO access_counters (subject, window_start, done)
        VALUES ($1, $2, 1)
        ON CONFLICT (subject, window_start) DO UPDATE SET done = access_counters.done + 1
        RETURNING done
    )sql",
};

int count_one(db::Transaction& tx, const Limit& limit, std::string_view subject,
              base::Instant now) {
    const auto rows = tx.query(kCountOne, counted(limit, subject), window_start(limit, now));
    return static_cast<int>(rows.at(0).integer(0));
}

constexpr db::Statement kCountSoFar{
    .name = "access.count_so_far",
    .text = R"sql(
        SELECT done
        FROM access_counters
        WHERE subject = $1 AND window_start = $2
    )sql",
};

int count_so_far(db::Transaction& tx, const Limit& limit, std::string_view subject,
                 base::Instant now) {
    const auto rows = tx.query(kCountSoFar, counted(limit, subject), window_start(limit, now));
    return rows.empty() ? 0 : static_cast<int>(rows[0].integer(0));
}

}  // namespace gps::access
