#include "proposals/suggestions.hpp"

#include "structures/kinds.hpp"

#include <gtest/gtest.h>

namespace gps::proposals {

TEST(Suggestions, NoSensitiveKindIsSuggested) {
    int kinds = 0;
    for (const auto& need : needs()) {
        for (const auto kind : need.kinds) {
            ++kinds;
            EXPECT_TRUE(structures::is_known_kind(kind)) << kind;
            EXPECT_LT(structures::kind(kind).sensitivity, 2) << kind;
        }
    }
    EXPECT_EQ(kinds, 39);
}

}  // namespace gps::proposals
