#pragma once

#include "access/house.hpp"
#include "access/model.hpp"
#include "base/result.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Signing in and out, and what one does with one's sessions. Each runs in the request's
// transaction.
namespace gps::access {

// Where a sign-in comes from. `browser` is the token of its cookie.
struct Origin {
    std::string_view browser = {};
    std::string_view source = {};
    std::string_view user_agent = {};
    std::string_view request_id = {};
};

// Queues a mail with a code if `email` is a professional's. The answer, and the statements run,
// are the same when it is nobody's (security.md row 18). Refused when too many were asked for.
base::Result<> ask_code(const House& house, db::Transaction& tx, std::string_view email,
                        const Origin& at);

// What a right code opens: the token goes in the cookie, its digest in the database.
struct Opened {
    std::string token = {};
    SessionId session = {};
    bool has_structure = false;  // else they choose one first
    bool has_draft = false;      // a form they were sending waits for them (drafts.hpp)
};
// Refused for a wrong, old, used or unknown code, always with the same words.
base::Result<Opened> open_session(const House& house, db::Transaction& tx, std::string_view code,
                                  const Origin& at);

// One click instead of a mailed code: NotFound unless this is a demonstration base and `email` one
// of its personas.
base::Result<Opened> enter_as_persona(const House& house, db::Transaction& tx,
                                      std::string_view email, const Origin& at);

// Opens a session for someone whose identity was just shown in the way that `proof` says: for the
// rooms that know other ways.
Opened open_for(const House& house, db::Transaction& tx, people::ProfessionalId professional,
                const Proof& proof, const Origin& at);

// A second factor was shown in this session (`factor`: a code for the trace): it becomes a full one
// under the new token given back, and the former token opens nothing.
std::string strengthen(const House& house, db::Transaction& tx, const Viewer& viewer,
                       std::string_view factor, std::string_view request_id);

// This session may add a second factor: someone vouched for who holds it.
void let_enrol(db::Transaction& tx, const Viewer& viewer);

void sign_out(const House& house, db::Transaction& tx, const Viewer& viewer,
              std::string_view request_id);

// Ends all of the viewer's sessions but this one.
void revoke_others(const House& house, db::Transaction& tx, const Viewer& viewer,
                   std::string_view request_id);
// Ends one of the viewer's own sessions; NotFound for any other.
base::Result<> revoke_session(const House& house, db::Transaction& tx, const Viewer& viewer,
                              const base::PublicId& session, std::string_view request_id);

// From now on this session acts for `structure`; NotFound when the viewer is not its member.
base::Result<> act_for(const House& house, db::Transaction& tx, const Viewer& viewer,
                       const base::PublicId& structure, std::string_view request_id);

// The sessions of the viewer that are still ones, and the structures they may act for.
std::vector<Session> sessions_of(db::Transaction& tx, const Viewer& viewer, base::Instant now);
std::vector<Choice> choices(db::Transaction& tx, people::ProfessionalId professional);

// Ends every session of a professional: for the command that deactivates them.
void end_sessions(db::Transaction& tx, people::ProfessionalId professional, base::Instant now);

// A job: deletes what has had its time (codes, counters, forms, old sessions), a few thousand rows
// a transaction. How many rows.
std::int64_t sweep(db::Database& db, const base::Clock& clock);

}  // namespace gps::access
