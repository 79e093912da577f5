#include "notices/told_store.hpp"

namespace gps::notices::store {

constexpr db::Statement kAddEvent{
    .name = "notices.add_event",
    .text = R"sql(
        INSERT INTO notices_events (public_id, event, person_id, actor_id, actor_structure_id, at)
        VALUES ($1, $2, $3, $4, $5, $6)
        RETURNING id
    )sql",
};

NewEvent add_event(db::Transaction& tx, const News& news, base::Instant at) {
    const auto public_id = base::PublicId::fresh();
    std::optional<std::int64_t> actor;
    std::optional<std::int64_t> structure;
    if (news.actor) {
        actor = news.actor->professional.value;
        structure = news.actor->structure.value;
    }
    const auto rows =
        tx.query(kAddEvent, public_id, line_of(news.event).code, news.person, actor, structure, at);
    return {.id = {rows.at(0).integer(0)}, .public_id = public_id};
}

// $1: the event; $2: its kind; $3: what is chosen where nobody chose; $4, $5: the next digests.
// A pair that is no recipient is NULL.
constexpr db::Statement kAddListed{
    .name = "notices.add_listed",
    .text = R"sql(
        INSERT INTO notices_inbox (event_id, professional_id, structure_id, digest_at)
        SELECT $1, q.id, v.column2,
            CASE coalesce(f.frequency, $3) WHEN 'daily' THEN CAST($4 AS BIGINT)
                WHEN 'weekly' THEN CAST($5 AS BIGINT) END
        FROM (
            VALUES
                (CAST($6 AS BIGINT), CAST($7 AS BIGINT)), (CAST($8 AS BIGINT), CAST($9 AS BIGINT)),
                (CAST($10 AS BIGINT), CAST($11 AS BIGINT)), (CAST($12 AS BIGINT), CAST($13 AS BIGINT)),
                (CAST($14 AS BIGINT), CAST($15 AS BIGINT)), (CAST($16 AS BIGINT), CAST($17 AS BIGINT)),
                (CAST($18 AS BIGINT), CAST($19 AS BIGINT)), (CAST($20 AS BIGINT), CAST($21 AS BIGINT)),
                (CAST($22 AS BIGINT), CAST($23 AS BIGINT)), (CAST($24 AS BIGINT), CAST($25 AS BIGINT)),
                (CAST($26 AS BIGINT), CAST($27 AS BIGINT)), (CAST($28 AS BIGINT), CAST($29 AS BIGINT)),
                (CAST($30 AS BIGINT), CAST($31 AS BIGINT)), (CAST($32 AS BIGINT), CAST($33 AS BIGINT)),
                (CAST($34 AS BIGINT), CAST($35 AS BIGINT)), (CAST($36 AS BIGINT), CAST($37 AS BIGINT)),
                (CAST($38 AS BIGINT), CAST($39 AS BIGINT)), (CAST($40 AS BIGINT), CAST($41 AS BIGINT)),
                (CAST($42 AS BIGINT), CAST($43 AS BIGINT)), (CAST($44 AS BIGINT), CAST($45 AS BIGINT))) AS v
        JOIN professionals AS q ON q.id = v.column1 AND q.state = 'active'
        LEFT JOIN notices_preferences AS f ON f.professional_id = q.id AND f.kind = $2
        WHERE v.column2 IS NOT NULL
        ORDER BY q.id
        ON CONFLICT (event_id, professional_id, structure_id) DO NOTHING
        RETURNING professional_id
    )sql",
};

std::int64_t add_listed(db::Transaction& tx, const Adding& adding,
                        std::span<const Recipient> recipients) {
    const auto& kind = line_of(adding.kind);
    std::vector<db::Value> values{adding.event.value, std::string(kind.code),
                                  std::string(code(kind.by_default)), adding.daily.micros,
                                  adding.weekly.micros};
    for (std::size_t i = 0; i < kListed; ++i) {
        const bool is_one = i < recipients.size();
        values.push_back(is_one ? db::Value(recipients[i].professional.value) : nullptr);
        values.push_back(is_one ? db::Value(recipients[i].structure.value) : nullptr);
    }
    return static_cast<std::int64_t>(tx.query_list(kAddListed, values).size());
}

// Need to know, as on the cards of the file (sharing.cards): who reads "Autre intervenant" there is
// not told that they came. $6: the person; $7, $8: who came, and for whom; $9: nor them; $10: how
// sensitive a structure may be to be named to anybody.
constexpr db::Statement kAddFollowers{
    .name = "notices.add_followers",
    .text = R"sql(
        INSERT INTO notices_inbox (event_id, professional_id, structure_id, digest_at)
        SELECT $1, c.professional_id, c.structure_id,
            CASE coalesce(f.frequency, $3) WHEN 'daily' THEN CAST($4 AS BIGINT)
                WHEN 'weekly' THEN CAST($5 AS BIGINT) END
        FROM followup_contributions AS c
        JOIN professionals AS q ON q.id = c.professional_id AND q.state = 'active'
        JOIN memberships AS m ON m.professional_id = c.professional_id
            AND m.structure_id = c.structure_id AND m.ended_on IS NULL
        JOIN structures AS o ON o.id = c.structure_id AND o.state = 'open'
        JOIN structures AS s ON s.id = $8
        LEFT JOIN notices_preferences AS f ON f.professional_id = c.professional_id AND f.kind = $2
        WHERE c.person_id = $6 AND c.is_past = FALSE AND c.professional_id <> $7
            AND c.professional_id <> $9
            AND (s.sensitivity <= $10 OR s.id = c.structure_id OR c.referent_kind = 1 OR (
                SELECT count(*) FROM agreements AS a
                WHERE a.person_id = c.person_id AND a.structure_id = s.id
                    AND a.revoked_at IS NULL
                    AND coalesce(a.for_structure, c.structure_id) = c.structure_id) > 0)
        ORDER BY c.professional_id, c.id
        LIMIT 200
    )sql",
};

std::int64_t add_followers(db::Transaction& tx, const Adding& adding, const Followers& followers) {
    const auto& kind = line_of(adding.kind);
    return tx.exec(kAddFollowers, adding.event, kind.code, code(kind.by_default), adding.daily,
                   adding.weekly, followers.person, followers.actor, followers.actor_structure,
                   followers.but, followers.highest_sensitivity);
}

constexpr db::Statement kAddAdministrators{
    .name = "notices.add_administrators",
    .text = R"sql(
        INSERT INTO notices_inbox (event_id, professional_id, structure_id, digest_at)
        SELECT $1, m.professional_id, m.structure_id,
            CASE coalesce(f.frequency, $3) WHEN 'daily' THEN CAST($4 AS BIGINT)
                WHEN 'weekly' THEN CAST($5 AS BIGINT) END
        FROM memberships AS m
        JOIN professionals AS q ON q.id = m.professional_id AND q.state = 'active'
        LEFT JOIN notices_preferences AS f ON f.professional_id = m.professional_id AND f.kind = $2
        WHERE m.structure_id = $6 AND m.role = 'administrator' AND m.ended_on IS NULL
            AND m.professional_id <> $7
        ORDER BY m.id
        LIMIT 20
    )sql",
};

std::int64_t add_administrators(db::Transaction& tx, const Adding& adding,
                                structures::StructureId structure, people::ProfessionalId but) {
    const auto& kind = line_of(adding.kind);
    return tx.exec(kAddAdministrators, adding.event, kind.code, code(kind.by_default), adding.daily,
                   adding.weekly, structure, but);
}

constexpr db::Statement kAtOnce{
    .name = "notices.at_once",
    .text = R"sql(
        SELECT DISTINCT q.email
        FROM notices_inbox AS i
        JOIN professionals AS q ON q.id = i.professional_id
        LEFT JOIN notices_preferences AS f ON f.professional_id = q.id AND f.kind = $2
        WHERE i.event_id = $1 AND coalesce(f.frequency, $3) = 'at_once'
        ORDER BY q.email
    )sql",
};

std::vector<std::string> at_once(db::Transaction& tx, const Adding& adding) {
    const auto& kind = line_of(adding.kind);
    std::vector<std::string> addresses;
    for (const auto& row : tx.query(kAtOnce, adding.event, kind.code, code(kind.by_default)))
        addresses.push_back(row.text(0));
    return addresses;
}

// An update even where nothing changes: it waits for a digest that is being written, and then has
// one of its own.
constexpr db::Statement kExpectDigests{
    .name = "notices.expect_digests",
    .text = R"sql(
        INSERT INTO notices_digests (professional_id, due_at)
        WITH told AS MATERIALIZED (
            SELECT professional_id, digest_at
            FROM notices_inbox
            WHERE event_id = $1 AND digest_at IS NOT NULL)
        SELECT professional_id, min(digest_at)
        FROM told
        WHERE TRUE
        GROUP BY professional_id
        ORDER BY professional_id
        ON CONFLICT (professional_id) DO UPDATE SET
            due_at = CASE WHEN excluded.due_at < notices_digests.due_at THEN excluded.due_at
                ELSE notices_digests.due_at END
    )sql",
};

void expect_digests(db::Transaction& tx, EventId event) {
    tx.exec(kExpectDigests, event);
}

}  // namespace gps::notices::store
