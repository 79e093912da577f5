#include "platform/habilitations.hpp"
#include "platform/usecases.hpp"
#include "scene/scene.hpp"

using namespace gps;
using namespace gps::platform;

namespace {

// A member of an association that is not habilitated, and whom they follow.
class PlatformSights : public scene::Scene {
 protected:
    void SetUp() override {
        Scene::SetUp();
        if (HasFatalFailure()) return;
        chloe_ = association("chloe@x.fr");
    }
    void follows(const std::string& name) { follow(chloe_, person(agency("alice@x.fr"), name)); }

    std::int64_t shown() {
        return number(
            "SELECT count(*) FROM followup_contributions WHERE structure_id = 3 AND "
            "shows_names = TRUE");
    }
    template <class Act>
    void decides(Act act) {
        const web::Request request;
        db().write([&](db::Transaction& tx) {
            const access::Visit visit{.house = house(),
                                      .request = request,
                                      .tx = tx,
                                      .viewer = {.id = chloe_.id},
                                      .now = house().clock.now(),
                                      .today = today()};
            EXPECT_TRUE(act(visit));
        });
    }
    void habilitated() {
        decides([&](const access::Visit& visit) {
            return habilitate(visit, kAssociation,
                              {.basis = Basis::Decision, .from_on = today(), .why = "Arrêté"});
        });
    }
    void keep() {
        keep_habilitations({.database = db(), .keys = house().keys, .clock = house().clock});
    }

    const base::PublicId kAssociation = base::PublicId::parse("ass00000000000000000000000");
    access::Viewer chloe_ = {};
};

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(PlatformSights);

TEST_P(PlatformSights, WhoeverWroteMeanwhileIsBroughtUpTheSecondTime) {
    follows("Zidane");
    habilitated();
    keep();
    EXPECT_EQ(shown(), 1);
    EXPECT_EQ(number("SELECT count(*) FROM platform_sights"), 1);
    // As an act that had begun before would have written it.
    gps::tests::run_sql(
        db(), "UPDATE followup_contributions SET shows_names = FALSE WHERE structure_id = 3");
    keep();
    EXPECT_EQ(shown(), 0) << "not before those acts have ended";
    advance_days(1);
    keep();
    EXPECT_EQ(number("SELECT count(*) FROM platform_sights"), 0);
    EXPECT_EQ(shown(), 1);
}
