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
    Named{PersonState::Active, "active"},      Named{PersonState::Opposed, "opposed"},
    Named{PersonState::Archived, "archived"},  Named{PersonState::Deactivated, "deactivated"},
    Named{PersonState::SetAside, "set_aside"},
};

constexpr std::array kNoticeWays{
    Named{NoticeWay::HandedOver, "remise"},
    Named{NoticeWay::ReadAloud, "lue"},
    Named{NoticeWay::Mailed, "envoyee"},
    Named{NoticeWay::Shown, "affichee"},
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
    return kNoticeWays.at(static_cast<std::size_t>(way)).code;
}

std::optional<NoticeWay> notice_way(std::string_view code) {
    for (const auto& named : kNoticeWays) {
        if (named.code == code) return named.value;
    }
    return std::nullopt;
}

}  // namespace gps::people
