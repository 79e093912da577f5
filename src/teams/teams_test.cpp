#include "access/usecases.hpp"
#include "base/digest.hpp"
#include "people/members_store.hpp"
#include "people/store.hpp"
#include "scene/visits.hpp"
#include "support/together.hpp"
#include "teams/usecases.hpp"

using namespace gps;
using namespace gps::teams;

namespace {

constexpr std::int64_t kAgency = 1;
constexpr std::int64_t kMission = 2;

// Two structures; the agency has an administrator and a member.
class Teams : public gps::scene::Visits {
 protected:
    void SetUp() override {
        Visits::SetUp();
        if (HasFatalFailure()) return;
        gps::tests::run_sql(db(), R"sql(
            INSERT INTO structures (id, public_id, source, source_id, name, name_key, kind,
                sensitivity, is_habilitated, created_at, updated_at)
            VALUES (1, 'agence0000000000000000000a', 't', '1', 'Agence', 'agence', 'FT', 0, TRUE,
                    0, 0),
                (2, 'm1ss10n000000000000000000m', 't', '2', 'Mission', 'mission', 'ML', 0, TRUE,
                    0, 0)
        )sql");
        boss_ = member("boss@x.fr", kAgency, "administrator");
        worker_ = member("worker@x.fr", kAgency, "member");
    }

    access::Viewer member(const std::string& email, std::int64_t structure,
                          const std::string& role) {
        const auto who = professional(email);
        db().write([&](db::Transaction& tx) {
            people::store::add_member(tx, who, {structure}, role, clock_.today());
        });
        return viewer(enter(who));
    }
    template <class Act>
    auto by(const access::Viewer& who, Act act) {
        return visiting(who, [&](access::Visit visit) {
            visit.today = clock_.today();
            return act(visit);
        });
    }
    base::PublicId id_of(const access::Viewer& who) {
        return base::PublicId::parse(
            text("SELECT public_id FROM professionals WHERE id = " + std::to_string(who.id.value)));
    }
    std::string text(const std::string& sql) {
        const db::Statement statement{.name = "test.text", .text = sql};
        return db().read([&](db::Transaction& tx) {
            const auto rows = tx.query(statement);
            return rows.empty() ? std::string() : rows[0].text(0);
        });
    }
    std::string last_mail(const std::string& to) {
        return text("SELECT body_text FROM mail_outbox WHERE recipient = '" + to +
                    "' ORDER BY id DESC LIMIT 1");
    }
    // The link of the last invitation mailed to this address.
    std::string link_for(const std::string& to) {
        const auto body = last_mail(to);
        const std::string before = "/invitations/";
        const auto at = body.find(before);
        if (at == std::string::npos) return {};
        return body.substr(at + before.size(), body.find('\n', at) - at - before.size());
    }
    base::Result<> invite_one(const std::string& email, Role role = Role::Member) {
        return by(boss_, [&](const access::Visit& visit) {
            return invite(
                visit, {.email = email, .last_name = "Petit", .first_name = "Ana", .role = role});
        });
    }
    base::Result<> accept_link(const std::string& link, const access::Viewer& who = {}) {
        return by(who, [&](const access::Visit& visit) { return accept_offer(visit, link); });
    }
    base::PublicId asks(const access::Viewer& who, const std::string& structure) {
        EXPECT_TRUE(by(who, [&](const access::Visit& visit) {
            return ask(visit, base::PublicId::parse(structure));
        }));
        const auto all = by(who, [](const access::Visit& visit) { return sent(visit); });
        return all.empty() ? base::PublicId() : all.front().id;
    }

    access::Viewer boss_ = {};
    access::Viewer worker_ = {};
};

std::string message(const base::Result<>& result) {
    return result ? "done" : std::string(result.error().message);
}

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(Teams);

TEST_P(Teams, ThoseWhoAdministerSeeTheirMembersByName) {
    const auto page = by(boss_, [](const access::Visit& visit) { return members(visit, {}); });
    ASSERT_EQ(page.rows.size(), 2U);
    EXPECT_TRUE(page.next.empty());
    EXPECT_EQ(page.rows[0].email, "boss@x.fr");
    EXPECT_EQ(page.rows[0].role, Role::Administrator);
    EXPECT_EQ(page.rows[1].email, "worker@x.fr");
}

TEST_P(Teams, AListOfMembersGoesOnWhereItStopped) {
    for (int i = 0; i < kMembersAPage; ++i)
        member("m" + std::to_string(i) + "@x.fr", kAgency, "member");
    const auto first = by(boss_, [](const access::Visit& visit) { return members(visit, {}); });
    EXPECT_EQ(first.rows.size(), 50U);
    const auto second =
        by(boss_, [&](const access::Visit& visit) { return members(visit, first.next); });
    EXPECT_EQ(second.rows.size(), 2U);
    EXPECT_TRUE(second.next.empty());
}

TEST_P(Teams, AnInvitationMakesAMemberOnceAndOpensTheirAccount) {
    EXPECT_TRUE(invite_one("Ana@X.fr", Role::Administrator));
    const auto link = link_for("ana@x.fr");
    ASSERT_FALSE(link.empty());
    const auto offered = by({}, [&](const access::Visit& visit) { return offer(visit, link); });
    ASSERT_TRUE(offered);
    EXPECT_EQ(offered->structure, "Agence");
    EXPECT_EQ(offered->name, "Ana Petit");
    EXPECT_TRUE(accept_link(link));
    EXPECT_EQ(text("SELECT m.role FROM memberships AS m JOIN professionals AS p ON p.id = "
                   "m.professional_id WHERE p.email = 'ana@x.fr' AND m.structure_id = 1"),
              "administrator");
    EXPECT_EQ(message(accept_link(link)), "teams.no_invitation");
    EXPECT_EQ(text("SELECT CAST(count(*) AS TEXT) FROM access_sessions"), "2")
        << "it signs nobody in";
}

TEST_P(Teams, AnInvitationServesAnAccountThatIsThereAndNoClosedOne) {
    const auto other = member("other@x.fr", kMission, "member");
    EXPECT_TRUE(invite_one("other@x.fr"));
    EXPECT_TRUE(accept_link(link_for("other@x.fr")));
    EXPECT_EQ(text("SELECT last_name FROM professionals WHERE email = 'other@x.fr'"), "Durand")
        << "an account keeps its name";
    EXPECT_EQ(message(invite_one("other@x.fr")), "teams.member_already");

    const auto closed = professional("closed@x.fr");
    EXPECT_TRUE(invite_one("closed@x.fr"));
    db().write([&](db::Transaction& tx) {
        people::store::set_professional_active(tx, "closed@x.fr", false);
    });
    EXPECT_EQ(message(accept_link(link_for("closed@x.fr"))), "teams.no_invitation");
    EXPECT_NE(closed.value, 0);
}

TEST_P(Teams, ALinkServesNoMoreOnceCancelledReplacedOrOld) {
    EXPECT_TRUE(invite_one("ana@x.fr"));
    const auto first = link_for("ana@x.fr");
    const auto waiting = by(boss_, [](const access::Visit& visit) { return invitations(visit); });
    ASSERT_EQ(waiting.size(), 1U);
    EXPECT_TRUE(
        by(boss_, [&](const access::Visit& visit) { return invite_again(visit, waiting[0].id); }));
    const auto second = link_for("ana@x.fr");
    EXPECT_NE(first, second);
    EXPECT_EQ(message(accept_link(first)), "teams.no_invitation");

    const auto again = by(boss_, [](const access::Visit& visit) { return invitations(visit); });
    ASSERT_EQ(again.size(), 1U);
    EXPECT_TRUE(by(
        boss_, [&](const access::Visit& visit) { return cancel_invitation(visit, again[0].id); }));
    EXPECT_EQ(message(accept_link(second)), "teams.no_invitation");

    EXPECT_TRUE(invite_one("ana@x.fr"));
    clock_.advance(kInvitationLife);
    EXPECT_EQ(message(accept_link(link_for("ana@x.fr"))), "teams.no_invitation");
}

TEST_P(Teams, WhatIsWrongInAnInvitationIsSaidByItsField) {
    const auto wrong = [&](Invited typed) {
        const auto result =
            by(boss_, [&](const access::Visit& visit) { return invite(visit, typed); });
        return result ? "" : std::string(result.error().field);
    };
    EXPECT_EQ(wrong({.email = "nothing", .last_name = "Ab", .first_name = "Cd"}), "email");
    EXPECT_EQ(wrong({.email = "a@x.fr", .last_name = "", .first_name = "B"}), "nom");
    EXPECT_EQ(wrong({.email = "a@x.fr", .last_name = "Ab", .first_name = ""}), "prenom");
    const auto all =
        by(boss_, [](const access::Visit& visit) { return mistakes_in(visit, Invited{}); });
    EXPECT_EQ(all.size(), 3U) << "all that is wrong is said at once";
}

TEST_P(Teams, OldInvitationsAreErased) {
    EXPECT_TRUE(invite_one("ana@x.fr"));
    clock_.advance(kInvitationLife + std::chrono::hours(24 * 31));
    EXPECT_EQ(sweep(db(), clock_), 1);
    EXPECT_EQ(text("SELECT email FROM teams_invitations"), "");
}

TEST_P(Teams, AnotherStructuresInvitationsAndRequestsAreNotThere) {
    EXPECT_TRUE(invite_one("ana@x.fr"));
    const auto waiting = by(boss_, [](const access::Visit& visit) { return invitations(visit); });
    const auto stranger = member("stranger@x.fr", kMission, "administrator");
    EXPECT_EQ(message(by(stranger,
                         [&](const access::Visit& visit) {
                             return cancel_invitation(visit, waiting.at(0).id);
                         })),
              "teams.no_invitation");
    EXPECT_EQ(message(by(stranger,
                         [&](const access::Visit& visit) {
                             return invite_again(visit, waiting.at(0).id);
                         })),
              "teams.no_invitation");
    EXPECT_EQ(message(by(stranger,
                         [&](const access::Visit& visit) {
                             return record_departure(visit, id_of(worker_));
                         })),
              "teams.no_member");
    EXPECT_EQ(message(by(stranger,
                         [&](const access::Visit& visit) {
                             return name_role(visit, id_of(worker_), Role::Administrator);
                         })),
              "teams.no_member");
}

TEST_P(Teams, AskingWaitsForAnAdministratorOfThatStructure) {
    const auto asker = member("asker@x.fr", kMission, "member");
    const auto request = asks(asker, "agence0000000000000000000a");
    EXPECT_NE(last_mail("boss@x.fr").find("/equipe/demandes"), std::string::npos);
    EXPECT_EQ(last_mail("boss@x.fr").find("asker"), std::string::npos) << "a mail names nobody";
    EXPECT_EQ(asks(asker, "agence0000000000000000000a"), request) << "asking twice is asking once";

    const auto stranger = member("stranger@x.fr", kMission, "administrator");
    EXPECT_EQ(
        message(by(stranger,
                   [&](const access::Visit& visit) { return accept_request(visit, request); })),
        "teams.no_request");
    const auto seen = by(boss_, [](const access::Visit& visit) { return teams::requests(visit); });
    ASSERT_EQ(seen.size(), 1U);
    EXPECT_EQ(seen[0].email, "asker@x.fr");
    EXPECT_TRUE(
        by(boss_, [&](const access::Visit& visit) { return accept_request(visit, request); }));
    EXPECT_EQ(text("SELECT CAST(count(*) AS TEXT) FROM memberships WHERE structure_id = 1 AND "
                   "ended_on IS NULL"),
              "3");
    EXPECT_NE(last_mail("asker@x.fr").find("Agence"), std::string::npos);
    EXPECT_EQ(message(by(boss_,
                         [&](const access::Visit& visit) {
                             return refuse_request(visit, request, "AUTRE");
                         })),
              "teams.no_request");
}

TEST_P(Teams, ARefusalHasACodedReasonThatTheOneWhoAskedReads) {
    const auto asker = member("asker@x.fr", kMission, "member");
    const auto request = asks(asker, "agence0000000000000000000a");
    EXPECT_EQ(message(by(boss_,
                         [&](const access::Visit& visit) {
                             return refuse_request(visit, request, "PARCE_QUE");
                         })),
              "teams.refusal_required");
    EXPECT_TRUE(by(boss_, [&](const access::Visit& visit) {
        return refuse_request(visit, request, "INCONNUE");
    }));
    const auto all = by(asker, [](const access::Visit& visit) { return sent(visit); });
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].state, RequestState::Refused);
    EXPECT_EQ(all[0].refusal, "Personne ici ne la connaît");
}

TEST_P(Teams, ARequestIsWithdrawnByItsAuthorAlone) {
    const auto asker = member("asker@x.fr", kMission, "member");
    const auto request = asks(asker, "agence0000000000000000000a");
    EXPECT_EQ(
        message(by(worker_,
                   [&](const access::Visit& visit) { return cancel_request(visit, request); })),
        "teams.no_request");
    EXPECT_TRUE(
        by(asker, [&](const access::Visit& visit) { return cancel_request(visit, request); }));
    EXPECT_EQ(
        message(
            by(boss_, [&](const access::Visit& visit) { return accept_request(visit, request); })),
        "teams.no_request");
}

TEST_P(Teams, WhereNobodyAdministersThePlatformIsTold) {
    const auto team = professional("team@x.fr");
    db().write([&](db::Transaction& tx) { set_platform(tx, team, true, clock_.now()); });
    asks(worker_, "m1ss10n000000000000000000m");
    EXPECT_NE(last_mail("team@x.fr").find("Mission"), std::string::npos);
}

TEST_P(Teams, TheTeamOfTheServiceIsNamedAndUnnamed) {
    const auto set = [&](bool is_of_team) {
        return db().write([&](db::Transaction& tx) {
            return set_platform(tx, worker_.id, is_of_team, clock_.now());
        });
    };
    const auto token = enter(worker_.id);
    EXPECT_FALSE(set(false));
    EXPECT_TRUE(set(true));
    EXPECT_FALSE(set(true));
    EXPECT_TRUE(viewer(token).is_platform);
    EXPECT_TRUE(set(false));
    EXPECT_FALSE(viewer(token).is_platform);
}

TEST_P(Teams, AsksForAnOpenStructureOneIsNotOfAndNotEndlessly) {
    const auto asks_for = [&](const std::string& structure) {
        return message(by(worker_, [&](const access::Visit& visit) {
            return ask(visit, base::PublicId::parse(structure));
        }));
    };
    EXPECT_EQ(asks_for("agence0000000000000000000a"), "teams.already_member");
    EXPECT_EQ(asks_for("n0where0000000000000000000"), "teams.no_structure");
    for (int i = 0; i < kRequestsADay.at_most; ++i) {
        const auto request = asks(worker_, "m1ss10n000000000000000000m");
        EXPECT_TRUE(by(worker_,
                       [&](const access::Visit& visit) { return cancel_request(visit, request); }));
    }
    EXPECT_EQ(asks_for("m1ss10n000000000000000000m"), "teams.too_many_requests");
}

TEST_P(Teams, WhoLeavesIsNobodyFromTheNextRequestOn) {
    const auto token = enter(worker_.id);
    EXPECT_TRUE(viewer(token).acting_for);
    EXPECT_TRUE(by(boss_, [&](const access::Visit& visit) {
        return record_departure(visit, id_of(worker_));
    }));
    EXPECT_FALSE(viewer(token).acting_for);
    const auto left = by(boss_, [](const access::Visit& visit) { return departures(visit); });
    ASSERT_EQ(left.size(), 1U);
    EXPECT_EQ(left[0].left_on, clock_.today());
    EXPECT_EQ(message(by(boss_,
                         [&](const access::Visit& visit) {
                             return record_departure(visit, id_of(worker_));
                         })),
              "teams.no_member");
}

TEST_P(Teams, AStructureKeepsAnAdministrator) {
    const auto change = [&](const access::Viewer& of, Role role) {
        return message(by(
            boss_, [&](const access::Visit& visit) { return name_role(visit, id_of(of), role); }));
    };
    EXPECT_EQ(change(boss_, Role::Member), "teams.last_administrator");
    EXPECT_EQ(message(by(boss_,
                         [&](const access::Visit& visit) {
                             return record_departure(visit, id_of(boss_));
                         })),
              "teams.last_administrator");
    EXPECT_EQ(change(worker_, Role::Administrator), "done");
    EXPECT_EQ(change(boss_, Role::Member), "done");
}

TEST_P(Teams, TwoAdministratorsWhoStepDownAtOnceLeaveOne) {
    EXPECT_TRUE(by(boss_, [&](const access::Visit& visit) {
        return name_role(visit, id_of(worker_), Role::Administrator);
    }));
    gps::tests::together(2, [&](int which) {
        const auto& who = which == 0 ? boss_ : worker_;
        const auto stepped = by(who, [&](const access::Visit& visit) {
            return name_role(visit, id_of(who), Role::Member);
        });
        (void)stepped;
    });
    EXPECT_EQ(text("SELECT CAST(count(*) AS TEXT) FROM memberships WHERE structure_id = 1 AND "
                   "role = 'administrator' AND ended_on IS NULL"),
              "1");
}

TEST_P(Teams, ALinkForASecondFactorIsForAnotherMember) {
    const auto link = by(
        boss_, [&](const access::Visit& visit) { return give_factor_link(visit, id_of(worker_)); });
    ASSERT_TRUE(link);
    EXPECT_NE(link->find("/mon-compte/securite/lien/"), std::string::npos);
    EXPECT_EQ(last_mail("worker@x.fr"), "") << "it is handed over, never mailed";
    const auto own = by(
        boss_, [&](const access::Visit& visit) { return give_factor_link(visit, id_of(boss_)); });
    EXPECT_EQ(own.error().message, "teams.not_for_oneself");
}
