#include "structures/kinds.hpp"

#include <gtest/gtest.h>

using namespace gps::structures;

TEST(Kinds, AnUnknownKindIsTheMostSensitiveAndNotHabilitated) {
    EXPECT_EQ(kind("NOUVEAU").sensitivity, 2);
    EXPECT_FALSE(kind("NOUVEAU").is_habilitated);
    EXPECT_FALSE(kind("").is_habilitated);
    EXPECT_FALSE(is_known_kind("ft"));
}

TEST(Kinds, TheBodiesOfTheMissionAreHabilitated) {
    for (const auto* code : {"FT", "ML", "CCAS", "CIAS", "DEPT", "CD", "CAF", "MSA", "PLIE", "SPIP",
                             "ASE", "PJJ", "CHRS", "CADA", "CSAPA", "CAP_EMPLOI"}) {
        EXPECT_TRUE(kind(code).is_habilitated) << code;
    }
    for (const auto* code : {"ACI", "ESAT", "OF", "CMP", "CIDFF", "Autre"}) {
        EXPECT_FALSE(kind(code).is_habilitated) << code;
    }
}

TEST(Kinds, HealthJusticeAndViolenceAreTheMostSensitive) {
    for (const auto* code : {"CSAPA", "CAARUD", "CMP", "SPIP", "PJJ", "ASE", "CIDFF", "PENSION",
                             "PREVENTION", "MJPM", "LHSS", "LAM", "ACT"}) {
        EXPECT_EQ(kind(code).sensitivity, 2) << code;
    }
}

TEST(Kinds, EachHasALabelAndASentence) {
    for (const auto& known : kinds()) {
        EXPECT_FALSE(known.label.empty()) << known.code;
        EXPECT_TRUE(known.what.ends_with('.')) << known.code;
        EXPECT_GE(known.sensitivity, 0) << known.code;
        EXPECT_LE(known.sensitivity, 2) << known.code;
    }
}
