#include "base/log.hpp"

#include "base/clock.hpp"
#include "base/utf8.hpp"

#include <array>
#include <ctime>
#include <iterator>
#include <memory>

#include <fmt/format.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

namespace gps::base {
namespace {

constexpr std::int64_t kSecond = 1'000'000;  // in microseconds

spdlog::level::level_enum to_spdlog(Level level) {
    switch (level) {
        case Level::Debug:
            return spdlog::level::debug;
        case Level::Info:
            return spdlog::level::info;
        case Level::Warning:
            return spdlog::level::warn;
        case Level::Error:
            return spdlog::level::err;
    }
    return spdlog::level::err;
}

std::string_view name_of(Level level) {
    switch (level) {
        case Level::Debug:
            return "debug";
        case Level::Info:
            return "info";
        case Level::Warning:
            return "warning";
        case Level::Error:
            return "error";
    }
    return "error";
}

// The process's one log, as standard error is one. It lives as long as the process.
spdlog::logger& log() {
    static const auto logger = [] {
        auto made = std::make_unique<spdlog::logger>(
            "gps", std::make_shared<spdlog::sinks::stderr_sink_mt>());
        made->set_pattern("%v");
        made->set_level(spdlog::level::info);
        made->flush_on(spdlog::level::debug);
        return made;
    }();
    return *logger;
}

void append_plain(std::string& line, char c) {
    switch (c) {
        case '"':
            line += "\\\"";
            break;
        case '\\':
            line += "\\\\";
            break;
        case '\n':
            line += "\\n";
            break;
        default:
            if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
                fmt::format_to(std::back_inserter(line), "\\u{:04x}", static_cast<unsigned>(c));
            } else {
                line += c;
            }
    }
}

void append_quoted(std::string& line, std::string_view text) {
    line += '"';
    while (!text.empty()) {
        const std::size_t length = utf8_character(text);
        if (length == 0) {
            line += "\\ufffd";
        } else if (length == 1) {
            append_plain(line, text[0]);
        } else {
            line += text.substr(0, length);
        }
        text.remove_prefix(length == 0 ? 1 : length);
    }
    line += '"';
}

std::string timestamp(Instant instant) {
    const std::time_t seconds = instant.micros / kSecond;
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:06}Z", parts.tm_year + 1900,
                       parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec,
                       instant.micros % kSecond);
}

}  // namespace

void log_event(Level level, std::string_view id,
               std::initializer_list<std::pair<std::string_view, std::string>> fields) {
    spdlog::logger& logger = log();
    if (!logger.should_log(to_spdlog(level))) return;
    std::string line = fmt::format(R"({{"ts":"{}","level":"{}","id":)",
                                   timestamp(SystemClock().now()), name_of(level));
    append_quoted(line, id);
    for (const auto& [name, value] : fields) {
        line += ',';
        append_quoted(line, name);
        line += ':';
        append_quoted(line, value);
    }
    line += '}';
    logger.log(to_spdlog(level), spdlog::string_view_t(line));
}

void log_to(Level minimum) {
    log().set_level(to_spdlog(minimum));
}

}  // namespace gps::base
