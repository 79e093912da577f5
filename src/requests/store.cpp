#include "requests/store.hpp"

#include "grants/model.hpp"
#include "people/names.hpp"

namespace gps::requests::store {

constexpr db::Statement kAddRequest{
    .name = "requests.add_request",
    .text = R"sql(
        INSERT INTO requests (public_id, person_id, professional_id, structure_id,
            typed_name, role, reasons, started_on, state, asked_at, kind, reason, explanation)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'pending', $9, $10, $11, $12)
        ON CONFLICT (person_id, professional_id, structure_id) WHERE state = 'pending' DO NOTHING
        RETURNING id
    )sql",
};

std::optional<RequestId> add_request(db::Transaction& tx, const NewRequest& request) {
    const auto& [person, professional, structure] = request.about;
    const auto rows = tx.query(kAddRequest, base::PublicId::fresh(), person, professional,
                               structure, request.typed_name, request.part.role,
                               request.part.reasons, request.part.started_on, request.asked_at,
                               code(request.kind), request.reason, request.explanation);
    if (rows.empty()) return std::nullopt;
    return RequestId{rows[0].integer(0)};
}

constexpr db::Statement kWithdrawDetails{
    .name = "requests.withdraw_details",
    .text = R"sql(
        UPDATE requests
        SET state = 'cancelled', answered_at = $4
        WHERE person_id = $1 AND professional_id = $2 AND structure_id = $3 AND state = 'pending'
            AND kind = 'details'
        RETURNING id
    )sql",
};

void withdraw_details(db::Transaction& tx, const About& about, base::Instant now) {
    for (const auto& row :
         tx.query(kWithdrawDetails, about.person, about.professional, about.structure, now))
        empty_inboxes(tx, {row.integer(0)});
}

constexpr db::Statement kPendingSince{
    .name = "requests.pending_since",
    .text = R"sql(
        SELECT asked_at
        FROM requests
        WHERE person_id = $1 AND professional_id = $2 AND structure_id = $3 AND state = 'pending'
    )sql",
};

std::optional<base::Date> pending_since(db::Transaction& tx, const About& about) {
    const auto rows = tx.query(kPendingSince, about.person, about.professional, about.structure);
    if (rows.empty()) return std::nullopt;
    return base::paris_date(rows[0].instant(0));
}

constexpr db::Statement kSent{
    .name = "requests.sent",
    .text = R"sql(
        SELECT r.public_id, r.typed_name, r.asked_at, r.state, r.refusal,
            CASE WHEN r.state = 'accepted' OR r.kind = 'details' THEN p.public_id END, r.kind,
            (SELECT g.until_on FROM grants AS g WHERE g.request_id = r.id),
            (SELECT g.revoked_at FROM grants AS g WHERE g.request_id = r.id)
        FROM requests AS r
        JOIN persons AS p ON p.id = r.person_id
        WHERE r.professional_id = $1 AND r.structure_id = $2
        ORDER BY r.asked_at DESC
        LIMIT 50
    )sql",
};

std::vector<Sent> sent(db::Transaction& tx, people::ProfessionalId professional,
                       structures::StructureId structure) {
    std::vector<Sent> requests;
    for (const auto& row : tx.query(kSent, professional, structure)) {
        Sent request{.id = base::PublicId::parse(row.view(0)),
                     .typed_name = row.text(1),
                     .asked_on = base::paris_date(row.instant(2)),
                     .state = request_state(row.view(3), row.is_null(4) ? "" : row.view(4)),
                     .kind = kind_of(row.view(6)),
                     .until = row.optional_date(7),
                     .is_revoked = !row.is_null(8)};
        if (!row.is_null(4)) request.refusal = std::string(refusal_label(row.view(4)));
        if (!row.is_null(5)) request.person = base::PublicId::parse(row.view(5));
        requests.push_back(std::move(request));
    }
    return requests;
}

// "+ 0": one's part is found by the person of each request. All of one's parts would be read else.
constexpr db::Statement kInbox{
    .name = "requests.inbox",
    .text = R"sql(
        SELECT r.public_id, p.public_id, p.birth_name, p.first_name,
            CASE WHEN s.sensitivity <= $4 OR s.id = $2 THEN r.role END,
            CASE WHEN s.sensitivity <= $4 OR s.id = $2 THEN r.reasons END,
            r.started_on, r.asked_at,
            CASE WHEN s.sensitivity <= $4 OR s.id = $2 THEN q.first_name || ' ' || q.last_name END,
            CASE WHEN s.sensitivity <= $4 OR s.id = $2 THEN s.name END, r.kind, r.reason,
            CASE WHEN s.sensitivity <= $4 OR s.id = $2 THEN r.explanation END
        FROM requests_inbox AS i
        JOIN requests AS r ON r.id = i.request_id AND r.state = 'pending'
        JOIN persons AS p ON p.id = r.person_id AND p.state = 'active'
        JOIN professionals AS q ON q.id = r.professional_id AND q.state = 'active'
        JOIN structures AS s ON s.id = r.structure_id
        JOIN followup_contributions AS c ON c.person_id = r.person_id
            AND c.professional_id + 0 = $1 AND c.structure_id + 0 = $2 AND c.is_past = FALSE
        WHERE i.professional_id = $1 AND i.structure_id = $2
            AND ($3 = TRUE OR c.is_creator)
        ORDER BY r.asked_at
        LIMIT 100
    )sql",
};

std::vector<Received> inbox(db::Transaction& tx, const access::Viewer& viewer,
                            int highest_sensitivity) {
    std::vector<Received> requests;
    for (const auto& row : tx.query(kInbox, viewer.id, viewer.structure(), viewer.is_habilitated(),
                                    highest_sensitivity)) {
        requests.push_back(
            {.id = base::PublicId::parse(row.view(0)),
             .person = base::PublicId::parse(row.view(1)),
             .person_name = people::shown_full(row.view(2), row.view(3)),
             .requester = row.optional_text(8).value_or("Autre intervenant"),
             .structure = row.optional_text(9).value_or(""),
             .role = row.is_null(4) ? "" : std::string(sharing::role_label(row.view(4))),
             .reasons = sharing::reason_labels(
                 static_cast<sharing::Reasons>(row.optional_integer(5).value_or(0))),
             .started_on = row.date(6),
             .asked_on = base::paris_date(row.instant(7)),
             .kind = kind_of(row.view(10)),
             .reason = row.is_null(11) ? "" : std::string(grants::reason_label(row.view(11))),
             .explanation = row.optional_text(12).value_or("")});
    }
    return requests;
}

// Touching the row keeps another colleague from answering at the same time.
constexpr db::Statement kAnswerable{
    .name = "requests.answerable",
    .text = R"sql(
        UPDATE requests
        SET answered_by = $1
        WHERE public_id = $3 AND state = 'pending' AND waits_for = $4
            AND ($4 = 'platform' OR waits_for_structure = $2 OR EXISTS (
                SELECT 1 FROM requests_inbox AS i
                WHERE i.professional_id = $1 AND i.structure_id = $2
                    AND i.request_id = requests.id))
        RETURNING id, person_id, professional_id, structure_id, kind, role, reasons, started_on
    )sql",
};

std::optional<Answerable> answerable(db::Transaction& tx, const access::Viewer& viewer, WaitsFor as,
                                     const base::PublicId& request) {
    // The team of the service acts for none.
    const auto structure =
        as == WaitsFor::Platform ? structures::StructureId{} : viewer.structure();
    const auto rows = tx.query(kAnswerable, viewer.id, structure, request, code(as));
    if (rows.empty()) return std::nullopt;
    const auto row = rows[0];
    return Answerable{.id = {row.integer(0)},
                      .about = {.person = {row.integer(1)},
                                .professional = {row.integer(2)},
                                .structure = {row.integer(3)}},
                      .kind = kind_of(row.view(4)),
                      .part = {.started_on = row.date(7),
                               .role = row.text(5),
                               .reasons = static_cast<sharing::Reasons>(row.integer(6))}};
}

constexpr db::Statement kWasClosedBefore{
    .name = "requests.was_closed_before",
    .text = R"sql(
        SELECT 1
        FROM requests AS r
        JOIN followup_contributions AS c ON c.person_id = r.person_id AND c.professional_id = $1
            AND c.structure_id = $2 AND c.is_past = FALSE
        WHERE r.public_id = $3 AND r.state <> 'pending' AND r.professional_id <> $1
    )sql",
};

bool was_closed_before(db::Transaction& tx, const access::Viewer& viewer,
                       const base::PublicId& request) {
    return !tx.query(kWasClosedBefore, viewer.id, viewer.structure(), request).empty();
}

constexpr db::Statement kCloseRequest{
    .name = "requests.close_request",
    .text = R"sql(
        UPDATE requests
        SET state = $2, refusal = $3, answered_by = $4, answered_at = $5
        WHERE id = $1 AND state = 'pending'
    )sql",
};

bool close_request(db::Transaction& tx, RequestId request, RequestState state,
                   std::optional<std::string_view> refusal, people::ProfessionalId by,
                   base::Instant now) {
    return tx.exec(kCloseRequest, request, code(state), refusal, by, now) == 1;
}

constexpr db::Statement kCancelRequest{
    .name = "requests.cancel_request",
    .text = R"sql(
        UPDATE requests
        SET state = 'cancelled', answered_at = $4
        WHERE public_id = $3 AND professional_id = $1 AND structure_id = $2 AND state = 'pending'
        RETURNING id, person_id
    )sql",
};

std::optional<people::PersonId> cancel_request(db::Transaction& tx, const access::Viewer& viewer,
                                               const base::PublicId& request, base::Instant now) {
    const auto rows = tx.query(kCancelRequest, viewer.id, viewer.structure(), request, now);
    if (rows.empty()) return std::nullopt;
    empty_inboxes(tx, {rows[0].integer(0)});
    return people::PersonId{rows[0].integer(1)};
}

constexpr db::Statement kRequesterIsMember{
    .name = "requests.requester_is_member",
    .text = R"sql(
        SELECT p.state
        FROM persons AS p
        JOIN professionals AS q ON q.id = $2 AND q.state = 'active'
        JOIN memberships AS m ON m.professional_id = q.id AND m.structure_id = $3
            AND m.ended_on IS NULL
        WHERE p.id = $1
    )sql",
};

std::optional<people::PersonState> state_if_member(db::Transaction& tx, const About& about) {
    const auto rows =
        tx.query(kRequesterIsMember, about.person, about.professional, about.structure);
    if (rows.empty()) return std::nullopt;
    return people::person_state(rows[0].view(0));
}

}  // namespace gps::requests::store
