#pragma once

#include "db/database.hpp"

#include <optional>

namespace gps::tests {

// The kind of failure of `act`, or nothing.
template <class Act>
std::optional<db::Failure::Kind> failure_of(Act&& act) {
    try {
        act();
    } catch (const db::Failure& failure) {
        return failure.kind;
    }
    return std::nullopt;
}

}  // namespace gps::tests
