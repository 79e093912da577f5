#include "imports/scene_test.hpp"

namespace gps::imports::tests {

void Scene::SetUp() {
    OnEveryEngine::SetUp();
    if (HasFatalFailure()) return;
    std::istringstream list("source;source_id;kind;name\nt;1;ML;Mission locale\nt;2;ACI;Jardins\n");
    ASSERT_TRUE(lists::import_structures(db(), clock_, list));
}

Options Scene::options(bool dry_run) {
    findings_.clear();
    return {.dry_run = dry_run,
            .on_finding = [this](const Finding& finding) { findings_.push_back(finding); }};
}

Report Scene::professionals(const std::string& rows, bool dry_run) {
    std::istringstream file(kProfessionalsHeader + rows);
    const auto report = import_professionals(db(), clock_, file, options(dry_run));
    EXPECT_TRUE(report);
    return report.value_or(Report());
}

Report Scene::followed(const std::string& rows, bool dry_run) {
    std::istringstream file(kFollowedHeader + rows);
    const auto report = import_followed(db(), keys_, clock_, file, options(dry_run));
    EXPECT_TRUE(report);
    return report.value_or(Report());
}

std::int64_t Scene::number(const std::string& sql) {
    const db::Statement statement{.name = "test.number", .text = sql};
    return db().read([&](db::Transaction& tx) { return tx.query(statement).at(0).integer(0); });
}

}  // namespace gps::imports::tests
