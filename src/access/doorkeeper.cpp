#include "access/doorkeeper.hpp"

#include "access/cookies.hpp"
#include "access/drafts.hpp"
#include "access/forms.hpp"
#include "access/store.hpp"
#include "base/digest.hpp"
#include "base/log.hpp"
#include "base/random.hpp"
#include "ui/error_pages.hpp"

#include <stdexcept>

#include <fmt/format.h>

namespace gps::access {
namespace {

ui::Frame bare_frame(const House& house) {
    return {.demonstration = house.is_demonstration};
}

constexpr std::string_view kSignIn = "/connexion";
constexpr std::string_view kChooseStructure = "/structure";
constexpr std::string_view kStrengthen = "/connexion/renforcer";
constexpr std::string_view kPlatform = "/plateforme";
constexpr std::string_view kNowhere;  // the page does not exist for them

std::optional<std::string_view> sent_to_strengthen(const Viewer& viewer) {
    if (viewer.is_full()) return std::nullopt;
    return kStrengthen;
}

// Who is of the team of the service only has no structure to choose.
std::string_view without_structure(const Viewer& viewer) {
    return viewer.is_platform && viewer.structures == 0 ? kPlatform : kChooseStructure;
}

// Where the viewer is sent when the route is not for them; nullopt: they may go in. Who may not
// administer is not told that there is something to administer, nor to strengthen for it.
std::optional<std::string_view> sent_to(Caller caller, const Viewer& viewer) {
    switch (caller) {
        case Caller::Anyone:
        case Caller::Demonstration:
        case Caller::SignedIn:
            return std::nullopt;
        case Caller::Member:
            if (!viewer.acting_for) return without_structure(viewer);
            return std::nullopt;
        case Caller::Administrator:
            if (!viewer.acting_for) return without_structure(viewer);
            if (!viewer.is_administrator()) return kNowhere;
            return sent_to_strengthen(viewer);
        case Caller::Platform:
            if (!viewer.is_platform) return kNowhere;
            return sent_to_strengthen(viewer);
    }
    __builtin_unreachable();
}

bool needs_session(Caller caller) {
    return caller != Caller::Anyone && caller != Caller::Demonstration;
}

std::optional<std::string_view> sent_to(Caller caller, const std::optional<store::Found>& found) {
    if (!needs_session(caller)) return std::nullopt;
    if (!found) return kSignIn;
    return sent_to(caller, found->viewer);
}

bool acts_for_structure(Caller caller) {
    return caller == Caller::Member || caller == Caller::Administrator;
}

// Pages that an account stopped by its quotas does not open.
bool reaches_people(Caller caller) {
    return acts_for_structure(caller) || caller == Caller::Platform;
}

// Without the query, which a filter by name may be in: nothing of it stays in the browser. A POST
// cannot be sent anew by a redirection: its form is kept apart (drafts.hpp).
std::string back_to(const web::Request& request) {
    if (request.method != web::Method::Get) return "/suivis";
    return request.target.substr(0, request.target.find('?'));
}

// Where who has no session any more goes once signed in again, and what they were sending.
void come_back(const Visit& visit, const std::string& session, web::Response& response) {
    set_cookie(visit.house, response, Cookie::Return, back_to(visit.request));
    if (session.empty()) return;
    const bool is_new = visit.browser.empty();
    const auto browser = is_new ? base::random_token(kBrowserBits) : visit.browser;
    if (!keep_draft(visit, session, browser)) return;
    if (is_new) set_cookie(visit.house, response, Cookie::Browser, browser);
    set_cookie(visit.house, response, Cookie::Flash, "access.draft_kept");
}

// Whom the route is not for is led elsewhere, and back here from there.
web::Response led_to(std::string_view elsewhere, const Visit& visit, const std::string& session) {
    if (elsewhere == kNowhere) return ui::error_page(visit.frame(""), 404);
    auto response = web::Response::see_other(std::string(elsewhere));
    if (elsewhere == kSignIn) come_back(visit, session, response);
    if (elsewhere == kStrengthen)
        set_cookie(visit.house, response, Cookie::Return, back_to(visit.request));
    return response;
}

// Says who is calling, by their session.
std::optional<store::Found> identify(Visit& visit) {
    visit.browser = cookie(visit.house, visit.request, Cookie::Browser);
    const auto session = cookie(visit.house, visit.request, Cookie::Session);
    std::optional<store::Found> found;
    if (!session.empty()) found = store::viewer(visit.tx, base::digest(session), visit.now);
    if (found) visit.viewer = found->viewer;
    visit.csrf_secret = found ? session : visit.browser;
    return found;
}

std::string location(const web::Response& response) {
    for (const auto& [name, value] : response.headers) {
        if (name == "Location") return value;
    }
    return {};
}

}  // namespace

Doorkeeper::Doorkeeper(const House& house, std::vector<Route> routes)
    : house_(house), routes_(std::move(routes)) {
    for (std::size_t i = 0; i < routes_.size(); ++i) {
        const auto& route = routes_[i];
        if ((route.method == web::Method::Post) != (route.effect == Effect::Writes))
            throw std::logic_error("a POST writes, and only a POST does");
        paths_.add(route.method, route.path, i);
    }
}

web::Response Doorkeeper::respond(const web::Request& request) {
    auto match = paths_.match(request.method, request.path);
    if (match.outcome == web::Paths::Outcome::NotFound)
        return ui::error_page(frame_of(request), 404);
    if (match.outcome == web::Paths::Outcome::MethodNotAllowed) {
        auto response = ui::error_page(frame_of(request), 405);
        response.set("Allow", std::string(match.allow));
        return response;
    }
    const auto& route = routes_[match.index];
    auto routed = request;
    routed.in_path = std::move(match.in_path);
    Asking asking;
    auto response = answer(route, routed, asking);
    response.route = std::string(match.pattern);
    note(request, response, asking);
    return response;
}

// What is refused, and to whom: who tries what is not theirs shows by their lines. Somebody who is
// not signed in is only led to sign in, unless they forge or insist.
void Doorkeeper::note(const web::Request& request, const web::Response& response,
                      const Asking& asking) {
    const bool is_somebody = asking.who.value != 0;
    const bool is_told =
        response.status == 403 || response.status == 429 || (response.status == 404 && is_somebody);
    if (!is_told) return;
    base::log_event(base::Level::Info, "access.refused",
                    {{"request", request.id},
                     {"professional", is_somebody ? std::to_string(asking.who.value) : ""},
                     {"route", response.route},
                     {"status", std::to_string(response.status)},
                     {"why", response.refusal}});
}

// Of a page that no route answers: whoever is signed in keeps their menu.
ui::Frame Doorkeeper::frame_of(const web::Request& request) {
    if (cookie(house_, request, Cookie::Session).empty() || is_too_often(Rate::Page, request))
        return bare_frame(house_);
    return house_.database.read([&](db::Transaction& tx) {
        Visit visit{.house = house_, .request = request, .tx = tx, .now = house_.clock.now()};
        identify(visit);
        return visit.frame("");
    });
}

bool Doorkeeper::is_too_often(Rate rate, const web::Request& request) {
    const auto session = cookie(house_, request, Cookie::Session);
    // Before signing in, a cookie of one's own making is no one: what counts is where one comes
    // from.
    const bool by_source = session.empty() || rate == Rate::SignIn;
    const auto who = by_source ? request.source : base::digest(session);
    return !rates_.allows(rate, who, house_.clock.now());
}

// What finds people is counted for the professional, however many their sessions.
bool Doorkeeper::is_too_often(const Route& route, const Viewer& viewer) {
    if (route.rate != Rate::Search) return false;
    return !rates_.allows(route.rate, fmt::format("professional {}", viewer.id.value),
                          house_.clock.now());
}

web::Response Doorkeeper::too_often(const web::Request& request) const {
    auto response = ui::error_page(bare_frame(house_), 429, {}, ui::sent_by(request));
    response.set("Retry-After", "60");
    return response;
}

web::Response Doorkeeper::answer(const Route& route, web::Request& request, Asking& asking) {
    if (route.caller == Caller::Demonstration && !house_.is_demonstration)
        return ui::error_page(bare_frame(house_), 404);
    if (is_too_often(route.rate, request)) return too_often(request);
    const auto errand = route.errand != nullptr ? route.errand(house_, request) : std::any();
    const auto act = [&](db::Transaction& tx) {
        asking = {};
        return in_transaction(route, request, errand, tx, asking);
    };
    const bool writes = route.effect == Effect::Traces || route.effect == Effect::Writes;
    auto response = writes ? house_.database.write(act) : house_.database.read(act);
    if (route.effect == Effect::Writes) house_.mail_is_waiting();
    if (asking.to_touch) touch(*asking.to_touch);
    return response;
}

// Once a minute at most, apart from the page's transaction: a full disk does not stop reading.
void Doorkeeper::touch(SessionId session) {
    try {
        house_.database.write(
            [&](db::Transaction& tx) { store::touch(tx, session, house_.clock.now()); });
    } catch (const db::Failure& failure) {
        base::log_event(base::Level::Warning, "access.touch_failed", {{"what", failure.what()}});
    }
}

web::Response Doorkeeper::in_transaction(const Route& route, const web::Request& request,
                                         const std::any& errand, db::Transaction& tx,
                                         Asking& asking) {
    Visit visit{.house = house_, .request = request, .tx = tx, .errand = errand};
    visit.now = house_.clock.now();
    visit.today = base::paris_date(visit.now);
    visit.flash = cookie(house_, request, Cookie::Flash);
    const auto session = cookie(house_, request, Cookie::Session);
    const auto found = identify(visit);
    asking.who = visit.viewer.id;
    if (const auto elsewhere = sent_to(route.caller, found))
        return led_to(*elsewhere, visit, session);
    if (found && is_too_often(route, found->viewer)) return too_often(request);
    if (visit.viewer.is_frozen && reaches_people(route.caller))
        return refused(visit, {base::Refusal::Forbidden, "quotas.frozen"});
    auto response = route.effect == Effect::Writes ? write_once(route, visit)
                                                   : static_cast<Handler>(route.handler)(visit);
    if (!visit.flash.empty() && response.status == 200)
        clear_cookie(house_, response, Cookie::Flash);
    if (found && found->last_seen_at.plus(kSessionTouch) < visit.now)
        asking.to_touch = found->viewer.session;
    return response;
}

// A form that was already received leads where the first one led, without acting again.
web::Response Doorkeeper::write_once(const Route& route, Visit& visit) {
    const auto& request = visit.request;
    if (!comes_from_here(house_, request) ||
        !is_form_token(house_, visit.csrf_secret, request.form.get(kTokenField)))
        return refused(visit, {base::Refusal::Forbidden, "access.form_expired"});
    if (holds_misplaced_nir(request.form))
        return refused(visit, {base::Refusal::Invalid, "access.nir_misplaced"});

    // A page that another tab opened for another structure would act for the wrong one.
    const auto opened_for = request.form.get("_pour");
    if (acts_for_structure(route.caller) && !opened_for.empty() &&
        opened_for != visit.viewer.acts_for().public_id.text())
        return refused(visit, {base::Refusal::Conflict, "access.acts_for_another"});

    const auto typed_key = request.form.get("_cle");
    // Signing out carries no key: doing it twice is doing it once.
    if (typed_key.empty()) return static_cast<Handler>(route.handler)(visit);
    const auto key = base::digest(visit.csrf_secret + std::string(typed_key));
    const auto received =
        store::receive_form(visit.tx, key, body_digest(house_, request), visit.now);
    if (!received.says_the_same)
        return refused(visit, {base::Refusal::Conflict, "access.form_reused"});
    if (!received.is_first && received.location)
        return web::Response::see_other(*received.location);

    auto response = static_cast<Handler>(route.handler)(visit);
    if (response.status == 303) {
        store::remember_answer(visit.tx, key, location(response));
    } else if (response.is_recorded) {
        store::forget_form(visit.tx, key);  // to be corrected and sent again
    }
    return response;
}

}  // namespace gps::access
