#include "capacities/usecases.hpp"
#include "scene/scene.hpp"

namespace gps::capacities {
namespace {

using scene::Acting;

class Capacities : public scene::Scene {
 protected:
    std::string says(const access::Viewer& who, bool of_structure, const std::string& room) {
        const auto done =
            write(who, [&](const Acting& acting) { return say(acting, of_structure, room); });
        return done ? "" : std::string(done.error().message);
    }
};

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(Capacities);

TEST_P(Capacities, AreSaidByTheirOwnerAlone) {
    const auto bob = mission("bob@x.fr");
    const auto alice = agency("alice@x.fr");
    EXPECT_EQ(says(bob, false, "full"), "");
    EXPECT_EQ(says(bob, false, "available"), "");
    EXPECT_EQ(says(bob, false, "empty"), "capacities.required");
    EXPECT_EQ(says(bob, true, "full"), "capacities.not_administrator");
    auto administrator = bob;
    administrator.acting_for->is_administrator = true;
    EXPECT_EQ(says(administrator, true, "waiting_list"), "");
    const auto own = read([&](db::Transaction& tx) { return said(tx, bob.structure(), bob.id); });
    EXPECT_EQ(own.capacity, Capacity::Available);
    EXPECT_EQ(own.on, today());
    const auto both = read([&](db::Transaction& tx) {
        return said_by(tx, std::vector{alice.structure(), bob.structure()});
    });
    EXPECT_EQ(spoken(both.at(0)), "");
    EXPECT_EQ(spoken(both.at(1)), "Liste d’attente, indiqué le 31 mars 2026");
}

TEST_P(Capacities, AreForgottenWithTheirStructure) {
    const auto bob = mission("bob@x.fr");
    EXPECT_EQ(says(bob, false, "full"), "");
    db().write([&](db::Transaction& tx) { forget(tx, bob.structure()); });
    const auto own = read([&](db::Transaction& tx) { return said(tx, bob.structure(), bob.id); });
    EXPECT_EQ(own.capacity, Capacity::Unsaid);
}

}  // namespace gps::capacities
