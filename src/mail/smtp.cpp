#include "mail/smtp.hpp"

#include "mail/mime.hpp"
#include "mail/rules.hpp"

#include <algorithm>
#include <memory>
#include <stdexcept>

#include <curl/curl.h>
#include <fmt/format.h>

namespace gps::mail {
namespace {

using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using List = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

// The message and how much of it libcurl has taken.
struct Upload {
    std::string text = {};
    std::size_t taken = 0;
};

std::size_t give(char* to, std::size_t size, std::size_t count, void* from) {
    auto& upload = *static_cast<Upload*>(from);
    const auto length = std::min(size * count, upload.text.size() - upload.taken);
    std::copy_n(upload.text.data() + upload.taken, length, to);
    upload.taken += length;
    return length;
}

template <class T>
void set(const Handle& handle, CURLoption option, T value) {
    if (curl_easy_setopt(handle.get(), option, value) != CURLE_OK) {
        throw std::runtime_error("libcurl refuses an option of the SMTP connection");
    }
}

void set_up(const Handle& handle, const SmtpSettings& settings, const std::string& url) {
    const bool starts_in_clear = url.starts_with("smtp://");
    const long tls = settings.require_tls ? CURLUSESSL_ALL : CURLUSESSL_TRY;
    set(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(handle, CURLOPT_URL, url.c_str());
    set(handle, CURLOPT_PROXY, "");
    set(handle, CURLOPT_NOSIGNAL, 1L);
    set(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(settings.timeout.count()));
    set(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings.timeout.count()));
    if (starts_in_clear) set(handle, CURLOPT_USE_SSL, tls);
    if (!settings.ca_file.empty()) set(handle, CURLOPT_CAINFO, settings.ca_file.c_str());
    if (settings.user.empty()) return;
    set(handle, CURLOPT_USERNAME, settings.user.c_str());
    set(handle, CURLOPT_PASSWORD, std::string(settings.password.reveal()).c_str());
}

// A 5xx answer is final when it is about this mail: its sender or recipient (RFC 5321: 55x), or
// its text. A server that wants a password, or no mail at all today, may change its mind.
bool is_about_the_mail(CURLcode error, long answer, bool text_was_sent) {
    if (answer < 500 || answer > 599) return false;
    if (text_was_sent) return true;
    return error == CURLE_SEND_ERROR && answer >= 550 && answer <= 559;
}

std::string reason_of(CURLcode error, long answer) {
    switch (error) {
        case CURLE_OPERATION_TIMEDOUT:
            return "timeout";
        case CURLE_USE_SSL_FAILED:
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CACERT_BADFILE:
            return "tls";
        case CURLE_LOGIN_DENIED:
            return "login";
        case CURLE_COULDNT_CONNECT:
        case CURLE_COULDNT_RESOLVE_HOST:
            return "unreachable";
        default:
            return answer >= 400 ? fmt::format("smtp-{}", answer)
                                 : fmt::format("curl-{}", static_cast<int>(error));
    }
}

long last_answer(const Handle& handle) {
    long answer = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &answer);
    return answer;
}

}  // namespace

SmtpClient::SmtpClient(SmtpSettings settings) : settings_(std::move(settings)) {
    const bool known =
        settings_.url.starts_with("smtp://") || settings_.url.starts_with("smtps://");
    if (!known) throw std::invalid_argument("the mail server is smtp://host:port or smtps://…");
    if (!is_address(settings_.from)) {
        throw std::invalid_argument("the sender of mails is not an address");
    }
    // What follows the port is the name we greet the server with.
    url_ = settings_.url + "/" + settings_.from.substr(settings_.from.find('@') + 1);
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        throw std::runtime_error("libcurl does not start");
    }
}

SmtpClient::~SmtpClient() {
    curl_global_cleanup();
}

Delivery SmtpClient::send(const Outgoing& mail) const {
    if (!is_address(mail.recipient)) return {Outcome::Refused, "address"};
    const Handle handle(curl_easy_init(), curl_easy_cleanup);
    const auto sender = fmt::format("<{}>", settings_.from);
    const auto recipient = fmt::format("<{}>", mail.recipient);
    const List recipients(curl_slist_append(nullptr, recipient.c_str()), curl_slist_free_all);
    if (!handle || !recipients) throw std::bad_alloc();
    Upload upload{.text = compose(mail, settings_.from)};

    set_up(handle, settings_, url_);
    set(handle, CURLOPT_MAIL_FROM, sender.c_str());
    set(handle, CURLOPT_MAIL_RCPT, recipients.get());
    set(handle, CURLOPT_UPLOAD, 1L);
    set(handle, CURLOPT_READFUNCTION, &give);
    set(handle, CURLOPT_READDATA, &upload);

    const auto error = curl_easy_perform(handle.get());
    if (error == CURLE_OK) return {Outcome::Sent, ""};
    const auto answer = last_answer(handle);
    const bool refused = is_about_the_mail(error, answer, upload.taken > 0);
    return {refused ? Outcome::Refused : Outcome::Deferred, reason_of(error, answer)};
}

std::string SmtpClient::reach() const {
    const Handle handle(curl_easy_init(), curl_easy_cleanup);
    if (!handle) throw std::bad_alloc();
    set_up(handle, settings_, url_);
    set(handle, CURLOPT_CONNECT_ONLY, 1L);
    const auto error = curl_easy_perform(handle.get());
    return error == CURLE_OK ? "" : reason_of(error, last_answer(handle));
}

}  // namespace gps::mail
