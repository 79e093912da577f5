#include "html/writer.hpp"

#include <array>

#include <gtest/gtest.h>

using gps::html::Writer;

namespace {

std::string text(std::string_view value) {
    Writer out;
    out.text(value);
    return out.take();
}

std::string url(std::string_view value) {
    Writer out;
    out.url(value);
    return out.take();
}

std::string url_part(std::string_view value) {
    Writer out;
    out.url_part(value);
    return out.take();
}

constexpr std::array<std::string_view, 14> kAttacks{
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</textarea><svg/onload=alert(1)>",
    "</title><script>alert(1)</script>",
    "<!--><script>alert(1)</script>",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    " javascript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "//evil.example/\"'<x>",
};

bool is_free_of(std::string_view written, std::string_view characters) {
    return written.find_first_of(characters) == std::string_view::npos;
}

bool stays_on_this_site(std::string_view url) {
    return !url.starts_with("//") && url.find(':') >= url.find_first_of("/?#&");
}

template <class T>
concept Printable = requires(Writer out, T value) { out.text(value); };
static_assert(!Printable<bool>, "a yes or no is a word, not 1");
static_assert(!Printable<char>, "a letter is not a number");
static_assert(Printable<long long>);

}  // namespace

TEST(Writer, NoAttackLeavesATextOrAQuotedAttribute) {
    for (const auto attack : kAttacks) EXPECT_TRUE(is_free_of(text(attack), "<>\"'")) << attack;
}

TEST(Writer, NoAttackLeavesAUrl) {
    for (const auto attack : kAttacks) EXPECT_TRUE(is_free_of(url(attack), "<>\"'")) << attack;
}

TEST(Writer, NoAttackRunsFromAUrl) {
    for (const auto attack : kAttacks) EXPECT_TRUE(stays_on_this_site(url(attack))) << attack;
}

TEST(Writer, NoAttackLeavesAPartOfAUrl) {
    for (const auto attack : kAttacks) {
        EXPECT_TRUE(is_free_of(url_part(attack), "<>\"'&/?#:\\ \t")) << attack;
    }
}

TEST(Writer, TextIsReadBackAsItWas) {
    EXPECT_EQ(text("Chloé & <Zoé> \"d'Arc\""), "Chloé &amp; &lt;Zoé&gt; &quot;d&#39;Arc&quot;");
    EXPECT_EQ(text(""), "");
    EXPECT_EQ(text("&&"), "&amp;&amp;");
    EXPECT_EQ(text(std::string_view("a\0b", 3)), std::string("a\0b", 3));
}

TEST(Writer, NumbersArePrintedAsDigits) {
    Writer out;
    out.text(-3);
    out.markup("<br>");
    out.text(18446744073709551615ULL);
    out.url_part(42L);
    EXPECT_EQ(out.take(), "-3<br>1844674407370955161542");
}

TEST(Writer, APathOrAKnownSchemeMakesAUrl) {
    for (const char* good :
         {"/personnes/12?q=a:b", "intervenants", "?page=2", "#contenu", "", "HTTPS://gps.example/",
          "http://gps.example:8080/x", "mailto:a@b.example?subject=un mot", "tel:+33102030405"}) {
        EXPECT_EQ(url(good), good);
    }
    EXPECT_EQ(url("/recherche?a=1&b='2'"), "/recherche?a=1&amp;b=&#39;2&#39;");
}

TEST(Writer, NothingElseMakesAUrl) {
    for (const char* wrong :
         {"javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//evil.example",
          "/\\evil.example", "\\\\evil.example", "/a\nb", "java\nscript:x", " /a", "x:y", ":"}) {
        EXPECT_EQ(url(wrong), "#") << wrong;
    }
}

TEST(Writer, APartOfAUrlIsPercentEncoded) {
    EXPECT_EQ(url_part("Zoé d'Arc/2&a=b%"), "Zo%C3%A9%20d%27Arc%2F2%26a%3Db%25");
    EXPECT_EQ(url_part("AZaz09-._~"), "AZaz09-._~");
    EXPECT_EQ(url_part("//evil.example"), "%2F%2Fevil.example");
}

TEST(Writer, ATakenPageLeavesNothingBehind) {
    Writer out;
    out.text("a");
    EXPECT_EQ(out.take(), "a");
    EXPECT_EQ(out.take(), "");
}
