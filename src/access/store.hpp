#pragma once

#include "access/model.hpp"
#include "db/database.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Sessions, and forms already received.
namespace gps::access::store {

struct NewSession {
    std::string token_digest = {};
    people::ProfessionalId professional = {};
    std::optional<structures::StructureId> structure = {};
    std::string device = {};
    Proof proof = {};
    base::Instant now = {};
};
SessionId open_session(db::Transaction& tx, const NewSession& session);

struct Found {
    Viewer viewer = {};
    base::Instant last_seen_at = {};
};
// The active professional behind a session that is alive at `now`, and the structure they act for
// while they are its member. One statement: every page begins with it.
std::optional<Found> viewer(db::Transaction& tx, std::string_view token_digest, base::Instant now);
// The session goes on under another token, with the strength that was shown.
void strengthen(db::Transaction& tx, SessionId session, std::string_view token_digest);
// It may add a second factor from now on.
void let_enrol(db::Transaction& tx, SessionId session);
void touch(db::Transaction& tx, SessionId session, base::Instant now);

std::vector<Session> sessions_of(db::Transaction& tx, const Viewer& viewer, base::Instant now);
// Ends a session of `owner`; false when they have none by this name.
bool end_session(db::Transaction& tx, people::ProfessionalId owner, const base::PublicId& session,
                 base::Instant now);
void end_own_session(db::Transaction& tx, SessionId session, base::Instant now);
void end_sessions_of(db::Transaction& tx, people::ProfessionalId owner, base::Instant now);
// But for the one that is kept; how many.
std::int64_t end_others(db::Transaction& tx, people::ProfessionalId owner, SessionId kept,
                        base::Instant now);

// The open structures they are a member of, by name. At most 200.
std::vector<Choice> choices(db::Transaction& tx, people::ProfessionalId professional);
// The only structure of someone who has one.
std::optional<structures::StructureId> only_structure(db::Transaction& tx,
                                                      people::ProfessionalId professional);
// False when they are not a member of it.
bool act_for(db::Transaction& tx, const Viewer& viewer, const base::PublicId& structure);

struct Submission {
    bool is_first = false;
    bool says_the_same = true;                 // as the first one
    std::optional<std::string> location = {};  // where the first one led
};
// Notes that a form was received; waits for the same form being treated elsewhere.
Submission receive_form(db::Transaction& tx, std::string_view form_key,
                        std::string_view body_digest, base::Instant now);
// As if it had not been received: it was refused, and what is corrected may be sent with its key.
void forget_form(db::Transaction& tx, std::string_view form_key);
void remember_answer(db::Transaction& tx, std::string_view form_key, std::string_view location);

// Deletes what has had its time: codes, counters, forms (7 days), ended sessions (30 days).
// At most 5 000 rows of each; the number deleted.
std::int64_t sweep(db::Transaction& tx, base::Instant now);

}  // namespace gps::access::store
