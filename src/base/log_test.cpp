#include "base/log.hpp"

#include "base/utf8.hpp"

#include <algorithm>
#include <functional>
#include <list>
#include <thread>

#include <gtest/gtest.h>

namespace gps::base {
namespace {

constexpr std::string_view kEnd = "\"id\":\"room.what\",\"x\":\"yz\"}\n";

std::string logged(const std::function<void()>& act) {
    testing::internal::CaptureStderr();
    act();
    return testing::internal::GetCapturedStderr();
}

TEST(Log, AnEventIsOneJsonLine) {
    const std::string line = logged([] {
        log_event(Level::Warning, "room.what", {{"a", "1"}, {"b", "été"}});
    });
    EXPECT_TRUE(line.starts_with(R"({"ts":"20)")) << line;
    EXPECT_TRUE(line.ends_with(
        "Z\",\"level\":\"warning\",\"id\":\"room.what\",\"a\":\"1\",\"b\":\"été\"}\n"))
        << line;
}

TEST(Log, AValueCannotForgeALineNorAField) {
    const std::string line = logged([] {
        log_event(Level::Error, "room.what", {{"v", "a\"b\\c\nd\x01\x7F\xFF" + std::string(1, 0)}});
    });
    EXPECT_EQ(std::count(line.begin(), line.end(), '\n'), 1);
    EXPECT_NE(line.find(R"("v":"a\"b\\c\nd\u0001\u007f\ufffd\u0000"})"), std::string::npos) << line;
}

TEST(Log, WhatIsBelowTheMinimumIsDropped) {
    EXPECT_EQ(logged([] { log_event(Level::Debug, "room.what"); }), "");
    log_to(Level::Error);
    EXPECT_EQ(logged([] { log_event(Level::Warning, "room.what"); }), "");
    EXPECT_NE(logged([] { log_event(Level::Error, "room.what"); }), "");
    log_to(Level::Info);
}

TEST(Log, LinesOfSeveralThreadsDoNotMix) {
    const std::string lines = logged([] {
        std::list<std::jthread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([] {
                for (int n = 0; n < 100; ++n) log_event(Level::Info, "room.what", {{"x", "yz"}});
            });
        }
    });
    EXPECT_EQ(std::count(lines.begin(), lines.end(), '\n'), 400);
    std::size_t whole = 0;
    for (std::size_t at = 0; (at = lines.find(kEnd, at)) != std::string::npos; ++at) ++whole;
    EXPECT_EQ(whole, 400U);
}

TEST(Utf8, OnlyWellFormedCharactersAreKept) {
    for (const std::string_view good :
         {"", "abc", "é", "€", "😀", "\xED\x9F\xBF", "\xF4\x8F\xBF\xBF"})
        EXPECT_TRUE(is_utf8(good)) << good;
    for (const std::string_view bad :
         {"\x80", "\xC0\xAF", "\xC1\x81", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80",
          "\xF0\x80\x80\x80", "\xF5\x80\x80\x80", "\xC3", "\xE2\x82", "\xF0\x9F\x98", "\xC3(",
          "a\xFF"})
        EXPECT_FALSE(is_utf8(bad)) << testing::PrintToString(bad);
}

}  // namespace
}  // namespace gps::base
