#include "people/store.hpp"

#include "people/names.hpp"

#include <functional>
#include <set>

#include <fmt/format.h>

namespace gps::people::store {
namespace {

std::optional<std::string> or_null(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

std::string sounds(std::string_view birth_name, std::string_view first_name) {
    return sound_key(birth_name) + " " + sound_key(first_name);
}

std::string sounds(const Identity& identity) {
    return sounds(identity.birth_name, identity.first_name);
}

}  // namespace

constexpr db::Statement kAddPerson{
    .name = "people.add_person",
    .text = R"sql(
        INSERT INTO persons (public_id, birth_name, usual_name, first_name, birth_date, birth_key,
            first_key, last_initial, first_initial, commune, commune_key, email, phone, state,
            notice_given, notice_on, created_at, created_by, created_for, sound_key)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
            $19, $20)
        RETURNING id
    )sql",
};

db::BulkRow person_row(const base::PublicId& public_id, const NewPerson& person) {
    const auto& identity = person.identity;
    return db::bulk_row(
        public_id, identity.birth_name, or_null(identity.usual_name), identity.first_name,
        identity.birth_date, search_key(identity.birth_name), search_key(identity.first_name),
        initial(identity.birth_name), initial(identity.first_name), or_null(identity.commune),
        or_null(search_key(identity.commune)), or_null(identity.email), or_null(identity.phone),
        code(person.state), code(person.notice), person.notice_on, person.created_at,
        person.created_by, person.created_for, sounds(identity));
}

Created add_person(db::Transaction& tx, const NewPerson& person) {
    const auto public_id = base::PublicId::fresh();
    const auto rows = tx.query_list(kAddPerson, person_row(public_id, person));
    return {.id = {rows.at(0).integer(0)}, .public_id = public_id};
}

constexpr db::Statement kLockIdentity{
    .name = "people.lock_identity",
    .text = R"sql(
        INSERT INTO people_locks (slot)
        VALUES ($1)
        ON CONFLICT (slot) DO UPDATE SET slot = excluded.slot
    )sql",
};

void lock_identity(db::Transaction& tx, const Identity& identity) {
    constexpr std::size_t kSlots = 4096;
    const auto key = fmt::format("{} {} {}", search_key(identity.birth_name),
                                 search_key(identity.first_name), identity.birth_date.iso());
    tx.exec(kLockIdentity, static_cast<std::int64_t>(std::hash<std::string>{}(key) % kSlots));
}

constexpr db::Statement kPerson{
    .name = "people.person",
    .text = R"sql(
        SELECT public_id, birth_name, first_name, birth_date, usual_name, commune, email, phone,
            state, notice_given, notice_on
        FROM persons
        WHERE id = $1
    )sql",
};

Person person(db::Transaction& tx, PersonId id) {
    const auto rows = tx.query(kPerson, id);
    const auto row = rows.at(0);
    return {
        .id = id,
        .public_id = base::PublicId::parse(row.view(0)),
        .identity = {.birth_name = row.text(1),
                     .first_name = row.text(2),
                     .birth_date = row.date(3),
                     .usual_name = row.optional_text(4).value_or(""),
                     .commune = row.optional_text(5).value_or(""),
                     .email = row.optional_text(6).value_or(""),
                     .phone = row.optional_text(7).value_or("")},
        .state = person_state(row.view(8)),
        .notice = notice_way(row.view(9)).value_or(NoticeWay::HandedOver),
        .notice_on = row.date(10),
    };
}

constexpr db::Statement kSameIdentity{
    .name = "people.same_identity",
    .text = R"sql(
        SELECT id, state, birth_name, first_name, birth_date, commune, email, phone
        FROM persons
        WHERE birth_key = $1 AND first_key = $2 AND birth_date = $3
        ORDER BY id
        LIMIT 20
    )sql",
};

std::vector<Candidate> same_identity(db::Transaction& tx, const Identity& identity) {
    std::vector<Candidate> candidates;
    for (const auto& row : tx.query(kSameIdentity, search_key(identity.birth_name),
                                    search_key(identity.first_name), identity.birth_date)) {
        candidates.push_back({
            .id = {row.integer(0)},
            .state = person_state(row.view(1)),
            .identity = {.birth_name = row.text(2),
                         .first_name = row.text(3),
                         .birth_date = row.date(4),
                         .commune = row.optional_text(5).value_or(""),
                         .email = row.optional_text(6).value_or(""),
                         .phone = row.optional_text(7).value_or("")},
        });
    }
    return candidates;
}

constexpr db::Statement kSameSounds{
    .name = "people.same_sounds",
    .text = R"sql(
        SELECT id
        FROM persons
        WHERE sound_key = $1 AND birth_date = $2 AND id <> $3
        ORDER BY id
        LIMIT 20
    )sql",
};

constexpr db::Statement kSwappedNames{
    .name = "people.swapped_names",
    .text = R"sql(
        SELECT id
        FROM persons
        WHERE birth_key = $1 AND first_key = $2 AND birth_date = $3 AND id <> $4
        ORDER BY id
        LIMIT 20
    )sql",
};

// The people of one name are read by their birth date, day by day around: never all of them.
constexpr db::Statement kCloseDate{
    .name = "people.close_date",
    .text = R"sql(
        SELECT id
        FROM persons
        WHERE birth_key = $1 AND first_key = $2 AND birth_date IN ($3, $4, $5, $6, $7, $8, $9, $10,
            $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27,
            $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42) AND id <> $43
        ORDER BY id
        LIMIT 20
    )sql",
};

namespace {

constexpr std::size_t kCloseDates = 40;
const auto kNobodysBirth = base::Date::from_days(-719'162);  // 1 January of year 1

// The dates that differ from `date` by one digit of DDMMYYYY (the century's two apart, which no
// living person gets wrong), or whose day and month are swapped.
std::vector<base::Date> dates_one_slip_away(base::Date date) {
    const auto written = fmt::format("{:02}{:02}{:04}", date.day(), date.month(), date.year());
    const auto read = [](const std::string& digits) {
        return base::Date::from(std::stoi(digits.substr(4)),
                                static_cast<unsigned>(std::stoi(digits.substr(2, 2))),
                                static_cast<unsigned>(std::stoi(digits.substr(0, 2))));
    };
    std::set<base::Date> dates;
    for (const std::size_t place : std::to_array<std::size_t>({0, 1, 2, 3, 6, 7})) {
        for (char digit = '0'; digit <= '9'; ++digit) {
            auto other = written;
            other[place] = digit;
            if (const auto slipped = read(other)) dates.insert(*slipped);
        }
    }
    if (const auto swapped = base::Date::from(date.year(), date.day(), date.month()))
        dates.insert(*swapped);
    dates.erase(date);
    return {dates.begin(), dates.end()};
}

void collect(std::vector<Like>& likes, const db::Rows& rows, Likeness why) {
    for (const auto& row : rows) likes.push_back({.id = {row.integer(0)}, .why = why});
}

}  // namespace

std::vector<Like> probable_doubles(db::Transaction& tx, const Identity& identity, PersonId except) {
    std::vector<Like> likes;
    const auto birth = search_key(identity.birth_name);
    const auto first = search_key(identity.first_name);
    collect(likes, tx.query(kSameSounds, sounds(identity), identity.birth_date, except),
            Likeness::Sounds);
    collect(likes, tx.query(kSwappedNames, first, birth, identity.birth_date, except),
            Likeness::Swapped);

    auto dates = dates_one_slip_away(identity.birth_date);
    dates.resize(kCloseDates, kNobodysBirth);
    std::vector<db::Value> values{birth, first};
    for (const auto date : dates) values.emplace_back(date.iso());
    values.emplace_back(except.value);
    collect(likes, tx.query_list(kCloseDate, values), Likeness::Date);
    return likes;
}

constexpr db::Statement kQueueDouble{
    .name = "doors.queue_double",
    .text = R"sql(
        INSERT INTO people_doubles (person_id, other_id, why, found_at)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (person_id, other_id) DO NOTHING
    )sql",
};

namespace {

std::string_view code(Likeness why) {
    switch (why) {
        case Likeness::Sounds:
            return "sounds";
        case Likeness::Date:
            return "date";
        case Likeness::Swapped:
            return "swapped";
        case Likeness::SetAside:
            return "set_aside";
        case Likeness::Number:
            return "number";
    }
    __builtin_unreachable();
}

}  // namespace

void queue_double(db::Transaction& tx, PersonId person, PersonId other, Likeness why,
                  base::Instant now) {
    tx.exec(kQueueDouble, person, other, code(why), now);
}

constexpr db::Statement kAddProfessional{
    .name = "people.add_professional",
    .text = R"sql(
        INSERT INTO professionals
            (public_id, email, last_name, first_name, name_key, created_at, phone)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        RETURNING id
    )sql",
};

db::BulkRow professional_row(const std::string& email, const std::string& last_name,
                             const std::string& first_name, base::Instant now,
                             const std::string& phone) {
    return db::bulk_row(base::PublicId::fresh(), email, last_name, first_name,
                        search_key(last_name) + " " + search_key(first_name), now, or_null(phone));
}

ProfessionalId add_professional(db::Transaction& tx, const std::string& email,
                                const std::string& last_name, const std::string& first_name,
                                base::Instant now) {
    const auto rows =
        tx.query_list(kAddProfessional, professional_row(email, last_name, first_name, now));
    return {rows.at(0).integer(0)};
}

constexpr db::Statement kProfessionalByEmail{
    .name = "people.professional_by_email",
    .text = R"sql(
        SELECT id, public_id, email, last_name, first_name, state = 'active'
        FROM professionals
        WHERE email = $1
    )sql",
};

std::optional<Professional> professional_by_email(db::Transaction& tx, std::string_view email) {
    const auto rows = tx.query(kProfessionalByEmail, email);
    if (rows.empty()) return std::nullopt;
    const auto row = rows[0];
    return Professional{.id = {row.integer(0)},
                        .public_id = base::PublicId::parse(row.view(1)),
                        .email = row.text(2),
                        .last_name = row.text(3),
                        .first_name = row.text(4),
                        .is_active = row.boolean(5)};
}

constexpr db::Statement kSetProfessionalState{
    .name = "people.set_professional_state",
    .text = R"sql(
        UPDATE professionals
        SET state = $2
        WHERE email = $1
    )sql",
};

bool set_professional_active(db::Transaction& tx, std::string_view email, bool active) {
    return tx.exec(kSetProfessionalState, email, active ? "active" : "deactivated") == 1;
}

// Nobody joins a structure whose place another one takes: they join that one.
constexpr db::Statement kAddMember{
    .name = "people.add_member",
    .text = R"sql(
        INSERT INTO memberships (professional_id, structure_id, role, started_on)
        SELECT $1, COALESCE(s.merged_into, s.id), $3, $4
        FROM structures AS s
        WHERE s.id = $2
        ON CONFLICT (professional_id, structure_id) WHERE ended_on IS NULL DO NOTHING
    )sql",
};

bool add_member(db::Transaction& tx, ProfessionalId professional, structures::StructureId structure,
                std::string_view role, base::Date today) {
    return tx.exec(kAddMember, professional, structure, role, today) == 1;
}

constexpr db::Statement kNamesAfter{
    .name = "people.names_after",
    .text = R"sql(
        SELECT id, birth_name, first_name
        FROM persons
        WHERE id > $1
        ORDER BY id
        LIMIT 100
    )sql",
};
// $1: {"<id>": "<key>", …}. One statement for all: one round trip.
constexpr db::Statement kSetSoundKeys{
    .name = "people.set_sound_keys",
    .text = R"sql(
        UPDATE persons
        SET sound_key = given.value
        FROM json_each_text(CAST($1 AS JSON)) AS given
        WHERE persons.id = CAST(given.key AS BIGINT)
    )sql",
    .sqlite = R"sql(
        UPDATE persons
        SET sound_key = given.value
        FROM json_each($1) AS given
        WHERE persons.id = CAST(given.key AS INTEGER)
    )sql",
};

std::optional<std::int64_t> fill_sound_keys(db::Transaction& tx, std::int64_t after) {
    std::optional<std::int64_t> last;
    std::string keys;
    for (const auto row : tx.query(kNamesAfter, after)) {
        last = row.integer(0);
        // Letters, digits and a space: nothing to escape.
        keys += fmt::format(R"({}"{}":"{}")", keys.empty() ? '{' : ',', *last,
                            sounds(row.view(1), row.view(2)));
    }
    if (last) tx.exec(kSetSoundKeys, keys + '}');
    return last;
}

db::BulkTable persons_table() {
    return {
        .named = "persons",
        .columns = {"public_id",   "birth_name", "usual_name",   "first_name",    "birth_date",
                    "birth_key",   "first_key",  "last_initial", "first_initial", "commune",
                    "commune_key", "email",      "phone",        "state",         "notice_given",
                    "notice_on",   "created_at", "created_by",   "created_for",   "sound_key"}};
}

db::BulkTable professionals_table() {
    return {.named = "professionals",
            .columns = {"public_id", "email", "last_name", "first_name", "name_key", "created_at",
                        "phone"}};
}

db::BulkTable memberships_table() {
    return {.named = "memberships",
            .columns = {"professional_id", "structure_id", "role", "started_on"}};
}

}  // namespace gps::people::store
