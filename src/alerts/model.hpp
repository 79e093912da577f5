#pragma once

#include "base/date.hpp"
#include "base/random.hpp"
#include "notices/model.hpp"
#include "sharing/coded.hpp"
#include "sharing/model.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Signs that a person may be left alone (domain.md §7, ADR 0035). A data protection officer reads
// the table of model.cpp.
namespace gps::alerts {

using AlertId = base::Id<struct AlertTag>;

enum class Kind : std::uint8_t { Nobody, NoContact, RelayUnanswered };
constexpr std::size_t kKinds = 3;

struct KindLine {
    Kind kind = Kind::Nobody;
    std::string_view code = {};
    int days = 0;                  // after which it is raised
    std::string_view title = {};   // in French, as on screens
    std::string_view advice = {};  // what one can do
    // Whose part has ended reads it too: without them, nobody would.
    bool is_for_those_who_left = false;
    notices::Event event = notices::Event::AlertNobody;
};
std::span<const KindLine> kinds();
const KindLine& line_of(Kind kind);
Kind kind_of(std::string_view code);  // throws std::logic_error for a code nobody wrote

// Why an alert is closed: what a form offers, and what is said of one closed by a later act.
sharing::Codes closings();
inline constexpr std::string_view kClosedByAnAct = "ACTE";
std::string_view closing_label(std::string_view code);

// A part in what is watched.
struct Part {
    sharing::ContributionId id = {};
    people::ProfessionalId professional = {};
    structures::StructureId structure = {};
    base::Date started_on = {};  // of the current period, or of the last
    std::optional<base::Date> ended_on = {};
    std::optional<base::Date> last_contact_on = {};
    std::optional<base::Date> kept_on = {};
    std::optional<base::Date> warned_on = {};
    base::Date recorded_on = {};
    bool is_imported = false;  // with thousands: nobody said anything of this person

    bool is_ongoing() const { return !ended_on; }
};

// What is known of the alerts of one kind.
struct Past {
    bool is_open = false;
    std::optional<base::Date> raised_on = {};  // the last one
    std::optional<base::Date> closed_on = {};
};

// A person, as a job looks at them.
struct Situation {
    people::PersonId person = {};
    bool is_active = false;  // neither opposed, nor archived
    base::Instant changed_at = {};
    bool has_alerts = false;
    std::vector<Part> parts = {};
    std::array<Past, kKinds> past = {};

    const Past& past_of(Kind kind) const { return past.at(static_cast<std::size_t>(kind)); }
};

// What is to be done now, and when the person is looked at again: a day to come.
struct Findings {
    std::vector<Kind> to_raise = {};
    std::vector<Kind> to_close = {};
    std::vector<Part> to_warn = {};
    std::vector<Part> to_end = {};
    base::Date look_on = {};

    bool are_none() const {
        return to_raise.empty() && to_close.empty() && to_warn.empty() && to_end.empty();
    }
};

}  // namespace gps::alerts
