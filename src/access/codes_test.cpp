#include "access/access_test.hpp"
#include "access/rules.hpp"

using namespace gps;
using namespace gps::access;

TEST(AccessRules, ACodeIsReadHoweverItIsPasted) {
    EXPECT_EQ(read_code(" k73m9-QXOtV\n"), "k73m9qx0tv");
    EXPECT_EQ(read_code("ilo"), "110");
    EXPECT_EQ(written_code("k73m9qx0tv"), "K73M9-QX0TV");
}

TEST(AccessRules, TheChanceOfTakingAnyAccountInAYearIsLessThanOneInAMillion) {
    constexpr double kMinutes = 60.0 * 24 * 365;
    const auto chance = [](double tries) {
        return tries * kMinutes / static_cast<double>(1ULL << kCodeBits);
    };
    const auto a_minute = [](const Limit& limit, double most) {
        return most / static_cast<double>(limit.in.count());
    };
    constexpr int kSources = 1000;  // that guess all year long
    EXPECT_LT(chance(kFailuresOverall.at_most +
                     a_minute(kFailuresPerSource, kFailuresWhenMany) * kSources),
              1e-6);
    // However many sources: no more codes than are given, of five tries each.
    EXPECT_LT(chance(a_minute(kCodesOverall, kCodesOverall.at_most) * kCodeAttempts), 4e-6);
}

TEST(AccessRules, ADeviceIsWhatItsOwnerRecognises) {
    EXPECT_EQ(device_of("Mozilla/5.0 (Windows NT 10.0) Gecko Firefox/128.0"),
              "Firefox sur Windows");
    EXPECT_EQ(device_of("Mozilla/5.0 (Linux; Android 14) Chrome/120 Safari/537"),
              "Chrome sur Android");
    EXPECT_EQ(device_of("curl"), "Appareil inconnu");
}

TEST_P(Access, AMailedCodeOpensASessionOnceInTheBrowserThatAsked) {
    ASSERT_TRUE(ask("Alice@X.fr"));
    const auto code = mailed();
    ASSERT_EQ(code.size(), 11u);
    EXPECT_FALSE(enter(code, "another browser"));
    const auto opened = enter(code);
    ASSERT_TRUE(opened);
    EXPECT_TRUE(opened->has_structure);
    EXPECT_EQ(found(opened->token)->viewer.acting_for->name, "Agence");
    EXPECT_FALSE(enter(code)) << "it serves once";
}

TEST_P(Access, ACodeLivesTenMinutesAndFiveTries) {
    ASSERT_TRUE(ask("alice@x.fr"));
    const auto code = mailed();
    for (int i = 0; i < 5; ++i) EXPECT_FALSE(enter("00000-00000"));
    EXPECT_FALSE(enter(code)) << "the sixth try, even right";
    ASSERT_TRUE(ask("alice@x.fr"));
    clock_.advance(std::chrono::minutes(10));
    EXPECT_FALSE(enter(mailed()));
}

TEST_P(Access, ARefusedCodeIsALineOfTheLogThatNamesNobody) {
    const auto logged = [&](const std::string& code, bool opens = false) {
        testing::internal::CaptureStderr();
        EXPECT_EQ(enter(code).has_value(), opens);
        const auto log = testing::internal::GetCapturedStderr();
        return log.substr(std::min(log.find("access.code_refused"), log.size()));
    };
    const auto line = [](const std::string& professional, const std::string& why) {
        return R"(access.code_refused","request":"","professional":")" + professional +
               R"(","why":")" + why + "\"}\n";
    };
    EXPECT_EQ(logged("x"), line("", "none"));
    ASSERT_TRUE(ask("alice@x.fr"));
    EXPECT_EQ(logged("00000-00000"), line("1", "wrong"));
    const auto code = mailed();
    EXPECT_EQ(logged(code, true), "");
    EXPECT_EQ(logged(code), line("1", "spent"));
    ASSERT_TRUE(ask("nobody@x.fr"));
    EXPECT_EQ(logged("x"), line("", "wrong"));
}

TEST_P(Access, TheTraceOfASignInSaysByWhichWay) {
    const auto number = [&](const std::string& detail) {
        return number_of("SELECT count(*) FROM audit_entries WHERE act = 'sign_in' AND detail = '" +
                         detail + "'");
    };
    const auto viewer = found(signed_in())->viewer;
    EXPECT_EQ(number("by=code,strength=reduced"), 1);
    house_->is_demonstration = true;
    house_->personas = {{.email = "alice@x.fr"}};
    db().write([&](db::Transaction& tx) {
        EXPECT_TRUE(enter_as_persona(*house_, tx, "alice@x.fr", {.browser = "b"}));
        open_for(*house_, tx, viewer.id, {.by = OpenedBy::ProConnect, .strength = Strength::Full},
                 {.browser = "b"});
    });
    EXPECT_EQ(number("by=persona,strength=full"), 1);
    EXPECT_EQ(number("by=proconnect,strength=full"), 1);
}

TEST_P(Access, WhoseCodeWrongOnesStopIsToldOnceADay) {
    const auto told = [&](const std::string& who) {
        return number_of(
            "SELECT count(*) FROM mail_outbox WHERE kind = 'access.code_stopped' AND "
            "recipient LIKE '" +
            who + "%'");
    };
    const auto guess = [&](const std::string& email, int times) {
        ASSERT_TRUE(ask(email));
        for (int i = 0; i < times; ++i) EXPECT_FALSE(enter("00000-00000"));
    };
    guess("alice@x.fr", kCodeAttempts - 1);
    EXPECT_EQ(told(""), 0) << "four wrong ones, and the code still serves";
    guess("alice@x.fr", kCodeAttempts + 2);
    EXPECT_EQ(told("alice@x.fr"), 1);
    guess("alice@x.fr", kCodeAttempts);
    EXPECT_EQ(told("alice@x.fr"), 1) << "once a day";
    guess("nobody@x.fr", kCodeAttempts);
    EXPECT_EQ(told("personne@exemple.invalid"), 2) << "as much is done, for nobody";
    EXPECT_EQ(told(""), 3);
    clock_.advance(std::chrono::hours(24));
    guess("alice@x.fr", kCodeAttempts);
    EXPECT_EQ(told("alice@x.fr"), 2);
}

TEST_P(Access, AnUnknownAddressLeavesTheSameRowsAndNoMailToIt) {
    EXPECT_TRUE(ask("alice@x.fr", "b1"));
    const auto codes = gps::tests::count(db(), "access_codes");
    const auto mails = gps::tests::count(db(), "mail_outbox");
    EXPECT_TRUE(ask("nobody@x.fr", "b2"));
    EXPECT_EQ(gps::tests::count(db(), "access_codes"), codes + 1);
    EXPECT_EQ(gps::tests::count(db(), "mail_outbox"), mails + 1);
    const db::Statement to_them{.name = "test.to_them",
                                .text =
                                    "SELECT count(*) FROM mail_outbox WHERE recipient = "
                                    "'nobody@x.fr'"};
    EXPECT_EQ(db().read([&](db::Transaction& tx) { return tx.query(to_them)[0].integer(0); }), 0);
}

TEST_P(Access, FiveCodesAnAddressFromOneSourceThenAPause) {
    // Refused or not, what is asked for counts.
    EXPECT_EQ(refused_of(7, "s"), 2);
    clock_.advance(std::chrono::minutes(15));
    EXPECT_TRUE(ask("alice@x.fr", "b", "s"));
}

TEST_P(Access, AStrangerWhoKeepsAskingLeavesTheOwnerTheirCode) {
    EXPECT_EQ(refused_of(200, "a stranger's"), 195);
    ASSERT_TRUE(ask("alice@x.fr", "b", "the owner's"));
    EXPECT_TRUE(enter(mailed(), "b", "the owner's"));
}

TEST_P(Access, AMailboxGetsThirtyCodesAtMostHoweverManyAsk) {
    int refused = 0;
    for (int source = 0; source < 8; ++source)
        refused += refused_of(5, "source " + std::to_string(source));
    EXPECT_EQ(refused, 10);
    EXPECT_EQ(gps::tests::count(db(), "mail_outbox"), 30);
    clock_.advance(std::chrono::minutes(15));
    EXPECT_TRUE(ask("alice@x.fr"));
}

TEST_P(Access, SixtyWrongCodesStopTheirSource) {
    for (int i = 0; i < kFailuresPerSource.at_most; ++i) EXPECT_FALSE(enter("x"));
    EXPECT_EQ(enter("x").error().refusal, base::Refusal::TooMany);
    EXPECT_EQ(enter("x", "b", "another").error().refusal, base::Refusal::Invalid);
}

TEST_P(Access, AHundredWrongCodesAMinuteStopWhoTypesThemAndNobodyElse) {
    for (int i = 0; i < kFailuresOverall.at_most; ++i)
        EXPECT_FALSE(enter("x", "b", "s" + std::to_string(i / 10)));
    EXPECT_EQ(enter("x", "b", "s3").error().refusal, base::Refusal::TooMany) << "ten of sixty";
    for (int i = 0; i < kFailuresWhenMany; ++i)
        EXPECT_EQ(enter("x", "b", "new").error().refusal, base::Refusal::Invalid);
    EXPECT_EQ(enter("x", "b", "new").error().refusal, base::Refusal::TooMany);
    ASSERT_TRUE(ask("alice@x.fr"));
    EXPECT_TRUE(enter(mailed()));
    clock_.advance(std::chrono::minutes(1));
    EXPECT_EQ(enter("x", "b", "s3").error().refusal, base::Refusal::Invalid);
}
