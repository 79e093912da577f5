#include "ui/french.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace gps::ui {
namespace {

base::Date day(std::string_view iso) {
    return parse_date(iso).value_or(base::Date());
}

struct Since {
    std::string_view from = {};
    std::string_view today = {};
    std::string_view says = {};
};

TEST(French, ATelephoneNumberStaysOnOneLine) {
    EXPECT_EQ(unbroken("01 22 33"), "01\u00a022\u00a033");
    EXPECT_EQ(unbroken("3949"), "3949");
}

TEST(French, WritesDatesAsTheyAreSpoken) {
    EXPECT_EQ(date_long(day("2026-03-05")), "5 mars 2026");
    EXPECT_EQ(date_long(day("2026-08-01")), "1er août 2026");
    EXPECT_EQ(date_short(day("2026-03-05")), "05/03/2026");
    EXPECT_EQ(month_year(day("2026-12-31")), "décembre 2026");
    EXPECT_EQ(month_brief(day("2026-02-28")), "févr.");
    EXPECT_EQ(month_brief(day("2026-05-01")), "mai");
}

TEST(French, SaysHowLongInTheUnitThatMatters) {
    const std::vector<Since> cases{
        {"2026-03-05", "2026-03-05", "aujourd’hui"},
        {"2026-03-04", "2026-03-05", "1\u00a0jour"},
        {"2026-02-20", "2026-03-05", "13\u00a0jours"},
        {"2026-02-12", "2026-03-05", "3\u00a0semaines"},
        {"2026-01-31", "2026-02-28", "1\u00a0mois"},
        {"2026-02-05", "2026-03-04", "3\u00a0semaines"},
        {"2025-10-05", "2026-03-05", "5\u00a0mois"},
        {"2025-03-06", "2026-03-05", "11\u00a0mois"},
        {"2025-03-05", "2026-03-05", "1\u00a0an"},
        {"2023-12-05", "2026-03-05", "2\u00a0ans et 3\u00a0mois"},
        {"2024-02-29", "2025-02-28", "1\u00a0an"},
        {"2026-03-06", "2026-03-05", "à partir du 6 mars 2026"},
    };
    for (const auto& one : cases) {
        EXPECT_EQ(duration_since(day(one.from), day(one.today)), one.says)
            << one.from << " to " << one.today;
    }
}

TEST(French, ReadsEveryWayOfTypingADay) {
    for (const auto* typed : {"2026-03-05", "05/03/2026", "5/3/2026", "05.03.2026", "05 03 2026",
                              "5-3-2026", "  05/03/2026\t"}) {
        EXPECT_EQ(parse_date(typed), day("2026-03-05")) << typed;
    }
}

TEST(French, RefusesWhatIsNoDay) {
    for (const auto* typed :
         {"", " ", "demain", "30/02/2026", "29/02/2025", "00/03/2026", "05/13/2026", "05/03/26",
          "05/03", "05/03.2026", "05//2026", "+5/03/2026", "-5/03/2026", "05/03/2026/1",
          "2026/03/05", "005/03/2026", "05/03/02026", "05/03/0000"}) {
        EXPECT_EQ(parse_date(typed), std::nullopt) << typed;
    }
}

TEST(French, SetsThousandsApart) {
    EXPECT_EQ(number(0), "0");
    EXPECT_EQ(number(999), "999");
    EXPECT_EQ(number(2000), "2\u00a0000");
    EXPECT_EQ(number(160000), "160\u00a0000");
    EXPECT_EQ(number(-1234567), "-1\u00a0234\u00a0567");
    EXPECT_EQ(number(-100), "-100");
}

TEST(French, CountsNothingInTheSingular) {
    EXPECT_EQ(count(0, "personne", "personnes"), "0\u00a0personne");
    EXPECT_EQ(count(1, "personne", "personnes"), "1\u00a0personne");
    EXPECT_EQ(count(2000, "personne", "personnes"), "2\u00a0000\u00a0personnes");
}

TEST(French, ElidesBeforeAVowel) {
    for (const auto* name : {"Alice", "élise", "Élise", "Œdipe", "Ülkü", "Îles", "Yves", "Ysé"})
        EXPECT_EQ(of_name(name), "d’" + std::string(name));
    for (const auto* name : {"Durand Alice", "Jeanne", "Yann", "Yéléna", "Y", "Hélène", "Çağla",
                             "Żaneta", "Łucja", ""})
        EXPECT_EQ(of_name(name), "de " + std::string(name));
}

}  // namespace
}  // namespace gps::ui
