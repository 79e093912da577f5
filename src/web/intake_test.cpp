#include "web/intake.hpp"

#include <gtest/gtest.h>

namespace gps::web {
namespace {

using Headers = std::vector<std::pair<std::string_view, std::string_view>>;

Intake taken(std::string_view method, std::string_view target,
             Headers fields = {{"Host", "gps.fr"}}, const std::vector<std::string>& hosts = {}) {
    return take_in({.method = method, .target = target, .fields = std::move(fields)}, hosts);
}

constexpr std::string_view kShortHead = "GET / HTTP/1.1\r\nA: b\r\n\r\n";

TEST(Intake, AHeadEndsWithAnEmptyLineAndNothingElse) {
    EXPECT_EQ(scan_head("GET / HTTP/1.1\r\nHost: a\r\n\r\nrest", 0).end, 27U);
    EXPECT_EQ(scan_head("GET / HTTP/1.1\r\nHost: a\r\n\r", 0).end, 0U);
    EXPECT_FALSE(scan_head("GET / HTTP/1.1\r", 0).bad);
}

TEST(Intake, AHeadHasNoOtherControlThanItsLineEnds) {
    for (const std::string_view bad :
         {"GET / HTTP/1.1\nHost: a", "GET / HTTP/1.1\r\nA: b\nC: d", "GET / HTTP/1.1\r\nA: b\rC: d",
          "GET / HTTP/1.1\r\nA: b\r\n c", "GET / HTTP/1.1\r\nA: b\r\n\tc",
          "GET / HTTP/1.1\r\n A: b", "GET /\x01 HTTP", "GET / HTTP/1.1\r\nA: \x7F", "\x16\x03\x01",
          "\nGET"}) {
        EXPECT_TRUE(scan_head(bad, 0).bad) << testing::PrintToString(bad);
    }
    EXPECT_TRUE(scan_head(std::string_view("A: \0", 4), 0).bad);
}

TEST(Intake, AHeadIsReadTheSameByteByByte) {
    for (std::size_t length = 1; length < kShortHead.size(); ++length) {
        const HeadScan scan = scan_head(kShortHead.substr(0, length), length - 1);
        EXPECT_FALSE(scan.bad) << length;
        EXPECT_EQ(scan.end, 0U) << length;
    }
    EXPECT_EQ(scan_head(kShortHead, kShortHead.size() - 1).end, kShortHead.size());
    EXPECT_TRUE(scan_head("GET / HTTP/1.1\r\nA: b\r\n c", 22).bad);
}

TEST(Intake, OnlyAnotherVersionOfHttpIsAnotherVersion) {
    for (const std::string_view head :
         {"GET / HTTP/2.0\r\n", "GET / HTTP/3\r\n", "PRI * HTTP/0.9\r\n"})
        EXPECT_TRUE(asks_other_version(head)) << head;
    for (const std::string_view head :
         {"GET / HTTP/1.1\r\n", "GET / HTTP/1.0\r\n", "GET / HTTX/2.0\r\n", "GET / HTTP/x\r\n",
          "GET / HTTP/\r\n", "GET\r\n", "GET / HTTP/2.\r\n", "\r\n"})
        EXPECT_FALSE(asks_other_version(head)) << head;
}

struct Expected {
    int status = 0;
    std::string_view method = {};
    std::string_view target = {};
    Headers fields = {};
};

constexpr std::pair<std::string_view, std::string_view> kHost = {"Host", "gps.fr"};
constexpr std::pair<std::string_view, std::string_view> kFormType = {
    "Content-Type", "application/x-www-form-urlencoded"};

void expect_statuses(const std::vector<Expected>& cases) {
    for (const Expected& c : cases) {
        EXPECT_EQ(taken(c.method, c.target, c.fields).refused, c.status)
            << c.method << ' ' << c.target << ' '
            << (c.fields.empty() ? "" : c.fields.back().second);
    }
}

TEST(Intake, AProperRequestIsTaken) {
    expect_statuses({
        {0, "GET", "/", {kHost}},
        {0, "HEAD", "/", {kHost}},
        {0, "POST", "/", {kHost}},
        {0, "POST", "/", {kHost, kFormType, {"Content-Length", "3"}}},
        {0, "POST", "/", {kHost, kFormType, {"Transfer-Encoding", "Chunked"}}},
        {0, "POST", "/", {kHost, {"Content-Length", "0"}, {"Content-Type", "text/plain"}}},
        {0,
         "POST",
         "/",
         {kHost,
          {"content-type", "Application/X-WWW-form-urlencoded; charset=utf-8"},
          {"Content-Length", "3"}}},
        {0, "GET", "/", {kHost, {"Content-Length", "0"}}},
        {0, "POST", "/", {kHost, kFormType, {"Content-Length", "3"}, {"Expect", "100-Continue"}}},
    });
}

TEST(Intake, AMethodOrATargetOutOfPlaceIsRefused) {
    expect_statuses({
        {405, "PUT", "/", {kHost}},
        {405, "DELETE", "/", {kHost}},
        {405, "OPTIONS", "*", {kHost}},
        {405, "CONNECT", "gps.fr:443", {kHost}},
        {405, "TRACE", "/", {kHost}},
        {501, "BREW", "/", {kHost}},
        {501, "get", "/", {kHost}},
        {400, "GET", "http://gps.fr/", {kHost}},
        {400, "GET", "*", {kHost}},
        {400, "GET", "", {kHost}},
        {400, "GET", "/#a", {kHost}},
        {400, "GET", "/é", {kHost}},
        {400, "GET", "/%", {kHost}},
        {400, "GET", "/%4", {kHost}},
        {400, "GET", "/%zz", {kHost}},
        {400, "GET", "/%00", {kHost}},
        {400, "GET", "/%0A", {kHost}},
        {400, "GET", "/%FF", {kHost}},
        {400, "GET", "/a%2Fb", {kHost}},
        {400, "GET", "/a%2fb", {kHost}},
        {400, "GET", "/a%5Cb", {kHost}},
        {400, "GET", "/\\evil", {kHost}},
        {400, "GET", "//evil.example", {kHost}},
        {400, "GET", "/a/../b", {kHost}},
        {400, "GET", "/a/%2e%2E/b", {kHost}},
        {400, "GET", "/..", {kHost}},
        {400, "GET", "/./a", {kHost}},
        {400, "GET", "/?a=%", {kHost}},
        {400, "GET", "/?a=%00", {kHost}},
    });
}

TEST(Intake, AHeaderThatLeavesADoubtIsRefused) {
    expect_statuses({
        {400, "GET", "/", {}},
        {400, "GET", "/", {{"Host", ""}}},
        {400, "GET", "/", {kHost, kHost}},
        {400, "GET", "/", {kHost, {"host", "other"}}},
        {400, "GET", "/", {{"Host", "a b"}}},
        {400, "GET", "/", {{"Host", "a/b"}}},
        {400, "GET", "/", {{"Host", "a@b"}}},
        {400, "GET", "/", {{"Host", "a:b"}}},
        {400, "GET", "/", {{"Host", "a:"}}},
        {400, "GET", "/", {{"Host", "[::1"}}},
        {400, "GET", "/", {{"Host", "gps.fr, evil"}}},
        {400,
         "POST",
         "/",
         {kHost, kFormType, {"Content-Length", "3"}, {"Transfer-Encoding", "chunked"}}},
        {400, "POST", "/", {kHost, kFormType, {"Content-Length", "3"}, {"Content-Length", "3"}}},
        {400, "POST", "/", {kHost, kFormType, {"Content-Length", "3, 3"}}},
        {400, "POST", "/", {kHost, kFormType, {"Content-Length", "+3"}}},
        {400, "POST", "/", {kHost, kFormType, {"Content-Length", "-3"}}},
        {400, "POST", "/", {kHost, kFormType, {"Content-Length", ""}}},
        {400,
         "POST",
         "/",
         {kHost, kFormType, {"Transfer-Encoding", "chunked"}, {"Transfer-Encoding", "x"}}},
        {501, "POST", "/", {kHost, kFormType, {"Transfer-Encoding", "xchunked"}}},
        {501, "POST", "/", {kHost, kFormType, {"Transfer-Encoding", "gzip, chunked"}}},
        {501, "POST", "/", {kHost, kFormType, {"Transfer-Encoding", "chunked, chunked"}}},
        {501, "POST", "/", {kHost, kFormType, {"Transfer-Encoding", "identity"}}},
        {501, "POST", "/", {kHost, kFormType, {"Transfer-Encoding", ""}}},
        {400, "GET", "/", {kHost, {"Content-Length", "3"}}},
        {400, "HEAD", "/", {kHost, {"Transfer-Encoding", "chunked"}}},
        {415, "POST", "/", {kHost, {"Content-Length", "3"}}},
        {415, "POST", "/", {kHost, {"Content-Length", "3"}, {"Content-Type", "text/plain"}}},
        {415, "POST", "/", {kHost, {"Content-Length", "3"}, {"Content-Type", "application/json"}}},
        {415,
         "POST",
         "/",
         {kHost, {"Content-Length", "3"}, {"Content-Type", "multipart/form-data; boundary=x"}}},
        {417, "GET", "/", {kHost, {"Expect", "200-ok"}}},
        {400, "GET", "/", {kHost, {"Bad name", "x"}}},
        {400, "GET", "/", {kHost, {"A", "\x01"}}},
    });
}

TEST(Intake, OnlyTheHostsServedAreServed) {
    const std::vector<std::string> hosts = {"gps.fr", "[::1]"};
    EXPECT_EQ(taken("GET", "/", {{"Host", "gps.fr"}}, hosts).refused, 0);
    EXPECT_EQ(taken("GET", "/", {{"Host", "GPS.fr:8443"}}, hosts).refused, 0);
    EXPECT_EQ(taken("GET", "/", {{"Host", "[::1]:80"}}, hosts).refused, 0);
    EXPECT_EQ(taken("GET", "/", {{"Host", "gps.fr.evil"}}, hosts).refused, 421);
    EXPECT_EQ(taken("GET", "/", {{"Host", "127.0.0.1"}}, hosts).refused, 421);
}

TEST(Intake, AnOldClientMayOmitTheHost) {
    const Head old{.method = "GET", .target = "/", .http_1_0 = true};
    EXPECT_EQ(take_in(old, {}).refused, 0);
    EXPECT_FALSE(take_in(old, {}).keep_alive);
    EXPECT_EQ(take_in(old, {"gps.fr"}).refused, 400);
}

TEST(Intake, ARequestIsWhatWasAsked) {
    const Intake intake = taken("GET", "/personnes/Zo%C3%A9?q=a+b&q=c",
                                {{"HOST", "gps.fr"},
                                 {"Cookie", "a=1"},
                                 {"X-Forwarded-For", "1.1.1.1"},
                                 {"Cookie", "b=2"},
                                 {"x-forwarded-for", "2.2.2.2"},
                                 {"Accept-Encoding", "br, gzip;q=0.5"}});
    EXPECT_EQ(intake.refused, 0);
    const Request& request = intake.request;
    EXPECT_EQ(request.path, "/personnes/Zoé");
    EXPECT_EQ(request.target, "/personnes/Zo%C3%A9?q=a+b&q=c");
    EXPECT_EQ(request.query.all("q"), (std::vector<std::string_view>{"a b", "c"}));
    EXPECT_EQ(request.header("host"), "gps.fr");
    EXPECT_EQ(request.header("x-forwarded-for"), "1.1.1.1, 2.2.2.2");
    EXPECT_EQ(request.cookie("b"), "2");
    EXPECT_TRUE(intake.asked.gzip);
    EXPECT_TRUE(intake.keep_alive);
    EXPECT_FALSE(taken("GET", "/", {{"Host", "a"}, {"Connection", "x, Close"}}).keep_alive);
}

TEST(Intake, TooManyHeadersAreRefused) {
    Headers fields(kMostHeaders, {"X", "y"});
    fields.emplace_back("Host", "gps.fr");
    EXPECT_EQ(taken("GET", "/", fields).refused, 431);
    fields.erase(fields.begin());
    EXPECT_EQ(taken("GET", "/", fields).refused, 0);
}

}  // namespace
}  // namespace gps::web
