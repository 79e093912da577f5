#include "app/cli.hpp"

#include "app/routes.hpp"
#include "app/serve.hpp"
#include "base/keys.hpp"
#include "commands/commands.hpp"
#include "commands/interrupt.hpp"

#include <functional>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

// The only place that knows the library that reads command lines.
namespace gps::app {
namespace {

// What was asked for: filled while the line is read, run afterwards.
class CommandLine {
 public:
    CommandLine();

    // The exit code when there is nothing left to run: a wrong line, or help.
    std::optional<int> read(int argc, const char* const* argv);
    [[nodiscard]] int run() const { return command_(); }

 private:
    void add_serving();
    void add_keeping();
    void add_audit();
    void add_users();
    void add_imports();
    void add_demonstration();
    // `act` is what the subcommand runs.
    CLI::App* add(CLI::App& parent, const std::string& name, const std::string& help,
                  std::function<int()> act);
    [[nodiscard]] settings::Values values() const;
    [[nodiscard]] settings::Settings settings() const { return settings::settings_from(values()); }

    CLI::App app_{"GPS: who follows whom, for the professionals of employment."};
    std::function<int()> command_;
    std::string config_;
    ServeOptions serve_;
    commands::MigrateOptions migrate_;
    commands::UserOptions user_;
    commands::ImportOptions import_;
    commands::DemoOptions demo_;
    commands::AuditOptions audit_;
    std::filesystem::path file_;
    bool flag_ = false;
};

CommandLine::CommandLine() {
    app_.name("gps");
    app_.require_subcommand(1);
    app_.fallthrough();
    app_.add_option("--config", config_, "TOML file of settings (docs/settings.md)")
        ->envname("GPS_CONFIG");
    app_.footer(
        "Exit codes: 0 done, 1 failed, 2 wrong command line or settings, 3 done but rows "
        "were left out, 130 interrupted.");
    add_serving();
    add_keeping();
    add_audit();
    add_users();
    add_imports();
    add_demonstration();
}

CLI::App* CommandLine::add(CLI::App& parent, const std::string& name, const std::string& help,
                           std::function<int()> act) {
    auto* command = parent.add_subcommand(name, help);
    command->callback([this, act = std::move(act)] { command_ = act; });
    return command;
}

settings::Values CommandLine::values() const {
    auto values = config_.empty() ? settings::Values() : settings::from_file(config_);
    std::vector<const char*> variables;
    for (char** variable = environ; *variable != nullptr; ++variable)
        variables.push_back(*variable);
    for (auto& [name, value] : settings::from_environment(variables)) values[name] = value;
    return values;
}

void CommandLine::add_serving() {
    auto* serving = add(app_, "serve", "Open the service, until SIGTERM or Ctrl-C",
                        [this] { return serve(settings(), serve_); });
    serving->add_flag("--migrate", serve_.migrate, "Bring the database up to date first");
    serving->add_flag("--shared-port", serve_.shared_port,
                      "Let the next version open the port while this one ends");
    add(app_, "routes", "Print the table of routes", [] {
        fmt::print("{}", routes_table(all_routes()));
        return commands::kDone;
    });
    auto* table = add(app_, "settings", "Print the settings and their values", [this] {
        fmt::print("{}",
                   flag_ ? settings::settings_markdown() : settings::settings_table(values()));
        return commands::kDone;
    });
    table->add_flag("--markdown", flag_, "As docs/settings.md");
    add(app_, "doctor", "Try everything the service leans on, and say what to do",
        [this] { return commands::doctor([this] { return settings(); }); });
}

void CommandLine::add_keeping() {
    auto* migrating = add(app_, "migrate", "Bring the database to the version of this program",
                          [this] { return commands::migrate(settings(), migrate_); });
    auto* to = migrating->add_option("--to", migrate_.to, "Go back to this version");
    auto* down = migrating->add_flag("--down", migrate_.down, "Go back by one version");
    migrating->add_flag("--status", migrate_.status, "Say where the database is")
        ->excludes(to)
        ->excludes(down);
    down->excludes(to);

    auto* keys = app_.add_subcommand("keys", "The keys of the service");
    keys->require_subcommand(1);
    auto* made = add(*keys, "new", "Make a file of new keys", [this] {
        if (!file_.empty()) return commands::make_keys(file_);
        return commands::make_keys(settings::needed("GPS_KEYS", settings().keys.string()));
    });
    made->add_option("PATH", file_, "Where; GPS_KEYS when left out");
    auto* signing = add(*keys, "proconnect", "Make the private key shown to ProConnect", [this] {
        if (!file_.empty()) return commands::make_proconnect_key(file_);
        return commands::make_proconnect_key(
            settings::needed("GPS_PROCONNECT_KEY", settings().proconnect.key.string()));
    });
    signing->add_option("PATH", file_, "Where; GPS_PROCONNECT_KEY when left out");
    auto* rotated = add(*keys, "rotate", "Change the keys of social security numbers, online",
                        [this] { return commands::rotate_keys(settings(), flag_); });
    rotated->add_flag("--prepare", flag_, "Only write the next version in the key file");

    auto* saved = add(app_, "backup", "Copy the whole database to a file, and check it",
                      [this] { return commands::backup(settings(), file_); });
    saved->add_option("FILE", file_, "A new file")->required();
    auto* restored = add(app_, "restore", "Put a backup in the database's place",
                         [this] { return commands::restore(settings(), file_, flag_); });
    restored->add_option("FILE", file_, "A file that `gps backup` made")->required();
    restored->add_flag("--replace", flag_, "Even when the database is not empty");
}

void CommandLine::add_audit() {
    auto* audit = app_.add_subcommand("audit", "The audit trail");
    audit->require_subcommand(1);
    auto* verified = add(*audit, "verify", "Check the whole trail, and say what is wrong and where",
                         [this] { return commands::verify_audit(settings(), audit_); });
    verified->add_option("--heads", audit_.heads,
                         "The exported heads; GPS_AUDIT_HEADS when left out");
    add(*audit, "key", "Print the public keys that check its heads",
        [this] { return commands::print_audit_keys(settings()); });
}

void CommandLine::add_users() {
    auto* users = app_.add_subcommand("user", "Accounts of professionals");
    users->require_subcommand(1);
    auto* added = add(*users, "add", "Make someone a member of a structure",
                      [this] { return commands::add_user(settings(), user_); });
    added->add_option("EMAIL", user_.email, "Professional address")->required();
    added->add_option("--last-name", user_.last_name, "Last name")->required();
    added->add_option("--first-name", user_.first_name, "First name")->required();
    added->add_option("--structure", user_.structure, "SOURCE:ID of its list")->required();
    added->add_flag("--administrator", user_.administrator, "Administrator of the structure");

    auto* stopped = add(*users, "deactivate", "Close an account and its sessions", [this] {
        return commands::set_user_active(settings(), user_.email, false);
    });
    stopped->add_option("EMAIL", user_.email, "Professional address")->required();
    auto* resumed = add(*users, "activate", "Open a closed account again", [this] {
        return commands::set_user_active(settings(), user_.email, true);
    });
    resumed->add_option("EMAIL", user_.email, "Professional address")->required();
    auto* linked = add(*users, "link", "Print a link that lets someone add a second factor",
                       [this] { return commands::link_user(settings(), user_.email); });
    linked->add_option("EMAIL", user_.email, "Professional address")->required();
    auto* platform = add(*users, "platform", "Name someone of the team of the service", [this] {
        return commands::set_user_platform(settings(), user_.email, flag_);
    });
    platform->add_option("EMAIL", user_.email, "Professional address")->required();
    platform->add_flag("--remove", flag_, "Take them off it");
    auto* unfrozen = add(*users, "unfreeze", "Open again an account that its quotas stopped",
                         [this] { return commands::unfreeze_user(settings(), user_.email); });
    unfrozen->add_option("EMAIL", user_.email, "Professional address")->required();
    auto* invented = add(*users, "canaries", "Mark as invented the people whom it alone follows",
                         [this] { return commands::mark_canaries(settings(), user_.email); });
    invented->add_option("EMAIL", user_.email, "Professional address")->required();
    auto* listed = add(*users, "list", "Print the accounts, one a line, columns by tabs",
                       [this] { return commands::list_users(settings(), user_.structure); });
    listed->add_option("--structure", user_.structure, "SOURCE:ID: of this structure only");
}

void CommandLine::add_imports() {
    auto* imports = app_.add_subcommand("import", "Bring a list in");
    imports->require_subcommand(1);
    auto* structures = add(*imports, "structures", "A list of structures (CSV)",
                           [this] { return commands::import_structures(settings(), import_); });
    structures->add_option("FILE", import_.file, "The list")->required();
    structures->add_flag("--dry-run", import_.dry_run, "Say everything, write nothing");
    structures->add_option("--report", import_.report, "Write what was found of each row here");

    auto* professionals = add(
        *imports, "professionals", "Professionals, and the people they follow (docs/imports.md)",
        [this] { return commands::import_professionals(settings(), import_); });
    professionals->add_option("FILE", import_.file, "The professionals (CSV)")->required();
    professionals->add_option("--followed", import_.followed, "The people they follow (CSV)");
    professionals->add_flag("--dry-run", import_.dry_run, "Say everything, write nothing");
    professionals->add_option("--report", import_.report, "Write what was found of each row here");
}

void CommandLine::add_demonstration() {
    auto* made = add(app_, "demo", "Fill an empty database with invented people",
                     [this] { return commands::make_demonstration(settings(), demo_); });
    made->add_option("--persons", demo_.persons, "How many people, 20000 when left out")
        ->check(CLI::Range(1, 10'000'000));
    made->add_option("--professionals", demo_.professionals, "How many professionals follow them")
        ->check(CLI::Range(1, 200'000));
    made->add_option("--seed", demo_.seed, "Another number draws other people");
    made->add_option("--structures", demo_.structures, "A list of structures (CSV) to place them");
}

std::optional<int> CommandLine::read(int argc, const char* const* argv) {
    try {
        app_.parse(argc, argv);
        return std::nullopt;
    } catch (const CLI::ParseError& end) {
        return app_.exit(end) == 0 ? commands::kDone : commands::kWrongUse;
    }
}

// Databases, keys, backups, reports: nobody else of the machine reads what we create.
constexpr mode_t kOwnerOnly = 077;

int failed(int code, std::string_view why) {
    fmt::print(stderr, "gps: {}\n", why);
    return code;
}

}  // namespace

int run(int argc, const char* const* argv) {
    ::umask(kOwnerOnly);
    try {
        CommandLine line;
        if (const auto code = line.read(argc, argv)) return *code;
        return line.run();
    } catch (const settings::SettingsError& wrong) {
        return failed(commands::kWrongUse, wrong.what());
    } catch (const base::KeyFileError& wrong) {
        return failed(commands::kWrongUse, wrong.what());
    } catch (const commands::Interrupted& stopped) {
        return failed(commands::kInterrupted, stopped.what());
    } catch (const std::exception& failure) {
        return failed(commands::kFailed, failure.what());
    }
}

}  // namespace gps::app
