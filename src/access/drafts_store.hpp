#pragma once

#include "access/viewer.hpp"
#include "base/clock.hpp"
#include "db/database.hpp"

#include <optional>
#include <string>
#include <string_view>

// The SQL of drafts.
namespace gps::access::store {

struct DraftOwner {
    people::ProfessionalId professional = {};
    std::optional<structures::StructureId> structure = {};
};
// Whose session this was, and the structure they acted for: an active professional, and a session
// that time ended, not its owner.
std::optional<DraftOwner> owner_of_ended(db::Transaction& tx, std::string_view token_digest);

struct NewDraft {
    std::string holder_digest = {};  // of the browser, until someone signs in
    DraftOwner owner = {};
    std::string sealed = {};
    base::Instant at = {};
};
// Takes the place of what this browser had sent before.
void keep_draft(db::Transaction& tx, const NewDraft& draft);

struct Claim {
    std::string from_digest = {};  // of the browser
    std::string to_digest = {};    // of the session
    people::ProfessionalId professional = {};
    base::Instant since = {};
};
// The structure a draft was typed for, while they are its member and it is open; the draft of
// anyone else in this browser is deleted.
std::optional<structures::StructureId> claim_draft(db::Transaction& tx, const Claim& claim);

// What is sealed; nullopt unless the viewer acts for the structure it was typed for.
std::optional<std::string> draft(db::Transaction& tx, std::string_view session_digest,
                                 const Viewer& viewer, base::Instant since);

// At most 5 000; how many.
std::int64_t sweep_drafts(db::Transaction& tx, base::Instant before);

}  // namespace gps::access::store
