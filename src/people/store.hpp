#pragma once

#include "db/bulk.hpp"
#include "db/database.hpp"
#include "people/model.hpp"
#include "people/structure_id.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

// The only place that writes persons, professionals and memberships.
namespace gps::people::store {

struct NewPerson {
    Identity identity = {};
    PersonState state = PersonState::Active;
    NoticeWay notice = NoticeWay::HandedOver;
    base::Date notice_on = {};
    base::Instant created_at = {};
    ProfessionalId created_by = {};
    structures::StructureId created_for = {};
};

struct Created {
    PersonId id = {};
    base::PublicId public_id = {};
};

Created add_person(db::Transaction& tx, const NewPerson& person);

// The same rows for a base that is filled at once: what add_person(), add_professional() and
// add_member() write, and their tables. Ids count from 1, in the order the rows are added.
db::BulkTable persons_table();
db::BulkRow person_row(const base::PublicId& public_id, const NewPerson& person);
db::BulkTable professionals_table();
db::BulkRow professional_row(const std::string& email, const std::string& last_name,
                             const std::string& first_name, base::Instant now,
                             const std::string& phone = {});
db::BulkTable memberships_table();

// Until the end of the transaction, nobody else records someone of this identity.
void lock_identity(db::Transaction& tx, const Identity& identity);

// Everything recorded of a person: only for a viewer whose sight is "details".
Person person(db::Transaction& tx, PersonId id);

// Same birth name, first name and birth date, whatever the spelling; at most 20.
struct Candidate {
    PersonId id = {};
    PersonState state = PersonState::Active;
    Identity identity = {};
};
std::vector<Candidate> same_identity(db::Transaction& tx, const Identity& identity);

// People who may be the same human being as `identity` under another record, `except` left out:
// same sounds and birth date, one digit of the date off, names swapped. At most 20 a reason.
// SetAside: what was typed is exactly someone whom no door may find.
// Number: the same social security number was given for both.
enum class Likeness { Sounds, Date, Swapped, SetAside, Number };
struct Like {
    PersonId id = {};
    Likeness why = Likeness::Sounds;
};
std::vector<Like> probable_doubles(db::Transaction& tx, const Identity& identity, PersonId except);

// Proposes two records to the platform team as one human being; nobody else reads the queue. Asking
// again changes nothing.
void queue_double(db::Transaction& tx, PersonId person, PersonId other, Likeness why,
                  base::Instant now);

ProfessionalId add_professional(db::Transaction& tx, const std::string& email,
                                const std::string& last_name, const std::string& first_name,
                                base::Instant now);
std::optional<Professional> professional_by_email(db::Transaction& tx, std::string_view email);
// False when nobody has this address.
bool set_professional_active(db::Transaction& tx, std::string_view email, bool active);

// True when the membership is new; a member who is one already stays as they are.
bool add_member(db::Transaction& tx, ProfessionalId professional, structures::StructureId structure,
                std::string_view role, base::Date today);

// The back-fill "people.sound_keys" of migration 5: writes how the names of some people sound, for
// those after the row `after`. The last row treated; nothing when none was left.
std::optional<std::int64_t> fill_sound_keys(db::Transaction& tx, std::int64_t after);

}  // namespace gps::people::store
