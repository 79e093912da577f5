#include "web/wire.hpp"

#include "web/failure_page.hpp"
#include "web/fields.hpp"
#include "web/security_headers.hpp"

#include <stdexcept>

#include <gtest/gtest.h>
#include <zlib.h>

namespace gps::web {
namespace {

constexpr base::Instant kNow{784'111'777'000'000};

std::string unpacked(const std::string& packed, std::size_t most) {
    std::string plain(most, '\0');
    z_stream stream{};
    inflateInit2(&stream, 15 + 16);
    std::string input = packed;
    stream.next_in = reinterpret_cast<Bytef*>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef*>(plain.data());
    stream.avail_out = static_cast<uInt>(plain.size());
    const int result = inflate(&stream, Z_FINISH);
    plain.resize(stream.total_out);
    inflateEnd(&stream);
    return result == Z_STREAM_END ? plain : "broken";
}

TEST(Wire, AnAnswerIsWrittenInFull) {
    const Wire wire = to_wire(Response::html("<p>é</p>").set("X-A", "b"), {}, kNow);
    EXPECT_EQ(wire.head,
              "HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
              "Content-Type: text/html; charset=utf-8\r\nX-A: b\r\nContent-Length: 9\r\n");
    EXPECT_EQ(wire.body, "<p>é</p>");
    EXPECT_EQ(wire.status, 200);
}

TEST(Wire, DatesAreThoseOfTheCalendar) {
    EXPECT_EQ(http_date({0}), "Thu, 01 Jan 1970 00:00:00 GMT");
    EXPECT_EQ(http_date({1'709'251'199'999'999}), "Thu, 29 Feb 2024 23:59:59 GMT");
    EXPECT_EQ(http_date({2'147'483'648'000'000}), "Tue, 19 Jan 2038 03:14:08 GMT");
}

TEST(Wire, HeadKeepsTheLengthAndDropsTheBody) {
    const Wire wire = to_wire(Response::html("12345"), {.head_only = true}, kNow);
    EXPECT_NE(wire.head.find("Content-Length: 5\r\n"), std::string::npos);
    EXPECT_EQ(wire.body, "");
}

TEST(Wire, AnAnswerWithoutBodyHasNoLength) {
    for (const int status : {204, 304}) {
        const Wire wire = to_wire(Response::html("ignored", status), {}, kNow);
        EXPECT_EQ(wire.head.find("Content-Length"), std::string::npos);
        EXPECT_EQ(wire.body, "");
    }
}

TEST(Wire, AHeaderCannotBreakTheMessage) {
    for (const std::string& value :
         {std::string("a\r\nSet-Cookie: x"), std::string("a\n"), std::string("a\r"),
          std::string("a\0b", 3), std::string("\x7F")}) {
        EXPECT_THROW(Response().set("X", value), std::invalid_argument);
        Response forced;
        forced.headers.emplace_back("X", value);
        EXPECT_THROW(to_wire(forced, {}, kNow), std::invalid_argument);
    }
    for (const std::string name : {"", "a b", "a:", "a\r\n", "é"})
        EXPECT_THROW(Response().set(name, "x"), std::invalid_argument);
    for (const std::string name : {"Content-Length", "transfer-encoding", "Connection", "DATE"})
        EXPECT_THROW(to_wire(Response().set(name, "1"), {}, kNow), std::invalid_argument);
    for (const int status : {0, 100, 199, 600, -1})
        EXPECT_THROW(to_wire(Response::html("", status), {}, kNow), std::invalid_argument);
}

TEST(Wire, ALongTextIsCompressedForWhoTakesIt) {
    const std::string page(5000, 'a');
    const Wire packed = to_wire(Response::html(page), {.gzip = true}, kNow);
    EXPECT_NE(packed.head.find("Content-Encoding: gzip\r\n"), std::string::npos);
    EXPECT_NE(packed.head.find("Vary: Accept-Encoding\r\n"), std::string::npos);
    EXPECT_EQ(unpacked(packed.body, 10000), page);
    const Wire plain = to_wire(Response::html(page), {}, kNow);
    EXPECT_NE(plain.head.find("Vary: Accept-Encoding\r\n"), std::string::npos);
    EXPECT_EQ(plain.body, page);
}

TEST(Wire, WhatMustNotBeCompressedIsLeftAlone) {
    const std::string body(5000, 'a');
    const std::vector<Response> left_alone = {
        Response::html(std::string(1024, 'a')),
        Response::html(body).set("Content-Encoding", "br"),
        Response::html(body).set("Cache-Control", "private, No-Transform"),
        [&] {
            Response image;
            image.body = body;
            return image.set("Content-Type", "image/png");
        }(),
    };
    for (const Response& response : left_alone) {
        const Wire wire = to_wire(response, {.gzip = true}, kNow);
        EXPECT_EQ(wire.body, response.body);
        EXPECT_EQ(wire.head.find("gzip"), std::string::npos);
    }
}

TEST(Wire, GzipIsUsedForThoseWhoNameIt) {
    for (const std::string_view yes : {"gzip", "GZIP", "br, gzip", "gzip;q=0.1", "gzip ; q=1", "*",
                                       "deflate,gzip;q=1.0", "*;q=0, gzip"})
        EXPECT_TRUE(accepts_gzip(yes)) << yes;
    for (const std::string_view no :
         {"", "br", "gzip;q=0", "gzip; q=0.000", "*;q=0", "xgzip", "gzip;q=0, *", "identity"})
        EXPECT_FALSE(accepts_gzip(no)) << no;
}

TEST(SecurityHeaders, StandOnEveryAnswer) {
    Response page = failure_page(500, "7K3M9-QX2TV");
    secure(page, false);
    for (const std::string_view name :
         {"Content-Security-Policy", "Referrer-Policy", "X-Content-Type-Options", "X-Frame-Options",
          "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy",
          "Cross-Origin-Embedder-Policy", "Permissions-Policy", "Cache-Control"})
        EXPECT_NE(page.header(name), "") << name;
    EXPECT_EQ(page.header("content-security-policy").find("unsafe"), std::string_view::npos);
    EXPECT_EQ(page.header("Cache-Control"), "no-store");
    EXPECT_FALSE(page.has("Strict-Transport-Security"));
    secure(page, true);
    EXPECT_TRUE(page.has("Strict-Transport-Security"));
}

TEST(SecurityHeaders, LetFormsLeadToTheOneSiteNamed) {
    Response page;
    secure(page, true);
    EXPECT_TRUE(page.header("Content-Security-Policy").ends_with("form-action 'self'"));
    Response with_sign_in;
    secure(with_sign_in, true, "https://identite.example");
    EXPECT_TRUE(with_sign_in.header("Content-Security-Policy")
                    .ends_with("form-action 'self' https://identite.example"));
}

TEST(SecurityHeaders, LeaveWhatTheAnswerSays) {
    Response asset;
    asset.set("cache-control", "public, max-age=31536000, immutable");
    secure(asset, true);
    secure(asset, true);
    EXPECT_EQ(asset.header("Cache-Control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(std::count_if(asset.headers.begin(), asset.headers.end(),
                            [](const auto& h) { return same_letters(h.first, "cache-control"); }),
              1);
}

TEST(FailurePage, SaysItInFrenchWithAnIncidentNumber) {
    for (const int status : {400, 405, 408, 413, 415, 417, 421, 431, 500, 501, 503, 505, 599}) {
        const Response page = failure_page(status, "7K3M9-QX2TV");
        EXPECT_EQ(page.status, status);
        EXPECT_NE(page.body.find("<html lang=\"fr\">"), std::string::npos);
        EXPECT_NE(page.body.find("7K3M9-QX2TV"), std::string::npos);
        EXPECT_EQ(page.body.find("style"), std::string::npos);
        EXPECT_EQ(page.body.find("script"), std::string::npos);
    }
    EXPECT_EQ(failure_page(500, "<b>").body.find("<b>"), std::string::npos);
}

}  // namespace
}  // namespace gps::web
