#include "emergency/store.hpp"

namespace gps::emergency::store {
namespace {

std::vector<std::string> addresses_in(const db::Rows& rows) {
    std::vector<std::string> addresses;
    for (const auto& row : rows) addresses.push_back(row.text(0));
    return addresses;
}

Emergency emergency_of(const db::Row& row) {
    Emergency found{.id = base::PublicId::parse(row.view(0)),
                    .who = row.optional_text(1).value_or("Autre intervenant"),
                    .structure = row.optional_text(2).value_or(""),
                    .person = row.optional_text(3).value_or(""),
                    .reason = std::string(reason_label(row.view(4))),
                    .explanation = row.optional_text(5).value_or(""),
                    .opened_at = row.instant(6),
                    .until = row.instant(7),
                    .note = row.optional_text(9).value_or("")};
    if (!row.is_null(8)) found.verdict = verdict_of(row.view(8));
    return found;
}

std::vector<Emergency> emergencies_in(const db::Rows& rows) {
    std::vector<Emergency> found;
    for (const auto& row : rows) found.push_back(emergency_of(row));
    return found;
}

}  // namespace

constexpr db::Statement kAddEmergency{
    .name = "emergency.add_emergency",
    .text = R"sql(
        INSERT INTO emergency_accesses (public_id, person_id, professional_id, structure_id, reason,
            explanation, opened_at, until_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    )sql",
};

base::PublicId add_emergency(db::Transaction& tx, const NewEmergency& emergency) {
    const auto id = base::PublicId::fresh();
    tx.exec(kAddEmergency, id, emergency.person, emergency.professional, emergency.structure,
            emergency.reason, emergency.explanation, emergency.opened_at, emergency.until);
    return id;
}

constexpr db::Statement kOpenedSince{
    .name = "emergency.opened_since",
    .text = R"sql(
        SELECT count(*)
        FROM emergency_accesses
        WHERE professional_id = $1 AND opened_at > $2
    )sql",
};

int opened_since(db::Transaction& tx, people::ProfessionalId professional, base::Instant since) {
    return static_cast<int>(tx.query(kOpenedSince, professional, since).at(0).integer(0));
}

constexpr db::Statement kOnPerson{
    .name = "emergency.on_person",
    .text = R"sql(
        SELECT e.public_id,
            CASE WHEN s.sensitivity <= $3 OR s.id = $2 THEN q.first_name || ' ' || q.last_name END,
            CASE WHEN s.sensitivity <= $3 OR s.id = $2 THEN s.name END,
            p.last_initial || ' ' || p.first_initial, e.reason,
            CASE WHEN s.sensitivity <= $3 OR s.id = $2 THEN e.explanation END,
            e.opened_at, e.until_at, e.verdict, e.note
        FROM emergency_accesses AS e
        JOIN persons AS p ON p.id = e.person_id
        JOIN professionals AS q ON q.id = e.professional_id
        JOIN structures AS s ON s.id = e.structure_id
        WHERE e.person_id = $1
        ORDER BY e.opened_at DESC, e.id DESC
        LIMIT 100
    )sql",
};

std::vector<Emergency> on_person(db::Transaction& tx, people::PersonId person,
                                 const Reader& reader) {
    return emergencies_in(
        tx.query(kOnPerson, person, reader.structure, reader.highest_sensitivity));
}

constexpr db::Statement kOfStructure{
    .name = "emergency.of_structure",
    .text = R"sql(
        SELECT e.public_id, q.first_name || ' ' || q.last_name, NULL,
            p.last_initial || ' ' || p.first_initial, e.reason, e.explanation, e.opened_at,
            e.until_at, e.verdict, e.note
        FROM emergency_accesses AS e
        JOIN persons AS p ON p.id = e.person_id
        JOIN professionals AS q ON q.id = e.professional_id
        WHERE e.structure_id = $1 AND e.verdict IS NULL AND e.professional_id <> $2
        ORDER BY e.opened_at
        LIMIT 100
    )sql",
};

std::vector<Emergency> of_structure(db::Transaction& tx, structures::StructureId structure,
                                    people::ProfessionalId reader) {
    return emergencies_in(tx.query(kOfStructure, structure, reader));
}

constexpr db::Statement kEverywhere{
    .name = "emergency.everywhere",
    .text = R"sql(
        SELECT e.public_id, q.first_name || ' ' || q.last_name, s.name, NULL, e.reason, NULL,
            e.opened_at, e.until_at, e.verdict, e.note
        FROM emergency_accesses AS e
        JOIN professionals AS q ON q.id = e.professional_id
        JOIN structures AS s ON s.id = e.structure_id
        WHERE e.verdict IS NULL AND e.professional_id <> $1
        ORDER BY e.opened_at
        LIMIT 100
    )sql",
};

std::vector<Emergency> everywhere(db::Transaction& tx, people::ProfessionalId reader) {
    return emergencies_in(tx.query(kEverywhere, reader));
}

// Two who review it at once: the second finds it reviewed.
constexpr db::Statement kReview{
    .name = "emergency.review",
    .text = R"sql(
        UPDATE emergency_accesses
        SET verdict = $2, note = $3, reviewed_by = $4, reviewed_at = $5,
            until_at = CASE WHEN $2 = 'unjustified' AND until_at > $5 THEN $5 ELSE until_at END
        WHERE public_id = $1 AND verdict IS NULL AND professional_id <> $4
            AND (person_id = $6 OR structure_id = $7 OR $8 = TRUE)
        RETURNING person_id,
            (SELECT q.email FROM professionals AS q
             WHERE q.id = emergency_accesses.professional_id AND q.state = 'active')
    )sql",
};

std::optional<Reviewed> review(db::Transaction& tx, const Review& review) {
    const auto rows =
        tx.query(kReview, review.emergency, code(review.verdict), review.note, review.by, review.at,
                 review.person.value_or(people::PersonId{}),
                 review.structure.value_or(structures::StructureId{}), review.anywhere);
    if (rows.empty()) return std::nullopt;
    return Reviewed{.person = {rows[0].integer(0)},
                    .address = rows[0].optional_text(1).value_or("")};
}

constexpr db::Statement kAddressesOnFile{
    .name = "emergency.addresses_on_file",
    .text = R"sql(
        SELECT q.email, c.referent_kind
        FROM followup_contributions AS c
        JOIN structures AS s ON s.id = c.structure_id
        JOIN professionals AS q ON q.id = c.professional_id AND q.state = 'active'
        WHERE c.person_id = $1 AND c.is_past = FALSE AND c.professional_id <> $2
            AND (c.referent_kind = 1 OR s.is_habilitated OR c.is_creator)
        ORDER BY CASE WHEN c.referent_kind = 1 THEN 0 ELSE 1 END, c.started_on, c.id
        LIMIT 20
    )sql",
};

std::vector<std::string> addresses_on_file(db::Transaction& tx, people::PersonId person,
                                           people::ProfessionalId but) {
    const auto rows = tx.query(kAddressesOnFile, person, but);
    constexpr auto kReferent = static_cast<int>(sharing::ReferentKind::Me);
    if (!rows.empty() && rows[0].integer(1) == kReferent) return {rows[0].text(0)};
    return addresses_in(rows);
}

}  // namespace gps::emergency::store
