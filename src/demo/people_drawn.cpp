#include "demo/people_drawn.hpp"

#include "people/names.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gps::demo {
namespace {

template <class Item, class Weight>
std::vector<std::int64_t> running_total(std::span<const Item> items, Weight weight) {
    std::vector<std::int64_t> totals;
    std::int64_t total = 0;
    for (const auto& item : items) totals.push_back(total += weight(item));
    return totals;
}

std::size_t decade_of(int birth_year, std::size_t decades) {
    const int decade = std::max(0, (birth_year - kFirstDecade) / 10);
    return std::min(static_cast<std::size_t>(decade), decades - 1);
}

}  // namespace

PeopleDrawn::PeopleDrawn(base::Date today) : today_(today) {
    surname_weights_ = running_total(surnames(), [](const Surname& name) { return name.weight; });
    for (std::size_t decade = 0; decade < 6; ++decade) {
        first_name_weights_.push_back(running_total(first_names(), [&](const FirstName& name) {
            return name.weight_by_decade.at(decade);
        }));
    }
}

std::string PeopleDrawn::surname(Chance& chance) const {
    return std::string(surnames()[chance.weighted(surname_weights_)].name);
}

std::string PeopleDrawn::first_name(Chance& chance, int birth_year) const {
    const auto& weights = first_name_weights_[decade_of(birth_year, first_name_weights_.size())];
    return std::string(first_names()[chance.weighted(weights)].name);
}

people::Identity PeopleDrawn::person(Chance& chance) const {
    // From 17 to 64 years old, the young more often: the lesser of two draws.
    const int age = 17 + std::min(chance.below(48), chance.below(60));
    const auto born = today_.plus_days(-365 * age - chance.below(365));
    const auto all = communes();
    const auto& commune = all[static_cast<std::size_t>(chance.below(static_cast<int>(all.size())))];
    people::Identity identity{.birth_name = surname(chance),
                              .first_name = first_name(chance, born.year()),
                              .birth_date = born,
                              .commune = std::string(commune.name)};
    if (chance.percent(18)) identity.usual_name = surname(chance);
    // Reserved for fiction: example.org (RFC 2606), and 06 39 98 xx xx (ARCEP decision 2009-0535).
    if (chance.percent(55))
        identity.email = fmt::format("{}.{}{}@example.org", people::search_key(identity.first_name),
                                     people::search_key(identity.birth_name), chance.below(1000));
    if (chance.percent(70)) identity.phone = fmt::format("+3363998{:04}", chance.below(10'000));
    return identity;
}

PeopleDrawn::Name PeopleDrawn::professional(Chance& chance) const {
    return {.last = surname(chance), .first = first_name(chance, 1970 + chance.below(30))};
}

}  // namespace gps::demo
