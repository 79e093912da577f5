#include "platform/usecases.hpp"

#include "platform/deciding.hpp"
#include "platform/store.hpp"
#include "structures/deciding.hpp"

#include <limits>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gps::platform {
namespace {

struct Closes {
    structures::Closing to;
    audit::Act act;
};

Closes closes(Kind kind) {
    switch (kind) {
        case Kind::Suspend:
            return {structures::Closing::Suspended, audit::Act::SuspendStructure};
        case Kind::Close:
            return {structures::Closing::Closed, audit::Act::CloseStructure};
        default:
            return {structures::Closing::None, audit::Act::ReopenStructure};
    }
}

std::int64_t note(const access::Visit& visit, structures::StructureId structure, Kind kind,
                  std::string why) {
    return store::add_decision(visit.tx, {.structure = structure,
                                          .kind = kind,
                                          .why = std::move(why),
                                          .by = visit.viewer.id,
                                          .at = visit.now});
}

}  // namespace

Decisions decisions(const access::Visit& visit, structures::StructureId structure,
                    std::int64_t before) {
    const auto from = before > 0 ? before : std::numeric_limits<std::int64_t>::max();
    Decisions page{.rows = store::decisions(visit.tx, structure, from, kDecisionsAPage + 1)};
    if (page.rows.size() > kDecisionsAPage) {
        page.rows.pop_back();
        page.next = page.rows.back().id;
    }
    store::read_changes(visit.tx, structure, page.rows);
    return page;
}

base::PublicId create(const access::Visit& visit, const Sheet& sheet) {
    const auto created = structures::create(visit.tx, sheet.structure, visit.now);
    note(visit, created.id, Kind::Create, "");
    leave_trace(visit, audit::Act::CreateStructure, created.public_id,
                fmt::format("kind={}", created.kind));
    return created.public_id;
}

base::Result<> correct(const access::Visit& visit, const base::PublicId& structure,
                       const Sheet& sheet) {
    const auto stored = held(visit, structure);
    if (!stored) return base::pass_on(stored);
    const auto changed = structures::correct(visit.tx, *stored, sheet.structure, visit.now);
    if (changed.empty()) return {};
    const auto decision = note(visit, stored->id, Kind::Correct, "");
    std::vector<std::string_view> fields;
    for (const auto& one : changed) {
        fields.push_back(one.field);
        store::add_change(
            visit.tx, decision,
            {.field = std::string(one.field), .before = one.before, .after = one.after});
    }
    leave_trace(visit, audit::Act::CorrectStructure, structure,
                fmt::format("fields={}", fmt::join(fields, ",")));
    return {};
}

base::Result<> set_closing(const access::Visit& visit, const base::PublicId& structure, Kind kind,
                           std::string_view why) {
    const auto stored = held(visit, structure);
    if (!stored) return base::pass_on(stored);
    const auto may = check_closing(*stored, kind);
    if (!may) return may;
    auto reason = read_why(why);
    if (!reason) return base::pass_on(reason);
    const auto [to, act] = closes(kind);
    structures::set_closing(visit.tx, stored->id, to, visit.now);
    note(visit, stored->id, kind, *std::move(reason));
    leave_trace(visit, act, structure);
    return {};
}

std::vector<MergeLine> merges_of(const access::Visit& visit, structures::StructureId structure) {
    return store::merges(visit.tx, structure, kDecisionsAPage);
}

int doubles_waiting(const access::Visit& visit) {
    return store::doubles_waiting(visit.tx, kMostWaiting + 1);
}

}  // namespace gps::platform
