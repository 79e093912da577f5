#include "access/rules.hpp"

#include <cctype>

#include <fmt/format.h>

namespace gps::access {
namespace {

struct Known {
    std::string_view in_header;
    std::string_view shown;
};

// In this order: Edge and Opera also say Chrome, and Chrome also says Safari.
constexpr std::array kBrowsers{
    Known{"Edg/", "Edge"},      Known{"OPR/", "Opera"},     Known{"Firefox/", "Firefox"},
    Known{"Chrome/", "Chrome"}, Known{"Safari/", "Safari"},
};
constexpr std::array kSystems{
    Known{"Android", "Android"}, Known{"iPhone", "iPhone"}, Known{"iPad", "iPad"},
    Known{"Windows", "Windows"}, Known{"Mac OS", "macOS"},  Known{"Linux", "Linux"},
};

template <std::size_t N>
std::string_view first_known(const std::array<Known, N>& table, std::string_view header) {
    for (const auto& known : table) {
        if (header.find(known.in_header) != std::string_view::npos) return known.shown;
    }
    return {};
}

}  // namespace

base::Instant window_start(const Limit& limit, base::Instant now) {
    const auto length = std::chrono::microseconds(limit.in).count();
    return {now.micros - now.micros % length};
}

std::string read_code(std::string_view typed) {
    std::string code;
    for (const char c : typed) {
        if (std::isspace(static_cast<unsigned char>(c)) != 0 || c == '-') continue;
        const char lower = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        if (lower == 'o') {
            code += '0';
        } else if (lower == 'i' || lower == 'l') {
            code += '1';
        } else {
            code += lower;
        }
    }
    return code;
}

std::string written_code(std::string_view code) {
    std::string written;
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (i == code.size() / 2) written += '-';
        written += static_cast<char>(std::toupper(static_cast<unsigned char>(code[i])));
    }
    return written;
}

std::string device_of(std::string_view user_agent) {
    const auto browser = first_known(kBrowsers, user_agent);
    const auto system = first_known(kSystems, user_agent);
    if (browser.empty() && system.empty()) return "Appareil inconnu";
    if (system.empty()) return std::string(browser);
    if (browser.empty()) return fmt::format("Navigateur sur {}", system);
    return fmt::format("{} sur {}", browser, system);
}

std::string_view code(OpenedBy by) {
    switch (by) {
        case OpenedBy::Code:
            return "code";
        case OpenedBy::ProConnect:
            return "proconnect";
        case OpenedBy::Persona:
            return "persona";
    }
    __builtin_unreachable();
}

std::string_view code(Strength strength) {
    return strength == Strength::Full ? "full" : "reduced";
}

bool is_alive(base::Instant last_seen_at, base::Instant expires_at, base::Instant now) {
    return now < expires_at && now < last_seen_at.plus(kSessionIdle);
}

}  // namespace gps::access
