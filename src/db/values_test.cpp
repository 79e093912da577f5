#include "base/id.hpp"
#include "support/engines.hpp"

#include <limits>

using namespace gps;
using namespace gps::db;

namespace {

constexpr auto kTable = R"sql(
    CREATE TABLE things (
        number BIGINT,
        flag BOOLEAN,
        ratio DOUBLE PRECISION,
        words TEXT,
        day DATE,
        at BIGINT
    );
)sql";

constexpr Statement kKeep{
    .name = "test.add",
    .text = R"sql(
        INSERT INTO things (number, flag, ratio, words, day, at)
        VALUES ($1, $2, $3, $4, $5, $6)
        RETURNING number, flag, ratio, words, day, at
    )sql",
};
constexpr Statement kAll{
    .name = "test.all",
    .text = "SELECT number, flag, ratio, words, day, at FROM things",
};
constexpr Statement kTwice{
    .name = "test.twice",
    .text = "SELECT CAST($2 AS TEXT), CAST($1 AS TEXT), CAST($2 AS TEXT) WHERE $3",
};

constexpr auto kLargest = std::numeric_limits<std::int64_t>::max();

using ThingId = base::Id<struct ThingTag>;

class Values : public tests::OnEveryEngine {
 protected:
    Values() : OnEveryEngine(tests::Schema::Empty) {}

    void SetUp() override {
        OnEveryEngine::SetUp();
        db().run_script(kTable);
    }

    template <class Value>
    std::string words_back(const Value& words) {
        return db().write([&](Transaction& tx) {
            return tx.query(kKeep, 1, true, 1.0, words, nullptr, nullptr).at(0).text(3);
        });
    }
};

INSTANTIATE_ON_EVERY_ENGINE(Values);

}  // namespace

TEST_P(Values, ComeBackAsTheyWere) {
    const auto day = *base::Date::from_iso("2024-02-29");
    const base::Instant at{-1};
    db().write([&](Transaction& tx) {
        EXPECT_EQ(tx.query(kKeep, kLargest, false, 0.1 + 0.2, "Éloïse “œ” 🐢", day, at).size(), 1U);
    });
    db().read([&](Transaction& tx) {
        const auto rows = tx.query(kAll);
        ASSERT_EQ(rows.size(), 1U);
        const auto row = rows[0];
        EXPECT_EQ(row.integer(0), kLargest);
        EXPECT_FALSE(row.boolean(1));
        EXPECT_EQ(row.real(2), 0.1 + 0.2);
        EXPECT_EQ(row.view(3), "Éloïse “œ” 🐢");
        EXPECT_EQ(row.date(4), day);
        EXPECT_EQ(row.instant(5), at);
        EXPECT_EQ(row.optional_integer(0), kLargest);
        EXPECT_EQ(row.optional_date(4), day);
        EXPECT_EQ(row.optional_instant(5), at);
    });
}

TEST_P(Values, MayBeMissing) {
    const std::optional<std::string> no_words;
    const std::optional<base::Date> no_day;
    const std::optional<double> no_ratio;
    db().write([&](Transaction& tx) {
        const auto rows = tx.query(kKeep, nullptr, std::nullopt, no_ratio, no_words, no_day,
                                   std::optional<ThingId>());
        for (int column = 0; column < 6; ++column) EXPECT_TRUE(rows[0].is_null(column));
        EXPECT_EQ(rows[0].optional_integer(0), std::nullopt);
        EXPECT_EQ(rows[0].optional_text(3), std::nullopt);
        EXPECT_EQ(rows[0].optional_date(4), std::nullopt);
        EXPECT_EQ(rows[0].optional_instant(5), std::nullopt);
        EXPECT_THROW(rows[0].integer(0), std::logic_error);
        EXPECT_THROW(rows[0].view(3), std::logic_error);
    });
}

TEST_P(Values, AreBoundByNumberAndMayServeTwice) {
    db().read([](Transaction& tx) {
        const auto rows = tx.query(kTwice, "a", "b", true);
        EXPECT_EQ(rows.at(0).text(0) + rows.at(0).text(1) + rows.at(0).text(2), "bab");
        EXPECT_TRUE(tx.query(kTwice, "a", "b", false).empty());
        const std::vector<Value> values{std::string("a"), std::string("b"), true};
        EXPECT_EQ(tx.query_list(kTwice, values).size(), 1U);
    });
}

TEST_P(Values, KeepEmptyTextsAndIds) {
    EXPECT_EQ(words_back(""), "");
    EXPECT_EQ(words_back(std::string_view()), "");
    EXPECT_EQ(words_back("'; DROP TABLE things; --"), "'; DROP TABLE things; --");
    const auto id = db().write([](Transaction& tx) {
        return tx.query(kKeep, ThingId{17}, true, 1, "", nullptr, nullptr).at(0).integer(0);
    });
    EXPECT_EQ(id, 17);
}

TEST_P(Values, AreRefusedWhenNoEngineCouldKeepThem) {
    for (const std::string& words : {std::string("a\0b", 3), std::string("\xc3\x28")}) {
        EXPECT_THROW(words_back(words), Failure);
    }
    EXPECT_EQ(tests::count(db(), "things"), 0);
}

TEST_P(Values, MustBeAsManyAsTheParameters) {
    db().read([](Transaction& tx) { EXPECT_THROW(tx.query(kTwice, "a", "b"), Failure); });
    db().read([](Transaction& tx) { EXPECT_THROW(tx.query(kTwice, "a", "b", true, 4), Failure); });
}

TEST_P(Values, AreOutOfReachBesideTheAnswer) {
    db().read([](Transaction& tx) {
        const auto rows = tx.query(kAll);
        EXPECT_TRUE(rows.empty());
        EXPECT_EQ(rows.begin(), rows.end());
        EXPECT_THROW(static_cast<void>(rows.at(0)), std::out_of_range);
        EXPECT_THROW(rows[0].integer(0), std::logic_error);
        EXPECT_THROW(tx.query(kTwice, "a", "b", true)[0].text(3), std::logic_error);
        EXPECT_THROW(tx.query(kTwice, "a", "b", true)[0].integer(0), std::logic_error);
        EXPECT_THROW(tx.query(kTwice, "a", "b", true)[0].date(0), std::logic_error);
        EXPECT_THROW(tx.query(kTwice, "a", "b", true)[0].boolean(0), std::logic_error);
    });
}

TEST_P(Values, OfAStatementAreNotMixedWithThoseOfAnotherAtTheSameAddress) {
    std::string sql = "SELECT 1";
    for (const char* digit : {"1", "2", "3"}) {
        sql.replace(7, 1, digit);
        const Statement statement{.name = "test.digit", .text = sql};
        db().read([&](Transaction& tx) { EXPECT_EQ(tx.query(statement).at(0).text(0), digit); });
    }
}
