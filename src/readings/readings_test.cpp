#include "readings/readings.hpp"

#include "scene/scene.hpp"

#include <chrono>

namespace gps::readings {
namespace {

using scene::Acting;

// Alice recorded Marie; Bruno, of a mission locale, and Cora, of a CSAPA, follow her too.
class Readings : public scene::Scene {
 protected:
    void SetUp() override {
        Scene::SetUp();
        if (HasFatalFailure()) return;
        alice_ = agency("alice@x.fr");
        bruno_ = mission("bruno@x.fr");
        cora_ = csapa("cora@x.fr");
        marie_ = person(alice_, "DURAND");
        follow(bruno_, marie_);
        follow(cora_, marie_);
    }
    base::Result<ReadingsPage> looked(const access::Viewer& who,
                                      std::optional<base::Instant> before = {}) {
        advance(std::chrono::minutes(1));
        return write(who, [&](const Acting& acting) { return who_looked(acting, marie_, before); });
    }
    void opens(const access::Viewer& who) {
        advance(std::chrono::minutes(1));
        EXPECT_TRUE(file(who, marie_));
    }

    access::Viewer alice_ = {};
    access::Viewer bruno_ = {};
    access::Viewer cora_ = {};
    base::PublicId marie_ = {};
};

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(Readings);

TEST_P(Readings, SayWhoOpenedTheFileWhenAndForWhichStructure) {
    opens(bruno_);
    opens(bruno_);
    const auto page = looked(alice_);
    ASSERT_TRUE(page);
    ASSERT_EQ(page->rows.size(), 2U);
    EXPECT_TRUE(page->rows[0].is_you) << "looking at who looked is looking";
    const auto& bruno = page->rows[1];
    EXPECT_EQ(bruno.name, "Prénom Nom-bruno@x.fr");
    EXPECT_EQ(bruno.structure, "Mission locale du Gard");
    EXPECT_EQ(bruno.pages, 2);
    EXPECT_EQ(bruno.on, today());
    EXPECT_EQ(bruno.last.micros - bruno.first.micros, 60'000'000);
    EXPECT_FALSE(page->next);
}

TEST_P(Readings, OfASensitiveStructureNameNobodyToOthers) {
    opens(cora_);
    const auto seen = looked(alice_);
    ASSERT_TRUE(seen);
    EXPECT_TRUE(seen->rows[1].is_masked);
    EXPECT_EQ(seen->rows[1].name + seen->rows[1].structure, "");
    make_referent(bruno_, marie_);
    const auto by_referent = looked(bruno_);
    ASSERT_TRUE(by_referent);
    EXPECT_EQ(by_referent->rows[2].structure, "CSAPA du Gard");
}

TEST_P(Readings, AreForWhoSeesTheDetails) {
    const auto chloe = association("chloe@x.fr");
    follow(chloe, marie_);
    const auto initials = looked(chloe);
    ASSERT_FALSE(initials);
    EXPECT_EQ(initials.error().message, "readings.details_only");
    const auto stranger = looked(agency("stranger@x.fr"));
    ASSERT_FALSE(stranger);
    EXPECT_EQ(stranger.error().refusal, base::Refusal::NotFound);
}

TEST_P(Readings, ArePagedWithoutLosingOne) {
    for (int i = 0; i < 130; ++i) opens(i % 2 == 0 ? alice_ : bruno_);
    const auto first = looked(alice_);
    ASSERT_TRUE(first);
    ASSERT_TRUE(first->next);
    const auto second = looked(alice_, first->next);
    ASSERT_TRUE(second);
    EXPECT_FALSE(second->next);
    int pages = 0;
    for (const auto& row : first->rows) pages += row.pages;
    for (const auto& row : second->rows) pages += row.pages;
    EXPECT_EQ(pages, 131) << "all of them, and the first look";
}

}  // namespace gps::readings
