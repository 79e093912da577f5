#include "people/identity.hpp"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

using namespace gps;
using namespace gps::people;

namespace {

struct Line {
    std::string typed;
    std::string_view kept;  // "" when refused
};

TEST(Email, KeepsOneNormalForm) {
    const std::vector<Line> table{
        {"jeanne@example.org", "jeanne@example.org"},
        {"  Jeanne.MARTIN@Example.ORG\u00A0", "jeanne.martin@example.org"},
        {"a+b_c-d'e@sub.example.co", "a+b_c-d'e@sub.example.co"},
        {"x@xn--bcher-kva.example", "x@xn--bcher-kva.example"},
        {"x@example.xn--p1ai", "x@example.xn--p1ai"},
        {std::string(64, 'a') + "@example.org",
         "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@example.org"},
    };
    for (const Line& line : table) {
        const auto email = Email::parse(line.typed);
        ASSERT_TRUE(email) << line.typed;
        EXPECT_EQ(email->text(), line.kept);
        EXPECT_EQ(to_sql(*email), line.kept);
        EXPECT_EQ(*Email::parse(email->text()), *email);
    }
}

TEST(Email, RefusesWhatCannotBeWrittenTo) {
    for (const std::string wrong : {"",
                                    " ",
                                    "jeanne",
                                    "@example.org",
                                    "jeanne@",
                                    "a@b@example.org",
                                    "a b@example.org",
                                    "a@exam ple.org",
                                    ".a@example.org",
                                    "a.@example.org",
                                    "a..b@example.org",
                                    "a@example",
                                    "a@.org",
                                    "a@example..org",
                                    "a@-example.org",
                                    "a@example-.org",
                                    "a@example.o",
                                    "a@example.org.",
                                    "a@127.0.0.1",
                                    "élodie@example.org",
                                    "a@exämple.org",
                                    "a\n@example.org",
                                    "a@example.org\nBcc: b@example.org",
                                    "<a@example.org>",
                                    "a,b@example.org",
                                    "a;b@example.org",
                                    "\"a\"@example.org"}) {
        const auto email = Email::parse(wrong);
        ASSERT_FALSE(email) << wrong;
        EXPECT_EQ(email.error(),
                  (base::Error{base::Refusal::Invalid, "people.email_invalid", "email"}));
    }
}

TEST(Email, HasALongestLength) {
    EXPECT_FALSE(Email::parse(std::string(65, 'a') + "@example.org"));
    EXPECT_FALSE(Email::parse("a@" + std::string(64, 'b') + ".org"));
    std::string domain;
    for (int i = 0; i < 4; ++i) domain += std::string(60, 'b') + ".";
    EXPECT_TRUE(Email::parse(std::string(7, 'a') + "@" + domain + "fr"));
    EXPECT_FALSE(Email::parse(std::string(8, 'a') + "@" + domain + "fr"));
}

struct Call {
    std::string_view typed;
    std::string_view e164;
    std::string_view national;
};

TEST(Phone, OneNumberHasOneForm) {
    const std::vector<Call> table{
        {"06 12 34 56 78", "+33612345678", "06 12 34 56 78"},
        {"0612345678", "+33612345678", "06 12 34 56 78"},
        {"06.12.34.56.78", "+33612345678", "06 12 34 56 78"},
        {"06-12-34-56-78", "+33612345678", "06 12 34 56 78"},
        {" 06\u00A012\u202F34 56/78 ", "+33612345678", "06 12 34 56 78"},
        {"+33 6 12 34 56 78", "+33612345678", "06 12 34 56 78"},
        {"+33 (0)6 12 34 56 78", "+33612345678", "06 12 34 56 78"},
        {"+33 06 12 34 56 78", "+33612345678", "06 12 34 56 78"},
        {"0033 6 12 34 56 78", "+33612345678", "06 12 34 56 78"},
        {"04 66 12 34 56", "+33466123456", "04 66 12 34 56"},
        {"0 800 12 34 56", "+33800123456", "08 00 12 34 56"},
        {"0262 12 34 56", "+262262123456", "02 62 12 34 56"},
        {"+33 262 12 34 56", "+262262123456", "02 62 12 34 56"},
        {"+262 692 12 34 56", "+262692123456", "06 92 12 34 56"},
        {"0639 12 34 56", "+262639123456", "06 39 12 34 56"},
        {"0590 12 34 56", "+590590123456", "05 90 12 34 56"},
        {"0690 12 34 56", "+590690123456", "06 90 12 34 56"},
        {"0694 12 34 56", "+594694123456", "06 94 12 34 56"},
        {"00 596 696 12 34 56", "+596696123456", "06 96 12 34 56"},
        {"+32 470 12 34 56", "+32470123456", "+32470123456"},
        {"+687 12.34.56 78", "+68712345678", "+68712345678"},
    };
    for (const Call& call : table) {
        const auto phone = Phone::parse(call.typed);
        ASSERT_TRUE(phone) << call.typed;
        EXPECT_EQ(phone->e164(), call.e164) << call.typed;
        EXPECT_EQ(phone->national(), call.national) << call.typed;
        EXPECT_EQ(*Phone::parse(phone->e164()), *phone) << call.typed;
        EXPECT_EQ(*Phone::parse(phone->national()), *phone) << call.typed;
    }
}

TEST(Phone, RefusesWhatCannotBeDialled) {
    for (const char* wrong :
         {"", "+", "06 12 34 56", "06 12 34 56 789", "00 12 34 56 78", "612345678", "3949", "115",
          "06 12 34 56 7a", "+33 6 12 34 56", "+1234567", "+1234567890123456", "+0123456789",
          "06+12345678", "++33612345678", "voir secrétariat", "06 12 34 56 78 / 07 12 34 56 78",
          "+262 12 34 56", "٠٦١٢٣٤٥٦٧٨"}) {
        const auto phone = Phone::parse(wrong);
        ASSERT_FALSE(phone) << wrong;
        EXPECT_EQ(phone.error(),
                  (base::Error{base::Refusal::Invalid, "people.phone_invalid", "phone"}));
    }
}

TEST(Siret, KeepsOnlyNumbersWhoseSumIsRight) {
    const std::vector<Line> table{
        {"73282932000074", "73282932000074"},
        {"732 829 320 00074", "73282932000074"},
        {"732\u00A0829\u00A0320\u00A000074", "73282932000074"},
        {"35600000000048", "35600000000048"},  // the seat of La Poste: Luhn
        {"35600000009075", "35600000009075"},  // a post office: a multiple of 5
    };
    for (const Line& line : table) {
        const auto siret = Siret::parse(line.typed);
        ASSERT_TRUE(siret) << line.typed;
        EXPECT_EQ(siret->text(), line.kept);
        EXPECT_EQ(siret->siren(), line.kept.substr(0, 9));
    }
    for (const char* wrong : {"", "73282932000075", "7328293200007", "732829320000740", "732829320",
                              "7328293200007A", "00000000000000", "35600000009076"}) {
        const auto siret = Siret::parse(wrong);
        ASSERT_FALSE(siret) << wrong;
        EXPECT_EQ(siret.error(),
                  (base::Error{base::Refusal::Invalid, "structures.siret_invalid", "siret"}));
    }
}

TEST(Identity, TheDefaultIsNone) {
    EXPECT_TRUE(Email().empty());
    EXPECT_TRUE(Phone().empty());
    EXPECT_EQ(Phone().national(), "");
    EXPECT_TRUE(Siret().empty());
    EXPECT_EQ(Siret().siren(), "");
}

}  // namespace
