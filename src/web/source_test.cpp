#include "web/source.hpp"

#include <stdexcept>

#include <gtest/gtest.h>

namespace gps::web {
namespace {

struct Hop {
    std::string_view peer = {};
    std::string_view forwarded = {};
    std::string_view source = {};
};

TEST(Source, OnlyATrustedProxyIsBelieved) {
    const TrustedProxies proxies({"10.0.0.0/8", "192.0.2.7", "fd00::/8", "::1"});
    const std::vector<Hop> cases = {
        {"198.51.100.1", "", "198.51.100.1"},
        {"198.51.100.1", "203.0.113.9", "198.51.100.1"},
        {"10.1.2.3", "", "10.1.2.3"},
        {"10.1.2.3", "203.0.113.9", "203.0.113.9"},
        {"10.1.2.3", " 203.0.113.9 ", "203.0.113.9"},
        {"10.1.2.3", "1.1.1.1, 203.0.113.9", "203.0.113.9"},
        {"10.1.2.3", "1.1.1.1, 203.0.113.9, 10.9.9.9", "203.0.113.9"},
        {"10.1.2.3", "1.1.1.1,203.0.113.9,192.0.2.7", "203.0.113.9"},
        {"10.1.2.3", "10.7.7.7, 10.9.9.9", "10.7.7.7"},
        {"10.1.2.3", "203.0.113.9:4711", "203.0.113.9"},
        {"10.1.2.3", "[2001:db8::9]:4711", "2001:db8::/48"},
        {"10.1.2.3", "[2001:db8:1:2::9]", "2001:db8:1::/48"},
        {"10.1.2.3", "2001:DB8:0:9:8:7:6:5", "2001:db8::/48"},
        {"::ffff:10.1.2.3", "203.0.113.9", "203.0.113.9"},
        {"::ffff:198.51.100.1", "203.0.113.9", "198.51.100.1"},
        {"fd12::1", "203.0.113.9", "203.0.113.9"},
        {"fe80::1", "203.0.113.9", "fe80::/48"},
        {"192.0.2.8", "203.0.113.9", "192.0.2.8"},
        {"11.0.0.1", "203.0.113.9", "11.0.0.1"},
    };
    for (const Hop& c : cases) {
        EXPECT_EQ(proxies.source(c.peer, c.forwarded), c.source) << c.peer << " < " << c.forwarded;
    }
}

TEST(Source, OneSiteIsOneSourceWhateverItsAddresses) {
    const TrustedProxies proxies({});
    EXPECT_EQ(proxies.source("2001:db8:7:1::1", ""), proxies.source("2001:db8:7:ffff:8::9", ""));
    EXPECT_NE(proxies.source("2001:db8:7::1", ""), proxies.source("2001:db8:8::1", ""));
    EXPECT_NE(proxies.source("198.51.100.1", ""), proxies.source("198.51.100.2", ""));
}

TEST(Source, AMalformedHeaderLeavesThePeer) {
    const TrustedProxies proxies({"10.0.0.0/8"});
    for (const std::string_view forwarded :
         {"unknown", "203.0.113", "203.0.113.9.1", "203.0.113.256", "203.0.113.9:", "203.0.113.9:x",
          "203.0.113.9:123456", "[2001:db8::9", "[2001:db8::9]x", "[2001:db8::9]:", "2001:db8::g",
          "203.0.113.9,", "203.0.113.9,,10.0.0.2", ",", "fe80::1%eth0", "<script>",
          "203.0.113.9, _hidden"}) {
        EXPECT_EQ(proxies.source("10.0.0.1", forwarded), "10.0.0.1") << forwarded;
    }
}

TEST(Source, NetworksEndWhereTheirPrefixSays) {
    const TrustedProxies proxies(
        {"172.16.0.0/12", "192.168.4.128/25", "2001:db8::/33", "0.0.0.0/0"});
    const TrustedProxies narrow({"172.16.0.0/12", "192.168.4.128/25", "2001:db8::/33"});
    for (const std::string_view in :
         {"172.16.0.1", "172.31.255.255", "192.168.4.128", "192.168.4.255", "2001:db8:7fff::1"}) {
        EXPECT_EQ(narrow.source(in, "203.0.113.9"), "203.0.113.9") << in;
    }
    for (const std::string_view out :
         {"172.15.255.255", "172.32.0.0", "192.168.4.127", "192.168.5.128"}) {
        EXPECT_EQ(narrow.source(out, "203.0.113.9"), out) << out;
    }
    EXPECT_EQ(narrow.source("2001:db8:8000::1", "203.0.113.9"), "2001:db8:8000::/48");
    EXPECT_EQ(proxies.source("8.8.8.8", "2001:db8:8000::1"), "2001:db8:8000::/48");
}

TEST(Source, AMalformedProxyStopsTheStart) {
    for (const std::string proxy : {"", "proxy", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/8x",
                                    "::/129", "10.0.0.0/-1", "10.0.0.0:80", "/8"}) {
        EXPECT_THROW(TrustedProxies({proxy}), std::invalid_argument) << proxy;
    }
}

}  // namespace
}  // namespace gps::web
