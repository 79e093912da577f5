#include "app/failures.hpp"

#include "db/database.hpp"
#include "ui/error_pages.hpp"

#include <gtest/gtest.h>

namespace gps::app {
namespace {

using Kind = db::Failure::Kind;

// A form that was being sent.
web::Request sent() {
    return {.method = web::Method::Post,
            .path = "/personnes/identite",
            .form = web::Form({{"_cle", "k1"}, {"prenom", "Zoé \"Z\""}}),
            .id = "7K3M9-QX2TV"};
}

bool says(const web::Response& page, std::string_view words) {
    return page.body.find(words) != std::string::npos;
}

TEST(Failures, ADatabaseThatIsAwayOrBusyMayComeBack) {
    for (const auto kind : {Kind::Connection, Kind::Busy}) {
        const auto page = answer_to(db::Failure(kind, "gone"), {}, sent());
        EXPECT_EQ(page.status, 503);
        EXPECT_TRUE(page.has("Retry-After"));
        EXPECT_TRUE(says(page, "7K3M9-QX2TV"));
    }
}

TEST(Failures, AnActInDoubtIsNotSaidToBeLostNorKept) {
    const auto page = answer_to(db::Failure(Kind::InDoubt, "lost"), {}, sent());
    EXPECT_EQ(page.status, 503);
    EXPECT_TRUE(page.has("Retry-After"));
    EXPECT_TRUE(says(page, "a peut-être été enregistré"));
    EXPECT_TRUE(says(page, "deux fois"));
    EXPECT_FALSE(says(page, "Rien n’a été"));
    EXPECT_TRUE(says(page, "7K3M9-QX2TV"));
}

TEST(Failures, AFullDiskSaysThatNothingIsLost) {
    const auto page = answer_to(db::Failure(Kind::DiskFull, "full"), {}, sent());
    EXPECT_EQ(page.status, 503);
    EXPECT_TRUE(says(page, "Enregistrement impossible pour le moment"));
    EXPECT_TRUE(says(page, "7K3M9-QX2TV"));
}

TEST(Failures, ABugIsAnIncidentAndSaysNothingOfItself) {
    for (const auto kind :
         {Kind::Unique, Kind::ForeignKey, Kind::NotNull, Kind::Check, Kind::Other}) {
        EXPECT_EQ(trouble_of(db::Failure(kind, "x")), Trouble::Bug);
    }
    const auto page = answer_to(std::logic_error("people.person: no row"), {}, sent());
    EXPECT_EQ(page.status, 500);
    EXPECT_TRUE(says(page, "7K3M9-QX2TV"));
    EXPECT_FALSE(says(page, "people.person"));
}

TEST(Failures, TheFormThatWasSentCanBeSentAgainAsItWas) {
    for (const auto trouble :
         {Trouble::Bug, Trouble::Unavailable, Trouble::InDoubt, Trouble::StorageFull}) {
        const auto page = trouble_page({}, trouble, "7K3M9-QX2TV", ui::sent_by(sent()));
        EXPECT_TRUE(says(page, "method=\"post\" action=\"/personnes/identite\""));
        EXPECT_TRUE(says(page, "name=\"_cle\" value=\"k1\""));
        EXPECT_TRUE(says(page, "name=\"prenom\" value=\"Zoé &quot;Z&quot;\""));
        EXPECT_FALSE(says(trouble_page({}, trouble, "7K3M9-QX2TV"), "<form method=\"post\""))
            << "nothing was sent";
    }
}

TEST(Failures, TheirPagesAreNeverKeptByATransaction) {
    const auto page = answer_to(std::runtime_error("x"), {}, sent());
    EXPECT_FALSE(keeps(page));
}

}  // namespace
}  // namespace gps::app
