#pragma once

#include "support/fresh_database.hpp"
#include "support/statement_coverage.hpp"

#include <optional>

#include <gtest/gtest.h>

// Tests that must read the same on every engine we ship:
//
//   ON_EVERY_ENGINE(Joining);
//   TEST_P(Joining, AStrangerLearnsNothing) { ... db() ... }
namespace gps::tests {

// Gives each test a fresh database. A suite that prepares more derives from it, and is followed by
// INSTANTIATE_ON_EVERY_ENGINE(Suite).
class OnEveryEngine : public testing::TestWithParam<db::Engine> {
 protected:
    explicit OnEveryEngine(Schema schema = Schema::Migrated) : schema_(schema) {}

    void SetUp() override {
        observe_coverage();
        try {
            fresh_.emplace(GetParam(), schema_);
        } catch (const std::exception& failure) {
            FAIL() << failure.what();
        }
    }

    FreshDatabase& fresh() { return fresh_.value(); }
    db::Database& db() { return fresh().db(); }

 private:
    Schema schema_;
    std::optional<FreshDatabase> fresh_;
};

}  // namespace gps::tests

#define INSTANTIATE_ON_EVERY_ENGINE(suite)                                            \
    INSTANTIATE_TEST_SUITE_P(                                                         \
        , suite, testing::Values(gps::db::Engine::Sqlite, gps::db::Engine::Postgres), \
        [](const auto& chosen) {                                                      \
            return chosen.param == gps::db::Engine::Sqlite ? "Sqlite" : "Postgres";   \
        })

#define ON_EVERY_ENGINE(suite)                         \
    class suite : public gps::tests::OnEveryEngine {}; \
    INSTANTIATE_ON_EVERY_ENGINE(suite)
