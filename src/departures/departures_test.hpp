#pragma once

#include "access/route.hpp"
#include "departures/running.hpp"
#include "departures/usecases.hpp"
#include "scene/scene.hpp"
#include "support/engines.hpp"

#include <fmt/format.h>

// The world of the tests of departures.
namespace gps::departures {

// Alice leaves the agency, which Ada administers; Bob and Cyr are her colleagues there. Dora, of a
// mission locale, follows some of the same people.
class Departures : public scene::Scene {
 protected:
    void SetUp() override {
        Scene::SetUp();
        if (HasFatalFailure()) return;
        ada_ = agency("ada@x.fr");
        alice_ = agency("alice@x.fr");
        bob_ = agency("bob@x.fr");
        cyr_ = agency("cyr@x.fr");
        dora_ = mission("dora@x.fr");
    }
    void follows(int people) {
        for (int i = 0; i < people; ++i)
            people_.push_back(person(alice_, fmt::format("NOM{}", static_cast<char>('A' + i % 26)),
                                     fmt::format("Prénom{}", static_cast<char>('a' + i / 26))));
    }
    template <class Act>
    auto by(const access::Viewer& who, Act act) {
        const web::Request request;
        return db().write([&](db::Transaction& tx) {
            return act(access::Visit{.house = house(),
                                     .request = request,
                                     .tx = tx,
                                     .viewer = who,
                                     .now = house().clock.now(),
                                     .today = today()});
        });
    }
    base::PublicId id(const access::Viewer& who) {
        return read([&](db::Transaction& tx) {
            const db::Statement sql{.name = "test.public_id",
                                    .text = "SELECT public_id FROM professionals WHERE id = $1"};
            const auto rows = tx.query(sql, who.id);
            return base::PublicId::parse(rows.at(0).view(0));
        });
    }
    std::vector<base::PublicId> ids(const std::vector<access::Viewer>& takers) {
        std::vector<base::PublicId> all;
        for (const auto& one : takers) all.push_back(id(one));
        return all;
    }
    base::Result<base::PublicId> starts(const access::Viewer& leaver,
                                        const std::vector<access::Viewer>& takers) {
        const auto who = id(leaver);
        const auto ticked = ids(takers);
        return by(ada_, [&](const access::Visit& visit) { return start(visit, who, ticked); });
    }
    base::PublicId started(const std::vector<access::Viewer>& takers) {
        const auto id = starts(alice_, takers);
        EXPECT_TRUE(id);
        return *id;
    }
    base::Result<> undoes(const base::PublicId& departure) {
        return by(ada_, [&](const access::Visit& visit) { return undo(visit, departure); });
    }
    Preview foreseen(const std::vector<access::Viewer>& takers) {
        const auto who = id(alice_);
        const auto ticked = ids(takers);
        return by(ada_, [&](const access::Visit& visit) {
            return preview(visit, who, ticked, "").value();
        });
    }
    Departure seen(const base::PublicId& id) {
        return by(ada_, [&](const access::Visit& visit) {
            return departures::departure(visit, id).value().departure;
        });
    }
    Keeping keeping() {
        return {.database = db(),
                .keys = house().keys,
                .clock = house().clock,
                .public_url = "https://gps.test"};
    }
    void run() { keep_moving(keeping()); }
    void sql(const std::string& text) { gps::tests::run_sql(db(), text); }
    std::int64_t followed(const access::Viewer& who) {
        return number(
            "SELECT count(*) FROM followup_contributions WHERE is_past = FALSE AND "
            "professional_id = " +
            std::to_string(who.id.value));
    }
    std::int64_t counted(const access::Viewer& who) {
        return number(
            "SELECT COALESCE(sum(current_count), 0) FROM followup_caseloads WHERE "
            "professional_id = " +
            std::to_string(who.id.value));
    }
    std::int64_t events(const std::string& code) {
        return number("SELECT count(*) FROM notices_events WHERE event = '" + code + "'");
    }
    std::int64_t told(const access::Viewer& who, const std::string& code) {
        return number(
            "SELECT count(*) FROM notices_inbox AS i JOIN notices_events AS e ON e.id = "
            "i.event_id WHERE e.event = '" +
            code + "' AND i.professional_id = " + std::to_string(who.id.value));
    }

    access::Viewer ada_ = {};
    access::Viewer alice_ = {};
    access::Viewer bob_ = {};
    access::Viewer cyr_ = {};
    access::Viewer dora_ = {};
    std::vector<base::PublicId> people_ = {};
};

inline std::string message(const base::Result<>& result) {
    return result ? "done" : std::string(result.error().message);
}
inline std::string message(const base::Result<base::PublicId>& result) {
    return result ? "done" : std::string(result.error().message);
}

}  // namespace gps::departures
