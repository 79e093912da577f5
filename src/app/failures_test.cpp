#include "app/failures.hpp"

#include "db/database.hpp"

#include <gtest/gtest.h>

namespace gps::app {
namespace {

using Kind = db::Failure::Kind;

bool says(const web::Response& page, std::string_view words) {
    return page.body.find(words) != std::string::npos;
}

TEST(Failures, ADatabaseThatIsAwayOrBusyMayComeBack) {
    for (const auto kind : {Kind::Connection, Kind::Busy}) {
        const auto page = answer_to(db::Failure(kind, "gone"), {}, "7K3M9-QX2TV");
        EXPECT_EQ(page.status, 503);
        EXPECT_TRUE(page.has("Retry-After"));
        EXPECT_TRUE(says(page, "7K3M9-QX2TV"));
    }
}

TEST(Failures, AFullDiskSaysThatNothingIsLost) {
    const auto page = answer_to(db::Failure(Kind::DiskFull, "full"), {}, "7K3M9-QX2TV");
    EXPECT_EQ(page.status, 503);
    EXPECT_TRUE(says(page, "Enregistrement impossible pour le moment"));
    EXPECT_TRUE(says(page, "a gardé ce que vous avez saisi"));
    EXPECT_TRUE(says(page, "7K3M9-QX2TV"));
}

TEST(Failures, ABugIsAnIncidentAndSaysNothingOfItself) {
    for (const auto kind :
         {Kind::Unique, Kind::ForeignKey, Kind::NotNull, Kind::Check, Kind::Other}) {
        EXPECT_EQ(trouble_of(db::Failure(kind, "x")), Trouble::Bug);
    }
    const auto page = answer_to(std::logic_error("people.person: no row"), {}, "7K3M9-QX2TV");
    EXPECT_EQ(page.status, 500);
    EXPECT_TRUE(says(page, "7K3M9-QX2TV"));
    EXPECT_FALSE(says(page, "people.person"));
}

TEST(Failures, TheirPagesAreNeverKeptByATransaction) {
    const auto page = answer_to(std::runtime_error("x"), {}, "7K3M9-QX2TV");
    EXPECT_FALSE(keeps(page));
}

}  // namespace
}  // namespace gps::app
