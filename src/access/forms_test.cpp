#include "access/forms.hpp"

#include "access/drafts.hpp"
#include "base/digest.hpp"
#include "base/seal.hpp"
#include "support/engines.hpp"

#include <fmt/format.h>

using namespace gps;
using namespace gps::access;

namespace {

// Nobody's: no place bears the commune code 999.
constexpr const char* kNumber = "164047599902173";

// Forms that hold a social security number, where it belongs and where it does not.
class FormsWithANumber : public gps::tests::OnEveryEngine {
 protected:
    static web::Request sent(web::Form::Fields fields) {
        return {.method = web::Method::Post,
                .path = "/personnes/nir",
                .target = "/personnes/nir",
                .form = web::Form(std::move(fields))};
    }
    // Sends it with the token of a session that has ended.
    bool kept(web::Form::Fields fields) {
        fields.emplace_back("_csrf", form_token(house_.value(), "s"));
        const auto request = sent(std::move(fields));
        return db().write([&](db::Transaction& tx) {
            const Visit visit{
                .house = house_.value(), .request = request, .tx = tx, .now = clock_.now()};
            return keep_draft(visit, "s", "b");
        });
    }
    std::string text_of_draft() {
        const db::Statement drafts{.name = "test.drafts",
                                   .text = "SELECT sealed FROM access_drafts"};
        const auto sealed =
            db().read([&](db::Transaction& tx) { return tx.query(drafts).at(0).text(0); });
        return base::unseal(keys_.sealing().newest().secret.reveal(), sealed).value();
    }
    void SetUp() override {
        OnEveryEngine::SetUp();
        if (HasFatalFailure()) return;
        house_.emplace(House{.database = db(), .clock = clock_, .keys = keys_});
        gps::tests::run_sql(
            db(),
            "INSERT INTO professionals (id, public_id, email, last_name, first_name, "
            "name_key, state, created_at) VALUES (1, 'p', 'a@x.fr', 'A', 'A', 'a', 'active', "
            "0)");
        gps::tests::run_sql(
            db(),
            fmt::format(
                "INSERT INTO access_sessions (public_id, token_digest, professional_id, device, "
                "created_at, last_seen_at, expires_at) VALUES ('s', '{}', 1, '', 0, 0, 1)",
                base::digest("s")));
    }

    base::FixedClock clock_{*base::Date::from_iso("2026-03-31")};
    base::Keys keys_ = base::Keys::fresh();
    std::optional<House> house_;
};

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(FormsWithANumber);

TEST_P(FormsWithANumber, AreKeptWithoutIt) {
    ASSERT_TRUE(kept({{"civilite", "madame"}, {"secret_nir", kNumber}}));
    EXPECT_NE(text_of_draft().find("madame"), std::string::npos);
    EXPECT_EQ(text_of_draft().find(kNumber), std::string::npos);
    EXPECT_EQ(text_of_draft().find("secret"), std::string::npos);
}

TEST_P(FormsWithANumber, AreNotKeptAtAllWhenItIsInAFieldForSomethingElse) {
    EXPECT_FALSE(kept({{"nom", "1 64 04 75 999 021 73"}}));
    EXPECT_EQ(gps::tests::count(db(), "access_drafts"), 0);
}

// Ten digits of sixteen are figures: one token in four thousand holds a number.
TEST_P(FormsWithANumber, AreNotRefusedForTheFiguresOfTheirToken) {
    const auto token = fmt::format("0a{}f", kNumber);
    EXPECT_FALSE(holds_misplaced_nir(sent({{"nom", "Durand"}, {"_csrf", token}}).form));
    EXPECT_TRUE(holds_misplaced_nir(sent({{"nom", kNumber}, {"_csrf", token}}).form));
    EXPECT_TRUE(holds_misplaced_nir(sent({{kNumber, ""}, {"_cle", "x"}}).form));
    EXPECT_TRUE(holds_misplaced_nir(sent({{"_cle", kNumber}}).form));
}

TEST_P(FormsWithANumber, AreToldApartByAKeyedDigest) {
    const auto& house = house_.value();
    const auto one = sent({{"secret_nir", kNumber}});
    const auto another = sent({{"secret_nir", "258123199804488"}});
    EXPECT_EQ(body_digest(house, one), body_digest(house, one));
    EXPECT_NE(body_digest(house, one), body_digest(house, another));
    const auto other_keys = base::Keys::fresh();
    const House elsewhere{.database = db(), .clock = clock_, .keys = other_keys};
    EXPECT_NE(body_digest(house, one), body_digest(elsewhere, one))
        << "nobody without the keys finds it by trying all";
    EXPECT_EQ(body_digest(house, sent({{"nom", "x"}})),
              body_digest(elsewhere, sent({{"nom", "x"}})));
}
