#pragma once

#include "support/node_script.hpp"

#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <curl/curl.h>

namespace gps::tests {

// A person's browser without a screen: it follows redirections and keeps cookies, for one journey.
class Wanderer {
 public:
    Wanderer() : handle_(curl_easy_init(), curl_easy_cleanup) {
        curl_easy_setopt(handle_.get(), CURLOPT_PROXY, "");
        curl_easy_setopt(handle_.get(), CURLOPT_COOKIEFILE, "");
        curl_easy_setopt(handle_.get(), CURLOPT_WRITEDATA, &body_);
        curl_easy_setopt(
            handle_.get(), CURLOPT_WRITEFUNCTION,
            +[](char* from, std::size_t size, std::size_t count, void* into) {
                static_cast<std::string*>(into)->append(from, size * count);
                return size * count;
            });
    }

    // Goes to `address`, and on until it is sent to one that begins with `end`, which it returns
    // without going there; "" when it is not sent there.
    std::string sent_to(std::string address, std::string_view end) {
        for (int i = 0; i < 10 && !address.empty(); ++i) {
            if (address.starts_with(end)) return address;
            visit(address);
            const char* next = nullptr;
            curl_easy_getinfo(handle_.get(), CURLINFO_REDIRECT_URL, &next);
            address = next == nullptr ? "" : next;
        }
        return {};
    }

    // The page at `address`; throws when there is none.
    const std::string& visit(const std::string& address) {
        body_.clear();
        curl_easy_setopt(handle_.get(), CURLOPT_URL, address.c_str());
        if (curl_easy_perform(handle_.get()) != CURLE_OK)
            throw std::runtime_error("nothing answers the browser");
        return body_;
    }

    const std::string& put(const std::string& address, const std::string& body) {
        curl_easy_setopt(handle_.get(), CURLOPT_CUSTOMREQUEST, "PUT");
        curl_easy_setopt(handle_.get(), CURLOPT_POSTFIELDS, body.c_str());
        return visit(address);
    }

 private:
    std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> handle_;
    std::string body_;
};

// One of the providers of identities of tests/support, for the length of a test.
class OpenidServer {
 public:
    OpenidServer(const std::string& script, const std::vector<std::string>& options)
        : script_(script, options) {
        if (std::sscanf(script_.said().c_str(), R"({"port":%d)", &port_) != 1)
            throw std::runtime_error("the provider does not say its port");
    }

    std::string origin() const { return "http://127.0.0.1:" + std::to_string(port_); }
    std::string issuer() const { return origin() + "/api/v2"; }
    // Its controls: each opens the script's first lines.
    std::string put(const std::string& path, const std::string& body = "{}") const {
        return Wanderer().put(origin() + path, body);
    }
    std::string get(const std::string& path) const { return Wanderer().visit(origin() + path); }

 private:
    NodeScript script_;
    int port_ = 0;
};

}  // namespace gps::tests
