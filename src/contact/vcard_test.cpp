#include "contact/vcard.hpp"

#include "base/utf8.hpp"

#include <sstream>

#include <gtest/gtest.h>

namespace gps::contact {
namespace {

Revealed someone() {
    return {.name = "Anne-Lise O’Neill",
            .first_name = "Anne-Lise",
            .last_name = "O’Neill",
            .structure = "Mission locale; Alès, centre",
            .value = "01 99 00 00 01",
            .dialled = "+33199000001"};
}

}  // namespace

TEST(ContactVcard, SaysWhoForWhomAndHow) {
    EXPECT_EQ(vcard(someone(), Channel::Phone),
              "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:individual\r\nFN:Anne-Lise O’Neill\r\n"
              "N:O’Neill;Anne-Lise;;;\r\nORG:Mission locale\\; Alès\\, centre\r\n"
              "TEL;TYPE=work;VALUE=uri:tel:+33199000001\r\nEND:VCARD\r\n");
    auto other = someone();
    other.dialled = "anne@x.fr";
    const auto card = vcard(other, Channel::Email);
    EXPECT_NE(card.find("\r\nEMAIL;TYPE=work:anne@x.fr\r\n"), std::string::npos) << card;
    EXPECT_EQ(card.find("TEL"), std::string::npos);
}

TEST(ContactVcard, IsWithoutALineWhenNothingIsKnown) {
    auto other = someone();
    other.dialled.clear();
    EXPECT_EQ(vcard(other, Channel::Phone).find("TEL"), std::string::npos);
}

TEST(ContactVcard, NothingTypedAddsALine) {
    auto other = someone();
    other.name = "Anne\r\nEND:VCARD\nBEGIN:VCARD\\";
    const auto card = vcard(other, Channel::Phone);
    EXPECT_NE(card.find("FN:Anne\\nEND:VCARD\\nBEGIN:VCARD\\\\\r\n"), std::string::npos) << card;
    EXPECT_EQ(card.find("\nBEGIN"), std::string::npos);
}

TEST(ContactVcard, LinesAreSeventyFiveBytesAtMostAndCutNoCharacter) {
    auto other = someone();
    other.structure = "Pôle ";
    for (int i = 0; i < 60; ++i) other.structure += "é";
    std::istringstream lines(vcard(other, Channel::Phone));
    std::string unfolded;
    for (std::string line; std::getline(lines, line);) {
        ASSERT_TRUE(line.ends_with('\r'));
        line.pop_back();
        EXPECT_LE(line.size(), 75u);
        EXPECT_TRUE(base::is_utf8(line)) << line;
        unfolded += line.starts_with(' ') ? line.substr(1) : "\n" + line;
    }
    EXPECT_NE(unfolded.find("\nORG:" + other.structure + "\n"), std::string::npos);
}

}  // namespace gps::contact
