#include "followup/history.hpp"

#include "audit/store.hpp"
#include "audit/usecases.hpp"
#include "followup/referent.hpp"
#include "followup/referent_store.hpp"
#include "followup/shown.hpp"
#include "people/names.hpp"

#include <algorithm>

namespace gps::followup {

using sharing::kDaysAfterEnd;
using sharing::OwnPart;
using sharing::Period;
using sharing::ReferentKind;

namespace {

enum Table : std::size_t {
    Groups,
    Contributions,
    Periods,
    Caseloads,
    Entries,
    Uses,
    FirstUses,
    Progress,
    Designations
};

struct DatedPeriod {
    Period period = {};
    base::Instant recorded_at = {};
};

store::PersonKeys keys_of(const people::Identity& identity) {
    return {.birth = people::search_key(identity.birth_name),
            .first = people::search_key(identity.first_name),
            .initials = {.last = people::initial(identity.birth_name),
                         .first = people::initial(identity.first_name)}};
}

std::string detail(Door door) {
    return "door=" + std::string(code(door));
}

}  // namespace

struct HistoryWriter::Part {
    std::size_t who = 0;
    store::NewPart row = {};
    std::optional<base::Date> ended_on = {};
    base::Instant last_activity = {};
    ReferentKind referent = ReferentKind::None;
    std::vector<DatedPeriod> periods = {};

    // Whether its contributor sees what happens in the group on that day.
    [[nodiscard]] bool sees(base::Date day) const {
        return !ended_on || *ended_on >= day.plus_days(-kDaysAfterEnd);
    }
};

std::vector<db::BulkTable> history_tables() {
    return {store::groups_table(),     store::contributions_table(),  store::periods_table(),
            store::caseloads_table(),  audit::store::entries_table(), audit::uses_table(),
            audit::first_uses_table(), audit::progress_table(),       store::designations_table()};
}

HistoryWriter::HistoryWriter(db::Bulk& bulk, std::size_t first_table, const base::Keys& keys,
                             base::Date today)
    : bulk_(&bulk), first_table_(first_table), keys_(&keys), today_(today) {}

void HistoryWriter::write(const History& history) {
    std::vector<Part> parts;
    parts.reserve(history.contributors.size());
    for (const auto& step : history.steps) {
        switch (step.kind) {
            case Step::Kind::Create:
            case Step::Kind::Follow:
                start(parts, history, step);
                break;
            case Step::Kind::End:
                end(parts, history, step);
                break;
            case Step::Kind::Resume:
                resume(parts, history, step);
                break;
        }
        const auto day = base::paris_date(step.at);
        for (auto& part : parts)
            if (part.who == step.who || part.sees(day)) part.last_activity = step.at;
    }
    name_referent(parts, history);
    hide_ended(parts, history);
    add_rows(parts, history);
}

HistoryWriter::Count& HistoryWriter::count_of(const Contributor& contributor) {
    return caseloads_[{contributor.professional.value, contributor.structure.value}];
}

void HistoryWriter::leave(const History& history, const Step& step, audit::Act act,
                          std::string detail) {
    const auto& who = history.contributors.at(step.who);
    bulk_->add(first_table_ + Entries, audit::recorded(*keys_, {.at = step.at,
                                                                .actor = who.professional,
                                                                .acting_for = who.structure,
                                                                .act = act,
                                                                .person = history.person,
                                                                .detail = std::move(detail)}));
    if (act == audit::Act::CreatePerson) return;  // following says it: leave_entry() in doors
    bulk_->add(first_table_ + Uses, audit::use_row({.at = step.at,
                                                    .actor = who.professional,
                                                    .structure = who.structure,
                                                    .act = act,
                                                    .person = history.person}));
    const auto [first, is_new] = first_uses_.emplace(who.professional.value, step.at);
    if (!is_new) first->second = std::min(first->second, step.at);
    last_use_ = std::max(last_use_, step.at);
}

void HistoryWriter::start(std::vector<Part>& parts, const History& history, const Step& step) {
    const auto& who = history.contributors.at(step.who);
    const bool is_creator = step.kind == Step::Kind::Create;
    const auto keys = keys_of(history.identity);
    const auto level = level_of_contributor(who.is_habilitated, OwnPart{.is_creator = is_creator},
                                            base::paris_date(step.at));
    const auto door = is_creator ? Door::Create : Door::ExactIdentity;
    parts.push_back(
        {.who = step.who,
         .row = {.person = history.person,
                 .professional = who.professional,
                 .structure = who.structure,
                 .role = step.part.role,
                 .reasons = step.part.reasons,
                 .started_on = step.part.started_on,
                 .door = door,
                 .is_creator = is_creator,
                 .birth_key = keys.birth,
                 .shown = shown(keys, level),
                 .now = step.at},
         .periods = {{.period = {.started_on = step.part.started_on}, .recorded_at = step.at}}});
    ++count_of(who).current;
    if (is_creator) leave(history, step, audit::Act::CreatePerson, {});
    leave(history, step, audit::Act::Follow, detail(door));
}

namespace {

template <class Parts>
auto& part_of(Parts& parts, std::size_t who) {
    return *std::ranges::find(parts, who, [](const auto& part) { return part.who; });
}

}  // namespace

void HistoryWriter::end(std::vector<Part>& parts, const History& history, const Step& step) {
    auto& part = part_of(parts, step.who);
    part.ended_on = step.ended_on;
    part.periods.back().period.ended_on = step.ended_on;
    auto& count = count_of(history.contributors.at(step.who));
    --count.current;
    ++count.past;
    leave(history, step, audit::Act::EndContribution, {});
}

void HistoryWriter::resume(std::vector<Part>& parts, const History& history, const Step& step) {
    auto& part = part_of(parts, step.who);
    part.row.started_on = step.part.started_on;
    part.row.role = step.part.role;
    part.row.reasons = step.part.reasons;
    part.ended_on.reset();
    part.periods.push_back(
        {.period = {.started_on = step.part.started_on}, .recorded_at = step.at});
    auto& count = count_of(history.contributors.at(step.who));
    ++count.current;
    --count.past;
    leave(history, step, audit::Act::Resume, detail(Door::Resume));
}

void HistoryWriter::name_referent(std::vector<Part>& parts, const History& history) {
    if (!history.referent || part_of(parts, *history.referent).ended_on) return;
    const auto day = base::paris_date(history.steps.back().at);
    for (auto& part : parts) {
        if (!part.sees(day)) continue;
        part.referent = part.who == *history.referent ? ReferentKind::Me : ReferentKind::Other;
    }
}

void HistoryWriter::hide_ended(std::vector<Part>& parts, const History& history) const {
    for (auto& part : parts) {
        if (part.sees(today_) || !part.row.shown.names) continue;
        part.row.shown = shown(keys_of(history.identity), Level::Initials);
        part.referent = ReferentKind::None;
    }
}

void HistoryWriter::add_rows(const std::vector<Part>& parts, const History& history) {
    std::optional<std::int64_t> referent;
    std::optional<std::int64_t> certified;
    for (const auto& part : parts) {
        const auto id = ++contributions_;
        if (history.referent == part.who && !part.ended_on) referent = id;
        if (history.certified == part.who && !part.ended_on) certified = id;
        bulk_->add(
            first_table_ + Contributions,
            store::contribution_row(part.row, part.last_activity, part.ended_on, part.referent));
    }
    const auto last_act = history.steps.back().at;
    std::optional<base::Date> certified_on;
    if (certified) certified_on = base::paris_date(last_act);
    bulk_->add(first_table_ + Groups, db::bulk_row(history.person, referent, parts.size(), last_act,
                                                   certified, certified_on));
    if (referent)
        bulk_->add(first_table_ + Designations, store::designation_row({.person = history.person,
                                                                        .part = {*referent},
                                                                        .reason = kByAuthority,
                                                                        .at = last_act}));
    std::vector<std::pair<const DatedPeriod*, std::int64_t>> periods;
    auto id = contributions_ - static_cast<std::int64_t>(parts.size());
    for (const auto& part : parts) {
        ++id;
        for (const auto& period : part.periods) periods.emplace_back(&period, id);
    }
    std::ranges::stable_sort(periods, {}, [](const auto& p) { return p.first->recorded_at; });
    for (const auto& [dated, contribution] : periods)
        bulk_->add(first_table_ + Periods,
                   db::bulk_row(contribution, dated->period.started_on, dated->period.ended_on,
                                dated->recorded_at));
}

void HistoryWriter::finish() {
    for (const auto& [who, count] : caseloads_)
        bulk_->add(first_table_ + Caseloads,
                   db::bulk_row(who.first, who.second, count.current, count.past));
    for (const auto& [actor, at] : first_uses_)
        bulk_->add(first_table_ + FirstUses, db::bulk_row(actor, at));
    bulk_->add(first_table_ + Progress, audit::first_uses_progress(last_use_));
}

}  // namespace gps::followup
