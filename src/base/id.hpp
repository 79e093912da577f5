#pragma once

#include <compare>
#include <cstdint>

namespace gps::base {

// A row id that only fits where it belongs: `using StructureId = base::Id<struct StructureTag>`.
// It never leaves the server: addresses and forms carry a PublicId.
template <class Tag>
struct Id {
    std::int64_t value = 0;

    auto operator<=>(const Id&) const = default;
};

template <class Tag>
std::int64_t to_sql(Id<Tag> id) {
    return id.value;
}

}  // namespace gps::base
