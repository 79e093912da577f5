#include "sharing/file_store.hpp"

#include "structures/kinds.hpp"

namespace gps::sharing::store {

// Without a part of the viewer's own, for this structure, there is no row. A stranger and a person
// who does not exist are answered alike, and by the same look-ups, so that the time tells nothing:
// for want of the person, those of the next one in the order of ids are made, and come to nothing.
// (With `|| ''`, no index leads to the person again.)
constexpr db::Statement kStanding{
    .name = "sharing.standing",
    .text = R"sql(
        SELECT p.id, p.public_id, p.state, p.last_initial, p.first_initial, c.id, c.started_on,
            c.ended_on, c.is_creator, c.granted_until, g.referent_contribution_id, c.role,
            c.reasons,
            (SELECT count(*) FROM requests_inbox AS i
             JOIN requests AS r ON r.id = i.request_id
             WHERE i.professional_id = $2 AND i.structure_id = $3 AND r.person_id = p.id),
            EXISTS (SELECT 1 FROM requests AS r
             WHERE r.person_id = p.id AND r.professional_id = $2 AND r.structure_id = $3
                AND r.state = 'pending' AND r.kind = 'join'),
            (SELECT max(e.until_at) FROM emergency_accesses AS e
             WHERE e.person_id = p.id AND e.professional_id = $2 AND e.structure_id = $3),
            (SELECT count(*) FROM followup_designations AS d
             WHERE d.contribution_id = c.id AND d.ended_at >= $4) > 0,
            (SELECT count(*) FROM alerts AS a
             WHERE a.person_id = p.id AND a.closed_on IS NULL
                AND (c.is_past = FALSE OR a.kind = 'nobody')),
            c.warned_on
        FROM followup_contributions AS c
        JOIN persons AS p ON p.id = c.person_id
        JOIN followup_groups AS g ON g.person_id = c.person_id
        WHERE c.person_id = (
                SELECT id FROM persons WHERE public_id >= $1 ORDER BY public_id LIMIT 1)
            AND c.professional_id = $2 AND c.structure_id = $3 AND p.public_id || '' = $1
    )sql",
};

std::optional<Standing> standing(db::Transaction& tx, const Viewing& viewing,
                                 const base::PublicId& person) {
    const auto rows =
        tx.query(kStanding, person, viewing.viewer, viewing.structure, viewing.referent_since);
    if (rows.empty()) return std::nullopt;
    const auto row = rows[0];
    Standing found{
        .person = {row.integer(0)},
        .public_id = base::PublicId::parse(row.view(1)),
        .state = people::person_state(row.view(2)),
        .initials = {.last = row.text(3), .first = row.text(4)},
        .own = {.id = {row.integer(5)},
                .started_on = row.date(6),
                .ended_on = row.optional_date(7),
                .is_creator = row.boolean(8),
                .granted_until = row.optional_date(9)},
        .has_pending_request = row.boolean(14),
        .role = row.text(11),
        .reasons = static_cast<Reasons>(row.integer(12)),
        .requests_waiting = static_cast<int>(row.integer(13)),
    };
    if (!row.is_null(15)) found.emergency_until = row.instant(15);
    found.was_referent = row.boolean(16);
    found.alerts_open = static_cast<int>(row.integer(17));
    found.warned_on = row.optional_date(18);
    if (const auto referent = row.optional_integer(10)) {
        found.referent = ContributionId{*referent};
        found.is_referent = found.referent == found.own.id;
    }
    return found;
}

// Need to know: of a structure too sensitive to be shown to the viewer's, neither the name nor
// anything of its member is read, unless the person agreed to it (domain.md §4.3; room agreements).
constexpr db::Statement kCards{
    .name = "sharing.cards",
    .text = R"sql(
        SELECT c.id, d.started_on, d.ended_on, c.professional_id = $2 AND c.structure_id = $3,
            NOT c.is_named,
            CASE WHEN c.is_named THEN r.first_name END,
            CASE WHEN c.is_named THEN r.last_name END,
            CASE WHEN c.is_named THEN c.role END,
            CASE WHEN c.is_named THEN c.structure_name END,
            CASE WHEN c.is_named THEN c.structure_public_id END,
            CASE WHEN c.is_named THEN c.kind END,
            CASE WHEN c.is_named THEN c.reasons END,
            CASE WHEN c.is_named THEN r.public_id END,
            CASE WHEN c.is_named THEN r.phone IS NOT NULL END,
            CASE WHEN c.is_named THEN c.last_contact_on END,
            CASE WHEN c.is_named THEN c.certified_on END
        FROM (
            SELECT o.id, o.professional_id, o.structure_id, o.role, o.reasons, o.is_past,
                o.started_on, o.last_contact_on, s.name AS structure_name,
                s.public_id AS structure_public_id, s.kind,
                CASE WHEN g.certified_contribution_id = o.id THEN g.certified_on END
                    AS certified_on,
                s.sensitivity <= $4 OR s.id = $3 OR EXISTS (
                    SELECT 1 FROM agreements AS a
                    WHERE a.person_id = o.person_id AND a.structure_id = s.id
                        AND a.revoked_at IS NULL
                        AND coalesce(a.for_structure, $3) = $3) AS is_named
            FROM followup_contributions AS o
            JOIN followup_groups AS g ON g.person_id = o.person_id
            JOIN structures AS s ON s.id = o.structure_id
            WHERE o.person_id = $1 AND ($5 = 0 OR o.id = $5)) AS c
        JOIN followup_periods AS d ON d.contribution_id = c.id
        JOIN professionals AS r ON r.id = c.professional_id
        ORDER BY CASE WHEN c.id = $6 THEN 0 ELSE 1 END, c.is_past, c.started_on DESC, c.id DESC,
            d.started_on DESC, d.id DESC
    )sql",
};

namespace {

Card card_of(const db::Row& row, const CardsAsked& asked) {
    Card card{.id = {row.integer(0)}, .is_masked = row.boolean(4)};
    card.is_you = row.boolean(3);
    card.is_referent = asked.referent == card.id;
    if (card.is_masked) return card;
    card.name = row.text(5) + " " + row.text(6);
    card.role = std::string(role_label(row.view(7)));
    card.structure = row.text(8);
    card.structure_id = base::PublicId::parse(row.view(9));
    card.professional_id = base::PublicId::parse(row.view(12));
    card.has_phone = row.boolean(13);
    card.last_contact_on = row.optional_date(14);
    card.certified_on = row.optional_date(15);
    card.kind = std::string(structures::kind(row.view(10)).label);
    card.reasons = reason_labels(static_cast<Reasons>(row.integer(11)));
    return card;
}

}  // namespace

std::vector<Card> cards(db::Transaction& tx, const CardsAsked& asked) {
    std::vector<Card> cards;
    for (const auto& row : tx.query(
             kCards, asked.person, asked.viewer, asked.own_structure, asked.highest_sensitivity,
             asked.only.value_or(ContributionId{}), asked.referent.value_or(ContributionId{}))) {
        if (cards.empty() || cards.back().id.value != row.integer(0))
            cards.push_back(card_of(row, asked));
        cards.back().periods.push_back(
            {.started_on = row.date(1), .ended_on = row.optional_date(2)});
    }
    return cards;
}

constexpr db::Statement kPeriods{
    .name = "sharing.periods",
    .text = R"sql(
        SELECT started_on, ended_on
        FROM followup_periods
        WHERE contribution_id = $1
        ORDER BY started_on DESC, id DESC
        LIMIT 200
    )sql",
};

std::vector<Period> periods(db::Transaction& tx, ContributionId contribution) {
    std::vector<Period> periods;
    for (const auto& row : tx.query(kPeriods, contribution))
        periods.push_back({.started_on = row.date(0), .ended_on = row.optional_date(1)});
    return periods;
}

constexpr db::Statement kDesignations{
    .name = "sharing.designations",
    .text = R"sql(
        SELECT contribution_id, started_at, ended_at
        FROM followup_designations
        WHERE person_id = $1
        ORDER BY started_at DESC, id DESC
        LIMIT 200
    )sql",
};

std::vector<Designated> designations(db::Transaction& tx, people::PersonId person) {
    std::vector<Designated> all;
    for (const auto& row : tx.query(kDesignations, person)) {
        Designated one{.part = {row.integer(0)},
                       .days = {.started_on = base::paris_date(row.instant(1))}};
        if (!row.is_null(2)) one.days.ended_on = base::paris_date(row.instant(2));
        all.push_back(one);
    }
    return all;
}

// Between two who still have a part: whoever took over for a structure that was joined to another
// has theirs there.
constexpr db::Statement kRelays{
    .name = "sharing.relays",
    .text = R"sql(
        SELECT g.id, t.id, r.answered_at
        FROM relays AS r
        JOIN followup_contributions AS g ON g.person_id = r.person_id
            AND g.professional_id = r.giver_id AND g.structure_id = r.giver_structure_id
        JOIN followup_contributions AS t ON t.person_id = r.person_id
            AND t.professional_id = r.professional_id AND t.structure_id = r.structure_id
        WHERE r.person_id = $1 AND r.state IN ('accepted', 'done')
        ORDER BY r.id DESC
        LIMIT 200
    )sql",
};

std::vector<Relayed> relays(db::Transaction& tx, people::PersonId person) {
    std::vector<Relayed> all;
    for (const auto& row : tx.query(kRelays, person)) {
        all.push_back({.giver = {row.integer(0)},
                       .taker = {row.integer(1)},
                       .on = base::paris_date(row.instant(2))});
    }
    return all;
}

constexpr db::Statement kOtherStructure{
    .name = "sharing.other_structure",
    .text = R"sql(
        SELECT s.public_id
        FROM followup_contributions AS c
        JOIN persons AS p ON p.id = c.person_id AND p.state IN ('active', 'opposed', 'set_aside')
        JOIN memberships AS m ON m.professional_id = $2 AND m.structure_id = c.structure_id
            AND m.ended_on IS NULL
        JOIN structures AS s ON s.id = c.structure_id AND s.state = 'open'
        WHERE c.person_id = (
                SELECT id FROM persons WHERE public_id >= $1 ORDER BY public_id LIMIT 1)
            AND c.professional_id = $2 AND c.structure_id <> $3 AND p.public_id || '' = $1
        ORDER BY c.is_past, c.started_on DESC
        LIMIT 1
    )sql",
};

std::optional<base::PublicId> other_structure(db::Transaction& tx, const access::Viewer& viewer,
                                              const base::PublicId& person) {
    const auto rows = tx.query(kOtherStructure, person, viewer.id, viewer.structure());
    if (rows.empty()) return std::nullopt;
    return base::PublicId::parse(rows[0].view(0));
}

}  // namespace gps::sharing::store
