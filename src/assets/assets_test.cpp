#include "assets/assets.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace gps::assets {
namespace {

// The budget of a first visit, in bytes as sent.
constexpr std::size_t kCssBudget = 16'384;
constexpr std::size_t kJsBudget = 4'096;
constexpr std::size_t kFontBudget = 22'528;

web::Request request(std::string_view path, std::string_view accepted = "") {
    web::Request asked;
    asked.path = path;
    if (!accepted.empty()) asked.headers["accept-encoding"] = accepted;
    return asked;
}

struct Coding {
    std::string_view accepted = {};
    std::string_view expected = {};
    Bytes bytes = {};
};

std::string text_of(Bytes bytes) {
    return {bytes.begin(), bytes.end()};
}

TEST(Assets, AreFoundByTheNamesThatPagesUse) {
    for (const auto path :
         {css_path(), js_path(), icon_path(), regular_font_path(), bold_font_path()}) {
        ASSERT_NE(find(path), nullptr) << path;
        EXPECT_TRUE(path.starts_with("/assets/"));
    }
}

TEST(Assets, AreKeptForAYear) {
    const auto answer = serve_asset(request(css_path()));
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.header("Cache-Control"), "public, max-age=31536000, immutable, no-transform");
    EXPECT_EQ(answer.header("Content-Type"), "text/css; charset=utf-8");
    EXPECT_EQ(answer.header("Vary"), "Accept-Encoding");
}

TEST(Assets, ComeInTheBestCodingTheClientAccepts) {
    const auto* css = find(css_path());
    const std::vector<Coding> cases{
        {"gzip, deflate, br, zstd", "br", css->brotli},
        {"gzip;q=1.0, br;q=0", "gzip", css->gzip},
        {"gzip", "gzip", css->gzip},
        {"br;q=0.000, gzip;q=0", "", css->identity},
        {"identity", "", css->identity},
        {"", "", css->identity},
        {"brr", "", css->identity},
    };
    for (const auto& one : cases) {
        const auto answer = serve_asset(request(css_path(), one.accepted));
        EXPECT_EQ(answer.header("Content-Encoding"), one.expected) << one.accepted;
        EXPECT_EQ(answer.body, text_of(one.bytes)) << one.accepted;
    }
}

TEST(Assets, AreNotSentTwiceToOneWhoHasThem) {
    auto again = request(css_path(), "br");
    const auto first = serve_asset(again);
    again.headers["if-none-match"] = std::string(first.header("ETag"));
    EXPECT_EQ(serve_asset(again).status, 304);
    EXPECT_EQ(serve_asset(again).body, "");
    again.headers["accept-encoding"] = "gzip";
    EXPECT_EQ(serve_asset(again).status, 200) << "another coding is another sequence of bytes";
}

TEST(Assets, AnUnknownNameIsNotFound) {
    EXPECT_EQ(serve_asset(request("/assets/gps.000000000000.css")).status, 404);
    EXPECT_EQ(serve_asset(request("/assets/")).status, 404);
}

TEST(Assets, StayWithinTheirWeight) {
    EXPECT_LE(find(css_path())->brotli.size(), kCssBudget);
    EXPECT_LE(find(js_path())->identity.size(), kJsBudget);
    EXPECT_LE(find(regular_font_path())->identity.size(), kFontBudget);
    EXPECT_LE(find(bold_font_path())->identity.size(), kFontBudget);
}

TEST(Assets, TheStyleSheetRefersToTheFontsByName) {
    const auto css = text_of(find(css_path())->identity);
    for (const auto path : {regular_font_path(), bold_font_path()}) {
        EXPECT_NE(css.find(path.substr(sizeof("/assets/") - 1)), std::string::npos) << path;
    }
    EXPECT_EQ(css.find("http://www.w3.org/1999/xlink"), std::string::npos);
    EXPECT_EQ(css.find("url(http"), std::string::npos);
}

}  // namespace
}  // namespace gps::assets
