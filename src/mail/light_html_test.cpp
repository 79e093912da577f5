#include "mail/light_html.hpp"

#include <gtest/gtest.h>

namespace gps::mail {

TEST(LightHtml, SaysTheSameWithTheAddressAsALink) {
    EXPECT_EQ(
        html_of("Objet",
                "Bonjour,\n\nUne ligne\net sa suite.\n\n"
                "    https://a.fr/b?c=d&e\n\nL’équipe GPS\n"),
        "<!DOCTYPE html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\"><title>Objet</title>"
        "</head><body>\n<p>Bonjour,</p>\n<p>Une ligne<br>\net sa suite.</p>\n"
        "<p><a href=\"https://a.fr/b?c=d&amp;e\">https://a.fr/b?c=d&amp;e</a></p>\n"
        "<p>L’équipe GPS</p>\n</body></html>\n");
}

TEST(LightHtml, ACodeStandsOutAndIsNoLink) {
    EXPECT_NE(html_of("", "    abcde-fghij\n").find("<p><strong>abcde-fghij</strong></p>"),
              std::string::npos);
    EXPECT_EQ(html_of("", "    javascript:alert(1)\n").find("<a"), std::string::npos);
}

TEST(LightHtml, NothingOfAMailIsMarkup) {
    const auto html =
        html_of("</title><script>", "<img src=x>\n\n    https://a.fr/\"onclick=\"b\n");
    EXPECT_EQ(html.find("<script>"), std::string::npos);
    EXPECT_EQ(html.find("<img"), std::string::npos);
    EXPECT_EQ(html.find("\"onclick"), std::string::npos);
}

}  // namespace gps::mail
