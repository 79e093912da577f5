#pragma once

#include "openid/provider.hpp"
#include "openid/token_test.hpp"
#include "support/openid_server.hpp"

#include <atomic>
#include <map>
#include <string>
#include <string_view>

#include <curl/curl.h>

// The service as a provider of the tests knows it.
namespace gps::openid {

constexpr std::string_view kReturnUrl = "https://gps.example/proconnect/retour";
constexpr std::string_view kGoodbyeUrl = "https://gps.example/proconnect/au-revoir";

inline const SigningKey& key_of_service() {
    static const auto key = fresh_key();
    return key;
}

inline std::string jwks_of_service() {
    return fmt::format(R"({{"keys":[{}]}})", key_of_service().public_jwk());
}

inline ProviderSettings settings_for(std::string issuer, Algorithm algorithm) {
    return {.key = key_of_service(),
            .algorithm = algorithm,
            .issuer = std::move(issuer),
            .client = "gps",
            .return_url = std::string(kReturnUrl),
            .goodbye_url = std::string(kGoodbyeUrl),
            .allow_http_on_loopback = true};
}

// The system's, or later: providers of the tests have their own.
class LateClock final : public base::Clock {
 public:
    base::Instant now() const override {
        return system_.now().plus(std::chrono::seconds(late_by_.load()));
    }
    void set_late_by(std::chrono::seconds span) { late_by_ = span.count(); }

 private:
    base::SystemClock system_;
    std::atomic<std::int64_t> late_by_ = 0;
};

// The address by which a browser comes back, read as a server does.
class WayBack {
 public:
    explicit WayBack(std::string_view address) {
        address.remove_prefix(std::min(address.find('?'), address.size()));
        while (!address.empty()) {
            address.remove_prefix(1);
            const auto field = address.substr(0, address.find('&'));
            const auto equals = std::min(field.find('='), field.size());
            fields_[std::string(field.substr(0, equals))] =
                decoded(field.substr(std::min(equals + 1, field.size())));
            address.remove_prefix(field.size());
        }
    }

    Arrival arrival() {
        return {.state = fields_["state"],
                .code = fields_["code"],
                .issuer = fields_["iss"],
                .error = fields_["error"]};
    }

 private:
    static std::string decoded(std::string_view text) {
        if (text.empty()) return {};
        int length = 0;
        const std::unique_ptr<char, decltype(&curl_free)> plain(
            curl_easy_unescape(nullptr, text.data(), static_cast<int>(text.size()), &length),
            curl_free);
        return {plain.get(), static_cast<std::size_t>(length)};
    }

    std::map<std::string, std::string> fields_;
};

template <class T>
std::string doubt_name(const Believed<T>& believed) {
    return believed ? "" : std::string(name_of(believed.error()));
}

}  // namespace gps::openid
