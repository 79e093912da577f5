#include "settings/settings.hpp"

#include "mail/rules.hpp"
#include "openid/description.hpp"
#include "settings/addresses.hpp"
#include "web/fields.hpp"
#include "web/source.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

#include <fmt/format.h>

namespace gps::settings {
namespace {

constexpr std::array kLines{
    SettingLine{
        "GPS_DATABASE", "",
        "Where the data is: sqlite:///absolute/path.db or postgresql://user@host/base, which "
        "must say sslmode=verify-full when it leads out of this machine.",
        true},
    SettingLine{"GPS_LISTEN", "127.0.0.1:8000", "Address and port the server opens."},
    SettingLine{"GPS_PUBLIC_URL", "",
                "Address people type, https://gps.example.fr. When it is left out, people come "
                "straight to GPS_LISTEN, which must then be an address of this machine only."},
    SettingLine{"GPS_KEYS", "", "File of the service's keys; `gps keys new` makes one.", false},
    SettingLine{"GPS_AUDIT_HEADS", "",
                "File to which the signed heads of the audit chain are appended, one a line; best "
                "on another disk, copied elsewhere. When it is left out, the log alone has them."},
    SettingLine{
        "GPS_SMTP", "smtp://localhost:25",
        "Mail server: smtp://host:port, or smtps://host:port for TLS from the first byte. A "
        "demonstration without it keeps its mails and shows them."},
    SettingLine{"GPS_SMTP_TLS", "elsewhere",
                "elsewhere: no mail leaves this machine in clear; required: none leaves in clear, "
                "even to a server of this machine; opportunistic: TLS where the server has it."},
    SettingLine{"GPS_SMTP_CA_FILE", "",
                "File of the authorities that vouch for the mail server; else the system's."},
    SettingLine{"GPS_SMTP_USER", "", "Name to give to the mail server, if it asks for one."},
    SettingLine{"GPS_SMTP_PASSWORD_FILE", "", "File that holds the password, alone."},
    SettingLine{"GPS_MAIL_FROM", "",
                "E-mail address that mails come from. When it is left out: gps at the name of "
                "GPS_PUBLIC_URL."},
    SettingLine{"GPS_PROCONNECT_ISSUER", "",
                "Address of ProConnect, up to /api/v2. When it is left out, signing in by "
                "ProConnect is not offered."},
    SettingLine{"GPS_PROCONNECT_CLIENT", "", "Name that ProConnect gave to this service."},
    SettingLine{"GPS_PROCONNECT_KEY", "",
                "File of the private key by which the service says who it is; `gps keys "
                "proconnect` makes one. Its public part is at /connexion/proconnect/cles."},
    SettingLine{"GPS_PROCONNECT_TOKENS", "ES256",
                "How ProConnect signs: ES256 or RS256, as it was agreed with it."},
    SettingLine{"GPS_PROCONNECT_CA_FILE", "",
                "File of the authorities that vouch for ProConnect; else the system's."},
    SettingLine{"GPS_TRUSTED_PROXIES", "",
                "Addresses or networks (10.0.0.0/8), separated by commas, whose X-Forwarded-For is "
                "believed."},
    SettingLine{"GPS_WORKERS", "16", "Requests answered at once, 1 to 256."},
    SettingLine{"GPS_DATABASE_CONNECTIONS", "8", "Connections to the database, 1 to 256."},
    SettingLine{"GPS_LOG", "info", "Least important events logged: debug, info, warning, error."},
    SettingLine{"GPS_CONTACT_DPO", "",
                "E-mail of the data protection officer, shown on the pages about people's rights."},
    SettingLine{"GPS_CONTACT_SECURITY", "",
                "E-mail for reports of weaknesses, given by /.well-known/security.txt."},
};

constexpr int kMostThreads = 256;

// Reads values one by one and keeps what is wrong with them.
class Reading {
 public:
    explicit Reading(const Values& values) : values_(values) {}

    // The value given, or the one of the table.
    [[nodiscard]] std::string text(std::string_view name) const {
        const auto given = values_.find(name);
        if (given != values_.end()) return given->second;
        return std::string(std::ranges::find(kLines, name, &SettingLine::name)->fallback);
    }
    [[nodiscard]] bool is_given(std::string_view name) const { return values_.contains(name); }
    void wrong(std::string_view name, std::string_view why) {
        problems_ += fmt::format("{}{} {}", problems_.empty() ? "" : "\n", name, why);
    }
    void finish() const {
        if (!problems_.empty()) throw SettingsError(problems_);
    }

    int count(std::string_view name);
    std::string email(std::string_view name);
    template <class T, std::size_t N>
    T choice(std::string_view name, const std::array<std::pair<std::string_view, T>, N>& choices);

 private:
    const Values& values_;
    std::string problems_;
};

int Reading::count(std::string_view name) {
    const auto typed = text(name);
    int number = 0;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
    const bool is_number = error == std::errc() && end == typed.data() + typed.size();
    if (!is_number || number < 1 || number > kMostThreads) {
        wrong(name, fmt::format("must be a number from 1 to {}.", kMostThreads));
    }
    return number;
}

std::string Reading::email(std::string_view name) {
    auto typed = text(name);
    if (!typed.empty() && !mail::is_address(typed)) wrong(name, "must be an e-mail address.");
    return typed;
}

template <class T, std::size_t N>
T Reading::choice(std::string_view name,
                  const std::array<std::pair<std::string_view, T>, N>& choices) {
    const auto typed = text(name);
    std::string words;
    for (const auto& [word, value] : choices) {
        if (word == typed) return value;
        words += fmt::format("{}{}", words.empty() ? "" : ", ", word);
    }
    wrong(name, fmt::format("must be one of: {}.", words));
    return choices.front().second;
}

std::string read_database(Reading& from) {
    auto url = from.text("GPS_DATABASE");
    const bool is_known = url.empty() || url.starts_with("sqlite:///") ||
                          url.starts_with("postgresql://") || url.starts_with("postgres://");
    if (!is_known) {
        from.wrong("GPS_DATABASE",
                   "must start with sqlite:/// (and an absolute path) or "
                   "postgresql://.");
    } else if (is_unprotected(url)) {
        from.wrong("GPS_DATABASE",
                   "leads out of this machine: add ?sslmode=verify-full (and sslrootcert), or "
                   "sslmode=disable on a network that encrypts by itself.");
    }
    return url;
}

Listening read_listen(Reading& from) {
    const auto parsed = host_and_port(from.text("GPS_LISTEN"));
    if (parsed && parsed->port && web::Address::parse(parsed->host)) {
        return {.address = parsed->host, .port = parsed->port.value_or(0)};
    }
    from.wrong("GPS_LISTEN",
               "must be an IP address and a port, such as 127.0.0.1:8000 or [::1]:8000.");
    return {};
}

std::string url_of(const Listening& listen) {
    const bool is_ipv6 = listen.address.find(':') != std::string::npos;
    return fmt::format("http://{}{}{}:{}", is_ipv6 ? "[" : "", listen.address, is_ipv6 ? "]" : "",
                       listen.port);
}

constexpr std::string_view kPublicUrl = "GPS_PUBLIC_URL";

void read_public_url(Reading& from, Settings& settings) {
    auto typed = from.text(kPublicUrl);
    if (typed.ends_with('/')) typed.pop_back();
    if (typed.empty()) typed = url_of(settings.listen);
    const auto url = bare_url(typed);
    if (!url || (url->scheme != "https" && url->scheme != "http")) {
        from.wrong(kPublicUrl,
                   "must be https:// and a name, without a path: https://gps.example.fr.");
        return;
    }
    if (url->scheme == "http" && !is_loopback(url->authority.host)) {
        from.wrong(kPublicUrl,
                   "must start with https://: http would let anyone on the way read codes "
                   "and people's data. Only this machine may be reached by http.");
    }
    settings.public_url = typed;
    settings.public_host = url->host_as_sent;
    settings.is_https = url->scheme == "https";
}

enum class Tls { Elsewhere, Required, Opportunistic };
constexpr std::array<std::pair<std::string_view, Tls>, 3> kTls{
    {{"elsewhere", Tls::Elsewhere},
     {"required", Tls::Required},
     {"opportunistic", Tls::Opportunistic}}};

bool requires_tls(Tls tls, std::string_view server) {
    return tls == Tls::Required || (tls == Tls::Elsewhere && !is_loopback(server));
}

// An address of the service's own name; a number has no mail.
std::string sender_at(std::string_view public_host) {
    const bool is_name = public_host.find(':') == std::string_view::npos &&
                         !web::Address::parse(public_host).has_value();
    return fmt::format("gps@{}", is_name ? public_host : "localhost");
}

void read_mail(Reading& from, Settings& settings) {
    settings.smtp_url = from.text("GPS_SMTP");
    settings.smtp_is_given = from.is_given("GPS_SMTP");
    if (settings.smtp_url.ends_with('/')) settings.smtp_url.pop_back();
    const auto url = bare_url(settings.smtp_url);
    if (!url || (url->scheme != "smtp" && url->scheme != "smtps")) {
        from.wrong("GPS_SMTP", "must be smtp://host:port or smtps://host:port.");
    }
    settings.smtp_requires_tls =
        requires_tls(from.choice("GPS_SMTP_TLS", kTls), url ? url->authority.host : "");
    settings.smtp_ca_file = from.text("GPS_SMTP_CA_FILE");
    settings.smtp_user = from.text("GPS_SMTP_USER");
    settings.smtp_password_file = from.text("GPS_SMTP_PASSWORD_FILE");
    if (settings.smtp_user.empty() != settings.smtp_password_file.empty()) {
        from.wrong("GPS_SMTP_USER", "and GPS_SMTP_PASSWORD_FILE go together: give both or none.");
    }
    settings.mail_from = from.email("GPS_MAIL_FROM");
    if (settings.mail_from.empty()) settings.mail_from = sender_at(settings.public_host);
}

std::vector<std::string> read_proxies(Reading& from) {
    std::vector<std::string> proxies;
    const auto typed = from.text("GPS_TRUSTED_PROXIES");
    for (std::string_view rest = typed; !rest.empty();) {
        const auto comma = std::min(rest.find(','), rest.size());
        const auto one = web::trimmed(rest.substr(0, comma));
        if (!one.empty()) proxies.emplace_back(one);
        rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    try {
        const web::TrustedProxies checked(proxies);
    } catch (const std::invalid_argument&) {
        from.wrong("GPS_TRUSTED_PROXIES",
                   "must be addresses or networks separated by commas: 10.0.0.0/8,192.0.2.1.");
    }
    return proxies;
}

constexpr std::array<std::pair<std::string_view, base::Level>, 4> kLevels{
    {{"debug", base::Level::Debug},
     {"info", base::Level::Info},
     {"warning", base::Level::Warning},
     {"error", base::Level::Error}}};

std::string shown(const SettingLine& line, const Values& values) {
    const auto given = values.find(line.name);
    if (given == values.end()) return std::string(line.fallback.empty() ? "-" : line.fallback);
    return line.is_secret ? "(given, not shown)" : given->second;
}

enum class Signs { Es256, Rs256 };
constexpr std::array<std::pair<std::string_view, Signs>, 2> kSigns{
    {{"ES256", Signs::Es256}, {"RS256", Signs::Rs256}}};
constexpr std::string_view kIssuer = "GPS_PROCONNECT_ISSUER";

void read_proconnect(Reading& from, ProConnectSettings& proconnect) {
    proconnect.issuer = from.text(kIssuer);
    proconnect.client = from.text("GPS_PROCONNECT_CLIENT");
    proconnect.key = from.text("GPS_PROCONNECT_KEY");
    proconnect.ca_file = from.text("GPS_PROCONNECT_CA_FILE");
    proconnect.signs_rs256 = from.choice("GPS_PROCONNECT_TOKENS", kSigns) == Signs::Rs256;
    if (proconnect.issuer.empty()) return;
    if (proconnect.issuer.ends_with('/')) proconnect.issuer.pop_back();
    proconnect.origin = openid::origin_of(proconnect.issuer);
    const auto url = bare_url(proconnect.origin);
    const bool is_safe =
        url && (url->scheme == "https" || openid::is_on_loopback(proconnect.issuer));
    if (!is_safe) from.wrong(kIssuer, "must start with https://.");
    for (const std::string_view name : {"GPS_PROCONNECT_CLIENT", "GPS_PROCONNECT_KEY"}) {
        if (from.text(name).empty()) from.wrong(name, "must be given with GPS_PROCONNECT_ISSUER.");
    }
}

}  // namespace

std::span<const SettingLine> setting_lines() {
    return kLines;
}

Settings settings_from(const Values& values) {
    Reading from(values);
    Settings settings;
    settings.database = read_database(from);
    settings.listen = read_listen(from);
    read_public_url(from, settings);
    settings.keys = from.text("GPS_KEYS");
    settings.audit_heads = from.text("GPS_AUDIT_HEADS");
    read_mail(from, settings);
    read_proconnect(from, settings.proconnect);
    settings.trusted_proxies = read_proxies(from);
    settings.workers = static_cast<unsigned>(from.count("GPS_WORKERS"));
    settings.database_connections = from.count("GPS_DATABASE_CONNECTIONS");
    settings.log = from.choice("GPS_LOG", kLevels);
    settings.contact_rights = from.email("GPS_CONTACT_DPO");
    settings.contact_security = from.email("GPS_CONTACT_SECURITY");
    from.finish();
    return settings;
}

const std::string& needed(std::string_view name, const std::string& value) {
    if (!value.empty()) return value;
    const auto* line = std::ranges::find(kLines, name, &SettingLine::name);
    throw SettingsError(fmt::format("{} is not set. {}", name, line->meaning));
}

mail::SmtpSettings smtp_of(const Settings& settings) {
    mail::SmtpSettings smtp{.url = settings.smtp_url,
                            .from = settings.mail_from,
                            .user = settings.smtp_user,
                            .require_tls = settings.smtp_requires_tls,
                            .ca_file = settings.smtp_ca_file};
    if (settings.smtp_password_file.empty()) return smtp;
    std::ifstream file(settings.smtp_password_file);
    std::string password;
    if (!std::getline(file, password) || password.empty()) {
        throw SettingsError(
            fmt::format("GPS_SMTP_PASSWORD_FILE: {} cannot be read, or its first line is empty.",
                        settings.smtp_password_file.string()));
    }
    smtp.password = base::Secret(std::move(password));
    return smtp;
}

std::string settings_table(const Values& values) {
    std::string table;
    for (const auto& line : kLines) {
        table += fmt::format("{} = {}\n    {}\n", line.name, shown(line, values), line.meaning);
    }
    return table;
}

std::string settings_markdown() {
    std::string page =
        "# Settings\n\n"
        "Made by `gps settings --markdown`; a test keeps it in step with the program.\n\n"
        "Each is a variable of the environment, or a line of the TOML file that `GPS_CONFIG` or\n"
        "`--config` names. In the file, `GPS_DATABASE` is written `database`, and so on; what the\n"
        "environment says wins. A name that is not in this table is refused.\n"
        "`gps settings` prints the values in force, `gps doctor` tries them.\n\n"
        "| setting | when left out | meaning |\n|---|---|---|\n";
    for (const auto& line : kLines) {
        const auto fallback = line.fallback.empty() ? "" : fmt::format("`{}`", line.fallback);
        page += fmt::format("| `{}` | {} | {} |\n", line.name, fallback, line.meaning);
    }
    return page;
}

}  // namespace gps::settings
