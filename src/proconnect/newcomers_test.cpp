#include "proconnect/newcomers.hpp"

#include "base/digest.hpp"
#include "people/store.hpp"
#include "proconnect/usecases.hpp"
#include "scene/visits.hpp"
#include "teams/usecases.hpp"

#include <fmt/format.h>

using namespace gps;
using namespace gps::proconnect;

namespace {

constexpr std::string_view kSiretOfTheirs = "13002603200016";
const auto kAgency = base::PublicId::parse("agence0000000000000000000a");
const auto kClosed = base::PublicId::parse("ferme00000000000000000000a");
const auto kElsewhere = base::PublicId::parse("autre00000000000000000000a");

openid::Identity nina(const std::string& subject = "n1", const std::string& email = "Nina@x.fr") {
    return {.issuer = "https://p.example/api/v2",
            .subject = subject,
            .email = email,
            .given_name = "Nina",
            .usual_name = "Le Goff",
            .siret = std::string(kSiretOfTheirs),
            .strength = openid::Strength::TwoFactors,
            .id_token = base::Secret("token")};
}

// Two structures of one SIRET, one of them closed, and one of another; Alice administers the first.
class Newcomers : public gps::scene::Visits {
 protected:
    void SetUp() override {
        Visits::SetUp();
        if (HasFatalFailure()) return;
        add_structure(1, kAgency, kSiretOfTheirs, "open");
        add_structure(2, kClosed, kSiretOfTheirs, "closed");
        add_structure(3, kElsewhere, "99999999999999", "open");
        alice_ = professional("alice@x.fr");
        db().write([&](db::Transaction& tx) {
            people::store::add_member(tx, alice_, {1}, "administrator", clock_.today());
        });
    }

    void add_structure(int id, const base::PublicId& public_id, std::string_view siret,
                       std::string_view state) {
        gps::tests::run_sql(db(), fmt::format(R"sql(
            INSERT INTO structures (id, public_id, source, source_id, name, name_key, kind,
                sensitivity, is_habilitated, siret, state, created_at, updated_at)
            VALUES ({0}, '{1}', 't', '{0}', 'Agence {0}', 'agence {0}', 'FT', 0, TRUE, '{2}',
                    '{3}', 0, 0)
        )sql",
                                              id, public_id.text(), siret, state));
    }
    // In a browser that has this token; nobody is signed in.
    template <class Act>
    auto in_browser(const std::string& browser, Act act) {
        const web::Request request;
        return db().write([&](db::Transaction& tx) {
            return act(access::Visit{.house = house(),
                                     .request = request,
                                     .tx = tx,
                                     .csrf_secret = browser,
                                     .now = clock_.now(),
                                     .today = clock_.today()});
        });
    }
    auto asks(const openid::Identity& who, const base::PublicId& structure) {
        return in_browser("b",
                          [&](const auto& visit) { return open_and_ask(visit, who, structure); });
    }
    auto accepts(const openid::Identity& who, const std::string& link) {
        return in_browser("b", [&](const auto& visit) { return open_invited(visit, who, link); });
    }
    auto comes(const openid::Identity& who) {
        return in_browser("b", [&](const auto& visit) { return come_in(visit, who); });
    }
    bool is_new(const openid::Identity& who) {
        return in_browser("b", [&](const auto& visit) { return is_newcomer(visit, who); });
    }
    // The link that Alice's invitation mails.
    std::string invited(const std::string& email) {
        const auto alice = viewer(enter(alice_));
        EXPECT_TRUE(visiting(alice, [&](const auto& visit) {
            return teams::invite(visit,
                                 {.email = email, .last_name = "Autre", .first_name = "Nom"});
        }));
        const db::Statement statement{
            .name = "test.link",
            .text =
                "SELECT body_text FROM mail_outbox WHERE kind = 'teams.invitation' "
                "ORDER BY id DESC LIMIT 1"};
        const auto mail =
            db().read([&](db::Transaction& tx) { return tx.query(statement)[0].text(0); });
        const auto start = mail.find("/invitations/") + std::string_view("/invitations/").size();
        return mail.substr(start, mail.find('\n', start) - start);
    }
    std::int64_t members_of_agency() {
        return gps::tests::count(db(), "memberships WHERE structure_id = 1");
    }
    static std::string refusal(const auto& result) {
        return result ? std::string("none") : std::string(result.error().message);
    }

    people::ProfessionalId alice_ = {};
};

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(Newcomers);

TEST_P(Newcomers, ReadTheOpenStructuresOfTheirSiret) {
    const auto offered = [&](const openid::Identity& who) {
        return in_browser("b", [&](const auto& visit) { return places(visit, who); });
    };
    ASSERT_EQ(offered(nina()).size(), 1u);
    EXPECT_EQ(offered(nina())[0].public_id, kAgency);
    auto nowhere = nina();
    nowhere.siret = "";
    EXPECT_TRUE(offered(nowhere).empty()) << "most structures have none";
}

TEST_P(Newcomers, ReadTheStructureThatTookThePlaceOfTheirs) {
    gps::tests::run_sql(db(), fmt::format("UPDATE structures SET merged_into = 1, state = 'closed' "
                                          "WHERE public_id = '{}'",
                                          kElsewhere.text()));
    auto who = nina();
    who.siret = "99999999999999";
    const auto offered = in_browser("b", [&](const auto& visit) { return places(visit, who); });
    ASSERT_EQ(offered.size(), 1u);
    EXPECT_EQ(offered[0].public_id, kAgency);
    EXPECT_TRUE(asks(who, kAgency));
    EXPECT_EQ(gps::tests::count(db(), "teams_requests WHERE structure_id = 1"), 1);
}

TEST_P(Newcomers, OpenAnAccountThatWaitsForAnAdministrator) {
    const auto opened = asks(nina(), kAgency);
    ASSERT_TRUE(opened) << refusal(opened);
    const auto who = viewer(opened->token);
    EXPECT_EQ(who.email, "nina@x.fr");
    EXPECT_EQ(who.name, "Nina Le Goff");
    EXPECT_TRUE(who.is_full());
    EXPECT_TRUE(who.may_enrol);
    EXPECT_EQ(who.structures, 0) << "they see nobody before the answer";
    EXPECT_EQ(members_of_agency(), 1);
    const auto waiting =
        visiting(viewer(enter(alice_)), [](const auto& visit) { return teams::requests(visit); });
    ASSERT_EQ(waiting.size(), 1u);
    EXPECT_EQ(waiting[0].email, "nina@x.fr");
    EXPECT_EQ(gps::tests::count(db(), "mail_outbox WHERE kind = 'proconnect.linked'"), 1)
        << "who reads that mailbox is told";
    EXPECT_TRUE(comes(nina())) << "the identity opens it from now on";
}

TEST_P(Newcomers, OneFactorOpensAReducedSession) {
    auto who = nina();
    who.strength = openid::Strength::OneFactor;
    const auto opened = asks(who, kAgency);
    ASSERT_TRUE(opened);
    EXPECT_FALSE(viewer(opened->token).is_full());
}

TEST_P(Newcomers, JoinNoStructureOfAnotherSiretNorAClosedOne) {
    for (const auto& structure : {kElsewhere, kClosed, base::PublicId()})
        EXPECT_EQ(refusal(asks(nina(), structure)), "teams.no_structure");
    EXPECT_EQ(gps::tests::count(db(), "professionals WHERE email = 'nina@x.fr'"), 0);
}

TEST_P(Newcomers, NeverTakeAnAccountThatExists) {
    EXPECT_TRUE(is_new(nina()));
    EXPECT_FALSE(is_new(nina("a9", "alice@x.fr"))) << "its e-mail alone";
    EXPECT_EQ(refusal(asks(nina("a9", "ALICE@x.fr"), kAgency)), "proconnect.refused");
    db().write([&](db::Transaction& tx) {
        people::store::set_professional_active(tx, "alice@x.fr", false);
    });
    EXPECT_FALSE(is_new(nina("a9", "alice@x.fr"))) << "a closed one stays closed";
    EXPECT_EQ(refusal(comes(nina("a9", "alice@x.fr"))), "proconnect.no_account");
    ASSERT_TRUE(asks(nina(), kAgency));
    EXPECT_EQ(refusal(asks(nina(), kAgency)), "proconnect.refused") << "the form, sent again";
    EXPECT_EQ(refusal(asks(nina("n1", "other@x.fr"), kAgency)), "proconnect.refused");
}

TEST_P(Newcomers, AcceptTheInvitationWhoseLinkTheyHold) {
    const auto link = invited("nina@x.fr");
    const auto opened = accepts(nina(), link);
    ASSERT_TRUE(opened) << refusal(opened);
    EXPECT_TRUE(opened->has_structure);
    EXPECT_EQ(viewer(opened->token).name, "Nina Le Goff") << "the names are those of ProConnect";
    EXPECT_EQ(members_of_agency(), 2);
    EXPECT_EQ(refusal(accepts(nina("n2", "zoe@x.fr"), link)), "teams.no_invitation") << "used";
}

TEST_P(Newcomers, AcceptNoInvitationOfAnotherAddress) {
    const auto link = invited("zoe@x.fr");
    EXPECT_EQ(refusal(accepts(nina(), link)), "proconnect.invited_another");
    EXPECT_EQ(refusal(accepts(nina(), "made-up")), "teams.no_invitation");
    EXPECT_EQ(members_of_agency(), 1);
    EXPECT_TRUE(accepts(nina("z1", "zoe@x.fr"), link)) << "it still serves whom it was sent to";
}

TEST_P(Newcomers, AreKnownToOneBrowserForAQuarterOfAnHour) {
    const auto sealed =
        in_browser("b", [](const auto& visit) { return sealed_newcomer(visit, nina()); });
    const auto known = [&](const std::string& browser, const std::string& text) {
        return in_browser(browser,
                          [&](const auto& visit) { return unsealed_newcomer(visit, text); });
    };
    ASSERT_TRUE(known("b", sealed));
    EXPECT_EQ(known("b", sealed)->subject, "n1");
    EXPECT_EQ(known("b", sealed)->siret, kSiretOfTheirs);
    EXPECT_EQ(known("b", sealed)->strength, openid::Strength::TwoFactors);
    EXPECT_EQ(known("b", sealed)->id_token.reveal(), "token");
    EXPECT_EQ(sealed.find("nina"), std::string::npos);
    EXPECT_FALSE(known("another", sealed));
    EXPECT_FALSE(known("b", sealed.substr(1)));
    EXPECT_FALSE(known("b", ""));
    clock_.advance(std::chrono::minutes(15));
    EXPECT_FALSE(known("b", sealed));
}
