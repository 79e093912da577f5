#pragma once

#include "access/route.hpp"
#include "mail/usecases.hpp"
#include "merges/running.hpp"
#include "merges/usecases.hpp"
#include "platform/habilitations.hpp"
#include "platform/usecases.hpp"
#include "scene/scene.hpp"
#include "structures/intake.hpp"
#include "structures/merging.hpp"
#include "structures/usecases.hpp"
#include "teams/usecases.hpp"

#include <fmt/format.h>

// The world of the tests of merges.
namespace gps::merges {

inline const base::PublicId kAgency = base::PublicId::parse("agence0000000000000000000a");
inline const base::PublicId kMission = base::PublicId::parse("m1ss10n000000000000000000a");
inline const base::PublicId kAssociation = base::PublicId::parse("ass00000000000000000000000");
inline const base::PublicId kCsapa = base::PublicId::parse("csapa000000000000000000000");

// The agency takes the place of the association, whose members see initials.
class Merges : public scene::Scene {
 protected:
    void SetUp() override {
        Scene::SetUp();
        if (HasFatalFailure()) return;
        nadia_ = of_team("nadia@x.fr");
        victor_ = of_team("victor@x.fr");
    }
    access::Viewer of_team(const std::string& email) {
        const auto id = db().write([&](db::Transaction& tx) {
            const auto who = people::store::add_professional(tx, email, "Nom", "Prénom", {});
            teams::set_platform(tx, who, true, {});
            return who;
        });
        return {.id = id, .name = email, .is_platform = true};
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
    base::Result<base::PublicId> asks(const access::Viewer& who, const base::PublicId& kept,
                                      const base::PublicId& twin) {
        return by(who, [&](const access::Visit& visit) {
            return ask(visit, kept, twin, "Le même lieu");
        });
    }
    base::Result<> confirms(const access::Viewer& who, const base::PublicId& merge) {
        return by(who, [&](const access::Visit& visit) { return confirm(visit, merge); });
    }
    // Asked by Nadia and confirmed by Victor.
    base::PublicId decided() {
        const auto merge = asks(nadia_, kAgency, kAssociation);
        EXPECT_TRUE(merge);
        EXPECT_TRUE(confirms(victor_, *merge));
        return *merge;
    }
    Moving moving() { return {.database = db(), .keys = house().keys, .clock = house().clock}; }
    void run() {
        keep_moving(moving());
        advance(std::chrono::minutes(3));
        keep_moving(moving());
    }
    void sql(const std::string& text) { gps::tests::run_sql(db(), text); }
    structures::Structure again(const base::PublicId& id) {
        return read([&](db::Transaction& tx) { return structures::find(tx, id).value(); });
    }
    std::string lines(const std::string& query) {
        const db::Statement statement{.name = "test.lines", .text = query};
        std::string all;
        read([&](db::Transaction& tx) {
            for (const auto& row : tx.query(statement)) all += row.text(0) + "\n";
            return 0;
        });
        return all;
    }
    void lived();
    std::string tables();

    access::Viewer nadia_ = {};
    access::Viewer victor_ = {};
    access::Viewer alice_ = {};  // of the agency
    access::Viewer bob_ = {};    // of the association
    access::Viewer carl_ = {};   // of both, acting for the agency
    access::Viewer carl_elsewhere_ = {};
    access::Viewer dan_ = {};  // of the mission locale
    base::PublicId followed_ = {};
    base::PublicId twice_ = {};
    base::PublicId ended_twice_ = {};
};

inline std::string message(const base::Result<>& result) {
    return result ? "done" : std::string(result.error().message);
}
inline std::string message(const base::Result<base::PublicId>& result) {
    return result ? "done" : std::string(result.error().message);
}

}  // namespace gps::merges
