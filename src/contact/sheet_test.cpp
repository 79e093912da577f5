#include "contact/sheet.hpp"

#include "people/members_store.hpp"
#include "quotas/rules.hpp"
#include "scene/scene.hpp"
#include "support/statement_coverage.hpp"

#include <algorithm>
#include <atomic>

namespace gps::contact {
namespace {

using scene::Acting;

// Alice, of an agency, recorded Marie; Bruno, of a mission locale, follows her too.
class ContactSheet : public scene::Scene {
 protected:
    void SetUp() override {
        Scene::SetUp();
        if (HasFatalFailure()) return;
        alice_ = agency("alice@x.fr");
        marie_ = person(alice_, "DURAND");
        bruno_ = mission("bruno@x.fr");
        follow(bruno_, marie_);
    }

    // "name|phone|*" of each, the référent starred; "…" at the end when parts are left out. Or why
    // there is none.
    std::string opens(const access::Viewer& who) {
        std::string said;
        write(who, [&](const Acting& acting) {
            const auto found = sheet(acting, marie_);
            if (!found) {
                said = found.error().message;
                return true;
            }
            for (const auto& one : found->helpers)
                said += one.name.substr(one.name.find('-') + 1,
                                        one.name.find('@') - one.name.find('-') - 1) +
                        (one.phone.empty() ? "" : " " + one.phone) + (one.is_referent ? "*" : "") +
                        "\n";
            if (found->is_partial) said += "…";
            return true;
        });
        return said;
    }
    std::string says(const access::Viewer& who, const std::string& phone, bool is_on_sheet) {
        const auto kept = write(who, [&](const Acting& acting) {
            return set_own(acting, {.phone = phone, .is_on_sheet = is_on_sheet});
        });
        return kept ? "" : std::string(kept.error().message);
    }
    void agree(const access::Viewer& whose, const std::string& for_structure) {
        gps::tests::run_sql(
            db(),
            "INSERT INTO agreements (public_id, person_id, structure_id, for_structure, how, "
            "given_on, recorded_by, recorded_at) VALUES ('" +
                base::PublicId::fresh().text() + "', " + std::to_string(id_of(marie_).value) +
                ", " + std::to_string(whose.structure().value) + ", " + for_structure +
                ", 'oral', '2026-01-01', " + std::to_string(whose.id.value) + ", 0)");
    }

    access::Viewer alice_ = {};
    access::Viewer bruno_ = {};
    base::PublicId marie_ = {};
};

std::atomic<int> sheet_statements{0};

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(ContactSheet);

TEST_P(ContactSheet, ListsWhoFollowsNowTheReferentFirst) {
    EXPECT_EQ(opens(alice_), "alice\nbruno\n");
    make_referent(bruno_, marie_);
    EXPECT_EQ(opens(alice_), "bruno*\nalice\n");
    const auto ended = mission("ended@x.fr");
    follow(ended, marie_);
    end(ended, marie_);
    const auto gone = mission("gone@x.fr");
    follow(gone, marie_);
    db().write([&](db::Transaction& tx) {
        people::store::end_member(tx, gone.id, gone.structure(), today());
    });
    EXPECT_EQ(opens(alice_), "bruno*\nalice\n");
}

TEST_P(ContactSheet, HoldsANumberOnlyOnceItsOwnerAgreed) {
    EXPECT_EQ(says(bruno_, "01 99 00 00 02", false), "");
    EXPECT_EQ(opens(alice_), "alice\nbruno\n") << "for colleagues is not for paper";
    EXPECT_EQ(says(bruno_, "01 99 00 00 02", true), "");
    EXPECT_EQ(opens(alice_), "alice\nbruno 01 99 00 00 02\n");
    EXPECT_EQ(says(bruno_, "01 99 00 00 02", true), "") << "again";
    EXPECT_EQ(says(bruno_, "01 99 00 00 02", false), "");
    EXPECT_EQ(opens(alice_), "alice\nbruno\n");
    EXPECT_EQ(number("SELECT count(*) FROM audit_entries WHERE act = 'set_own_phone'"), 3);
}

TEST_P(ContactSheet, KeepsNoAgreementWithoutANumber) {
    EXPECT_EQ(says(bruno_, "", true), "contact.no_phone_for_sheet");
    EXPECT_EQ(says(bruno_, "01 99 00 00 02", true), "");
    EXPECT_EQ(says(bruno_, "", false), "");
    EXPECT_EQ(number("SELECT count(*) FROM contact_shown_phones"), 0);
}

TEST_P(ContactSheet, LeavesOutASensitiveStructureThatNotAllMayKnow) {
    const auto care = csapa("care@x.fr");
    follow(care, marie_);
    EXPECT_EQ(opens(alice_), "alice\nbruno\n…");
    EXPECT_EQ(opens(care), "alice\nbruno\n…") << "nor on the sheet of its own member";
    make_referent(alice_, marie_);
    EXPECT_EQ(opens(alice_), "alice*\nbruno\n…") << "nor of the référent";
    agree(care, std::to_string(alice_.structure().value));
    EXPECT_EQ(opens(alice_), "alice*\nbruno\n…") << "an agreement for one structure";
    agree(care, "NULL");
    EXPECT_EQ(opens(alice_), "alice*\nbruno\ncare\n");
    gps::tests::run_sql(db(), "UPDATE agreements SET revoked_at = 1");
    EXPECT_EQ(opens(alice_), "alice*\nbruno\n…");
}

TEST_P(ContactSheet, IsForWhoSeesTheDetails) {
    const auto chloe = association("chloe@x.fr");
    EXPECT_EQ(opens(chloe), "sharing.no_file");
    follow(chloe, marie_);
    EXPECT_EQ(opens(chloe), "contact.sheet_needs_details");
    advance_days(60);
    end(bruno_, marie_, 31);
    EXPECT_EQ(opens(bruno_), "contact.sheet_needs_details");
    set_state(marie_, "opposed");
    EXPECT_EQ(opens(alice_), "contact.sheet_needs_details");
    set_state(marie_, "archived");
    EXPECT_EQ(opens(alice_), "sharing.no_file");
    EXPECT_EQ(number("SELECT count(*) FROM audit_entries WHERE act = 'reveal_contact'"), 0);
}

TEST_P(ContactSheet, IsReadAsContactsAreAndCountedSo) {
    EXPECT_EQ(says(bruno_, "01 99 00 00 02", true), "");
    EXPECT_EQ(opens(alice_), "alice\nbruno 01 99 00 00 02\n");
    EXPECT_EQ(number("SELECT count(*) FROM audit_entries WHERE act = 'reveal_contact' AND detail = "
                     "'as=sheet,phones=1' AND person_id = " +
                     std::to_string(id_of(marie_).value)),
              1);
    alice_.session = {1};
    alice_.strength = access::Strength::Full;
    const int an_hour = quotas::quota(quotas::Purpose::Reveal).an_hour;
    for (int i = 0; i < an_hour; ++i) ASSERT_NE(opens(alice_), "quotas.hour");
    EXPECT_EQ(opens(alice_), "quotas.hour");
}

TEST_P(ContactSheet, CostsTheSameHoweverManyThereAre) {
    const auto cost = [&] {
        sheet_statements = 0;
        db::observe_statements([](std::string_view, db::Engine) { ++sheet_statements; });
        opens(alice_);
        gps::tests::observe_coverage();
        return sheet_statements.load();
    };
    const auto of_two = cost();
    for (int i = 0; i < 10; ++i) follow(mission("m" + std::to_string(i) + "@x.fr"), marie_);
    EXPECT_EQ(cost(), of_two);
    EXPECT_LE(of_two, 8) << "without a session, which counts";
}

TEST_P(ContactSheet, HoldsFortyAndSaysThatThereAreMore) {
    for (int i = 0; i < 38; ++i) follow(mission("m" + std::to_string(i) + "@x.fr"), marie_);
    const auto whole = opens(alice_);
    EXPECT_EQ(std::count(whole.begin(), whole.end(), '\n'), 40);
    EXPECT_FALSE(whole.ends_with("…"));
    follow(mission("more@x.fr"), marie_);
    const auto more = opens(alice_);
    EXPECT_EQ(std::count(more.begin(), more.end(), '\n'), 40);
    EXPECT_TRUE(more.ends_with("…"));
}

}  // namespace gps::contact
