#include "audit/sequencer.hpp"
#include "audit/usecases.hpp"
#include "backup/engines.hpp"
#include "commands/commands.hpp"
#include "commands/opening.hpp"
#include "commands/store.hpp"
#include "mail/usecases.hpp"
#include "settings/addresses.hpp"

#include <algorithm>
#include <array>
#include <functional>

#include <fmt/format.h>

// `gps doctor`: tries each thing the service leans on, and says what to do about those that fail.
// It changes nothing and sends nothing.
namespace gps::commands {
namespace {

constexpr int kAuditEntries = 10'000;
constexpr std::int64_t kClockTolerance = 2'000'000;  // microseconds
constexpr std::uintmax_t kFreeBytes = 1'000'000'000;
constexpr int kFirstYear = 2025;  // no earlier clock can be right

class Findings {
 public:
    void ok(std::string_view what) {
        fmt::print("ok        {}\n", what);
        ++fine_;
    }
    void problem(std::string_view what, std::string_view to_do) {
        fmt::print("problem   {}\n          -> {}\n", what, to_do);
        ++problems_;
    }
    void judge(bool good, std::string_view what, std::string_view to_do) {
        good ? ok(what) : problem(what, to_do);
    }
    // Runs one check; what it throws is a problem.
    void attempt(std::string_view name, std::string_view to_do,
                 const std::function<void()>& check) {
        try {
            check();
        } catch (const std::exception& failure) {
            problem(fmt::format("{}: {}", name, failure.what()), to_do);
        }
    }
    [[nodiscard]] int fine() const { return fine_; }
    [[nodiscard]] int problems() const { return problems_; }

 private:
    int fine_ = 0;
    int problems_ = 0;
};

void check_disk(Findings& findings, const settings::Settings& settings) {
    if (!settings.database.starts_with("sqlite:")) return;
    const auto file = backup::sqlite_file(settings.database);
    const auto free = std::filesystem::space(file.parent_path()).available;
    const auto size = std::filesystem::file_size(file);
    findings.judge(free > std::max(kFreeBytes, 2 * size),
                   fmt::format("disk of the database: {} MB free", free / 1'000'000),
                   "Free some space: at least 1 GB, and twice the size of the database.");
    const auto others = std::filesystem::perms::others_all;
    const bool is_private =
        (std::filesystem::status(file).permissions() & others) == std::filesystem::perms::none;
    findings.judge(is_private, "database file: closed to other users",
                   fmt::format("Run: chmod o-rwx {}", file.string()));
}

// Values under which a commit that was acknowledged may be lost, or a row left dangling.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kUnsafe{
    {{"fsync", "off"},
     {"full_page_writes", "off"},
     {"synchronous_commit", "off"},
     {"foreign_keys", "0"},
     {"journal_mode", "off"},
     {"journal_mode", "memory"},
     {"synchronous", "0"},
     {"synchronous", "1"}}};

void check_durability(Findings& findings, db::Database& database) {
    // A transaction that writes: SQLite's settings belong to each connection.
    const auto settings = database.write([](db::Transaction& tx) { return store::durability(tx); });
    for (const auto& [name, value] : settings) {
        const bool is_unsafe =
            std::ranges::find(kUnsafe, std::pair<std::string_view, std::string_view>(
                                           name, value)) != kUnsafe.end();
        findings.judge(!is_unsafe, fmt::format("database setting {} = {}", name, value),
                       "Change it in the database's configuration: a power cut could lose what "
                       "was recorded.");
    }
}

// What a transaction returns to be rolled back.
struct TakenBack {};
bool keeps(const TakenBack& /*unused*/) {
    return false;
}

// A row is written and taken back.
void check_writing(Findings& findings, db::Database& database, base::Instant now) {
    database.write([&](db::Transaction& tx) {
        mail::queue(tx, {.kind = "app.doctor",
                         .recipient = "nobody@example.invalid",
                         .subject = "doctor",
                         .body = "doctor",
                         .queued_at = now});
        return TakenBack();
    });
    findings.ok("database: writing works (tried, taken back)");
}

void check_clock(Findings& findings, db::Database& database, const base::Clock& clock) {
    const auto theirs = database.read([](db::Transaction& tx) { return store::clock(tx); });
    const auto now = clock.now();
    const bool is_plausible = base::paris_date(now).year() >= kFirstYear;
    const auto apart = theirs ? std::abs(*theirs - now.micros) : 0;
    findings.judge(is_plausible && apart < kClockTolerance,
                   fmt::format("clock: {} {}, {} ms from the database's",
                               base::paris_date(now).iso(), base::paris_time(now), apart / 1000),
                   "Set the clocks by NTP: codes and sessions depend on them.");
}

void check_migrations(Findings& findings, db::Database& database) {
    findings.judge(schema::is_current(database),
                   fmt::format("migrations: version {} is needed", schema::latest_version()),
                   "Make a backup, then run: gps migrate");
}

void check_audit(Findings& findings, db::Database& database, const base::Keys& keys) {
    const auto checked = database.read([&](db::Transaction& tx) {
        const auto last = store::last_audit_entry(tx);
        return audit::verify(tx, keys, std::max<std::int64_t>(0, last - kAuditEntries),
                             kAuditEntries);
    });
    std::string ids;
    for (const auto& bad : checked.bad) {
        if (ids.size() < 200) ids += fmt::format(" {}", bad.id);
    }
    findings.judge(checked.bad.empty(),
                   fmt::format("audit trail: {} latest entries checked{}{}", checked.count,
                               ids.empty() ? "" : ", not as they were signed:", ids),
                   "Either the key file is not the right one, or someone changed these rows: keep "
                   "the database as it is and look into it.");
}

constexpr std::chrono::minutes kLateHead{5};

std::int64_t minutes_between(base::Instant from, base::Instant to) {
    return std::chrono::duration_cast<std::chrono::minutes>(
               std::chrono::microseconds(to.micros - from.micros))
        .count();
}

// An entry that waits makes the chain late; the last head is as old as the last act.
void check_chain(Findings& findings, db::Database& database, base::Instant now) {
    const auto status = audit::chain_status(database);
    const bool is_late = status.waiting_since && status.waiting_since->plus(kLateHead) < now;
    const auto head = status.last_head
                          ? fmt::format("head {} is {} min old", status.last_head->number,
                                        minutes_between(status.last_head->at, now))
                          : std::string("no head yet");
    const bool lacks_head = status.seq > (status.last_head ? status.last_head->seq : 0) &&
                            (!status.last_head || status.last_head->at.plus(kLateHead) < now);
    findings.judge(!is_late && !lacks_head,
                   fmt::format("audit chain: {} entries, {}{}", status.seq, head,
                               is_late ? ", entries wait to be chained" : ""),
                   "The service chains entries while it runs: start it; if it runs, look for "
                   "app.job_failed of audit_chain or audit_heads in its log.");
}

void check_database(Findings& findings, const settings::Settings& settings,
                    const base::Keys* keys) {
    if (settings.database.starts_with("sqlite:") &&
        !std::filesystem::exists(backup::sqlite_file(settings.database))) {
        findings.problem("database: there is no such file", "Run: gps migrate");
        return;
    }
    const base::SystemClock clock;
    const auto database = open_database(settings);
    findings.ok("database: " +
                database->read([](db::Transaction& tx) { return store::version(tx); }));
    const std::string_view see = "Look at the database's own log.";
    findings.attempt("migrations", "Run: gps migrate",
                     [&] { check_migrations(findings, *database); });
    findings.attempt("writing", see, [&] { check_writing(findings, *database, clock.now()); });
    findings.attempt("database settings", see, [&] { check_durability(findings, *database); });
    findings.attempt("disk", see, [&] { check_disk(findings, settings); });
    findings.attempt("clock", see, [&] { check_clock(findings, *database, clock); });
    if (keys == nullptr) return;
    findings.attempt("audit trail", see, [&] { check_audit(findings, *database, *keys); });
    findings.attempt("audit chain", see, [&] { check_chain(findings, *database, clock.now()); });
}

void check_mail(Findings& findings, const settings::Settings& settings) {
    const auto reason = mail::SmtpClient(settings::smtp_of(settings)).reach();
    findings.judge(
        reason.empty(),
        fmt::format("mail server {}{}{}", settings.smtp_url, reason.empty() ? "" : ": ", reason),
        "Check GPS_SMTP, GPS_SMTP_TLS and GPS_SMTP_USER, and that the network lets us "
        "through. Nobody can sign in without mail.");
}

void check_public_address(Findings& findings, const settings::Settings& settings) {
    findings.judge(settings.is_https || settings::is_loopback(settings.listen.address),
                   "public address: " + settings.public_url,
                   "GPS_LISTEN is open to the network: set GPS_PUBLIC_URL to an https address.");
    if (settings.contact_rights.empty() || settings.contact_security.empty()) {
        findings.problem("contacts: people are not told whom to write to",
                         "Set GPS_CONTACT_DPO and GPS_CONTACT_SECURITY.");
    }
}

}  // namespace

int doctor(const std::function<settings::Settings()>& read_settings) {
    Findings findings;
    settings::Settings settings;
    findings.attempt("settings", "See docs/settings.md, or run: gps settings", [&] {
        settings = read_settings();
        findings.ok("settings");
    });
    if (findings.problems() > 0) return kFailed;
    findings.attempt("public address", "", [&] { check_public_address(findings, settings); });

    std::optional<base::Keys> keys;
    findings.attempt("keys", "Run: gps keys new PATH, or set GPS_KEYS and the file's mode.", [&] {
        keys = base::Keys::load(settings::needed("GPS_KEYS", settings.keys.string()));
        findings.ok("keys: set " + keys->id());
        findings.judge(keys->has_nir(), "keys: those of social security numbers",
                       "The key file is of an older version: run gps keys rotate. Until then no "
                       "social security number is kept nor looked for.");
    });
    findings.attempt("database", "Check GPS_DATABASE, and that the database runs.",
                     [&] { check_database(findings, settings, keys ? &*keys : nullptr); });
    findings.attempt("mail", "Check the GPS_SMTP settings.",
                     [&] { check_mail(findings, settings); });
    fmt::print("\n{} fine, {} to look at.\n", findings.fine(), findings.problems());
    return findings.problems() == 0 ? kDone : kFailed;
}

}  // namespace gps::commands
