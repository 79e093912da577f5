#include "csv/encoding.hpp"

#include <gtest/gtest.h>

using namespace gps::csv;

namespace {

std::string rewritten(std::string text, Encoding encoding) {
    to_utf8(text, encoding);
    return text;
}

}  // namespace

TEST(Encoding, UnaccentedTextIsUtf8) {
    EXPECT_EQ(detect_encoding("nom;ville\n"), Encoding::Utf8);
}

TEST(Encoding, AccentsOfEachEncodingAreTold) {
    EXPECT_EQ(detect_encoding("Prénom;Nîmes\n"), Encoding::Utf8);
    EXPECT_EQ(detect_encoding("Pr\xE9nom;N\xEEmes\n"), Encoding::Windows1252);
}

TEST(Encoding, ASampleCutInsideACharacterIsUtf8) {
    EXPECT_EQ(detect_encoding("Prénom;Alès et N\xC3"), Encoding::Utf8);
}

TEST(Encoding, OneBadByteDoesNotSpoilAWholeFile) {
    EXPECT_EQ(detect_encoding("Alès;Nîmes;Sète;N\xEEmes;Le Vigan"), Encoding::Utf8);
}

TEST(Encoding, Windows1252BecomesUtf8) {
    EXPECT_EQ(rewritten("L\x92\xC9"
                        "cole, 3 \x80, c\x9Cur",
                        Encoding::Windows1252),
              "L’École, 3 €, cœur");
}

TEST(Encoding, AByteOutOfPlaceIsReadAsWindows1252AndTold) {
    std::string text = "N\xEEmes";
    EXPECT_FALSE(to_utf8(text, Encoding::Utf8));
    EXPECT_EQ(text, "Nîmes");
}

TEST(Encoding, AByteWithoutMeaningIsReplacedAndTold) {
    std::string text = "a\x81";
    EXPECT_FALSE(to_utf8(text, Encoding::Windows1252));
    EXPECT_EQ(text, "a\xEF\xBF\xBD");
}
