#pragma once

#include "openid/doubt.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gps::openid {

struct Answer {
    int status = 0;
    std::string type = {};  // its media type alone, in lower case
    std::string body = {};
};

// Fields of an application/x-www-form-urlencoded body, or of the query of an address.
using Fields = std::vector<std::pair<std::string, std::string>>;
// "name=value&…", encoded.
std::string encoded(const Fields& fields);

// How the provider is reached.
struct Way {
    std::string ca_file = {};    // who certifies it; "" for those of the system
    bool is_plain_http = false;  // on this machine only
};

// The few calls that one sign-in makes, on one connection and within one delay in all. Never
// follows a redirection, never goes through a proxy, keeps no cookie, verifies certificates.
class Conversation {
 public:
    explicit Conversation(Way way);
    Conversation(const Conversation&) = delete;
    Conversation& operator=(const Conversation&) = delete;

    // Doubt: Unreachable, Timeout, Certificate, TooLong, Broken. `bearer`: an access token, or "".
    Believed<Answer> get(const std::string& url, std::string_view bearer = {},
                         std::chrono::milliseconds longest = kLongest);
    Believed<Answer> post(const std::string& url, const Fields& fields);

    std::chrono::steady_clock::time_point ends_at() const { return ends_at_; }

    // From the first byte sent to the last received, over all the calls.
    static constexpr std::chrono::milliseconds kLongest{4000};
    static constexpr std::chrono::milliseconds kLongestToConnect{2000};
    // Of one answer; of its head.
    static constexpr std::size_t kMostBytes = 64 << 10;
    static constexpr std::size_t kMostHeadBytes = 32 << 10;

 private:
    struct Closer {
        void operator()(void* handle) const;
    };

    Believed<> prepare(const std::string& url, std::chrono::milliseconds longest);
    Believed<Answer> perform();

    Way way_;
    std::chrono::steady_clock::time_point ends_at_;
    std::unique_ptr<void, Closer> handle_;
};

}  // namespace gps::openid
