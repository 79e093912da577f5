#include "followup/acts.hpp"
#include "followup/acts_store.hpp"
#include "scene/scene.hpp"

namespace gps::followup {
namespace {

class Hiding : public scene::Scene {
 protected:
    std::int64_t named() {
        return number("SELECT count(*) FROM followup_contributions WHERE shows_names");
    }
};

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(Hiding);

// The job reads what is to be hidden, then hides it: a part may be resumed in between.
TEST_P(Hiding, APartResumedMeanwhileKeepsItsNames) {
    const auto alice = agency("alice@x.fr");
    const auto marie = person(alice, "DURAND");
    const auto lea = person(alice, "MARTIN");
    end(alice, marie);
    end(alice, lea);
    advance_days(sharing::kDaysAfterEnd + 1);
    const auto ended_before = today().plus_days(-sharing::kDaysAfterEnd);
    const auto to_hide =
        read([&](db::Transaction& tx) { return store::to_hide(tx, ended_before); });
    ASSERT_EQ(to_hide.size(), 2U);

    follow(alice, marie);
    for (const auto& one : to_hide) {
        db().write([&](db::Transaction& tx) { store::hide(tx, one.id, {}, ended_before); });
    }
    EXPECT_EQ(named(), 1);
    EXPECT_EQ(
        number("SELECT count(*) FROM followup_contributions WHERE shows_names AND NOT is_past"), 1);
}

}  // namespace gps::followup
