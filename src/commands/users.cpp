#include "access/usecases.hpp"
#include "commands/commands.hpp"
#include "commands/opening.hpp"
#include "commands/store.hpp"
#include "factors/usecases.hpp"
#include "people/identity.hpp"
#include "people/store.hpp"
#include "quotas/usecases.hpp"
#include "teams/usecases.hpp"

#include <fmt/format.h>

// Accounts of professionals, opened and closed by the platform team.
namespace gps::commands {
namespace {

constexpr int kPage = 1000;

structures::StructureId structure_of(db::Transaction& tx, const std::string& key) {
    const auto colon = key.find(':');
    if (colon == std::string::npos) {
        throw CommandFailed(
            fmt::format("{} is not SOURCE:ID, the key of a structure in its list.", key));
    }
    const auto found = store::structure_of(tx, key.substr(0, colon), key.substr(colon + 1));
    if (!found) {
        throw CommandFailed(
            fmt::format("No structure is known as {}. Import its list first.", key));
    }
    return *found;
}

people::Email email_of(const std::string& typed) {
    auto email = people::Email::parse(typed);
    if (!email) throw CommandFailed(fmt::format("{} is not an e-mail address.", typed));
    return *email;
}

people::ProfessionalId existing_or_new(db::Transaction& tx, const people::Email& email,
                                       const UserOptions& options, base::Instant now) {
    const auto known = people::store::professional_by_email(tx, email.text());
    if (!known) {
        return people::store::add_professional(tx, email.text(), options.last_name,
                                               options.first_name, now);
    }
    if (!known->is_active) {
        throw CommandFailed(fmt::format("{} is deactivated. Run: gps user activate {}",
                                        email.text(), email.text()));
    }
    return known->id;
}

void print(const store::Account& account) {
    std::string structures;
    for (const auto& name : account.structures) {
        structures += fmt::format("{}{}", structures.empty() ? "" : ", ", name);
    }
    fmt::print("{}\t{}\t{}\t{}\n", account.email, account.name,
               account.is_active ? "active" : "deactivated", structures);
}

}  // namespace

int add_user(const settings::Settings& settings, const UserOptions& options) {
    const auto database = open_current_database(settings);
    const base::SystemClock clock;
    const auto email = email_of(options.email);
    const bool is_new = database->write([&](db::Transaction& tx) {
        const auto structure = structure_of(tx, options.structure);
        const auto professional = existing_or_new(tx, email, options, clock.now());
        return people::store::add_member(tx, professional, structure,
                                         options.administrator ? "administrator" : "member",
                                         clock.today());
    });
    fmt::print("{} {} of {}.\n", email.text(), is_new ? "is now a member" : "was already a member",
               options.structure);
    return kDone;
}

int set_user_active(const settings::Settings& settings, const std::string& email, bool active) {
    const auto database = open_current_database(settings);
    const base::SystemClock clock;
    const auto address = email_of(email);
    database->write([&](db::Transaction& tx) {
        if (!people::store::set_professional_active(tx, address.text(), active)) {
            throw CommandFailed(fmt::format("Nobody has the address {}.", address.text()));
        }
        if (active) return;
        const auto professional = people::store::professional_by_email(tx, address.text());
        access::end_sessions(tx, professional->id, clock.now());
    });
    fmt::print("{} {}.\n", address.text(),
               active ? "may sign in again" : "is deactivated and signed out everywhere");
    return kDone;
}

int link_user(const settings::Settings& settings, const std::string& email) {
    const auto database = open_current_database(settings);
    const base::SystemClock clock;
    const auto keys = base::Keys::load(settings::needed("GPS_KEYS", settings.keys.string()));
    const auto address = email_of(email);
    const auto path = database->write([&](db::Transaction& tx) {
        const auto professional = people::store::professional_by_email(tx, address.text());
        if (!professional || !professional->is_active) {
            throw CommandFailed(fmt::format("No active account has the address {}.", email));
        }
        return factors::give_link(tx, keys, professional->id, std::nullopt, clock.now());
    });
    fmt::print("{}{}\n", settings.public_url, path);
    return kDone;
}

int set_user_platform(const settings::Settings& settings, const std::string& email, bool removed) {
    const auto database = open_current_database(settings);
    const base::SystemClock clock;
    const auto address = email_of(email);
    const bool changed = database->write([&](db::Transaction& tx) {
        const auto professional = people::store::professional_by_email(tx, address.text());
        if (!professional) throw CommandFailed(fmt::format("Nobody has the address {}.", email));
        return teams::set_platform(tx, professional->id, !removed, clock.now());
    });
    fmt::print("{} {} of the team of the service{}.\n", address.text(), removed ? "is not" : "is",
               changed ? "" : ", as before");
    return kDone;
}

namespace {

people::ProfessionalId known(db::Transaction& tx, const people::Email& email) {
    const auto found = people::store::professional_by_email(tx, email.text());
    if (!found) throw CommandFailed(fmt::format("Nobody has the address {}.", email.text()));
    return found->id;
}

}  // namespace

int unfreeze_user(const settings::Settings& settings, const std::string& email) {
    const auto database = open_current_database(settings);
    const base::SystemClock clock;
    const auto keys = base::Keys::load(settings::needed("GPS_KEYS", settings.keys.string()));
    const auto address = email_of(email);
    const bool was_frozen = database->write([&](db::Transaction& tx) {
        return quotas::lift_by_operator(tx, keys, known(tx, address), clock.now());
    });
    fmt::print("{} {}.\n", address.text(), was_frozen ? "may go on" : "was not frozen");
    return kDone;
}

int mark_canaries(const settings::Settings& settings, const std::string& email) {
    const auto database = open_current_database(settings);
    const base::SystemClock clock;
    const auto address = email_of(email);
    const auto marked = database->write([&](db::Transaction& tx) {
        return quotas::mark_canaries(tx, known(tx, address), clock.now());
    });
    fmt::print("{} more people are marked as invented.\n", marked);
    return kDone;
}

int list_users(const settings::Settings& settings, const std::string& structure) {
    const auto database = open_current_database(settings);
    if (!structure.empty()) {
        const auto members = database->read(
            [&](db::Transaction& tx) { return store::members(tx, structure_of(tx, structure)); });
        for (const auto& member : members) print(member);
        return kDone;
    }
    std::string after;
    while (true) {
        const auto page =
            database->read([&](db::Transaction& tx) { return store::accounts(tx, after, kPage); });
        for (const auto& account : page) print(account);
        if (page.size() < kPage) return kDone;
        after = page.back().email;
    }
}

}  // namespace gps::commands
