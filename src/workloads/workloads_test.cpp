#include "scene/scene.hpp"
#include "support/engines.hpp"
#include "workloads/usecases.hpp"

#include <fmt/format.h>

using namespace gps;
using namespace gps::workloads;

namespace {

class WorkloadsOfATeam : public scene::Scene {
 protected:
    Workloads seen(const access::Viewer& who, const base::PublicId& after = {}) {
        const web::Request request;
        return read([&](db::Transaction& tx) {
            return workloads::workloads(access::Visit{.house = house(),
                                                      .request = request,
                                                      .tx = tx,
                                                      .viewer = who,
                                                      .now = house().clock.now(),
                                                      .today = today()},
                                        after);
        });
    }
    void sql(const std::string& text) { gps::tests::run_sql(db(), text); }
};

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(WorkloadsOfATeam);

TEST_P(WorkloadsOfATeam, SaysWhatEachFollowsForThisStructureOnly) {
    const auto ada = agency("ada@x.fr");
    const auto bob = agency("bob@x.fr");
    const auto dora = mission("dora@x.fr");
    const auto first = person(bob, "DURAND");
    person(bob, "MARTIN");
    const auto ended = person(bob, "PETIT");
    end(bob, ended);
    follow(dora, first);
    make_referent(dora, first);
    const auto page = seen(ada);
    ASSERT_EQ(page.loads.size(), 2U) << "nobody of another structure";
    EXPECT_EQ(page.loads[0].id, ada.id);
    EXPECT_EQ(page.loads[0].people, 0);
    EXPECT_EQ(page.loads[1].people, 2);
    EXPECT_EQ(page.loads[1].without_referent, 1);
    EXPECT_TRUE(page.next.empty());
    sql("UPDATE followup_contributions SET referent_kind = 0");
    EXPECT_EQ(seen(ada).loads[1].without_referent, 2);
    sql("UPDATE professionals SET state = 'deactivated' WHERE id = " +
        std::to_string(bob.id.value));
    EXPECT_EQ(seen(ada).loads.size(), 1U);
}

TEST_P(WorkloadsOfATeam, CountsWhatWaitsAndWhoCameAndWent) {
    const auto ada = agency("ada@x.fr");
    const auto bob = agency("bob@x.fr");
    const auto dora = mission("dora@x.fr");
    const auto them = person(dora, "DURAND");
    const auto who = std::to_string(id_of(them).value);
    sql(fmt::format(
        "INSERT INTO callbacks (public_id, person_id, asker_id, asker_structure_id, asked_id, "
        "asked_structure_id, subject, slots, channel, state, asked_at, changed_at, expires_at) "
        "VALUES ('c1', {0}, {1}, {2}, {3}, {4}, 'POINT', 1, 'VISIO', 'asked', 0, 0, "
        "9000000000000000), ('c2', {0}, {5}, {4}, {3}, {4}, 'POINT', 1, 'VISIO', 'asked', 0, 0, 1)",
        who, dora.id.value, dora.structure().value, bob.id.value, bob.structure().value,
        ada.id.value));
    sql(
        fmt::format("INSERT INTO relays (public_id, person_id, kind, giver_id, giver_structure_id, "
                    "structure_id, reason, messages, wish, state, sent_at) VALUES ('r1', {0}, "
                    "'addition', {1}, {2}, {3}, 'AUTRE', 0, 'ACCORD', 'sent', 0), ('r2', {0}, "
                    "'addition', {1}, {2}, {3}, 'AUTRE', 0, 'ACCORD', 'expired', 0), ('r3', {0}, "
                    "'addition', {1}, {2}, {2}, 'AUTRE', 0, 'ACCORD', 'sent', 0)",
                    who, dora.id.value, dora.structure().value, ada.structure().value));
    sql("UPDATE memberships SET started_on = '2020-01-01', ended_on = NULL");
    sql("UPDATE memberships SET started_on = '2026-03-10' WHERE professional_id = " +
        std::to_string(bob.id.value));
    const auto page = seen(ada);
    EXPECT_EQ(page.loads.at(1).callbacks, 1) << "not the one that has expired";
    EXPECT_EQ(page.waiting.relays, 1);
    EXPECT_EQ(page.waiting.requests, 0);
    EXPECT_EQ(page.waiting.arrivals, 1);
    EXPECT_EQ(page.waiting.departures, 0);
    sql("UPDATE memberships SET ended_on = '2026-03-20' WHERE professional_id = " +
        std::to_string(bob.id.value));
    EXPECT_EQ(seen(ada).waiting.departures, 1);
    EXPECT_EQ(seen(ada).loads.size(), 1U);
}

TEST_P(WorkloadsOfATeam, CountsTheAlertsAndTheRelaysOfEachForThisStructureOnly) {
    const auto ada = agency("ada@x.fr");
    const auto bob = agency("bob@x.fr");
    const auto dora = mission("dora@x.fr");
    const auto them = person(bob, "DURAND");
    const auto who = id_of(them).value;
    sql(
        fmt::format("INSERT INTO alerts (public_id, person_id, kind, raised_on) VALUES "
                    "('a1', {0}, 'no_contact', '2026-03-01'), ('a2', {0}, 'nobody', '2026-03-01')",
                    who));
    sql(
        fmt::format("INSERT INTO alerts_told (professional_id, structure_id, alert_id) "
                    "SELECT {0}, {1}, id FROM alerts UNION ALL SELECT {2}, {3}, id FROM alerts "
                    "UNION ALL SELECT {0}, {3}, id FROM alerts WHERE public_id = 'a1'",
                    bob.id.value, bob.structure().value, dora.id.value, dora.structure().value));
    sql(fmt::format(
        "INSERT INTO relays (public_id, person_id, kind, giver_id, giver_structure_id, "
        "structure_id, professional_id, reason, messages, wish, state, sent_at) "
        "SELECT id, {0}, 'addition', {1}, {2}, to_id, {3}, 'AUTRE', 0, 'ACCORD', state, 0 FROM ("
        "SELECT 'r1' AS id, {4} AS to_id, 'seen' AS state UNION ALL SELECT 'r2', {4}, 'sent' "
        "UNION ALL SELECT 'r3', {4}, 'expired' UNION ALL SELECT 'r4', {2}, 'sent') AS rows_of_them",
        who, dora.id.value, dora.structure().value, bob.id.value, bob.structure().value));
    const auto page = seen(ada);
    EXPECT_EQ(page.loads.at(0).alerts, 0);
    EXPECT_EQ(page.loads.at(0).relays, 0);
    EXPECT_EQ(page.loads.at(1).alerts, 2) << "not that of their other structure";
    EXPECT_EQ(page.loads.at(1).relays, 2) << "neither what is over nor what another is asked";
    EXPECT_EQ(page.waiting.relays, 0) << "somebody has them";
}

TEST_P(WorkloadsOfATeam, IsReadByPagesOfTwentyFive) {
    const auto ada = agency("ada@x.fr");
    for (int i = 0; i < 26; ++i) agency(fmt::format("member{}@x.fr", i));
    const auto first = seen(ada);
    ASSERT_EQ(first.loads.size(), 25U);
    ASSERT_FALSE(first.next.empty());
    const auto second = seen(ada, first.next);
    ASSERT_EQ(second.loads.size(), 2U);
    EXPECT_GT(second.loads[0].id, first.loads.back().id);
    EXPECT_TRUE(second.next.empty());
}
