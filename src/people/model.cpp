#include "people/model.hpp"

#include <array>
#include <stdexcept>

namespace gps::people {
namespace {

template <class Value>
struct Named {
    Value value;
    std::string_view code;
};

constexpr std::array kStates{
    Named<PersonState>{PersonState::Active, "active"},
    Named<PersonState>{PersonState::Opposed, "opposed"},
    Named<PersonState>{PersonState::Archived, "archived"},
    Named<PersonState>{PersonState::Deactivated, "deactivated"},
    Named<PersonState>{PersonState::SetAside, "set_aside"},
};

struct WayLine {
    NoticeWay way;
    std::string_view code;
    std::string_view label;
};

constexpr std::array kWays{
    WayLine{NoticeWay::HandedOver, "remise", "Note remise en main propre"},
    WayLine{NoticeWay::ReadAloud, "lue", "Note lue et expliquée"},
    WayLine{NoticeWay::Mailed, "envoyee", "Note envoyée par courrier ou courriel"},
    WayLine{NoticeWay::Shown, "affichee", "Note lue sur l’écran avec la personne"},
};

}  // namespace

std::string_view code(PersonState state) {
    return kStates.at(static_cast<std::size_t>(state)).code;
}

PersonState person_state(std::string_view code) {
    for (const auto& named : kStates) {
        if (named.code == code) return named.value;
    }
    throw std::logic_error("unknown state of a person");
}

std::string_view code(NoticeWay way) {
    return kWays.at(static_cast<std::size_t>(way)).code;
}

std::string_view label(NoticeWay way) {
    return kWays.at(static_cast<std::size_t>(way)).label;
}

std::optional<NoticeWay> notice_way(std::string_view code) {
    for (const auto& line : kWays) {
        if (line.code == code) return line.way;
    }
    return std::nullopt;
}

}  // namespace gps::people
