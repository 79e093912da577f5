#include "demo/stories.hpp"

#include "sharing/rules.hpp"

#include <algorithm>
#include <utility>

namespace gps::demo {
namespace {

constexpr int kDaysOfFollowUp = 4 * 365;
constexpr int kDaysOfActivity = 7 * 60;
constexpr int kEndedPercent = 46;     // 40 % once some have resumed
constexpr int kResumedOnceIn = 8;     // of those who ended
constexpr int kReferentPercent = 90;  // of those whom a habilitated structure follows now
constexpr int kCertifiedOnceIn = 7;   // people, of the same

using Kind = followup::Step::Kind;

// The steps of one story, each recorded after the one it follows from and before today.
class Steps {
 public:
    Steps(Chance& chance, base::Date today, std::vector<followup::Step>& steps)
        : chance_(&chance), yesterday_(today.plus_days(-1)), steps_(&steps) {}

    [[nodiscard]] base::Date yesterday() const { return yesterday_; }

    // When what happened on that day was recorded.
    base::Instant recorded(base::Date day, base::Instant after) {
        const auto earliest = yesterday_.plus_days(1 - kDaysOfActivity);
        if (day < earliest) day = earliest.plus_days(chance_->below(kDaysOfActivity));
        const auto at = at_work(*chance_, day);
        return at > after ? at : after.plus(std::chrono::minutes(1 + chance_->below(60)));
    }

    base::Instant add(followup::Step step) {
        steps_->push_back(std::move(step));
        return steps_->back().at;
    }

    void end_some(std::size_t who, base::Date started_on, base::Instant started_at) {
        const int possible = yesterday_.days_since_1970() - started_on.days_since_1970();
        if (!chance_->percent(kEndedPercent) || possible < 1) return;
        const auto ended_on = started_on.plus_days(chance_->below(possible));
        const auto at = add({.kind = Kind::End,
                             .who = who,
                             .at = recorded(ended_on, started_at),
                             .ended_on = ended_on});
        if (chance_->once_in(kResumedOnceIn)) resume(who, ended_on, at);
    }

 private:
    void resume(std::size_t who, base::Date ended_on, base::Instant ended_at) {
        const auto again = std::min(yesterday_, ended_on.plus_days(20));
        const auto part = part_drawn(*chance_, again);
        const auto at = recorded(again, ended_at);
        if (base::paris_date(at) > ended_on.plus_days(sharing::kDaysAfterEnd)) return;
        add({.kind = Kind::Resume, .who = who, .at = at, .part = part});
    }

    Chance* chance_;
    base::Date yesterday_;
    std::vector<followup::Step>* steps_;
};

std::optional<std::size_t> referent_drawn(Chance& chance, const followup::History& story) {
    if (!chance.percent(kReferentPercent)) return std::nullopt;
    for (std::size_t who = 0; who < story.contributors.size(); ++who)
        if (story.contributors[who].is_habilitated && goes_on(story, who)) return who;
    return std::nullopt;
}

// Whoever came last, so that they are not always the référent désigné. Not drawn: a seed draws all
// the rest as it did before.
std::optional<std::size_t> certified_in(const followup::History& story) {
    if (story.person.value % kCertifiedOnceIn != 0) return std::nullopt;
    for (auto who = story.contributors.size(); who-- > 0;)
        if (story.contributors[who].is_habilitated && goes_on(story, who)) return who;
    return std::nullopt;
}

}  // namespace

sharing::PartTyped part_drawn(Chance& chance, base::Date started_on) {
    const auto roles = sharing::roles();
    const auto reasons = sharing::reasons();
    const auto pick = [&](auto table) {
        return std::string(
            table[static_cast<std::size_t>(chance.below(static_cast<int>(table.size())))].code);
    };
    sharing::PartTyped part{.started_on = started_on, .role = pick(roles)};
    for (int i = 0; i <= chance.below(3); ++i) part.reasons |= sharing::reason_bit(pick(reasons));
    return part;
}

base::Instant at_work(Chance& chance, base::Date day) {
    return base::paris_midnight(day).plus(std::chrono::minutes(480 + chance.below(600)));
}

followup::History story_drawn(Chance& chance, base::Date today, people::PersonId person,
                              people::Identity identity,
                              const std::vector<const Member*>& members) {
    followup::History story{.person = person, .identity = std::move(identity)};
    Steps steps(chance, today, story.steps);
    const auto first = steps.yesterday().plus_days(-chance.below(kDaysOfFollowUp));
    const int lasted = steps.yesterday().days_since_1970() - first.days_since_1970();
    base::Instant created_at;
    for (std::size_t who = 0; who < members.size(); ++who) {
        const auto& viewer = members[who]->viewer;
        story.contributors.push_back({.professional = viewer.id,
                                      .structure = viewer.structure(),
                                      .is_habilitated = viewer.is_habilitated()});
        const bool is_creator = who == 0;
        const auto start = first.plus_days(is_creator ? 0 : chance.below(lasted + 1));
        const auto at = steps.add({.kind = is_creator ? Kind::Create : Kind::Follow,
                                   .who = who,
                                   .at = steps.recorded(start, created_at),
                                   .part = part_drawn(chance, start)});
        if (is_creator) created_at = at;
        steps.end_some(who, start, at);
    }
    std::ranges::stable_sort(story.steps, {}, &followup::Step::at);
    story.referent = referent_drawn(chance, story);
    story.certified = certified_in(story);
    return story;
}

bool goes_on(const followup::History& story, std::size_t who) {
    const auto last = std::find_if(story.steps.rbegin(), story.steps.rend(),
                                   [&](const auto& step) { return step.who == who; });
    return last->kind != Kind::End;
}

}  // namespace gps::demo
