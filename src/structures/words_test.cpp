#include "structures/words.hpp"

#include <gtest/gtest.h>

using namespace gps::structures;

using Words = std::vector<std::string>;

TEST(Words, AreCutAtEverySign) {
    EXPECT_EQ(index_words("ASS. L’ESSOR – \"Cœur d'Ostrevent\" (CCCO)"),
              (Words{"ass", "essor", "coeur", "ostrevent", "ccco"}));
    EXPECT_EQ(index_words("Communauté dʼagglomération « Gard »"),
              (Words{"communaute", "agglomeration", "gard"}));
}

TEST(Words, InitialsMakeOneWord) {
    EXPECT_EQ(index_words("C. H. R. S. ST FRANCOIS"), (Words{"chrs", "saint", "francois"}));
    EXPECT_EQ(index_words("C.M.P. Ste-Anne"), (Words{"cmp", "sainte", "anne"}));
}

TEST(Words, WhatSaysNothingIsLeftOut) {
    EXPECT_EQ(index_words("Mission Locale de la Petite Camargue, de la Petite Camargue"),
              (Words{"mission", "locale", "petite", "camargue"}));
    EXPECT_EQ(index_words("Centre social n° 3"), (Words{"centre", "social", "3"}));
    EXPECT_TRUE(index_words(" - ").empty());
    EXPECT_TRUE(index_words("").empty());
}

TEST(Words, ACommuneHasOneKeyHoweverItIsWritten) {
    const auto key = city_key("Port-Saint-Louis-du-Rhône");
    EXPECT_EQ(city_key("PORT ST LOUIS DU RHONE"), key);
    EXPECT_EQ(city_key("PORT ST LOUIS DU RHONE CED"), key);
    EXPECT_EQ(city_key("Port St Louis du Rhône Cedex 2"), key);
    EXPECT_EQ(city_key("ST LO"), city_key("Saint-Lô"));
    EXPECT_EQ(city_key("Sœurdres"), city_key("SOEURDRES"));
    EXPECT_NE(city_key("Saint-Lô"), city_key("Saint-Loup"));
}

TEST(Words, AStreetHasOneKeyHoweverItIsAbridged) {
    EXPECT_EQ(address_key("12, av. de la Gare"), address_key("12 AVENUE DE LA GARE"));
    EXPECT_EQ(address_key("1 R DU PORT"), address_key("1 rue du Port"));
    EXPECT_NE(address_key("1 rue du Port"), address_key("11 rue du Port"));
}
