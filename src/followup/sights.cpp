#include "followup/sights.hpp"

#include "followup/shown.hpp"
#include "followup/sights_store.hpp"

namespace gps::followup {

std::optional<SightPlace> show_again(db::Transaction& tx, const SightsOf& whose,
                                     const SightPlace& place, base::Date today) {
    const auto parts = store::parts_after(tx, whose.structure, place);
    for (const auto& part : parts) {
        const auto level = level_of_contributor(whose.is_habilitated, part.own, today);
        if (part.shows_names == (level == Level::Details)) continue;
        store::show(tx, part, shown(store::person_keys(tx, part.place.person), level));
    }
    if (!parts.empty()) return parts.back().place;
    if (place.is_past) return std::nullopt;
    return SightPlace{.is_past = true};
}

}  // namespace gps::followup
