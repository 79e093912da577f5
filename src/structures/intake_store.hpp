#pragma once

#include "structures/intake.hpp"

// The SQL of what lists change, many rows in one statement.
namespace gps::structures::store {

std::vector<Stored> stored(db::Transaction& tx, std::span<const Incoming> rows);
void create(db::Transaction& tx, std::span<const Incoming* const> rows, base::Instant now);
void update(db::Transaction& tx, std::span<const Change> changes, base::Instant now);

}  // namespace gps::structures::store
