#include "lists/findings.hpp"

#include <set>
#include <sstream>

#include <gtest/gtest.h>

using namespace gps::lists;

TEST(Findings, EachReasonHasACodeOfItsOwnAndASentence) {
    std::set<std::string_view> codes;
    for (std::size_t i = 0; i < kReasonCount; ++i) {
        const auto reason = static_cast<Reason>(i);
        EXPECT_TRUE(codes.insert(code(reason)).second) << code(reason);
        EXPECT_TRUE(sentence(reason).ends_with('.')) << code(reason);
        const bool says_rejected = sentence(reason).starts_with("Ligne rejetée");
        EXPECT_EQ(says_rejected, fate(reason) == Fate::Rejected) << code(reason);
    }
}

TEST(Findings, AReportRunsNothingInASpreadsheet) {
    std::ostringstream out;
    write_findings_header(out);
    write_finding(out,
                  {.line = 12, .column = "phone", .value = "=1+1", .reason = Reason::PhoneWrong});
    EXPECT_EQ(out.str(),
              "ligne;colonne;valeur;code;motif\r\n"
              "12;phone;'=1+1;phone_wrong;Téléphone illisible, laissé de côté.\r\n");
}
