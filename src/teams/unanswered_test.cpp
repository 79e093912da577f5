#include "teams/unanswered.hpp"

#include "people/store.hpp"
#include "scene/visits.hpp"
#include "teams/usecases.hpp"

#include <fmt/format.h>

using namespace gps;
using namespace gps::teams;

namespace {

// A structure that nobody administers, and one that somebody does; two of the team of the service.
class TeamsUnanswered : public gps::scene::Visits {
 protected:
    void SetUp() override {
        Visits::SetUp();
        if (HasFatalFailure()) return;
        gps::tests::run_sql(db(), R"sql(
            INSERT INTO structures (id, public_id, source, source_id, name, name_key, kind,
                sensitivity, is_habilitated, created_at, updated_at)
            VALUES (1, 'phare0000000000000000000ph', 't', '1', 'Le Phare', 'phare', 'CS', 0, FALSE,
                    0, 0),
                (2, 'm1ss10n000000000000000000m', 't', '2', 'Mission', 'mission', 'ML', 0, TRUE,
                    0, 0)
        )sql");
        join("boss@x.fr", 2, "administrator");
        nadia_ = of_platform("nadia@x.fr");
        ana_ = viewer(enter(professional("ana@x.fr")));
    }

    access::Viewer of_platform(const std::string& email) {
        const auto who = professional(email);
        db().write([&](db::Transaction& tx) { set_platform(tx, who, true, clock_.now()); });
        return viewer(enter(who));
    }
    void join(const std::string& email, std::int64_t structure, const std::string& role) {
        const auto who = professional(email);
        db().write([&](db::Transaction& tx) {
            people::store::add_member(tx, who, {structure}, role, clock_.today());
        });
    }
    template <class Act>
    auto by(const access::Viewer& who, Act act) {
        return visiting(who, [&](access::Visit visit) {
            visit.today = clock_.today();
            return act(visit);
        });
    }
    base::PublicId asks(const access::Viewer& who, const std::string& structure = kPhare) {
        EXPECT_TRUE(by(who, [&](const access::Visit& visit) {
            return ask(visit, base::PublicId::parse(structure));
        }));
        return by(who, [](const access::Visit& visit) { return sent(visit); }).at(0).id;
    }
    UnansweredPage waiting(const base::PublicId& after = {}) {
        return by(nadia_, [&](const access::Visit& visit) { return unanswered(visit, after); });
    }
    std::string accepted(const access::Viewer& who, const base::PublicId& request,
                         Role role = Role::Member) {
        const auto result = by(who, [&](const access::Visit& visit) {
            return accept_unanswered(visit, request, role);
        });
        return result ? "done" : std::string(result.error().message);
    }
    std::string text(const std::string& sql) {
        const db::Statement statement{.name = "test.text", .text = sql};
        return db().read([&](db::Transaction& tx) {
            const auto rows = tx.query(statement);
            return rows.empty() ? std::string() : rows[0].text(0);
        });
    }

    static constexpr const char* kPhare = "phare0000000000000000000ph";
    static constexpr const char* kMission = "m1ss10n000000000000000000m";
    access::Viewer nadia_ = {};
    access::Viewer ana_ = {};
};

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(TeamsUnanswered);

TEST_P(TeamsUnanswered, OnlyTheRequestsOfStructuresThatNobodyAdministersAreForThePlatform) {
    const auto request = asks(ana_);
    asks(ana_, kMission);
    const auto page = waiting();
    ASSERT_EQ(page.rows.size(), 1U);
    EXPECT_EQ(page.rows[0].structure, "Le Phare");
    EXPECT_EQ(page.rows[0].request.email, "ana@x.fr");
    EXPECT_NE(text("SELECT body_text FROM mail_outbox WHERE recipient = 'nadia@x.fr'")
                  .find("/plateforme/demandes"),
              std::string::npos);
    EXPECT_NE(text("SELECT body_text FROM mail_outbox WHERE recipient = 'boss@x.fr'")
                  .find("/equipe/demandes"),
              std::string::npos);
    EXPECT_EQ(accepted(nadia_, request, Role::Administrator), "done");
    EXPECT_EQ(text("SELECT m.role FROM memberships AS m JOIN professionals AS p ON p.id = "
                   "m.professional_id WHERE p.email = 'ana@x.fr'"),
              "administrator");
    EXPECT_TRUE(waiting().rows.empty());
    EXPECT_EQ(accepted(nadia_, request), "teams.no_request");
}

TEST_P(TeamsUnanswered, WhereSomebodyAdministersThePlatformDoesNotAnswer) {
    const auto request = asks(ana_, kMission);
    EXPECT_EQ(accepted(nadia_, request), "teams.no_request");
    const auto other = asks(ana_);
    join("chef@x.fr", 1, "administrator");
    EXPECT_EQ(accepted(nadia_, other), "teams.no_request") << "somebody does by now";
}

TEST_P(TeamsUnanswered, NobodyAnswersTheirOwnRequest) {
    EXPECT_EQ(accepted(nadia_, asks(nadia_)), "teams.not_for_oneself");
    EXPECT_EQ(accepted(of_platform("victor@x.fr"), waiting().rows.at(0).request.id), "done");
}

TEST_P(TeamsUnanswered, ARefusalSaysWhy) {
    const auto request = asks(ana_);
    const auto refuse = [&](std::string_view reason) {
        const auto result = by(nadia_, [&](const access::Visit& visit) {
            return refuse_unanswered(visit, request, reason);
        });
        return result ? "done" : std::string(result.error().message);
    };
    EXPECT_EQ(refuse(""), "teams.refusal_required");
    EXPECT_EQ(refuse("INCONNUE"), "done");
    EXPECT_EQ(refuse("INCONNUE"), "teams.no_request");
    EXPECT_EQ(text("SELECT refusal FROM teams_requests"), "INCONNUE");
}

TEST_P(TeamsUnanswered, TheyAreReadPageByPageEachOnce) {
    for (std::size_t i = 0; i < kRequestsAPage; ++i) {
        clock_.advance(std::chrono::minutes(1));
        asks(viewer(enter(professional(fmt::format("p{}@x.fr", i)))), i == 0 ? kMission : kPhare);
    }
    asks(ana_);
    const auto first = waiting();
    EXPECT_EQ(first.rows.size(), 49U) << "one is for an administrator";
    const auto second = waiting(first.next);
    ASSERT_EQ(second.rows.size(), 1U);
    EXPECT_EQ(second.rows[0].request.email, "ana@x.fr");
    EXPECT_TRUE(second.next.empty());
}
