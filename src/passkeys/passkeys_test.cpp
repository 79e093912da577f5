#include "factors/usecases.hpp"
#include "openid/base64url.hpp"
#include "passkeys/usecases.hpp"
#include "scene/visits.hpp"
#include "support/authenticator.hpp"

#include <fmt/format.h>

using namespace gps;
using namespace gps::passkeys;
using gps::tests::Authenticator;
using openid::base64url;

namespace {

constexpr std::string_view kName = "gps.example.fr";

// What an answer is made of, kept while it is read.
struct Shown {
    std::string id = {};
    std::string client = {};
    std::string data = {};
    std::string signature = {};

    Answer answer() const {
        return {.id = id, .client = client, .data = data, .signature = signature};
    }
};

Shown answers(const Authenticator& authenticator, std::string_view type,
              const std::string& challenge, const std::string& data) {
    const auto client = fmt::format(R"({{"type":"{}","challenge":"{}","origin":"https://{}"}})",
                                    type, challenge, kName);
    return {.id = base64url(authenticator.id()),
            .client = base64url(client),
            .data = base64url(data),
            .signature = base64url(authenticator.sign(data + tests::sha256(client)))};
}

// Alice and Bruno, on a site that has a name.
class Passkeys : public gps::scene::Visits {
 protected:
    void SetUp() override {
        Visits::SetUp();
        if (HasFatalFailure()) return;
        site_.emplace(access::House{.database = db(),
                                    .clock = clock_,
                                    .keys = keys(),
                                    .public_url = fmt::format("https://{}", kName)});
        alice_ = professional("alice@x.fr");
        bruno_ = professional("bruno@x.fr");
    }

    std::string by_proconnect(people::ProfessionalId who) {
        return enter(who, {.by = access::OpenedBy::ProConnect, .may_enrol = true});
    }
    // Runs `act` in a request of this session; what it wrote stays, refused or not.
    template <class Act>
    auto in(const std::string& token, Act act) {
        const web::Request request;
        const auto who = viewer(token);
        std::optional<decltype(act(std::declval<const access::Visit&>()))> answer;
        db().write([&](db::Transaction& tx) {
            answer.emplace(act(access::Visit{.house = *site_,
                                             .request = request,
                                             .tx = tx,
                                             .viewer = who,
                                             .now = clock_.now()}));
        });
        return *std::move(answer);
    }
    std::string challenge(const std::string& token, Purpose purpose) {
        const auto what = in(token, [&](const auto& visit) { return asked(visit, purpose); });
        return what ? what->challenge : "";
    }
    Shown makes(const Authenticator& authenticator, const std::string& token) {
        EXPECT_TRUE(in(token, [](const auto& visit) { return ask_for_new(visit); }));
        return answers(authenticator, "webauthn.create", challenge(token, Purpose::Add),
                       tests::authenticator_data(kName, 0x45, 0) + authenticator.attested());
    }
    base::Result<std::string> adds(const std::string& token, const Shown& shown,
                                   std::string_view name = "Mon ordinateur") {
        return in(token, [&](const auto& visit) { return add(visit, name, shown.answer()); });
    }
    // The session goes on under another token.
    void enrols(const Authenticator& authenticator, std::string& token) {
        const auto added = adds(token, makes(authenticator, token));
        ASSERT_TRUE(added) << added.error().message;
        token = *added;
    }
    Shown shows(const Authenticator& authenticator, const std::string& token, std::uint32_t count) {
        EXPECT_TRUE(in(token, [](const auto& visit) { return ask_for_one(visit); }));
        return answers(authenticator, "webauthn.get", challenge(token, Purpose::Use),
                       tests::authenticator_data(kName, 0x05, count));
    }
    base::Result<std::string> uses(const std::string& token, const Shown& shown) {
        return in(token, [&](const auto& visit) { return show(visit, shown.answer()); });
    }
    std::vector<Passkey> of(people::ProfessionalId who) {
        return db().read([&](db::Transaction& tx) { return passkeys::passkeys(tx, who); });
    }
    std::string told_last() {
        const db::Statement statement{
            .name = "test.told",
            .text =
                "SELECT body_text FROM mail_outbox WHERE kind = 'factors.changed' "
                "ORDER BY id DESC LIMIT 1"};
        return db().read([&](db::Transaction& tx) {
            const auto rows = tx.query(statement);
            return rows.empty() ? std::string() : rows[0].text(0);
        });
    }

    std::optional<access::House> site_ = {};
    people::ProfessionalId alice_ = {};
    people::ProfessionalId bruno_ = {};
};

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(Passkeys);

TEST_P(Passkeys, OneAddedFromProConnectStrengthensLaterMailCodes) {
    const Authenticator key;
    auto token = by_proconnect(alice_);
    EXPECT_FALSE(viewer(token).is_full());
    const auto before = token;
    enrols(key, token);
    EXPECT_TRUE(viewer(token).is_full());
    EXPECT_EQ(viewer(before).id.value, 0) << "the former token opens nothing";
    EXPECT_NE(told_last().find("vient d’être ajoutée"), std::string::npos);

    clock_.advance(std::chrono::hours(24));
    const auto later = enter(alice_);
    EXPECT_FALSE(viewer(later).is_full());
    const auto stronger = uses(later, shows(key, later, 1));
    ASSERT_TRUE(stronger) << stronger.error().message;
    EXPECT_TRUE(viewer(*stronger).is_full());
    ASSERT_EQ(of(alice_).size(), 1u);
    EXPECT_EQ(of(alice_)[0].name, "Mon ordinateur");
    EXPECT_EQ(of(alice_)[0].used_at, clock_.now());
    EXPECT_EQ(db().read([&](db::Transaction& tx) { return factors::factors(tx, alice_); }).passkeys,
              1);
}

TEST_P(Passkeys, AMailCodeAloneNeverAddsOne) {
    const auto reduced = enter(alice_);
    const auto refused = in(reduced, [](const auto& visit) { return ask_for_new(visit); });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().refusal, base::Refusal::Forbidden);
    const auto forced = adds(reduced, {});
    ASSERT_FALSE(forced);
    EXPECT_EQ(forced.error().refusal, base::Refusal::Forbidden);
}

TEST_P(Passkeys, AnAnswerServesOnceAndInItsSession) {
    const Authenticator key;
    auto token = by_proconnect(alice_);
    enrols(key, token);
    const auto one = enter(alice_);
    const auto other = enter(alice_);
    const auto shown = shows(key, one, 5);
    EXPECT_TRUE(in(other, [](const auto& visit) { return ask_for_one(visit); }));
    EXPECT_EQ(uses(other, shown).error().message, "passkeys.not_believed") << "another session's";
    EXPECT_EQ(uses(other, shown).error().message, "passkeys.too_late") << "nothing is asked of it";
    const auto full = uses(one, shown);
    ASSERT_TRUE(full);
    EXPECT_EQ(uses(*full, shown).error().message, "passkeys.too_late") << "a second time";
}

TEST_P(Passkeys, AnAnswerServesForFiveMinutes) {
    const Authenticator key;
    auto token = by_proconnect(alice_);
    enrols(key, token);
    const auto reduced = enter(alice_);
    const auto shown = shows(key, reduced, 5);
    clock_.advance(kChallengeLife);
    EXPECT_EQ(uses(reduced, shown).error().message, "passkeys.too_late");
    EXPECT_EQ(challenge(reduced, Purpose::Use), "");
    clock_.advance(std::chrono::minutes(1));
    EXPECT_EQ(sweep(db(), clock_), 1);
    EXPECT_EQ(sweep(db(), clock_), 0);
}

TEST_P(Passkeys, WhatWasAskedToAddServesNoUse) {
    const Authenticator key;
    auto token = by_proconnect(alice_);
    enrols(key, token);
    const auto made = makes(key, token);
    EXPECT_EQ(uses(token, made).error().message, "passkeys.too_late");
    EXPECT_EQ(challenge(token, Purpose::Use), "");
    EXPECT_NE(challenge(token, Purpose::Add), "");
}

TEST_P(Passkeys, ThatOfAnotherAccountOpensNothing) {
    const Authenticator of_alice(Authenticator::Kind::EdDsa, "of Alice");
    const Authenticator of_bruno(Authenticator::Kind::Es256, "of Bruno");
    auto alice = by_proconnect(alice_);
    auto bruno = by_proconnect(bruno_);
    enrols(of_alice, alice);
    enrols(of_bruno, bruno);
    const auto reduced = enter(bruno_);
    EXPECT_EQ(uses(reduced, shows(of_alice, reduced, 5)).error().message, "passkeys.not_believed");
    EXPECT_FALSE(viewer(reduced).is_full());
    EXPECT_EQ(adds(bruno, makes(of_alice, bruno)).error().message, "passkeys.already_there");

    // Someone who can write in the database cannot give their own passkey to somebody else.
    gps::tests::run_sql(db(),
                        fmt::format("UPDATE passkeys SET professional_id = {}", bruno_.value));
    EXPECT_EQ(uses(reduced, shows(of_alice, reduced, 5)).error().message, "passkeys.not_believed");
}

TEST_P(Passkeys, ACountThatGoesBackIsRefusedAndTold) {
    const Authenticator key;
    auto token = by_proconnect(alice_);
    enrols(key, token);
    const auto first = enter(alice_);
    ASSERT_TRUE(uses(first, shows(key, first, 5)));
    const auto second = enter(alice_);
    EXPECT_EQ(uses(second, shows(key, second, 5)).error().message, "passkeys.copied");
    EXPECT_FALSE(viewer(second).is_full());
    EXPECT_NE(told_last().find("ait été copiée"), std::string::npos);
    EXPECT_TRUE(uses(second, shows(key, second, 6)));
}

TEST_P(Passkeys, OnlyAFullSessionTakesOneAway) {
    const Authenticator key;
    auto token = by_proconnect(alice_);
    enrols(key, token);
    const auto id = of(alice_)[0].public_id;
    const auto take = [&](const auto& visit) { return remove(visit, id); };
    EXPECT_EQ(in(enter(alice_), take).error().refusal, base::Refusal::Forbidden);
    auto bruno = by_proconnect(bruno_);
    enrols(Authenticator(Authenticator::Kind::Es256, "of Bruno"), bruno);
    EXPECT_EQ(in(bruno, take).error().refusal, base::Refusal::NotFound);
    EXPECT_TRUE(in(token, take));
    EXPECT_TRUE(of(alice_).empty());
    EXPECT_EQ(
        in(enter(alice_), [](const auto& visit) { return ask_for_one(visit); }).error().refusal,
        base::Refusal::NotFound);
}

TEST_P(Passkeys, AnAccountHasEightAtMostEachWithAName) {
    auto token = by_proconnect(alice_);
    for (int i = 0; i < kMost; ++i)
        enrols(Authenticator(Authenticator::Kind::Es256, fmt::format("key {}", i)), token);
    const auto refused = in(token, [](const auto& visit) { return ask_for_new(visit); });
    EXPECT_EQ(refused.error().refusal, base::Refusal::TooMany);

    auto bruno = by_proconnect(bruno_);
    const Authenticator key(Authenticator::Kind::Es256, "of Bruno");
    for (const auto& name : {std::string(" \n "), std::string(kLongestName + 1, 'a')}) {
        const auto unnamed = adds(bruno, makes(key, bruno), name);
        ASSERT_FALSE(unnamed);
        EXPECT_EQ(unnamed.error().field, "nom");
    }
}

TEST_P(Passkeys, ASiteWithoutANameOffersNone) {
    site_->public_url = "http://127.0.0.1:8080";
    const auto token = by_proconnect(alice_);
    EXPECT_FALSE(are_offered(*site_));
    const auto refused = in(token, [](const auto& visit) { return ask_for_new(visit); });
    EXPECT_EQ(refused.error().refusal, base::Refusal::NotFound);
}
