#include "lists/cells.hpp"

#include <gtest/gtest.h>

using namespace gps;
using namespace gps::lists;

TEST(Cells, QuotesDoubledTwiceAreRepaired) {
    EXPECT_EQ(without_doubled_quotes(R"("CAARUD ""LE PHARE""")"), R"(CAARUD "LE PHARE")");
    EXPECT_EQ(without_doubled_quotes(R"("""LES ATELIERS""")"), R"("LES ATELIERS")");
    EXPECT_EQ(without_doubled_quotes(R"("ESAT ""LE LAC"" - ANNEXE")"), R"(ESAT "LE LAC" - ANNEXE)");
    EXPECT_EQ(without_doubled_quotes(R"(Maison "Le Lac")"), R"(Maison "Le Lac")");
    EXPECT_EQ(without_doubled_quotes("Le Lac"), "Le Lac");
}

TEST(Cells, ASiretHasAKey) {
    EXPECT_EQ(siret("999 000 001 00011"), std::nullopt);
    EXPECT_EQ(siret("73282932000074"), "73282932000074");
    EXPECT_EQ(siret("732 829 320 00074"), "73282932000074");
    EXPECT_EQ(siret("7.3282932E13"), std::nullopt);
    EXPECT_EQ(siret("7328293200007"), std::nullopt);
}

TEST(Cells, LaPosteHasARuleOfItsOwn) {
    EXPECT_EQ(siret("35600000000048"), "35600000000048");  // its seat, right by Luhn
    EXPECT_EQ(siret("35600000099003"), "35600000099003");  // wrong by Luhn, its digits make 35
    EXPECT_EQ(siret("35600000099001"), std::nullopt);
}

TEST(Cells, PhonesAreKeptAsNationalDigits) {
    for (const auto* typed : {"0199000001", "01 99 00 00 01", "01.99.00.00.01", "+33 1 99 00 00 01",
                              "+33 (0)1 99 00 00 01", "0033199000001", "199000001",
                              "0199000001, 0199000002", "01/99/00/00/01"}) {
        EXPECT_EQ(phone(typed), "0199000001") << typed;
    }
    EXPECT_EQ(phone("3949"), "3949");
}

TEST(Cells, WhatIsNoPhoneIsRefused) {
    for (const auto* typed :
         {"12", "0099000001", "019900000", "appeler le soir", "+32 2 000 00 00"}) {
        EXPECT_EQ(phone(typed), std::nullopt) << typed;
    }
}

TEST(Cells, AnEmailHasOneAtSignAndADot) {
    EXPECT_EQ(email("accueil@exemple.fr"), "accueil@exemple.fr");
    for (const auto* typed : {"accueil", "@exemple.fr", "a@b", "a@b@exemple.fr", "a b@exemple.fr",
                              "a@exemple.fr, b@exemple.fr", "a@exemple."}) {
        EXPECT_EQ(email(typed), std::nullopt) << typed;
    }
}

TEST(Cells, OnlyTheWebIsAWebsite) {
    EXPECT_EQ(website("www.exemple.fr"), "https://www.exemple.fr");
    EXPECT_EQ(website("http://exemple.fr/a"), "http://exemple.fr/a");
    EXPECT_EQ(website("javascript:alert(1)"), std::nullopt);
    EXPECT_EQ(website("bientôt"), std::nullopt);
    EXPECT_EQ(website("https://exemple.fr/\"onclick"), std::nullopt);
}

TEST(Cells, AZeroLostByASpreadsheetIsPutBack) {
    EXPECT_EQ(postcode("1000"), (PlaceCode{.code = "01000", .lost_zero = true}));
    EXPECT_EQ(postcode("01000"), (PlaceCode{.code = "01000", .lost_zero = false}));
    EXPECT_EQ(insee_code("1053"), (PlaceCode{.code = "01053", .lost_zero = true}));
    EXPECT_EQ(insee_code("2B033"), (PlaceCode{.code = "2B033", .lost_zero = false}));
    EXPECT_EQ(postcode("2B033"), std::nullopt);
    EXPECT_EQ(postcode("300"), std::nullopt);
    EXPECT_EQ(insee_code("3C033"), std::nullopt);
}

TEST(Cells, CoordinatesAreOnEarth) {
    EXPECT_EQ(coordinates("-21,28", "55.41"), (structures::Coordinates{-21.28, 55.41}));
    EXPECT_FALSE(coordinates("91", "5"));
    EXPECT_FALSE(coordinates("45", "181"));
    EXPECT_FALSE(coordinates("0", "0"));
    EXPECT_FALSE(coordinates("45", ""));
    EXPECT_FALSE(coordinates("nan", "5"));
    EXPECT_FALSE(coordinates("45N", "5"));
}
