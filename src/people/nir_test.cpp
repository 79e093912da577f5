#include "people/nir.hpp"

#include <map>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

using namespace gps;
using namespace gps::people;

// Invented numbers: no place bears the commune codes 998 and 999, so nobody bears the numbers.
namespace {

const std::string kMan = "164047599902173";  // April 1964

std::string said(NirVerdict verdict) {
    static const std::map<NirVerdict, std::string> words{
        {NirVerdict::Valid, "valid"},       {NirVerdict::Temporary, "temporary"},
        {NirVerdict::WithoutKey, "no_key"}, {NirVerdict::Specimen, "specimen"},
        {NirVerdict::Empty, "empty"},       {NirVerdict::Invalid, "invalid"}};
    return words.at(verdict);
}

std::string read_as(std::string_view typed) {
    const auto read = read_nir(typed);
    return read.nir ? std::string(read.nir->reveal()) : said(read.verdict);
}

base::Date born(std::string_view iso) {
    return *base::Date::from_iso(iso);
}

bool may_be(std::string_view number, std::string_view on, Civility called) {
    return read_nir(number).nir.value().may_be_of(born(on), called);
}

}  // namespace

TEST(Nir, FollowsThePublishedRule) {
    std::istringstream table(R"(
        # sexes; the year alone tells no century
        164047599902173 valid        258123199804488 valid        200113499905576 valid
        172060199906617 valid
        366023399905372 temporary    466023399905421 temporary
        766023399905663 temporary    866023399905712 temporary
        066023399905823 invalid      566023399905963 invalid
        666023399906111 invalid      966023399906254 invalid
        # months: of incomplete acts too
        166203399904184 valid        166303399904249 valid        166313399904364 valid
        166423399904445 valid        166503399904575 valid        166993399904682 valid
        166003399904749 invalid      166133399904862 invalid      166193399904960 invalid
        166433399905154 invalid      166493399905252 invalid
        # Corsica: since 1976, before, and those that have the same key
        284102A99901773 valid        191032B99802805 valid        251072099903149 valid
        284101999901773 valid        191031899802805 valid
        284102A99901746 invalid      191032B99802875 invalid      284102C99901773 invalid
        28410A299901773 invalid      12A047599902147 invalid      2841A2A99901773 invalid
        # overseas: three figures, then two
        169039719901244 valid        269039789901342 valid        169039869901450 valid
        169039879801586 valid        269039889901612 valid
        169039700001792 invalid      169039799901894 invalid      169039859901938 invalid
        169039899902164 invalid      169039710002294 invalid
        # abroad, and where the State was before 1962
        183059999903350 valid        283059999803528 valid        144039199903608 valid
        249079699903729 valid        183059900003446 invalid
        # no such place, no such order
        166023300006362 invalid      166020099906482 invalid      166023399900031 invalid
        # keys, from 01 to 97
        166023399815897 valid        166023399815701 valid        166023399815008 valid
        166023399814810 valid
        166023399815800 invalid      166023399815898 invalid      166023399815899 invalid
        164047599902174 invalid
        # one wrong, two exchanged, another sex
        165047599902173 invalid      146047599902173 invalid      264047599902173 invalid
        # too short, too long, fillers, the one that is printed
        1640475999021   no_key       16404759990217  invalid      1640475999021731 invalid
        0               invalid      000000000000000 invalid      111111111111111 invalid
        999999999999999 invalid      123456789012345 invalid      269054958815780 specimen
    )");
    int cases = 0;
    for (std::string line; std::getline(table, line);) {
        if (line.find('#') != std::string::npos) continue;
        std::istringstream words(line);
        std::string typed;
        for (std::string expected; words >> typed >> expected; ++cases)
            EXPECT_EQ(said(read_nir(typed).verdict), expected) << typed;
    }
    EXPECT_EQ(cases, 72);
}

TEST(Nir, IsReadHoweverItIsWritten) {
    for (const std::string typed :
         {"1 64 04 75 999 021 73", "1\u00A064\u00A004\u00A075\u00A0999\u00A0021\u00A073",
          "1\u202F64\u202F0475999021\u202F73", "1.64.04.75.999.021/73", "1640475999021-73",
          "  164047599902173 ", "164047599902173\t", "164047599902173\n", "'164047599902173",
          "=\"164047599902173\"", "\uFEFF164047599902173", "\u200B164047599902173",
          "164047599902173.0", "164 047 599 902 173", "1640475\n99902173"})
        EXPECT_EQ(read_as(typed), kMan) << typed;
    EXPECT_EQ(read_as("191032b99802805"), "191032B99802805");
    EXPECT_EQ(read_as("1640475999021"), kMan) << "completed";
    for (const std::string nothing : {"", "  ", "\u00A0", "'", "=\"\""})
        EXPECT_NE(said(read_nir(nothing).verdict), "valid");
    EXPECT_EQ(read_as(" \t\u00A0"), "empty");
}

TEST(Nir, IsNothingElse) {
    for (const std::string typed :
         {"NIR : 164047599902173", "1.640475999022E+14", "164O47599902173", "I64047599902173",
          "１６４０４７５９９９０２１７３", "١٦٤٠٤٧٥٩٩٩٠٢١٧٣", "164047599902173' OR '1'='1",
          "<b>164047599902173</b>", "+164047599902173", "164047599902173.00", "1640475999021.0.1"})
        EXPECT_EQ(said(read_nir(typed).verdict), "invalid") << typed;
}

TEST(Nir, AgreesWithABirthDateAndACivility) {
    EXPECT_TRUE(may_be(kMan, "1964-04-30", Civility::Monsieur));
    EXPECT_FALSE(may_be(kMan, "1964-04-30", Civility::Madame));
    EXPECT_FALSE(may_be(kMan, "1965-04-30", Civility::Monsieur));
    EXPECT_FALSE(may_be(kMan, "1964-05-30", Civility::Monsieur));
    EXPECT_TRUE(may_be("200113499905576", "1900-11-02", Civility::Madame));
    EXPECT_TRUE(may_be("200113499905576", "2000-11-02", Civility::Madame));
    // A month that is not known agrees with any; January written 31 with January.
    EXPECT_TRUE(may_be("166203399904184", "1966-07-01", Civility::Monsieur));
    EXPECT_TRUE(may_be("166993399904682", "1966-07-01", Civility::Monsieur));
    EXPECT_TRUE(may_be("166313399904364", "1966-01-31", Civility::Monsieur));
    EXPECT_FALSE(may_be("166313399904364", "1966-07-01", Civility::Monsieur));
    EXPECT_FALSE(may_be("166423399904445", "1966-01-31", Civility::Monsieur));
    EXPECT_TRUE(may_be("366023399905372", "1966-02-01", Civility::Monsieur));
    EXPECT_TRUE(may_be("866023399905712", "1966-02-01", Civility::Madame));
    EXPECT_EQ(civility("monsieur"), Civility::Monsieur);
    EXPECT_FALSE(civility("autre"));
}

TEST(Nir, IsFoundInATextMeantForSomethingElse) {
    for (const std::string text :
         {"164047599902173", "né 1 64 04 75 999 021 73.", "164047599902173@x",
          "06 12 34 56 78 284102a99901773", "+164047599902173"})
        EXPECT_TRUE(holds_nir(text)) << text;
    for (const std::string text : {"", "DURAND", "06 12 34 56 78", "164047599902174",
                                   "1640475999021", "130 025 265 00013", "2026-11-27"})
        EXPECT_FALSE(holds_nir(text)) << text;
}
