#include "app/routes.hpp"

#include "access/rates.hpp"
#include "agreements/pages.hpp"
#include "alerts/pages.hpp"
#include "app/front_desk.hpp"
#include "app/pages.hpp"
#include "callbacks/pages.hpp"
#include "caseload/pages.hpp"
#include "contact/pages.hpp"
#include "demo/pages.hpp"
#include "departures/pages.hpp"
#include "directory/pages.hpp"
#include "doors/pages.hpp"
#include "emergency/pages.hpp"
#include "factors/pages.hpp"
#include "files/pages.hpp"
#include "grants/pages.hpp"
#include "merges/pages.hpp"
#include "notices/pages.hpp"
#include "passkeys/pages.hpp"
#include "platform/pages.hpp"
#include "proconnect/pages.hpp"
#include "proconnect/pages_identities.hpp"
#include "proconnect/pages_newcomers.hpp"
#include "proposals/pages.hpp"
#include "quotas/pages.hpp"
#include "readings/pages.hpp"
#include "referents/pages.hpp"
#include "relays/pages.hpp"
#include "requests/pages.hpp"
#include "sessions/pages.hpp"
#include "teams/pages.hpp"
#include "trajectory/pages.hpp"
#include "workloads/pages.hpp"

#include <string_view>

#include <fmt/format.h>

namespace gps::app {
namespace {

std::string_view name_of(access::Caller caller) {
    switch (caller) {
        case access::Caller::Anyone:
            return "anyone";
        case access::Caller::SignedIn:
            return "signed in";
        case access::Caller::Member:
            return "member";
        case access::Caller::Administrator:
            return "administrator";
        case access::Caller::Platform:
            return "platform";
        case access::Caller::Demonstration:
            return "demonstration";
    }
    __builtin_unreachable();
}

std::string_view name_of(access::Effect effect) {
    switch (effect) {
        case access::Effect::Reads:
            return "reads";
        case access::Effect::Traces:
            return "traces";
        case access::Effect::Writes:
            return "writes";
    }
    __builtin_unreachable();
}

void append(std::vector<access::Route>& all, const std::vector<access::Route>& some) {
    all.insert(all.end(), some.begin(), some.end());
}

}  // namespace

std::vector<access::Route> all_routes() {
    auto all = sessions::routes();
    append(all, factors::routes());
    append(all, passkeys::routes());
    append(all, proconnect::routes());
    append(all, proconnect::newcomer_routes());
    append(all, proconnect::identity_routes());
    append(all, teams::routes());
    append(all, departures::routes());
    append(all, workloads::routes());
    append(all, platform::routes());
    append(all, merges::routes());
    append(all, caseload::routes());
    append(all, files::routes());
    append(all, trajectory::routes());
    append(all, referents::routes());
    append(all, proposals::routes());
    append(all, relays::routes());
    append(all, agreements::routes());
    append(all, contact::routes());
    append(all, alerts::routes());
    append(all, callbacks::routes());
    append(all, readings::routes());
    append(all, doors::routes());
    append(all, grants::routes());
    append(all, emergency::routes());
    append(all, requests::routes());
    append(all, notices::routes());
    append(all, directory::routes());
    append(all, quotas::routes());
    append(all, demo::routes());
    append(all, text_routes());
    return all;
}

std::string routes_table(const std::vector<access::Route>& routes) {
    std::string table = fmt::format("{:<6} {:<44} {:<14} {:<7} {}\n", "method", "path", "caller",
                                    "effect", "a minute");
    for (const auto& route : routes) {
        table +=
            fmt::format("{:<6} {:<44} {:<14} {:<7} {}\n",
                        static_cast<web::Method>(route.method) == web::Method::Get ? "GET" : "POST",
                        static_cast<std::string_view>(route.path), name_of(route.caller),
                        name_of(route.effect), access::Rates::per_minute(route.rate));
    }
    table += "\nAnswered without a transaction:\n";
    for (const auto& fixed : fixed_paths()) {
        table += fmt::format("{:<6} {:<44} {}\n", "GET", fixed.path, fixed.what);
    }
    return table;
}

}  // namespace gps::app
