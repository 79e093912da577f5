#include "structures/places.hpp"

#include <gtest/gtest.h>

using namespace gps::structures;

TEST(Places, TheCommuneTellsTheDepartmentBeforeThePostcode) {
    struct Case {
        const char* insee_code;
        const char* postcode;
        const char* department;
    };
    for (const auto& [insee_code, postcode, department] : {
             Case{"30189", "30000", "30"},
             Case{"12120", "34260", "12"},   // its post office is in the next department
             Case{"97411", "97713", "974"},  // CEDEX of La Réunion, not Saint-Barthélemy
             Case{"97801", "97150", "978"},  // Saint-Martin
             Case{"2A004", "20700", "2A"},
             Case{"", "97899", "974"},  // CEDEX of La Réunion, not Saint-Martin
             Case{"", "97749", "974"},
             Case{"", "97150", "978"},
             Case{"", "97133", "977"},
             Case{"", "97085", "971"},  // CEDEX of Guadeloupe
             Case{"", "97400", "974"},
             Case{"", "97600", "976"},
             Case{"", "98800", "988"},
             Case{"", "20000", "2A"},
             Case{"", "20137", "2A"},
             Case{"", "20200", "2B"},
             Case{"", "20600", "2B"},
             Case{"", "20407", "2B"},
             Case{"", "01200", "01"},
             Case{"", "98000", ""},  // Monaco
             Case{"", "00100", ""},
             Case{"", "", ""},
         }) {
        EXPECT_EQ(department_of(insee_code, postcode), department) << insee_code << postcode;
    }
}

TEST(Places, OnlyRealDepartmentsAre) {
    for (const auto* code : {"01", "95", "2A", "2B", "971", "978", "988"}) {
        EXPECT_TRUE(is_department(code)) << code;
    }
    for (const auto* code : {"", "0", "00", "1", "20", "96", "970", "979", "2C", "abc", "0101"}) {
        EXPECT_FALSE(is_department(code)) << code;
    }
}

TEST(Places, CedexIsNoPartOfACommune) {
    EXPECT_EQ(without_cedex("MORLAIX Cedex 2"), "MORLAIX");
    EXPECT_EQ(without_cedex("NICE CEDEX"), "NICE");
    EXPECT_EQ(without_cedex("PORT ST LOUIS DU RHONE CED"), "PORT ST LOUIS DU RHONE");
    EXPECT_EQ(without_cedex("BELLEGARDE SUR VALSERINE C"), "BELLEGARDE SUR VALSERINE");
    EXPECT_EQ(without_cedex("PARIS 12"), "PARIS 12");
    EXPECT_EQ(without_cedex("CEDEX"), "CEDEX");
    EXPECT_EQ(without_cedex("ST CED"), "ST CED");
    EXPECT_EQ(without_cedex(""), "");
}

TEST(Places, TwentySixCharactersMayBeACut) {
    EXPECT_TRUE(may_be_cut("BELLEGARDE SUR VALSERINE C"));
    EXPECT_TRUE(may_be_cut("BELLEGARDE SUR VALSÉRINE C"));
    EXPECT_FALSE(may_be_cut("BELLEGARDE SUR VALSERINE"));
}
