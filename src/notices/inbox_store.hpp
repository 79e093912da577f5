#pragma once

#include "db/database.hpp"
#include "notices/model.hpp"
#include "sharing/model.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

// The SQL of who reads what they were told, and of what they prefer.
namespace gps::notices::store {

// Who reads, and for which structure they act.
struct Reader {
    people::ProfessionalId professional = {};
    structures::StructureId structure = {};
};

struct Person {
    people::PersonId id = {};
    base::PublicId public_id = {};
    people::PersonState state = people::PersonState::Active;
    people::Initials initials = {};
    std::optional<sharing::OwnPart> own = {};  // the reader's, for that structure
    std::optional<base::Instant> emergency_until = {};
};

struct Line {
    base::PublicId event_id = {};
    std::string event = {};
    base::Instant at = {};
    bool is_read = false;
    std::optional<Person> person = {};
    bool has_actor = false;
    std::string actor = {};  // "": not to be named to them; not read
    std::string actor_structure = {};
};

// The latest first, those before the event of that id; as many as a page shows and one more. Of an
// id that is none: the first page.
constexpr std::size_t kLinesAPage = 25;
std::vector<Line> lines(db::Transaction& tx, const Reader& reader, const base::PublicId& before,
                        int highest_sensitivity);

// Full names, of those people only; `kLinesAPage` at most.
std::vector<std::pair<people::PersonId, std::string>> names(
    db::Transaction& tx, const std::vector<people::PersonId>& people);

// Whether something unread waits for them in another structure, that they are a member of.
bool waits_elsewhere(db::Transaction& tx, const Reader& reader);

struct Opened {
    structures::StructureId structure = {};  // for which they were told
    std::string event = {};
    std::optional<base::PublicId> person = {};
};
// Told to them, whatever the structure; the one they act for first.
std::optional<Opened> find(db::Transaction& tx, const Reader& reader, const base::PublicId& event);

// False when it was read already, or is not theirs.
bool mark_read(db::Transaction& tx, const Reader& reader, const base::PublicId& event,
               base::Instant now);
// All that they were told for that structure, the latest thousand; how many.
std::int64_t mark_all_read(db::Transaction& tx, const Reader& reader, base::Instant now);

struct Chosen {
    std::string kind = {};
    std::string frequency = {};
};
std::vector<Chosen> preferences(db::Transaction& tx, people::ProfessionalId whose);
void prefer(db::Transaction& tx, people::ProfessionalId whose, std::string_view kind,
            std::string_view frequency);

}  // namespace gps::notices::store
