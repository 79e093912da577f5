#pragma once

#include "support/node_script.hpp"

#include <cstdio>
#include <stdexcept>
#include <string>
#include <vector>

#include <curl/curl.h>

namespace gps::tests {

// tests/support/smtp_sink.mjs, a real SMTP server on loopback, for the length of a test.
class SmtpSink {
 public:
    explicit SmtpSink(const std::vector<std::string>& options = {})
        : script_("smtp_sink.mjs", options) {
        if (std::sscanf(script_.said().c_str(), R"({"smtp":%d,"http":%d})", &smtp_, &http_) != 2)
            throw std::runtime_error("the SMTP sink does not say its ports");
    }

    std::string url() const { return "smtp://127.0.0.1:" + std::to_string(smtp_); }

    // The mails received, in JSON; for one recipient unless `to` is empty.
    std::string mails(const std::string& to = {}) const {
        const auto url = "http://127.0.0.1:" + std::to_string(http_) + "/mails";
        std::string body;
        CURL* const handle = curl_easy_init();
        curl_easy_setopt(handle, CURLOPT_URL, (to.empty() ? url : url + "?to=" + to).c_str());
        curl_easy_setopt(handle, CURLOPT_PROXY, "");
        curl_easy_setopt(handle, CURLOPT_WRITEDATA, &body);
        curl_easy_setopt(
            handle, CURLOPT_WRITEFUNCTION,
            +[](char* from, std::size_t size, std::size_t count, void* into) {
                static_cast<std::string*>(into)->append(from, size * count);
                return size * count;
            });
        const auto error = curl_easy_perform(handle);
        curl_easy_cleanup(handle);
        if (error != CURLE_OK) throw std::runtime_error("the SMTP sink does not answer");
        return body;
    }

 private:
    NodeScript script_;
    int smtp_ = 0;
    int http_ = 0;
};

}  // namespace gps::tests
