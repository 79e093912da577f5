#pragma once

#include "access/house.hpp"
#include "access/viewer.hpp"
#include "ui/layout.hpp"
#include "web/http.hpp"

#include <any>
#include <concepts>
#include <string>
#include <string_view>
#include <vector>

// Routes are data: what a page's address is, who may call it, whether it writes, how often it may
// be called. A route that leaves one of these out does not compile.
namespace gps::access {

// Who may call. Others are sent to sign in, or get 404.
enum class Caller {
    Anyone,
    SignedIn,       // whatever the structure
    Member,         // who has chosen the structure they act for
    Administrator,  // of the structure they act for, in a full session (ADR 0019)
    Platform,       // the team of the service, in a full session; for others no page exists
    Demonstration   // anyone, on a demonstration base only; elsewhere the page does not exist
};

// What the request does to the database.
enum class Effect {
    Reads,   // a transaction that cannot write
    Traces,  // a GET that leaves an audit entry
    Writes   // a POST: form token, and one effect however often the form is sent
};

// How often: calls a minute for one session, or one source when nobody is signed in.
enum class Rate { Asset, Page, Search, Act, SignIn };

// A field that must be given.
template <class T>
class Declared {
 public:
    template <class Given>
        requires std::convertible_to<Given, T>
    // NOLINTNEXTLINE(google-explicit-constructor): a route reads as a table
    constexpr Declared(Given given) : value_(given) {}
    // NOLINTNEXTLINE(google-explicit-constructor)
    constexpr operator T() const { return value_; }

 private:
    T value_;
};

// One request being answered, inside its transaction.
struct Visit {
    const House& house;
    const web::Request& request;
    db::Transaction& tx;
    Viewer viewer = {};            // empty for Anyone
    std::string csrf_secret = {};  // of this session, or of this browser before signing in
    std::string browser = {};      // token of a browser that is not signed in; "" when new
    base::Instant now = {};
    base::Date today = {};
    std::any errand = {};    // what the route's errand brought back
    std::string flash = {};  // key of the message that the last act left

    // Fresh tokens for one form of the page. Each page that has a form calls it once a form.
    ui::FormToken form() const;
    // The frame around a page, with what the viewer is called and acts for.
    ui::Frame frame(std::string title) const;
    std::string_view typed(std::string_view field) const { return request.form.get(field); }
};

using Handler = web::Response (*)(Visit&);

// What a request asks of the world outside, before its transaction: no transaction waits for a
// network. Runs once, for the first try of the transaction and the others; its own short
// transactions are its affair.
using Errand = std::any (*)(const House&, const web::Request&);

struct Route {
    Declared<web::Method> method;
    Declared<std::string_view> path;
    Declared<Caller> caller;
    Declared<Effect> effect;
    Declared<Rate> rate;
    Declared<Handler> handler;
    Errand errand = nullptr;  // most have none
};

// 303 to `path`, where the next page says `message` (a key of ui/messages.cpp), once.
web::Response done(const Visit& visit, std::string path, std::string_view message);

// The page for a refused act that has no form to show it by: 404, 403, 409, 429.
web::Response refused(const Visit& visit, const base::Error& error);

}  // namespace gps::access
