#pragma once

#include "alerts/model.hpp"
#include "base/result.hpp"
#include "notices/usecases.hpp"
#include "sharing/acting.hpp"

#include <string>
#include <vector>

// Alerts of people left alone: who sees them, and the acts that close them (ADR 0035).
namespace gps::alerts {

using sharing::Acting;

struct Line {
    base::PublicId id = {};
    Kind kind = Kind::Nobody;
    base::Date raised_on = {};
    std::optional<base::Date> closed_on = {};
    std::string_view closing = {};  // said in French
    base::PublicId person = {};
    std::string initials = {};
};

struct OnPerson {
    std::string person = {};  // initials
    std::vector<Line> open = {};
    std::vector<Line> closed = {};
    bool may_say_seen = false;
};
// Those of a person that the viewer may see, for who has a part in the group. Reading it is reading
// the file. NotFound for anyone else.
base::Result<OnPerson> on_person(const Acting& acting, const base::PublicId& person);

// The viewer met the person or spoke with them: noted on their part; what no longer holds closes.
base::Result<> see(const Acting& acting, const base::PublicId& person);

// Closes one that the viewer may see; `why`: a code of closings(). Invalid without one; Conflict
// when it is closed already; NotFound for any other.
base::Result<> close(const Acting& acting, const base::PublicId& person,
                     const base::PublicId& alert, std::string_view why);

constexpr int kLinesAPage = 25;
struct Page {
    std::vector<Line> lines = {};  // open, of the viewer's people for the structure they act for
    base::PublicId next = {};      // the last line that was read; empty: the last page
};
Page page(const Acting& acting, const base::PublicId& before);

// A relay given for the person stayed unanswered: all who follow them are told but its giver, who
// knows.
void raise_unanswered(const notices::Telling& telling, base::Date today, people::PersonId person,
                      people::ProfessionalId giver);
// One was accepted since.
void settle_unanswered(const Acting& acting, people::PersonId person);

}  // namespace gps::alerts
