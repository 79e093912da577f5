#include "factors/qr.hpp"
#include "factors/totp.hpp"
#include "factors/usecases.hpp"
#include "scene/visits.hpp"

#include <array>

#include <fmt/format.h>
#include <liboath/oath.h>

using namespace gps;
using namespace gps::factors;

namespace {

constexpr std::int64_t kMicros = 1'000'000;

base::Instant at_second(std::int64_t second) {
    return {second * kMicros};
}

// What the application of a professional shows at `now`, from the key they typed into it.
std::string application_shows(std::string by_hand, base::Instant now) {
    std::erase(by_hand, ' ');
    char* bytes = nullptr;
    std::size_t length = 0;
    EXPECT_EQ(oath_base32_decode(by_hand.data(), by_hand.size(), &bytes, &length), OATH_OK);
    std::array<char, 7> code{};
    oath_totp_generate(bytes, length, now.micros / kMicros, 30, 0, 6, code.data());
    std::free(bytes);
    return code.data();
}

// Alice and Bruno, signed in by one way or another.
class SecondFactors : public gps::scene::Visits {
 protected:
    void SetUp() override {
        Visits::SetUp();
        if (HasFatalFailure()) return;
        alice_ = professional("alice@x.fr");
        bruno_ = professional("bruno@x.fr");
    }

    std::string by_code(people::ProfessionalId who) { return enter(who); }
    std::string by_proconnect(people::ProfessionalId who) {
        return enter(who, {.by = access::OpenedBy::ProConnect, .may_enrol = true});
    }
    // Runs `act` in a request of this session.
    template <class Act>
    auto visiting(const std::string& token, Act act) {
        return Visits::visiting(viewer(token), act);
    }
    // Adds an application to the account of this session; the key typed in it.
    std::string with_application(std::string& token) {
        const auto enrolment =
            visiting(token, [](const auto& visit) { return new_application(visit); });
        EXPECT_TRUE(enrolment);
        const auto code = application_shows(enrolment->typed_by_hand, clock_.now());
        const auto added = visiting(token, [&](const auto& visit) {
            return add_application(visit, enrolment->sealed, code);
        });
        EXPECT_TRUE(added);
        token = *added;
        return enrolment->typed_by_hand;
    }
    base::Result<std::string> shows(const std::string& token, const std::string& code) {
        // A wrong code is recorded: kept even when refused.
        base::Result<std::string> shown;
        visiting(token, [&](const auto& visit) { shown = show_code(visit, code); });
        return shown;
    }
    std::int64_t mails_of_security() {
        const db::Statement statement{
            .name = "test.mails",
            .text = "SELECT count(*) FROM mail_outbox WHERE kind = 'factors.changed'"};
        return db().read([&](db::Transaction& tx) { return tx.query(statement)[0].integer(0); });
    }

    people::ProfessionalId alice_ = {};
    people::ProfessionalId bruno_ = {};
};

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(SecondFactors);

// The vectors of RFC 6238, appendix B, cut to six digits.
TEST(Totp, GivesTheCodesOfTheStandard) {
    const base::Secret secret("12345678901234567890");
    EXPECT_EQ(matching_step(secret, "287082", at_second(59)), 1);
    EXPECT_EQ(matching_step(secret, "081804", at_second(1111111109)), 37037036);
    EXPECT_EQ(matching_step(secret, "005 924", at_second(1234567890)), 41152263);
    EXPECT_EQ(matching_step(secret, "353130", at_second(20000000000)), 666666666);
}

TEST(Totp, AClockThirtySecondsAwayStillServesAndNoMore) {
    const base::Secret secret("12345678901234567890");
    EXPECT_EQ(matching_step(secret, "287082", at_second(59 + 30)), 1);
    EXPECT_EQ(matching_step(secret, "287082", at_second(59 - 30)), 1);
    EXPECT_FALSE(matching_step(secret, "287082", at_second(59 + 61)));
}

TEST(Totp, OnlySixDigitsAreACode) {
    const base::Secret secret("12345678901234567890");
    for (const auto* typed : {"", "28708", "94287082", "28708a", "-87082", "２87082"}) {
        EXPECT_FALSE(matching_step(secret, typed, at_second(59))) << typed;
    }
}

TEST(Totp, ASecretIsShownAsApplicationsReadIt) {
    const base::Secret secret("12345678901234567890");
    EXPECT_EQ(written(secret), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    EXPECT_EQ(key_uri(secret, "a+b@x.fr"),
              "otpauth://totp/GPS:a%2Bb%40x.fr?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=GPS"
              "&algorithm=SHA1&digits=6&period=30");
    EXPECT_NE(fresh_totp_secret().reveal(), fresh_totp_secret().reveal());
    EXPECT_EQ(fresh_totp_secret().reveal().size(), 20u);
}

TEST(SquareCode, HasItsThreeCornersAndItsMargin) {
    const auto square = square_code("otpauth://totp/GPS:a@x.fr?secret=GEZDGNBVGY3TQOJQ");
    EXPECT_GT(square.side, 29);
    EXPECT_TRUE(square.path.starts_with("M4 4h7v1h-7z")) << square.path.substr(0, 20);
    EXPECT_NE(square.path.find(fmt::format("M{} 4h7v1h-7z", square.side - 11)), std::string::npos);
    EXPECT_THROW(square_code(std::string(5000, 'a')), std::length_error);
}

TEST_P(SecondFactors, AMailCodeAloneNeverAddsAFactor) {
    const auto token = by_code(alice_);
    EXPECT_FALSE(viewer(token).is_full());
    const auto refused = visiting(token, [](const auto& visit) { return new_application(visit); });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().refusal, base::Refusal::Forbidden);
    const auto forced =
        visiting(token, [](const auto& visit) { return add_application(visit, "x", "123456"); });
    ASSERT_FALSE(forced);
    EXPECT_EQ(forced.error().refusal, base::Refusal::Forbidden);
    EXPECT_FALSE(visiting(token, [](const auto& visit) { return same_application(visit, "x"); }));
}

TEST_P(SecondFactors, AnApplicationAddedFromProConnectStrengthensLaterMailCodes) {
    auto first = by_proconnect(alice_);
    EXPECT_FALSE(viewer(first).is_full()) << "ProConnect without a second factor is none";
    const auto before = first;
    const auto key = with_application(first);
    EXPECT_TRUE(viewer(first).is_full());
    EXPECT_EQ(viewer(before).id.value, 0) << "the former token opens nothing";
    EXPECT_EQ(mails_of_security(), 1);

    const auto later = by_code(alice_);
    clock_.advance(std::chrono::seconds(90));
    const auto stronger = shows(later, application_shows(key, clock_.now()));
    ASSERT_TRUE(stronger);
    EXPECT_TRUE(viewer(*stronger).is_full());
}

TEST_P(SecondFactors, ACodeServesOnce) {
    auto first = by_proconnect(alice_);
    const auto key = with_application(first);
    const auto code = application_shows(key, clock_.now());
    EXPECT_FALSE(shows(by_code(alice_), code)) << "it was used to add the application";
    clock_.advance(std::chrono::seconds(30));
    const auto next = application_shows(key, clock_.now());
    EXPECT_TRUE(shows(by_code(alice_), next));
    EXPECT_FALSE(shows(by_code(alice_), next));
}

TEST_P(SecondFactors, WrongCodesStopAndTheOwnerIsToldOnce) {
    auto first = by_proconnect(alice_);
    const auto key = with_application(first);
    const auto token = by_code(alice_);
    clock_.advance(std::chrono::minutes(1));
    for (int i = 0; i < kFailures.at_most; ++i) {
        const auto wrong = shows(token, "000000");
        ASSERT_FALSE(wrong);
        EXPECT_EQ(wrong.error().refusal, base::Refusal::Invalid);
    }
    EXPECT_EQ(mails_of_security(), 2);
    const auto stopped = shows(token, application_shows(key, clock_.now()));
    ASSERT_FALSE(stopped) << "even a right one";
    EXPECT_EQ(stopped.error().refusal, base::Refusal::TooMany);
    clock_.advance(std::chrono::minutes(16));
    EXPECT_TRUE(shows(by_code(alice_), application_shows(key, clock_.now())));
}

TEST_P(SecondFactors, AWrongCodeIsALineOfTheLog) {
    auto first = by_proconnect(alice_);
    with_application(first);
    testing::internal::CaptureStderr();
    EXPECT_FALSE(shows(by_code(alice_), "000000"));
    const auto log = testing::internal::GetCapturedStderr();
    EXPECT_NE(log.find(R"("id":"factors.code_refused","request":"","professional":")" +
                       std::to_string(alice_.value) + "\"}"),
              std::string::npos)
        << log;
}

TEST_P(SecondFactors, TwentyWrongCodesStopForTheDay) {
    auto first = by_proconnect(alice_);
    const auto key = with_application(first);
    for (int i = 0; i < kFailuresADay.at_most; ++i) {
        if (i % kFailures.at_most == 0) clock_.advance(std::chrono::minutes(16));
        EXPECT_EQ(shows(by_code(alice_), "000000").error().refusal, base::Refusal::Invalid);
    }
    clock_.advance(std::chrono::minutes(16));
    EXPECT_FALSE(shows(by_code(alice_), application_shows(key, clock_.now())));
    clock_.advance(std::chrono::hours(24));
    EXPECT_TRUE(shows(by_code(alice_), application_shows(key, clock_.now())));
}

TEST_P(SecondFactors, WhatIsSealedServesItsOwnerAndSessionOnly) {
    auto alice = by_proconnect(alice_);
    const auto enrolment =
        visiting(alice, [](const auto& visit) { return new_application(visit); });
    const auto code = application_shows(enrolment->typed_by_hand, clock_.now());
    const auto bruno = by_proconnect(bruno_);
    const auto stolen = visiting(
        bruno, [&](const auto& visit) { return add_application(visit, enrolment->sealed, code); });
    ASSERT_FALSE(stolen);
    EXPECT_EQ(stolen.error().message, "factors.enrolment_old");

    // Someone who can write in the database cannot give their own application to somebody else.
    const auto key = with_application(alice);
    gps::tests::run_sql(db(),
                        fmt::format("UPDATE factors_totp SET professional_id = {}", bruno_.value));
    clock_.advance(std::chrono::seconds(60));
    EXPECT_FALSE(shows(by_code(bruno_), application_shows(key, clock_.now())));
}

TEST_P(SecondFactors, AWrongFirstCodeKeepsTheSameKey) {
    const auto token = by_proconnect(alice_);
    const auto enrolment =
        visiting(token, [](const auto& visit) { return new_application(visit); });
    const auto wrong = visiting(token, [&](const auto& visit) {
        return add_application(visit, enrolment->sealed, "12345");
    });
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().field, "code");
    const auto again = visiting(
        token, [&](const auto& visit) { return same_application(visit, enrolment->sealed); });
    EXPECT_EQ(again->typed_by_hand, enrolment->typed_by_hand);
}

TEST_P(SecondFactors, OnlyAFullSessionTakesTheApplicationAway) {
    auto full = by_proconnect(alice_);
    with_application(full);
    const auto reduced = by_code(alice_);
    const auto take = [](const auto& visit) { return remove_application(visit); };
    EXPECT_EQ(visiting(reduced, take).error().refusal, base::Refusal::Forbidden);
    EXPECT_TRUE(visiting(full, take));
    EXPECT_EQ(visiting(full, take).error().refusal, base::Refusal::NotFound);
}

TEST_P(SecondFactors, AnAdministratorsLinkServesItsOwnerOnceForThreeDays) {
    const auto given = [&] {
        const auto path = db().write([&](db::Transaction& tx) {
            return give_link(tx, keys(), alice_, bruno_, clock_.now());
        });
        return path.substr(path.rfind('/') + 1);
    };
    const auto use = [&](const std::string& token, const std::string& link) {
        return visiting(token, [&](const auto& visit) { return use_link(visit, link); })
            .has_value();
    };
    const auto serves = [&](const std::string& token, const std::string& link) {
        return visiting(token, [&](const auto& visit) { return link_serves(visit, link); });
    };
    EXPECT_THROW(db().write([&](db::Transaction& tx) {
        return give_link(tx, keys(), alice_, alice_, clock_.now());
    }),
                 std::invalid_argument);
    const auto replaced = given();
    const auto link = given();
    const auto alice = by_code(alice_);
    EXPECT_FALSE(use(alice, replaced)) << "a new link takes the place of the last";
    EXPECT_FALSE(serves(by_code(bruno_), link)) << "another's";
    EXPECT_FALSE(use(by_code(bruno_), link));
    EXPECT_TRUE(serves(alice, link));
    EXPECT_TRUE(use(alice, link));
    EXPECT_FALSE(use(alice, link)) << "used";
    EXPECT_TRUE(viewer(alice).may_enrol);
    EXPECT_FALSE(viewer(alice).is_full());
    EXPECT_FALSE(viewer(by_code(alice_)).may_enrol) << "that session only";

    const auto old = given();
    clock_.advance(std::chrono::hours(73));
    EXPECT_FALSE(use(by_code(alice_), old));
    clock_.advance(std::chrono::hours(24 * 31));
    EXPECT_EQ(sweep(db(), clock_), 1);
}
