#include "contact/usecases.hpp"
#include "people/members_store.hpp"
#include "quotas/rules.hpp"
#include "scene/scene.hpp"

namespace gps::contact {
namespace {

using scene::Acting;

// Alice, of an agency, recorded Marie; Bruno, of a mission locale, follows her too.
class Contact : public scene::Scene {
 protected:
    void SetUp() override {
        Scene::SetUp();
        if (HasFatalFailure()) return;
        alice_ = agency("alice@x.fr");
        marie_ = person(alice_, "DURAND");
        bruno_ = mission("bruno@x.fr");
        follow(bruno_, marie_);
    }

    base::PublicId public_id(const std::string& table, std::int64_t id) {
        const auto sql = "SELECT public_id FROM " + table + " WHERE id = " + std::to_string(id);
        const db::Statement statement{.name = "test.public_id", .text = sql};
        return read([&](db::Transaction& tx) {
            return base::PublicId::parse(tx.query(statement)[0].view(0));
        });
    }
    Asked of(const access::Viewer& whom, Channel channel = Channel::Email) {
        return {.person = marie_,
                .professional = public_id("professionals", whom.id.value),
                .structure = public_id("structures", whom.structure().value),
                .channel = channel};
    }
    // The value shown, or why it is not. What is refused counts too: nothing is undone.
    std::string asks(const access::Viewer& who, const Asked& asked) {
        std::string said;
        write(who, [&](const Acting& acting) {
            const auto revealed = reveal(acting, asked);
            said = revealed ? revealed->value : std::string(revealed.error().message);
            return true;
        });
        return said;
    }
    std::string keeps_own(const access::Viewer& who, const std::string& phone) {
        const auto kept =
            write(who, [&](const Acting& acting) { return set_own(acting, {.phone = phone}); });
        return kept ? "" : std::string(kept.error().message);
    }
    std::string own_number(const access::Viewer& who) {
        return write(who, [](const Acting& acting) { return own(acting); }).phone;
    }
    std::int64_t entries(const std::string& detail) {
        return number(
            "SELECT count(*) FROM audit_entries WHERE act = 'reveal_contact' AND "
            "detail = '" +
            detail + "' AND person_id = " + std::to_string(id_of(marie_).value));
    }

    access::Viewer alice_ = {};
    access::Viewer bruno_ = {};
    base::PublicId marie_ = {};
};

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(Contact);

TEST_P(Contact, IsShownOneAtATimeAndEachTimeLeavesAnEntry) {
    EXPECT_EQ(asks(alice_, of(bruno_)), "bruno@x.fr");
    EXPECT_EQ(entries("channel=email,same=no"), 1);
    const auto colleague = agency("adele@x.fr");
    follow(colleague, marie_);
    EXPECT_EQ(asks(alice_, of(colleague)), "adele@x.fr");
    EXPECT_EQ(entries("channel=email,same=yes"), 1);
    EXPECT_EQ(number("SELECT count(*) FROM activity_acts WHERE act = 'reveal_contact'"), 2);
}

TEST_P(Contact, TakenAwayLeavesTheSameEntryAndSaysSo) {
    auto asked = of(bruno_);
    asked.is_kept = true;
    EXPECT_EQ(asks(alice_, asked), "bruno@x.fr");
    EXPECT_EQ(entries("channel=email,same=no,as=vcard"), 1);
    EXPECT_EQ(asks(association("chloe@x.fr"), asked), "contact.nobody");
}

TEST_P(Contact, APhoneIsShownAsItIsDialledAndNothingWhenNoneIsKnown) {
    EXPECT_EQ(asks(alice_, of(bruno_, Channel::Phone)), "");
    gps::tests::run_sql(db(), "UPDATE professionals SET phone = '+33199000001'");
    EXPECT_EQ(asks(alice_, of(bruno_, Channel::Phone)), "01 99 00 00 01");
    EXPECT_EQ(entries("channel=phone,same=no"), 2);
}

TEST_P(Contact, OnesOwnNumberIsKeptShownToColleaguesAndTakenBack) {
    EXPECT_EQ(keeps_own(bruno_, "01 99 00 00 02"), "");
    EXPECT_EQ(asks(alice_, of(bruno_, Channel::Phone)), "01 99 00 00 02");
    EXPECT_EQ(own_number(bruno_), "+33199000002");
    EXPECT_EQ(own_number(alice_), "") << "nobody else's";
    EXPECT_EQ(keeps_own(bruno_, "12"), "people.phone_invalid");
    EXPECT_EQ(own_number(bruno_), "+33199000002");
    EXPECT_EQ(keeps_own(bruno_, "+33 1 99 00 00 02"), "") << "the same one";
    EXPECT_EQ(keeps_own(bruno_, "  "), "");
    EXPECT_EQ(own_number(bruno_), "");
    EXPECT_EQ(asks(alice_, of(bruno_, Channel::Phone)), "");
    EXPECT_EQ(number("SELECT count(*) FROM audit_entries WHERE act = 'set_own_phone'"), 2);
}

TEST_P(Contact, IsNotForWhoDoesNotFollowThePerson) {
    EXPECT_EQ(asks(association("chloe@x.fr"), of(bruno_)), "contact.nobody");
    EXPECT_EQ(asks(alice_, of(mission("x@x.fr"))), "contact.nobody") << "who does not follow her";
    EXPECT_EQ(number("SELECT count(*) FROM audit_entries WHERE act = 'reveal_contact'"), 0);
}

TEST_P(Contact, OfASensitiveStructureIsNotReadByOthers) {
    const auto care = csapa("care@x.fr");
    follow(care, marie_);
    EXPECT_EQ(asks(bruno_, of(care)), "contact.nobody");
    EXPECT_EQ(asks(care, of(bruno_)), "bruno@x.fr");
    const auto colleague = csapa("colleague@x.fr");
    follow(colleague, marie_);
    EXPECT_EQ(asks(care, of(colleague)), "colleague@x.fr") << "of the own structure";
    make_referent(bruno_, marie_);
    EXPECT_EQ(asks(bruno_, of(care)), "care@x.fr") << "the référent sees who they are";
}

TEST_P(Contact, IsKeptFromWhoseOwnPartEndedLongAgo) {
    advance_days(60);
    end(bruno_, marie_, 31);
    EXPECT_EQ(asks(bruno_, of(alice_)), "contact.nobody");
    EXPECT_EQ(asks(alice_, of(bruno_)), "bruno@x.fr");
}

TEST_P(Contact, OfWhoLeftTheirStructureIsNotGiven) {
    db().write([&](db::Transaction& tx) {
        people::store::end_member(tx, bruno_.id, bruno_.structure(), today());
    });
    EXPECT_EQ(asks(alice_, of(bruno_)), "contact.left");
}

TEST_P(Contact, StopsWhoAsksForMoreThanAnHonestHour) {
    alice_.session = {1};
    alice_.strength = access::Strength::Full;
    const int an_hour = quotas::quota(quotas::Purpose::Reveal).an_hour;
    for (int i = 0; i < an_hour; ++i) ASSERT_EQ(asks(alice_, of(bruno_)), "bruno@x.fr");
    EXPECT_EQ(asks(alice_, of(bruno_)), "quotas.hour");
    EXPECT_EQ(asks(bruno_, of(alice_)), "alice@x.fr") << "another one's limit is their own";
}

TEST(ContactChannels, AreTwo) {
    EXPECT_EQ(channel_of("courriel"), Channel::Email);
    EXPECT_EQ(channel_of("telephone"), Channel::Phone);
    EXPECT_FALSE(channel_of("pigeon"));
}

}  // namespace gps::contact
