#include "contact/messages_store.hpp"

namespace gps::contact {
namespace store {

constexpr db::Statement kAddMessage{
    .name = "contact.add_message",
    .text = R"sql(
        INSERT INTO contact_messages (public_id, person_id, sender_id, sender_structure_id, subject,
            sent_at)
        VALUES ($1, $2, $3, $4, $5, $6)
    )sql",
};

void add_message(db::Transaction& tx, const NewMessage& message) {
    tx.exec(kAddMessage, message.public_id, message.person, message.sender, message.structure,
            message.subject, message.now);
}

constexpr db::Statement kSentSince{
    .name = "contact.sent_since",
    .text = R"sql(
        SELECT count(*), coalesce(sum(CASE WHEN person_id = $2 THEN 1 ELSE 0 END), 0)
        FROM contact_messages
        WHERE sender_id = $1 AND sent_at > $3
    )sql",
};

Sent sent_since(db::Transaction& tx, people::ProfessionalId sender, people::PersonId person,
                base::Instant since) {
    const auto rows = tx.query(kSentSince, sender, person, since);
    const auto row = rows.at(0);
    return {.in_all = row.integer(0), .about_person = row.integer(1)};
}

constexpr db::Statement kLetterboxes{
    .name = "contact.letterboxes",
    .text = R"sql(
        SELECT email
        FROM professionals
        WHERE state = 'active' AND id IN (
                $1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
                $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
                $21, $22, $23, $24, $25, $26, $27, $28, $29, $30,
                $31, $32, $33, $34, $35, $36, $37, $38, $39, $40)
        ORDER BY id
    )sql",
};

std::vector<std::string> letterboxes(db::Transaction& tx,
                                     std::span<const people::ProfessionalId> professionals) {
    std::vector<db::Value> values;
    for (std::size_t i = 0; i < kAtATime; ++i)
        values.emplace_back(i < professionals.size() ? professionals[i].value : 0);
    std::vector<std::string> addresses;
    for (const auto& row : tx.query_list(kLetterboxes, values)) addresses.push_back(row.text(0));
    return addresses;
}

constexpr db::Statement kAbout{
    .name = "contact.about",
    .text = R"sql(
        SELECT p.public_id
        FROM contact_messages AS m
        JOIN persons AS p ON p.id = m.person_id
        WHERE m.public_id = $1
    )sql",
};

std::optional<base::PublicId> about(db::Transaction& tx, const base::PublicId& message) {
    const auto rows = tx.query(kAbout, message);
    if (rows.empty()) return std::nullopt;
    return base::PublicId::parse(rows[0].view(0));
}

// Need to know, as on the cards of the file (sharing.cards).
constexpr db::Statement kMessage{
    .name = "contact.message",
    .text = R"sql(
        SELECT m.subject, m.sent_at, r.first_name || ' ' || r.last_name,
            CASE WHEN r.id IS NOT NULL THEN s.name END
        FROM contact_messages AS m
        JOIN structures AS s ON s.id = m.sender_structure_id
        LEFT JOIN professionals AS r ON r.id = m.sender_id AND (
            s.sensitivity <= $3 OR s.id = $2 OR (
                SELECT count(*) FROM agreements AS a
                WHERE a.person_id = m.person_id AND a.structure_id = s.id
                    AND a.revoked_at IS NULL AND coalesce(a.for_structure, $2) = $2) > 0)
        WHERE m.public_id = $1
    )sql",
};

Message message(db::Transaction& tx, const Reading& reading) {
    const auto rows =
        tx.query(kMessage, reading.message, reading.structure, reading.highest_sensitivity);
    const auto row = rows.at(0);
    return {.sender = row.optional_text(2).value_or(""),
            .structure = row.optional_text(3).value_or(""),
            .subject = row.text(0),
            .sent_at = row.instant(1)};
}

}  // namespace store

constexpr db::Statement kMoveMessages{
    .name = "contact.move_messages",
    .text = R"sql(
        UPDATE contact_messages
        SET sender_structure_id = $3
        WHERE sender_id = $1 AND sender_structure_id = $2
    )sql",
};

void move_messages(db::Transaction& tx, const people::Move& move) {
    tx.exec(kMoveMessages, move.professional, move.from, move.to);
}

}  // namespace gps::contact
