#include "followup/shown.hpp"

#include "people/names.hpp"

namespace gps::followup {

store::Shown shown(const store::PersonKeys& keys, Level level) {
    if (level == Level::Details)
        return {.key = keys.birth + " " + keys.first,
                .first_key = keys.first + " " + keys.birth,
                .names = true};
    const auto last = people::search_key(keys.initials.last);
    const auto first = people::search_key(keys.initials.first);
    return {.key = last + " " + first, .first_key = first + " " + last, .names = false};
}

Level level_of_contributor(bool is_habilitated, const OwnPart& own, base::Date today) {
    // A grant ends by itself, and keys do not: lists find and sort by what is seen without it.
    auto lasting = own;
    lasting.granted_until.reset();
    return sharing::sight({.is_active_member = true,
                           .is_habilitated = is_habilitated,
                           .person = people::PersonState::Active,
                           .own = lasting},
                          today)
        .level;
}

}  // namespace gps::followup
