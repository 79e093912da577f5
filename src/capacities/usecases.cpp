#include "capacities/usecases.hpp"

#include "capacities/store.hpp"
#include "ui/french.hpp"

#include <fmt/format.h>

namespace gps::capacities {

Said said(db::Transaction& tx, structures::StructureId structure,
          std::optional<people::ProfessionalId> professional) {
    return store::said(tx, structure, professional);
}

std::vector<Said> said_by(db::Transaction& tx,
                          std::span<const structures::StructureId> structures) {
    return store::said_by(tx, structures);
}

std::string spoken(const Said& said) {
    const auto label = label_in(capacities(), code(said.capacity));
    if (label.empty() || !said.on) return "";
    return fmt::format("{}, indiqué le {}", label, ui::date_long(*said.on));
}

base::Result<> say(const sharing::Acting& acting, bool of_structure, std::string_view capacity) {
    if (of_structure && !acting.viewer.is_administrator())
        return base::refuse(base::Refusal::Forbidden, "capacities.not_administrator");
    const auto room = capacity_of(capacity);
    if (room == Capacity::Unsaid)
        return base::refuse(base::Refusal::Invalid, "capacities.required", "place");
    store::say(acting.tx, {.structure = acting.viewer.structure(),
                           .of = of_structure ? std::nullopt : std::optional(acting.viewer.id),
                           .capacity = room,
                           .by = acting.viewer.id,
                           .at = acting.house.clock.now()});
    leave_trace(acting, {.act = audit::Act::SayCapacity,
                         .detail = fmt::format("of={},capacity={}",
                                               of_structure ? "structure" : "self", capacity)});
    return {};
}

void forget(db::Transaction& tx, structures::StructureId structure) {
    store::forget(tx, structure);
}

}  // namespace gps::capacities
