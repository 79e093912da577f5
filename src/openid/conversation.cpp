#include "openid/conversation.hpp"

#include <algorithm>
#include <stdexcept>

#include <curl/curl.h>
#include <fmt/format.h>

namespace gps::openid {
namespace {

using Lines = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

struct Received {
    std::string body = {};
    std::size_t head_bytes = 0;
    bool is_too_long = false;
};

// Taking less than it is given ends the transfer.
std::size_t take_body(const char* from, std::size_t size, std::size_t count, void* to) {
    auto& received = *static_cast<Received*>(to);
    const auto length = size * count;
    received.is_too_long = received.body.size() + length > Conversation::kMostBytes;
    if (received.is_too_long) return 0;
    received.body.append(from, length);
    return length;
}

std::size_t count_head(const char* /*from*/, std::size_t size, std::size_t count, void* to) {
    auto& received = *static_cast<Received*>(to);
    received.head_bytes += size * count;
    received.is_too_long = received.head_bytes > Conversation::kMostHeadBytes;
    return received.is_too_long ? 0 : size * count;
}

template <class T>
void set(CURL* handle, CURLoption option, T value) {
    if (curl_easy_setopt(handle, option, value) != CURLE_OK)
        throw std::runtime_error("libcurl refuses an option of the connection to the provider");
}

std::string media_type(CURL* handle) {
    const char* found = nullptr;
    curl_easy_getinfo(handle, CURLINFO_CONTENT_TYPE, &found);
    std::string type(found == nullptr ? "" : found);
    type.resize(std::min(type.find(';'), type.size()));
    while (type.ends_with(' ')) type.pop_back();
    std::ranges::transform(type, type.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    });
    return type;
}

Doubt doubt_of(CURLcode error) {
    switch (error) {
        case CURLE_OPERATION_TIMEDOUT:
            return Doubt::Timeout;
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CACERT_BADFILE:
            return Doubt::Certificate;
        case CURLE_COULDNT_CONNECT:
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_UNSUPPORTED_PROTOCOL:
            return Doubt::Unreachable;
        default:
            return Doubt::Broken;
    }
}

}  // namespace

void Conversation::Closer::operator()(void* handle) const {
    curl_easy_cleanup(handle);
}

Conversation::Conversation(Way way)
    : way_(std::move(way)), ends_at_(std::chrono::steady_clock::now() + kLongest) {
    // Once for the whole program, whatever the number of conversations.
    static const auto started = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (started != CURLE_OK) throw std::runtime_error("libcurl does not start");
    handle_.reset(curl_easy_init());
    if (!handle_) throw std::bad_alloc();
}

Believed<> Conversation::prepare(const std::string& url, std::chrono::milliseconds longest) {
    const auto left = std::min(longest, std::chrono::duration_cast<std::chrono::milliseconds>(
                                            ends_at_ - std::chrono::steady_clock::now()));
    if (left.count() <= 0) return doubt(Doubt::Timeout);
    auto* const handle = handle_.get();
    curl_easy_reset(handle);  // its connection stays
    set(handle, CURLOPT_URL, url.c_str());
    set(handle, CURLOPT_PROTOCOLS_STR, way_.is_plain_http ? "http" : "https");
    set(handle, CURLOPT_FOLLOWLOCATION, 0L);
    set(handle, CURLOPT_PROXY, "");
    set(handle, CURLOPT_NOSIGNAL, 1L);
    set(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    set(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(handle, CURLOPT_SSL_VERIFYPEER, 1L);
    set(handle, CURLOPT_SSL_VERIFYHOST, 2L);
    set(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(left.count()));
    set(handle, CURLOPT_CONNECTTIMEOUT_MS,
        static_cast<long>(std::min(left, kLongestToConnect).count()));
    // A name that is slow to resolve does not keep the thread after the delay.
    set(handle, CURLOPT_QUICK_EXIT, 1L);
    if (!way_.ca_file.empty()) set(handle, CURLOPT_CAINFO, way_.ca_file.c_str());
    return {};
}

Believed<Answer> Conversation::perform() {
    auto* const handle = handle_.get();
    Received received;
    set(handle, CURLOPT_WRITEFUNCTION, take_body);
    set(handle, CURLOPT_WRITEDATA, &received);
    set(handle, CURLOPT_HEADERFUNCTION, count_head);
    set(handle, CURLOPT_HEADERDATA, &received);
    const auto error = curl_easy_perform(handle);
    if (received.is_too_long) return doubt(Doubt::TooLong);
    if (error != CURLE_OK) return doubt(doubt_of(error));
    long status = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    if (status >= 500) return doubt(Doubt::Broken);
    return Answer{.status = static_cast<int>(status),
                  .type = media_type(handle),
                  .body = std::move(received.body)};
}

Believed<Answer> Conversation::get(const std::string& url, std::string_view bearer,
                                   std::chrono::milliseconds longest) {
    if (const auto ready = prepare(url, longest); !ready) return doubt(ready.error());
    Lines head(nullptr, curl_slist_free_all);
    if (!bearer.empty()) {
        head.reset(
            curl_slist_append(nullptr, fmt::format("Authorization: Bearer {}", bearer).c_str()));
        if (!head) throw std::bad_alloc();
        set(handle_.get(), CURLOPT_HTTPHEADER, head.get());
    }
    return perform();
}

Believed<Answer> Conversation::post(const std::string& url, const Fields& fields) {
    if (const auto ready = prepare(url, kLongest); !ready) return doubt(ready.error());
    const auto body = encoded(fields);
    set(handle_.get(), CURLOPT_POST, 1L);
    set(handle_.get(), CURLOPT_POSTFIELDS, body.c_str());
    set(handle_.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
    return perform();
}

std::string encoded(const Fields& fields) {
    const auto safe = [](const std::string& text) {
        const std::unique_ptr<char, decltype(&curl_free)> escaped(
            curl_easy_escape(nullptr, text.data(), static_cast<int>(text.size())), curl_free);
        if (!escaped) throw std::bad_alloc();
        return std::string(escaped.get());
    };
    std::string text;
    for (const auto& [name, value] : fields) {
        if (!text.empty()) text += '&';
        text += safe(name) + '=' + safe(value);
    }
    return text;
}

}  // namespace gps::openid
