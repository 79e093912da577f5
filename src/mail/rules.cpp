#include "mail/rules.hpp"

#include "base/utf8.hpp"

#include <algorithm>
#include <stdexcept>

namespace gps::mail {
namespace {

constexpr std::size_t kLongestAddress = 254;
constexpr std::size_t kLongestSubject = 200;
constexpr std::string_view kNeverInAddress = " <>()[],;:\\\"";
constexpr int kDoublings = 6;  // 64 minutes, more than an hour already

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

}  // namespace

std::chrono::minutes pause_after(int attempts) {
    const auto doubled = 1 << std::clamp(attempts - 1, 0, kDoublings);
    return std::min(std::chrono::minutes(doubled), std::chrono::minutes(60));
}

base::Instant deadline(const Outgoing& mail) {
    const auto latest = mail.queued_at.plus(kGiveUp);
    return mail.expires_at ? std::min(latest, *mail.expires_at) : latest;
}

bool is_address(std::string_view text) {
    if (text.size() > kLongestAddress || std::count(text.begin(), text.end(), '@') != 1) {
        return false;
    }
    if (text.front() == '@' || text.back() == '@') return false;
    return std::none_of(text.begin(), text.end(), [&](char c) {
        const bool ascii = static_cast<unsigned char>(c) < 0x80;
        return !ascii || is_control(c) || kNeverInAddress.find(c) != std::string_view::npos;
    });
}

void check(const Message& message) {
    if (!is_address(message.recipient)) throw std::invalid_argument("mail: not an address");
    if (!message.reply_to.empty() && !is_address(message.reply_to))
        throw std::invalid_argument("mail: not an address to answer to");
    const auto& subject = message.subject;
    if (subject.size() > kLongestSubject || !base::is_utf8(subject) ||
        std::any_of(subject.begin(), subject.end(), is_control)) {
        throw std::invalid_argument("mail: not a subject");
    }
    if (!base::is_utf8(message.body)) throw std::invalid_argument("mail: not a text");
}

}  // namespace gps::mail
