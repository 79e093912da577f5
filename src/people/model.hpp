#pragma once

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/random.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

// The people followed and the professionals who follow them.
namespace gps::people {

using PersonId = base::Id<struct PersonTag>;
using ProfessionalId = base::Id<struct ProfessionalTag>;

// SetAside: what was typed about someone who objected or was archived. Only its creator sees it.
enum class PersonState { Active, Opposed, Archived, Deactivated, SetAside };

std::string_view code(PersonState state);
PersonState person_state(std::string_view code);  // throws std::logic_error on an unknown code

// How the person was told that they are recorded (articles 13 and 14 GDPR).
enum class NoticeWay { HandedOver, ReadAloud, Mailed, Shown };

inline constexpr std::array kNoticeWays{NoticeWay::HandedOver, NoticeWay::ReadAloud,
                                        NoticeWay::Mailed, NoticeWay::Shown};

std::string_view code(NoticeWay way);
std::string_view label(NoticeWay way);  // "Note remise en main propre"
std::optional<NoticeWay> notice_way(std::string_view code);

// A person's identity, as typed; the first three are compulsory.
struct Identity {
    std::string birth_name = {};
    std::string first_name = {};
    base::Date birth_date = {};
    std::string usual_name = {};  // "" when none
    std::string commune = {};     // of residence, "" when unknown
    std::string email = {};       // "" when none
    std::string phone = {};       // "" when none
};

struct Person {
    PersonId id = {};
    base::PublicId public_id = {};
    Identity identity = {};
    PersonState state = PersonState::Active;
    NoticeWay notice = NoticeWay::HandedOver;
    base::Date notice_on = {};
};

// All that anyone may see of a person without seeing who they are: "D…" and "J…".
struct Initials {
    std::string last = {};
    std::string first = {};
};

struct Professional {
    ProfessionalId id = {};
    base::PublicId public_id = {};
    std::string email = {};
    std::string last_name = {};
    std::string first_name = {};
    bool is_active = true;
};

}  // namespace gps::people
