#pragma once

#include "settings/settings.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

// What the operator's commands do, each returning the exit code. They throw SettingsError when a
// setting is missing, CommandFailed with what to do, and what the rooms throw.
namespace gps::commands {

// Exit codes.
inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kWrongUse = 2;         // of the command line or of the settings
inline constexpr int kDoneWithRejects = 3;  // an import left rows out, and said which
inline constexpr int kInterrupted = 130;

struct CommandFailed : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct MigrateOptions {
    std::optional<int> to = {};  // back to this version
    bool down = false;           // one version back
    bool status = false;         // says where the database is, changes nothing
};
int migrate(const settings::Settings& settings, const MigrateOptions& options);

int make_keys(const std::filesystem::path& path);
// Throws openid::SigningKey::Unusable when the file exists.
int make_proconnect_key(const std::filesystem::path& path);

// New keys for social security numbers, while the service runs; run again, it goes on where it
// stopped. `only_prepare`: gives the key file the next version, for nodes to get a copy of it.
int rotate_keys(const settings::Settings& settings, bool only_prepare);

struct UserOptions {
    std::string email = {};
    std::string last_name = {};
    std::string first_name = {};
    std::string structure = {};  // SOURCE:ID
    bool administrator = false;
};
int add_user(const settings::Settings& settings, const UserOptions& options);
int set_user_active(const settings::Settings& settings, const std::string& email, bool active);
// Prints an address of the service, good for 72 hours and one use: to be handed over by another way
// than the mailbox it protects against.
int link_user(const settings::Settings& settings, const std::string& email);
// Names someone of the team of the service, or takes them off it.
int set_user_platform(const settings::Settings& settings, const std::string& email, bool removed);
// Opens again an account that its quotas stopped.
int unfreeze_user(const settings::Settings& settings, const std::string& email);
// Marks as invented the people whom this account alone follows: reading one alerts.
int mark_canaries(const settings::Settings& settings, const std::string& email);
int list_users(const settings::Settings& settings, const std::string& structure);

struct ImportOptions {
    std::filesystem::path file = {};
    std::filesystem::path followed = {};  // of professionals: the people they follow; "": none
    std::filesystem::path report = {};    // "": none
    bool dry_run = false;
};
int import_structures(const settings::Settings& settings, const ImportOptions& options);
int import_professionals(const settings::Settings& settings, const ImportOptions& options);

struct DemoOptions {
    int persons = 20'000;
    int professionals = 420;
    std::uint64_t seed = 1;
    std::filesystem::path structures = {};  // a list for their import; "": invented ones
};
// Fills an empty database with invented people; brings it up to date first.
int make_demonstration(const settings::Settings& settings, const DemoOptions& options);

struct AuditOptions {
    std::filesystem::path heads = {};  // the exported ones; "": those of GPS_AUDIT_HEADS, if any
};
// Checks the whole trail, and prints what is wrong and where; kFailed when anything is.
int verify_audit(const settings::Settings& settings, const AuditOptions& options);
// Prints the public keys of heads, for OpenSSL.
int print_audit_keys(const settings::Settings& settings);

// The settings are read by the first check.
int doctor(const std::function<settings::Settings()>& read_settings);

int backup(const settings::Settings& settings, const std::filesystem::path& file);
// `replace`: also when the database already holds something, which is then kept aside (SQLite) or
// replaced in one transaction (PostgreSQL).
int restore(const settings::Settings& settings, const std::filesystem::path& file, bool replace);

}  // namespace gps::commands
