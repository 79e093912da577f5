#include "scene/structures.hpp"

#include "lists/import.hpp"

#include <sstream>

#include <gtest/gtest.h>

namespace gps::scene {

void given_structures(db::Database& db, const std::string& table) {
    const base::FixedClock march(*base::Date::from(2026, 3, 5));
    std::istringstream file(table);
    ASSERT_TRUE(lists::import_structures(db, march, file));
}

}  // namespace gps::scene
