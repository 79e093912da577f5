#include "relays/store.hpp"

#include "relays/usecases.hpp"
#include "scene/scene.hpp"

// What two who read the same state do one after the other: the second is told that it is too late.
namespace gps::relays {
namespace {

using scene::Acting;

class RelaysAtOnce : public scene::Scene {
 protected:
    void SetUp() override {
        Scene::SetUp();
        if (HasFatalFailure()) return;
        alice_ = agency("alice@x.fr");
        bob_ = mission("bob@x.fr");
        bea_ = mission("bea@x.fr");
        const auto marie = id_of(person(alice_, "DURAND"));
        const auto sent = write(alice_, [&](const Acting& acting) {
            return send(acting, {.person = marie,
                                 .kind = Kind::Addition,
                                 .giver = alice_.id,
                                 .giver_structure = alice_.structure(),
                                 .structure = bob_.structure(),
                                 .reason = "AUTRE",
                                 .wish = "ACCORD",
                                 .sent_at = house().clock.now()});
        });
        id_ = read([&](db::Transaction& tx) { return store::one(tx, *sent, alice_.id)->id; });
    }
    static store::By by(const access::Viewer& who) {
        return {.professional = who.id, .structure = who.structure()};
    }
    template <class Deed>
    bool does(Deed deed) {
        return db().write([&](db::Transaction& tx) { return deed(tx, house().clock.now()); });
    }
    bool takes(const access::Viewer& who) {
        return does([&](auto& tx, auto now) { return store::take(tx, id_, by(who), now); });
    }
    bool accepts(const access::Viewer& who) {
        return does([&](auto& tx, auto now) { return store::accept(tx, id_, by(who), now); });
    }
    bool refuses(const access::Viewer& who) {
        return does(
            [&](auto& tx, auto now) { return store::refuse(tx, id_, who.id, "AUTRE", now); });
    }
    bool is_cancelled() {
        return does([&](auto& tx, auto now) { return store::cancel(tx, id_, now); });
    }

    access::Viewer alice_ = {};
    access::Viewer bob_ = {};
    access::Viewer bea_ = {};
    RelayId id_ = {};
};

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(RelaysAtOnce);

TEST_P(RelaysAtOnce, TheFirstToTakeHasIt) {
    EXPECT_FALSE(takes(alice_)) << "of another structure";
    EXPECT_TRUE(takes(bob_));
    EXPECT_FALSE(takes(bea_));
    EXPECT_FALSE(takes(bob_));
}

TEST_P(RelaysAtOnce, AnAnswerComesOnceAndFromWhoHasIt) {
    EXPECT_FALSE(accepts(bob_)) << "nobody has it yet";
    EXPECT_TRUE(takes(bob_));
    EXPECT_FALSE(accepts(bea_));
    EXPECT_FALSE(refuses(bea_));
    EXPECT_TRUE(refuses(bob_));
    EXPECT_FALSE(accepts(bob_));
    EXPECT_FALSE(is_cancelled());
}

TEST_P(RelaysAtOnce, WhatIsCancelledIsNotAccepted) {
    EXPECT_TRUE(takes(bob_));
    EXPECT_TRUE(is_cancelled());
    EXPECT_FALSE(accepts(bob_));
    EXPECT_FALSE(takes(bea_));
}

}  // namespace gps::relays
