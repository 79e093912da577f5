#include "mail/mime.hpp"

#include "base/utf8.hpp"
#include "mail/light_html.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <iterator>
#include <stdexcept>

#include <fmt/format.h>
#include <sodium.h>

namespace gps::mail {
namespace {

constexpr std::size_t kLine = 76;
constexpr std::size_t kEncodedWord = 39;  // bytes, so that "Subject: " and a word fit on a line
constexpr std::string_view kWordStart = "=?UTF-8?B?";
constexpr std::string_view kWordEnd = "?=";
constexpr int kBase64 = sodium_base64_VARIANT_ORIGINAL;
constexpr std::int64_t kDaySeconds = 86'400;
// From 1 January 1970.
constexpr std::array kDayNames{"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
constexpr std::array kMonthNames{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

bool is_plain(char c) {
    return c >= 0x20 && c < 0x7F;
}

std::string base64(std::string_view bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), kBase64), '\0');
    sodium_bin2base64(text.data(), text.size(),
                      reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), kBase64);
    text.pop_back();  // the final NUL
    return text;
}

std::string from_base64(std::string_view text) {
    std::string bytes(text.size(), '\0');
    std::size_t length = 0;
    const int refused =
        sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                          text.size(), nullptr, &length, nullptr, kBase64);
    if (refused != 0) return std::string(text);
    bytes.resize(length);
    return bytes;
}

// The longest start of `text` of at most `limit` bytes that cuts no character in two.
std::string_view whole_characters(std::string_view text, std::size_t limit) {
    std::size_t end = 0;
    while (end < text.size()) {
        const auto length = std::max<std::size_t>(base::utf8_character(text.substr(end)), 1);
        if (end + length > limit) break;
        end += length;
    }
    return text.substr(0, end);
}

std::string header_text(std::string_view text) {
    const bool plain = text.size() + std::string_view("Subject: ").size() <= kLine &&
                       std::all_of(text.begin(), text.end(), is_plain) &&
                       text.find("=?") == std::string_view::npos;
    if (plain) return std::string(text);
    std::string out;
    while (!text.empty()) {
        const auto part = whole_characters(text, kEncodedWord);
        if (!out.empty()) out += "\r\n ";
        fmt::format_to(std::back_inserter(out), "{}{}{}", kWordStart, base64(part), kWordEnd);
        text.remove_prefix(part.size());
    }
    return out;
}

// A line of the body, without its end. A dot first on a line is written in full: SMTP gives it a
// meaning.
void append_quoted(std::string& out, std::string_view line) {
    std::size_t column = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        const bool blank_at_end = c == ' ' && i + 1 == line.size();
        const bool dot_first = c == '.' && column == 0;
        const bool as_is = is_plain(c) && c != '=' && !blank_at_end && !dot_first;
        const std::size_t length = as_is ? 1 : 3;
        if (column + length > kLine - 1) {
            out += "=\r\n";
            column = 0;
        }
        column += length;
        if (as_is) {
            out += c;
        } else {
            fmt::format_to(std::back_inserter(out), "={:02X}", static_cast<unsigned char>(c));
        }
    }
    out += "\r\n";
}

std::string quoted_printable(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        auto line = text.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        append_quoted(out, line);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

std::string from_quoted_printable(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\r') continue;
        if (text[i] != '=') {
            out += text[i];
            continue;
        }
        const auto code = text.substr(i + 1, 2);
        unsigned char byte = 0;
        const auto [stop, error] =
            std::from_chars(code.data(), code.data() + code.size(), byte, 16);
        if (error == std::errc{}) out += static_cast<char>(byte);
        i += code.size();  // a hexadecimal code, or the end of a line that goes on
    }
    return out;
}

std::string from_header_text(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const auto start = text.find(kWordStart);
        const auto end = start == std::string_view::npos ? start : text.find(kWordEnd, start + 10);
        if (end == std::string_view::npos) return out + std::string(text);
        const auto between = text.substr(0, start);
        if (out.empty() || between != " ") out += between;  // blanks between two words mean nothing
        const auto word = text.substr(start, end - start);
        out += from_base64(word.substr(kWordStart.size()));
        text.remove_prefix(end + kWordEnd.size());
    }
    return out;
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return out;
}

// The headers with the lines that go on put end to end.
std::string unfolded(std::string_view headers) {
    std::string out;
    for (std::size_t i = 0; i < headers.size(); ++i) {
        const bool goes_on = headers.substr(i, 3) == "\r\n " || headers.substr(i, 3) == "\r\n\t";
        if (goes_on) {
            out += ' ';
            i += 2;
        } else {
            out += headers[i];
        }
    }
    return out;
}

std::string_view header(std::string_view headers, std::string_view name) {
    while (!headers.empty()) {
        const auto end = std::min(headers.find("\r\n"), headers.size());
        const auto line = headers.substr(0, end);
        const auto colon = line.find(':');
        if (colon != std::string_view::npos && lower(line.substr(0, colon)) == name) {
            auto value = line.substr(colon + 1);
            while (value.starts_with(' ')) value.remove_prefix(1);
            return value;
        }
        headers.remove_prefix(std::min(end + 2, headers.size()));
    }
    return {};
}

// Headers, and what comes after them.
struct Halves {
    std::string headers = {};
    std::string_view body = {};
};

Halves halves(std::string_view text) {
    const auto end = std::min(text.find("\r\n\r\n"), text.size());
    return {.headers = unfolded(text.substr(0, end)),
            .body = text.substr(std::min(end + 4, text.size()))};
}

// The plain text of a mail that says it twice, as compose() writes it; the mail itself otherwise.
Halves first_part(const Halves& whole) {
    constexpr std::string_view kMark = "boundary=\"";
    const auto type = header(whole.headers, "content-type");
    const auto mark = type.find(kMark);
    if (!type.starts_with("multipart/") || mark == std::string_view::npos) return whole;
    const auto named = type.substr(mark + kMark.size());
    const auto line = fmt::format("--{}\r\n", named.substr(0, named.find('"')));
    const auto start = whole.body.find(line);
    if (start == std::string_view::npos) return whole;
    const auto part = whole.body.substr(start + line.size());
    return halves(part.substr(0, part.find("\r\n" + line)));
}

}  // namespace

std::string mail_date(base::Instant instant) {
    const auto seconds = instant.micros / 1'000'000;
    if (seconds < 0) throw std::invalid_argument("a mail is not dated before 1970");
    const auto day = base::Date::from_days(static_cast<std::int32_t>(seconds / kDaySeconds));
    const auto second = seconds % kDaySeconds;
    return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} +0000",
                       kDayNames.at(static_cast<std::size_t>(day.days_since_1970() % 7)), day.day(),
                       kMonthNames.at(day.month() - 1), day.year(), second / 3600, second / 60 % 60,
                       second % 60);
}

std::string compose(const Outgoing& mail, std::string_view from) {
    const auto domain = from.substr(from.find('@') + 1);
    std::string text;
    auto add = [&](std::string_view name, std::string_view value) {
        fmt::format_to(std::back_inserter(text), "{}: {}\r\n", name, value);
    };
    add("Date", mail_date(mail.queued_at));
    add("From", fmt::format("GPS <{}>", from));
    add("To", fmt::format("<{}>", mail.recipient));
    if (!mail.reply_to.empty()) add("Reply-To", fmt::format("<{}>", mail.reply_to));
    add("Subject", header_text(mail.subject));
    add("Message-ID", fmt::format("<{}@{}>", mail.message_id, domain));
    add("Auto-Submitted", "auto-generated");
    add("MIME-Version", "1.0");
    add("Content-Language", "fr");
    // No line of quoted-printable text begins with it: "=" stands before hexadecimals only.
    const auto boundary = fmt::format("=_{}", mail.message_id);
    add("Content-Type", fmt::format("multipart/alternative; boundary=\"{}\"", boundary));
    const auto part = [&](std::string_view type, std::string_view body) {
        fmt::format_to(std::back_inserter(text),
                       "\r\n--{}\r\nContent-Type: {}; charset=utf-8\r\n"
                       "Content-Transfer-Encoding: quoted-printable\r\n\r\n{}",
                       boundary, type, quoted_printable(body));
    };
    part("text/plain", mail.body);
    part("text/html", html_of(mail.subject, mail.body));
    return text + fmt::format("\r\n--{}--\r\n", boundary);
}

Received read_message(std::string_view text) {
    const auto whole = halves(text);
    const auto& headers = whole.headers;
    const auto plain = first_part(whole);
    const auto body = plain.body;
    const auto encoding = lower(header(plain.headers, "content-transfer-encoding"));
    return {
        .message_id = std::string(header(headers, "message-id")),
        .from = std::string(header(headers, "from")),
        .to = std::string(header(headers, "to")),
        .reply_to = std::string(header(headers, "reply-to")),
        .subject = from_header_text(header(headers, "subject")),
        .body = encoding == "quoted-printable" ? from_quoted_printable(body) : std::string(body),
    };
}

}  // namespace gps::mail
