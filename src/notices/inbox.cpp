#include "notices/inbox.hpp"

#include "notices/inbox_store.hpp"
#include "notices/rules.hpp"
#include "quotas/usecases.hpp"
#include "sharing/file.hpp"

#include <algorithm>
#include <stdexcept>

namespace gps::notices {
namespace {

store::Reader reader(const Acting& acting) {
    return {.professional = acting.viewer.id, .structure = acting.viewer.structure()};
}

auto not_theirs() {
    return base::refuse(base::Refusal::NotFound, "notices.no_notice");
}

sharing::Sight sight_of(const Acting& acting, const store::Person& person) {
    const auto now = acting.house.clock.now();
    return sharing::sight({.is_active_member = true,
                           .is_habilitated = acting.viewer.is_habilitated(),
                           .person = person.state,
                           .own = person.own,
                           .is_in_emergency = person.emergency_until > now},
                          base::paris_date(now));
}

// Who acted is named to those who see the whole group only: after the end of a part, what others
// do is not theirs to know.
void name_actor(InboxRow& row, const store::Line& line, const sharing::Sight& sight) {
    if (!line.has_actor || !sight.sees_whole_group) return;
    row.actor = line.actor.empty() ? "Autre intervenant" : line.actor;
    row.actor_structure = line.actor_structure;
}

// What the event says, without what it is about.
InboxRow row_of(const store::Line& line) {
    const auto* const event = event_of(line.event);
    return {.event = line.event_id,
            .said = event == nullptr ? std::string_view() : event->said,
            .at = line.at,
            .is_read = line.is_read,
            .has_person = line.person.has_value()};
}

// The names are read for the people whose details are seen, and for no one else.
void name_people(const Acting& acting, const std::vector<store::Line>& lines,
                 std::vector<InboxRow>& rows) {
    std::vector<people::PersonId> detailed;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto& person = lines[i].person;
        if (!person) continue;
        const auto sight = sight_of(acting, *person);
        if (sight.level == sharing::Level::Nothing) continue;
        rows[i].person = person->initials.last + " " + person->initials.first;
        name_actor(rows[i], lines[i], sight);
        if (sight.level == sharing::Level::Details) detailed.push_back(person->id);
    }
    if (detailed.empty()) return;
    const auto named = store::names(acting.tx, detailed);
    const std::map<people::PersonId, std::string> names(named.begin(), named.end());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto& person = lines[i].person;
        if (!person || std::ranges::find(detailed, person->id) == detailed.end()) continue;
        if (const auto name = names.find(person->id); name != names.end())
            rows[i].person = name->second;
    }
}

}  // namespace

base::Result<InboxPage> inbox(const Acting& acting, const base::PublicId& before) {
    auto lines =
        store::lines(acting.tx, reader(acting), before, sharing::highest_sensitivity_shown(false));
    InboxPage page;
    if (lines.size() > store::kLinesAPage) {
        lines.resize(store::kLinesAPage);
        page.next = lines.back().event_id;
    }
    for (const auto& line : lines) page.rows.push_back(row_of(line));
    name_people(acting, lines, page.rows);
    const auto few = quotas::spend_in_memory(acting.house, acting.viewer, quotas::Purpose::Name,
                                             static_cast<int>(page.rows.size()));
    if (!few) return base::pass_on(few);
    if (acting.viewer.structures > 1)
        page.waits_elsewhere = store::waits_elsewhere(acting.tx, reader(acting));
    return page;
}

base::Result<Opening> open(const Acting& acting, const base::PublicId& event) {
    const auto found = store::find(acting.tx, reader(acting), event);
    if (!found) return not_theirs();
    if (found->structure != acting.viewer.structure()) return Opening{.leads = Leads::Elsewhere};
    store::mark_read(acting.tx, reader(acting), event, acting.house.clock.now());
    const auto* const line = event_of(found->event);
    if (line == nullptr) return Opening{};
    constexpr std::string_view kPerson = "{personne}";
    std::string path(line->leads_to);
    const auto place = path.find(kPerson);
    if (place == std::string::npos) return Opening{.leads = Leads::There, .path = path};
    if (!found->person ||
        !sharing::standing(acting.tx, acting.viewer, *found->person, acting.house.clock.now()))
        return Opening{};
    path.replace(place, kPerson.size(), found->person->text());
    return Opening{.leads = Leads::There, .path = path};
}

base::Result<> mark_read(const Acting& acting, const base::PublicId& event) {
    const auto found = store::find(acting.tx, reader(acting), event);
    if (!found || found->structure != acting.viewer.structure()) return not_theirs();
    store::mark_read(acting.tx, reader(acting), event, acting.house.clock.now());
    return {};
}

void mark_all_read(const Acting& acting) {
    store::mark_all_read(acting.tx, reader(acting), acting.house.clock.now());
}

Preferences preferences(const Acting& acting) {
    Preferences found;
    for (const auto& line : kinds()) found[line.kind] = line.by_default;
    for (const auto& chosen : store::preferences(acting.tx, acting.viewer.id)) {
        for (const auto& line : kinds()) {
            const auto frequency = frequency_of(chosen.frequency);
            if (line.code == chosen.kind && frequency) found[line.kind] = *frequency;
        }
    }
    return found;
}

void prefer(const Acting& acting, const Preferences& wanted) {
    const auto now = preferences(acting);
    for (const auto& [kind, frequency] : wanted) {
        if (!may_choose(line_of(kind), frequency))
            throw std::invalid_argument("a frequency that the kind does not allow");
        if (now.at(kind) != frequency)
            store::prefer(acting.tx, acting.viewer.id, line_of(kind).code, code(frequency));
    }
}

}  // namespace gps::notices
