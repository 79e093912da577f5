#include "platform/habilitations.hpp"

#include "caseload/list.hpp"
#include "platform/usecases.hpp"
#include "scene/scene.hpp"

using namespace gps;
using namespace gps::platform;

namespace {

// A member of an association that is not habilitated, and whom they follow.
class HabilitationsSeen : public scene::Scene {
 protected:
    void SetUp() override {
        Scene::SetUp();
        if (HasFatalFailure()) return;
        chloe_ = association("chloe@x.fr");
    }
    void follows(const std::string& name) { follow(chloe_, person(agency("alice@x.fr"), name)); }

    // What they find by a name, as the page would list it.
    std::vector<std::string> finds(const std::string& name) {
        auto now = chloe_;
        now.acting_for->is_habilitated =
            number("SELECT count(*) FROM structures WHERE id = 3 AND is_habilitated") == 1;
        const auto page = read([&](db::Transaction& tx) {
            return caseload::list(tx, house().keys, now, {.name = name}, today());
        });
        EXPECT_EQ(page.matching, static_cast<int>(page.rows.size()));
        std::vector<std::string> names;
        for (const auto& row : page.rows) names.push_back(row.name);
        return names;
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
    void withdrawn() {
        decides([&](const access::Visit& visit) { return withdraw(visit, kAssociation, "Fin"); });
    }
    void keep() {
        keep_habilitations({.database = db(), .keys = house().keys, .clock = house().clock});
    }

    const base::PublicId kAssociation = base::PublicId::parse("ass00000000000000000000000");
    access::Viewer chloe_ = {};
};
using Names = std::vector<std::string>;

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(HabilitationsSeen);

TEST_P(HabilitationsSeen, NamesAreFoundOnceHabilitatedAndNoMoreAtOnce) {
    follows("Zidane");
    EXPECT_EQ(finds("zida"), Names{});
    EXPECT_EQ(finds("z"), Names{"Z… J…"});
    habilitated();
    EXPECT_EQ(finds("z"), Names{"ZIDANE Jeanne"}) << "they are seen before they are sorted by";
    keep();
    EXPECT_EQ(finds("zida"), Names{"ZIDANE Jeanne"});
    withdrawn();
    EXPECT_EQ(finds("zida"), Names{}) << "before any job";
    keep();
    EXPECT_EQ(finds("zida"), Names{});
    EXPECT_EQ(finds("z"), Names{"Z… J…"});
}

TEST_P(HabilitationsSeen, WhomTheyRecordedIsStillSeenByNameOnceItIsWithdrawn) {
    habilitated();
    person(chloe_, "Zidane");
    withdrawn();
    EXPECT_EQ(finds("zida"), Names{"ZIDANE Jeanne"});
    keep();
    EXPECT_EQ(finds("zida"), Names{"ZIDANE Jeanne"});
}
