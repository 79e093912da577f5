#include "app/serve.hpp"

#include "app/demonstration.hpp"
#include "app/front_desk.hpp"
#include "app/jobs.hpp"
#include "app/routes.hpp"
#include "base/live_keys.hpp"
#include "base/log.hpp"
#include "commands/commands.hpp"
#include "commands/opening.hpp"
#include "mail/dispatcher.hpp"
#include "openid/provider.hpp"
#include "quotas/tally.hpp"
#include "web/server.hpp"

#include <algorithm>
#include <cstdio>
#include <optional>
#include <thread>

#include <fmt/format.h>
#include <malloc.h>

namespace gps::app {
namespace {

constexpr int kKeptFree = 64 << 20;
constexpr int kTakenAtOnce = 1 << 20;

// What a page gives back, the next one takes again: returned to the system in between, it is
// faulted in anew, a tenth of the processor of a mixed day (ADR 0007). As many heaps as cores: the
// default, eight times as many, keeps the most that each ever needed.
void keep_memory_at_hand() {
    const auto heaps = static_cast<int>(std::max(2U, std::thread::hardware_concurrency()));
    // NOLINTBEGIN(concurrency-mt-unsafe): no other thread runs yet
    mallopt(M_TRIM_THRESHOLD, kKeptFree);
    mallopt(M_TOP_PAD, kTakenAtOnce);
    mallopt(M_ARENA_MAX, heaps);
    // NOLINTEND(concurrency-mt-unsafe)
}

// On this machine only, each of its names will do.
std::vector<std::string> hosts_of(const settings::Settings& settings) {
    if (settings.is_https) return {settings.public_host};
    return {settings.public_host, "localhost", "127.0.0.1", "[::1]"};
}

web::Listen listen_of(const settings::Settings& settings, const ServeOptions& options) {
    return {.address = settings.listen.address,
            .port = settings.listen.port,
            .trusted_proxies = settings.trusted_proxies,
            .hosts = hosts_of(settings),
            .https = settings.is_https,
            .forms_lead_to = settings.proconnect.origin,
            .shared_port = options.shared_port};
}

// The part of the house that the settings decide.
access::House house_of(const settings::Settings& settings, db::Database& database,
                       const base::Clock& clock, const base::Keys& keys) {
    return {.database = database,
            .clock = clock,
            .keys = keys,
            .public_url = settings.public_url,
            .is_https = settings.is_https,
            .contact_rights = settings.contact_rights,
            .contact_security = settings.contact_security};
}

// Read before the port opens, so that a wrong file stops the start.
std::optional<openid::SigningKey> proconnect_key(const settings::ProConnectSettings& settings) {
    if (settings.issuer.empty()) return std::nullopt;
    return openid::SigningKey::load(settings.key);
}

// Made once the port is known: ProConnect sends people back to an address it was told of.
void offer_proconnect(const settings::ProConnectSettings& settings,
                      const std::optional<openid::SigningKey>& key, const base::Clock& clock,
                      access::House& house, std::optional<openid::Provider>& provider) {
    if (!key) return;
    provider.emplace(
        openid::ProviderSettings{
            .key = *key,
            .algorithm = settings.signs_rs256 ? openid::Algorithm::Rs256 : openid::Algorithm::Es256,
            .issuer = settings.issuer,
            .client = settings.client,
            .return_url = house.public_url + "/connexion/proconnect/retour",
            .goodbye_url = house.public_url + "/connexion/proconnect/au-revoir",
            .ca_file = settings.ca_file,
            .allow_http_on_loopback = true},
        clock);
    house.proconnect = &*provider;
}

constexpr std::string_view kAnyPort = ":0";

// With port 0 the system chooses, and people come straight to the port it chose.
std::string address_of(const settings::Settings& settings, unsigned short port) {
    if (!settings.public_url.ends_with(kAnyPort)) return settings.public_url;
    const auto before = settings.public_url.size() - kAnyPort.size();
    return fmt::format("{}:{}", settings.public_url.substr(0, before), port);
}

void say_ready(const access::House& house, const base::Keys& keys, unsigned short port) {
    base::log_event(base::Level::Info, "app.ready",
                    {{"port", std::to_string(port)}, {"keys", keys.id()}});
    if (!keys.has_nir()) base::log_event(base::Level::Warning, "app.no_nir_keys");
    fmt::print("GPS est ouvert : {}\n", house.public_url);
    std::fflush(stdout);
}

}  // namespace

int serve(const settings::Settings& settings, const ServeOptions& options) {
    keep_memory_at_hand();
    base::log_to(settings.log);
    const base::SystemClock clock;
    base::LiveKeys live_keys(settings::needed("GPS_KEYS", settings.keys.string()));
    const auto keys_read = live_keys.current();
    const auto& keys = *keys_read;
    const auto database = commands::open_database(settings);
    if (options.migrate) commands::bring_up_to_date(*database, clock);
    commands::refuse_unless_current(*database);

    const Demonstration demonstration(*database, clock, settings.smtp_is_given);
    mail::Dispatcher dispatcher(*database, clock,
                                demonstration.smtp_of(settings::smtp_of(settings)));
    auto house = house_of(settings, *database, clock, keys);
    house.keys_now = [&live_keys] { return live_keys.current(); };
    quotas::Tally tally;
    house.tally = &tally;
    house.mail_is_waiting = [&dispatcher] { dispatcher.notify(); };
    demonstration.furnish(house);

    const auto signing_key = proconnect_key(settings.proconnect);
    std::optional<openid::Provider> provider;
    const Jobs jobs(house_jobs(*database, clock));
    const Jobs chaining(chain_jobs(*database, keys, clock, settings.audit_heads),
                        std::chrono::seconds(1));
    const Jobs merging(merge_jobs(*database, keys, clock), std::chrono::seconds(1));
    std::optional<Jobs> deadlines;  // their mails need the address of the service
    std::optional<Jobs> watching;
    std::optional<Jobs> departing;
    std::optional<Jobs> tallying;
    FrontDesk desk(house, all_routes());
    web::serve(
        listen_of(settings, options), {.workers = settings.workers},
        [&desk](const web::Request& request) { return desk.respond(request); },
        [&](unsigned short port) {
            house.public_url = address_of(settings, port);
            const requests::Keeping keeping{.database = *database,
                                            .keys = keys,
                                            .clock = clock,
                                            .public_url = house.public_url};
            deadlines.emplace(deadline_jobs(keeping));
            watching.emplace(watch_jobs(keeping), std::chrono::seconds(10));
            departing.emplace(departure_jobs({.database = *database,
                                              .keys = keys,
                                              .clock = clock,
                                              .public_url = house.public_url}),
                              std::chrono::seconds(1));
            tallying.emplace(tally_jobs(house), std::chrono::seconds(5));
            offer_proconnect(settings.proconnect, signing_key, clock, house, provider);
            say_ready(house, keys, port);
        });
    base::log_event(base::Level::Info, "app.stopped");
    return commands::kDone;
}

}  // namespace gps::app
