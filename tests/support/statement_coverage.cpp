#include "support/statement_coverage.hpp"

#include "db/database.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <mutex>
#include <set>
#include <string>

#include <gtest/gtest.h>

namespace gps::tests {
namespace {

using Names = std::set<std::string, std::less<>>;

struct Observed {
    std::mutex mutex;
    Names on_sqlite;
    Names on_postgres;
};

Observed& observed() {
    static Observed all;
    return all;
}

void observe(std::string_view name, db::Engine engine) {
    auto& all = observed();
    const std::lock_guard lock(all.mutex);
    auto& names = engine == db::Engine::Sqlite ? all.on_sqlite : all.on_postgres;
    if (!names.contains(name)) names.emplace(name);
}

bool is_asked_for() {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): no test changes the environment
    const char* asked = std::getenv("GPS_STATEMENT_COVERAGE");
    return asked != nullptr && std::string_view(asked) == "1";
}

Names written_in(const std::filesystem::path& store) {
    constexpr std::string_view kBefore = ".name = \"";
    std::ifstream file(store);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    Names names;
    for (auto at = text.find(kBefore); at != std::string::npos; at = text.find(kBefore, at)) {
        at += kBefore.size();
        names.insert(text.substr(at, text.find('"', at) - at));
    }
    return names;
}

Names written() {
    Names all;
    for (const auto& file : std::filesystem::recursive_directory_iterator(GPS_SOURCES)) {
        if (file.path().filename().string().ends_with("store.cpp")) {
            all.merge(written_in(file.path()));
        }
    }
    return all;
}

// In one text, to be shown: "" when there is none.
std::string never_run(const Names& statements, const Names& run) {
    std::string missing;
    for (const auto& name : statements) {
        if (!run.contains(name)) missing += name + '\n';
    }
    return missing;
}

class StatementCoverage final : public testing::Environment {
    void TearDown() override {
        if (!is_asked_for()) return;
        const auto statements = written();
        EXPECT_FALSE(statements.empty()) << "no store was found";
        auto& all = observed();
        const std::lock_guard lock(all.mutex);
        EXPECT_EQ(never_run(statements, all.on_sqlite), "") << "no test runs them on SQLite";
        EXPECT_EQ(never_run(statements, all.on_postgres), "") << "no test runs them on PostgreSQL";
    }
};

// GoogleTest owns it.
const auto* const kEnvironment = testing::AddGlobalTestEnvironment(new StatementCoverage);

}  // namespace

void observe_coverage() {
    if (is_asked_for()) db::observe_statements(observe);
}

}  // namespace gps::tests
