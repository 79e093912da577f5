#include "alerts/raising.hpp"

#include "alerts/rules.hpp"
#include "alerts/store.hpp"

namespace gps::alerts {

void raise(const notices::Telling& telling, const Situation& situation, Kind kind, base::Date today,
           people::ProfessionalId but) {
    const auto alert = store::raise(telling.tx, situation.person, kind, today);
    if (!alert) return;
    auto told = told_of(situation);
    std::erase_if(told, [&](const notices::Recipient& one) {
        return !store::put_in_list(telling.tx, *alert, one) || one.professional == but;
    });
    notices::tell(telling, {.event = line_of(kind).event, .person = situation.person}, told);
}

}  // namespace gps::alerts
