#pragma once

#include "capacities/usecases.hpp"
#include "proposals/store.hpp"
#include "proposals/usecases.hpp"
#include "relays/deadlines.hpp"
#include "relays/merging.hpp"
#include "relays/usecases.hpp"
#include "scene/scene.hpp"

#include <algorithm>
#include <regex>

#include <fmt/format.h>

// The world of the tests of relays.
namespace gps::proposals {

using namespace relays;  // NOLINT: their whole story
                         // their whole story

using scene::Acting;

// Alice, of an agency, recorded Marie; Bob and Béa are of a mission locale; Chloé of an association
// that is not habilitated.
class Relays : public scene::Scene {
 protected:
    void SetUp() override {
        Scene::SetUp();
        if (HasFatalFailure()) return;
        alice_ = agency("alice@x.fr");
        bob_ = mission("bob@x.fr");
        bea_ = mission("bea@x.fr");
        chloe_ = association("chloe@x.fr");
        marie_ = person(alice_, "DURAND");
        mission_ = text("SELECT public_id FROM structures WHERE id = " +
                        std::to_string(bob_.structure().value));
    }

    std::string text(const std::string& sql) {
        const db::Statement statement{.name = "tests.text", .text = sql};
        return read([&](db::Transaction& tx) { return tx.query(statement).at(0).text(0); });
    }
    Proposed handover(int in_days = 0) {
        return {.kind = Kind::Handover,
                .has_kind = true,
                .reason = "DEPART",
                .messages = message_bit("APPELER"),
                .wish = "ACCORD",
                .person_agrees = true,
                .hands_over_on = today().plus_days(in_days)};
    }
    Proposed addition() {
        auto one = handover();
        one.kind = Kind::Addition;
        return one;
    }
    Destination to_mission() { return {.structure = base::PublicId::parse(mission_)}; }

    // The relay, or "" and what was refused in `refused_`.
    base::PublicId proposes(const access::Viewer& who, const Destination& to,
                            const Proposed& what) {
        const auto done =
            write(who, [&](const Acting& acting) { return propose(acting, marie_, to, what); });
        refused_ = done ? "" : std::string(done.error().message);
        return done ? *done : base::PublicId{};
    }
    template <class Deed>
    std::string does(const access::Viewer& who, Deed deed) {
        const auto done = write(who, deed);
        return done ? "" : std::string(done.error().message);
    }
    std::string takes(const access::Viewer& who, const base::PublicId& id) {
        return does(who, [&](const Acting& acting) { return take(acting, id); });
    }
    std::string accepts(const access::Viewer& who, const base::PublicId& id) {
        return does(who, [&](const Acting& acting) { return accept(acting, id, part(today())); });
    }
    std::string refuses(const access::Viewer& who, const base::PublicId& id,
                        const std::string& why = "CAPACITE") {
        return does(who, [&](const Acting& acting) { return refuse(acting, id, why); });
    }
    std::string opens(const access::Viewer& who, const base::PublicId& id) {
        return does(who, [&](const Acting& acting) { return open(acting, id); });
    }
    // Of the last mail to somebody without an account.
    std::string link_sent() {
        const auto body = text(
            "SELECT body_text FROM mail_outbox WHERE kind = 'relays.link' ORDER BY id DESC LIMIT "
            "1");
        std::smatch found;
        EXPECT_TRUE(std::regex_search(body, found, std::regex("relais-propose/([A-Za-z0-9_-]+)")));
        return found[1].str();
    }
    // Accepts by the link for "-"; else refuses.
    std::string answers(const std::string& link, const std::string& refusal) {
        const web::Request request;
        return db().write([&](db::Transaction& tx) {
            const access::Visit visit{.house = house(),
                                      .request = request,
                                      .tx = tx,
                                      .now = house().clock.now(),
                                      .today = today()};
            const auto done =
                refusal == "-" ? accept_by_link(visit, link) : refuse_by_link(visit, link, refusal);
            return done ? std::string() : std::string(done.error().message);
        });
    }
    std::string state(const base::PublicId& id) {
        return text("SELECT state FROM relays WHERE public_id = '" + id.text() + "'");
    }
    bool follows(const access::Viewer& who) {
        const auto seen = file(who, marie_, sharing::Tab::Mine);
        return seen && seen->standing.own.is_ongoing();
    }
    std::int64_t told(const std::string& email) {
        return number(
            "SELECT count(*) FROM mail_outbox WHERE kind = 'notices.told' AND recipient = '" +
            email + "'");
    }
    std::vector<Relay> list(const access::Viewer& who, List which) {
        return write(who, [&](const Acting& acting) { return listed(acting, which, {}).relays; });
    }
    std::int64_t keep() {
        return keep_deadlines({.database = db(), .keys = house().keys, .clock = house().clock});
    }
    std::string referent() {
        const auto seen = file(bob_, marie_);
        const auto& cards = seen->cards;
        const auto card = std::ranges::find(cards, true, &sharing::Card::is_referent);
        return card == cards.end() ? "" : card->name;
    }

    access::Viewer alice_ = {};
    access::Viewer bob_ = {};
    access::Viewer bea_ = {};
    access::Viewer chloe_ = {};
    base::PublicId marie_ = {};
    std::string mission_ = {};
    std::string refused_ = {};
};

}  // namespace gps::proposals
