#include "alerts/rules.hpp"

#include <algorithm>

namespace gps::alerts {
namespace {

using base::Date;

constexpr int kDaysAtMost = 365;  // nobody is forgotten for longer

bool is_followed(const Situation& situation) {
    return std::ranges::any_of(situation.parts, &Part::is_ongoing);
}

// Of a part that somebody started, as opposed to one that a file brought.
std::optional<Date> started_by_hand(const Part& part) {
    if (part.is_imported && part.started_on <= part.recorded_on) return std::nullopt;
    return std::max(part.started_on, part.recorded_on);
}

// When the last of them left; none when a file said so, or when their part ended by itself.
std::optional<Date> left_alone_on(const Situation& situation) {
    std::optional<Date> last;
    for (const auto& part : situation.parts) {
        if (!part.ended_on) return std::nullopt;
        const bool ended_by_itself =
            part.warned_on && *part.ended_on >= part.warned_on->plus_days(kDaysOfWarning);
        const bool is_of_a_file = part.is_imported && *part.ended_on < part.recorded_on;
        if (!ended_by_itself && !is_of_a_file) last = std::max(last, part.ended_on);
    }
    return last;
}

// From what day an alert of this kind is due; none: not as things are.
std::optional<Date> due_on(const Situation& situation, Kind kind) {
    const auto days = line_of(kind).days;
    const auto& past = situation.past_of(kind);
    if (kind == Kind::Nobody) {
        const auto since = left_alone_on(situation);
        if (!since || past.raised_on > since) return std::nullopt;
        return since->plus_days(days);
    }
    if (kind != Kind::NoContact || !is_followed(situation)) return std::nullopt;
    const auto since = last_contact(situation);
    if (!since) return std::nullopt;
    // Closed by someone who knows why: they have as long again.
    return std::max(*since, past.closed_on.value_or(*since)).plus_days(days);
}

// Whether what an open alert says no longer holds.
bool is_over(const Situation& situation, Kind kind, Date today) {
    if (!situation.is_active) return true;
    if (kind == Kind::Nobody) return is_followed(situation);
    if (kind != Kind::NoContact) return false;
    const auto since = last_contact(situation);
    return !is_followed(situation) || (since && since->plus_days(line_of(kind).days) > today);
}

// Keeps the soonest of the days to come.
class Soonest {
 public:
    explicit Soonest(Date today) : today_(today), day_(today.plus_days(kDaysAtMost)) {}

    void add(Date day) {
        if (day > today_) day_ = std::min(day_, day);
    }
    [[nodiscard]] Date day() const { return day_; }

 private:
    Date today_;
    Date day_;
};

void look_at_alerts(const Situation& situation, Date today, Findings& findings, Soonest& next) {
    for (const auto& line : kinds()) {
        if (situation.past_of(line.kind).is_open) {
            if (is_over(situation, line.kind, today)) findings.to_close.push_back(line.kind);
            continue;
        }
        const auto due = situation.is_active ? due_on(situation, line.kind) : std::nullopt;
        if (!due) continue;
        next.add(*due);
        if (*due <= today && today <= due->plus_days(kDaysLate))
            findings.to_raise.push_back(line.kind);
    }
}

void look_at_end(const Part& part, Date today, Findings& findings, Soonest& next) {
    const auto end = ends_by_itself_on(part);
    if (!part.warned_on) {
        const auto warning = end.plus_days(-kDaysOfWarning);
        if (warning > today) return next.add(warning);
        findings.to_warn.push_back(part);
        return next.add(std::max(end, today.plus_days(kDaysOfWarning)));
    }
    // Nobody loses a part without thirty days to keep it.
    const auto last_day = std::max(end, part.warned_on->plus_days(kDaysOfWarning));
    if (last_day > today) return next.add(last_day);
    findings.to_end.push_back(part);
}

}  // namespace

std::optional<Date> last_contact(const Situation& situation) {
    std::optional<Date> last;
    for (const auto& part : situation.parts) {
        last = std::max(last, part.last_contact_on);
        if (part.is_ongoing()) last = std::max(last, started_by_hand(part));
    }
    return last;
}

Date ends_by_itself_on(const Part& part) {
    auto since = std::max(part.started_on, part.recorded_on);
    since = std::max(since, part.last_contact_on.value_or(since));
    since = std::max(since, part.kept_on.value_or(since));
    return since.plus_months(kMonthsWithoutContact);
}

Findings examined(const Situation& situation, Date today) {
    Findings findings;
    Soonest next(today);
    look_at_alerts(situation, today, findings, next);
    if (situation.is_active) {
        for (const auto& part : situation.parts) {
            if (part.is_ongoing()) look_at_end(part, today, findings, next);
        }
    }
    findings.look_on = next.day();
    return findings;
}

bool may_see(Kind kind, bool is_ongoing) {
    return is_ongoing || line_of(kind).is_for_those_who_left;
}

std::vector<notices::Recipient> told_of(const Situation& situation) {
    std::vector<notices::Recipient> all;
    const auto last = left_alone_on(situation);
    for (const auto& part : situation.parts) {
        if (part.is_ongoing() || (last && part.ended_on >= last->plus_days(-kDaysLate)))
            all.push_back({.professional = part.professional, .structure = part.structure});
    }
    return all;
}

}  // namespace gps::alerts
