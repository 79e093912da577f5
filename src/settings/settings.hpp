#pragma once

#include "base/log.hpp"
#include "mail/model.hpp"

#include <filesystem>
#include <map>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

// What the operator decides: one table of settings, read from the environment and from a file of
// names and values (TOML). A name that is not in the table is an error, for a misspelt setting
// would otherwise be a default nobody chose. docs/settings.md is made from the table.
namespace gps::settings {

// A setting is GPS_DATABASE in the environment and `database` in the file.
struct SettingLine {
    std::string_view name = {};
    std::string_view fallback = {};  // "" when there is none
    std::string_view meaning = {};
    bool is_secret = false;  // its value is never shown
};
std::span<const SettingLine> setting_lines();

// What is wrong with the settings: one sentence a line, each naming its setting.
struct SettingsError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Values as they were given, by the name they have in the environment.
using Values = std::map<std::string, std::string, std::less<>>;

// The GPS_ variables among `variables` ("NAME=value"). Throws SettingsError for unknown ones; those
// of the tests (GPS_TEST_… and two others) and GPS_CONFIG are left out.
Values from_environment(std::span<const char* const> variables);
// Throws SettingsError when the file cannot be read, is not TOML, or has an unknown name.
Values from_file(const std::filesystem::path& path);

struct Listening {
    std::string address = {};  // without brackets
    unsigned short port = 0;
};

struct ProConnectSettings {
    std::string issuer = {};  // without a final slash; "": not offered
    std::string origin = {};  // its scheme and name
    std::string client = {};
    std::filesystem::path key = {};
    bool signs_rs256 = false;  // else ES256
    std::string ca_file = {};
};

struct Settings {
    std::string database = {};
    Listening listen = {};
    std::string public_url = {};   // scheme, name and port, without a final slash
    std::string public_host = {};  // its name, as browsers send it
    bool is_https = false;
    std::string smtp_url = {};
    bool smtp_is_given = false;  // else a demonstration keeps its mails
    std::string smtp_user = {};
    std::filesystem::path smtp_password_file = {};
    bool smtp_requires_tls = true;
    std::string smtp_ca_file = {};
    std::string mail_from = {};
    std::filesystem::path keys = {};
    std::filesystem::path audit_heads = {};  // "": none
    ProConnectSettings proconnect = {};
    std::vector<std::string> trusted_proxies = {};
    unsigned workers = 0;
    int database_connections = 0;
    base::Level log = base::Level::Info;
    std::string contact_rights = {};    // e-mail of the data protection officer
    std::string contact_security = {};  // e-mail for reports of weaknesses
};

// Throws SettingsError, with everything that is wrong at once.
Settings settings_from(const Values& values);

// Throws SettingsError when `value` is empty: for the commands that cannot do without it.
const std::string& needed(std::string_view name, const std::string& value);

// With the password, read from its file. Throws SettingsError when it cannot be read.
mail::SmtpSettings smtp_of(const Settings& settings);

// The table for a terminal, with the values in force, and for docs/settings.md.
std::string settings_table(const Values& values);
std::string settings_markdown();

}  // namespace gps::settings
