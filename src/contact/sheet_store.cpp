#include "contact/sheet_store.hpp"

namespace gps::contact::store {

// Need to know: whoever the paper is shown to reads it, so an agreement for one structure is not
// enough, nor is being of the structure.
constexpr db::Statement kOnSheet{
    .name = "contact.on_sheet",
    .text = R"sql(
        SELECT c.id = $2, NOT c.is_shown,
            CASE WHEN c.is_shown THEN r.first_name || ' ' || r.last_name END,
            CASE WHEN c.is_shown THEN c.role END,
            CASE WHEN c.is_shown THEN c.structure_name END,
            CASE WHEN c.is_shown AND p.professional_id IS NOT NULL THEN r.phone END
        FROM (
            SELECT o.id, o.professional_id, o.structure_id, o.role, s.name AS structure_name,
                s.sensitivity <= $3 OR (
                    SELECT count(*) FROM agreements AS a
                    WHERE a.person_id = o.person_id AND a.structure_id = s.id
                        AND a.revoked_at IS NULL AND a.for_structure IS NULL) > 0 AS is_shown
            FROM followup_contributions AS o
            JOIN structures AS s ON s.id = o.structure_id AND s.state = 'open'
            WHERE o.person_id = $1 AND o.is_past = FALSE) AS c
        JOIN professionals AS r ON r.id = c.professional_id AND r.state = 'active'
        JOIN memberships AS m ON m.professional_id = c.professional_id
            AND m.structure_id = c.structure_id AND m.ended_on IS NULL
        LEFT JOIN contact_shown_phones AS p ON p.professional_id = r.id
        ORDER BY CASE WHEN NOT c.is_shown THEN 2 WHEN c.id = $2 THEN 0 ELSE 1 END,
            r.last_name, r.first_name, c.id
        LIMIT $4
    )sql",
};

std::vector<OnSheet> on_sheet(db::Transaction& tx, const SheetAsked& asked) {
    std::vector<OnSheet> lines;
    for (const auto& row :
         tx.query(kOnSheet, asked.person, asked.referent.value_or(sharing::ContributionId{}),
                  asked.highest_sensitivity, static_cast<std::int64_t>(asked.limit)))
        lines.push_back({.is_left_out = row.boolean(1),
                         .is_referent = row.boolean(0),
                         .name = row.optional_text(2).value_or(""),
                         .role = row.optional_text(3).value_or(""),
                         .structure = row.optional_text(4).value_or(""),
                         .phone = row.optional_text(5).value_or("")});
    return lines;
}

constexpr db::Statement kShowsPhone{
    .name = "contact.shows_phone",
    .text = R"sql(
        SELECT count(*)
        FROM contact_shown_phones
        WHERE professional_id = $1
    )sql",
};

bool shows_phone(db::Transaction& tx, people::ProfessionalId professional) {
    const auto rows = tx.query(kShowsPhone, professional);
    return rows.at(0).integer(0) > 0;
}

constexpr db::Statement kShowPhone{
    .name = "contact.show_phone",
    .text = R"sql(
        INSERT INTO contact_shown_phones (professional_id, agreed_at)
        VALUES ($1, $2)
        ON CONFLICT (professional_id) DO NOTHING
    )sql",
};

bool show_phone(db::Transaction& tx, people::ProfessionalId professional, base::Instant now) {
    return tx.exec(kShowPhone, professional, now) == 1;
}

constexpr db::Statement kHidePhone{
    .name = "contact.hide_phone",
    .text = R"sql(
        DELETE FROM contact_shown_phones
        WHERE professional_id = $1
    )sql",
};

bool hide_phone(db::Transaction& tx, people::ProfessionalId professional) {
    return tx.exec(kHidePhone, professional) == 1;
}

}  // namespace gps::contact::store
