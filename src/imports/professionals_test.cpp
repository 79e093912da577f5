#include "imports/scene_test.hpp"

namespace gps::imports {
namespace {

class ProfessionalImport : public tests::Scene {};
INSTANTIATE_ON_EVERY_ENGINE(ProfessionalImport);

constexpr const char* kTwo =
    "Jeanne@Exemple.fr;DURAND;Jeanne;;t;1\n"
    "paul@exemple.fr;MARTIN;Paul;administrator;t;2\n";

std::size_t total(const Report& report) {
    return report.created + report.updated + report.unchanged + report.rejected;
}

TEST_P(ProfessionalImport, AccountsAndMembershipsAreMade) {
    const auto report = professionals(kTwo);
    EXPECT_EQ(report.rows_read, 2U);
    EXPECT_EQ(report.created, 2U);
    EXPECT_EQ(number("SELECT count(*) FROM professionals WHERE email = 'jeanne@exemple.fr'"), 1);
    EXPECT_EQ(number("SELECT count(*) FROM memberships WHERE role = 'administrator'"), 1);
    EXPECT_TRUE(findings().empty());
}

TEST_P(ProfessionalImport, ASecondImportChangesNothing) {
    professionals(kTwo);
    const auto again = professionals(kTwo);
    EXPECT_EQ(again.created, 0U);
    EXPECT_EQ(again.unchanged, 2U);
    EXPECT_EQ(number("SELECT count(*) FROM memberships"), 2);
}

TEST_P(ProfessionalImport, OnePersonMayBelongToSeveralStructures) {
    EXPECT_EQ(professionals("a@x.fr;DURAND;Jeanne;;t;1\na@x.fr;DURAND;Jeanne;;t;2\n").created, 2U);
    EXPECT_EQ(number("SELECT count(*) FROM professionals"), 1);
}

TEST_P(ProfessionalImport, AStructureThatAnotherTookThePlaceOfIsTheOther) {
    gps::tests::run_sql(db(),
                        "UPDATE structures SET merged_into = (SELECT k.id FROM structures AS k "
                        "WHERE k.source_id = '2'), state = 'closed' WHERE source_id = '1'");
    EXPECT_EQ(professionals(kTwo).created, 2U);
    EXPECT_EQ(number("SELECT count(*) FROM memberships AS m JOIN structures AS s ON s.id = "
                     "m.structure_id WHERE s.source_id = '2'"),
              2);
}

TEST_P(ProfessionalImport, EachWrongRowIsRejectedWithItsReason) {
    const auto report = professionals(
        "nobody;DURAND;Jeanne;;t;1\n"
        "a@x.fr;;Jeanne;;t;1\n"
        "b@x.fr;DURAND;J3anne;;t;1\n"
        "c@x.fr;DURAND;Jeanne;king;t;1\n"
        "d@x.fr;DURAND;Jeanne;;t;9\n"
        "e@x.fr;DURAND;Jeanne;;;\n"
        "f@x.fr;DURAND\n"
        "g@x.fr;DURAND;\"Jea");
    EXPECT_EQ(report.rejected, 8U);
    EXPECT_EQ(total(report), report.rows_read);
    const std::vector<Reason> expected{Reason::EmailWrong,       Reason::NameWrong,
                                       Reason::NameWrong,        Reason::MemberRoleUnknown,
                                       Reason::StructureUnknown, Reason::WrongColumnCount,
                                       Reason::FileCut,          Reason::StructureUnknown};
    std::vector<Reason> told;
    for (const auto& finding : findings()) told.push_back(finding.reason);
    EXPECT_EQ(told, expected);
    EXPECT_EQ(findings().at(3).line, 5U);
    EXPECT_EQ(findings().at(3).column, "Rôle");
    EXPECT_EQ(findings().at(3).value, "king");
    EXPECT_EQ(number("SELECT count(*) FROM professionals"), 0);
}

TEST_P(ProfessionalImport, AClosedStructureIsUnknown) {
    run("UPDATE structures SET state = 'closed'");
    EXPECT_EQ(professionals(kTwo).findings.at(Reason::StructureUnknown), 2U);
}

TEST_P(ProfessionalImport, ADeactivatedAccountIsNotOpenedAgain) {
    professionals(kTwo);
    run("UPDATE professionals SET state = 'deactivated'");
    EXPECT_EQ(professionals(kTwo).findings.at(Reason::AccountDeactivated), 2U);
    EXPECT_EQ(number("SELECT count(*) FROM professionals WHERE state = 'active'"), 0);
}

TEST_P(ProfessionalImport, NobodyIsRenamedNorPromoted) {
    professionals(kTwo);
    const auto report = professionals("jeanne@exemple.fr;DUPONT;Jeanne;administrator;t;1\n");
    EXPECT_EQ(report.unchanged, 1U);
    EXPECT_EQ(report.findings.at(Reason::NameKept), 1U);
    EXPECT_EQ(report.findings.at(Reason::RoleKept), 1U);
    EXPECT_EQ(number("SELECT count(*) FROM professionals WHERE last_name = 'DUPONT'"), 0);
}

TEST_P(ProfessionalImport, Windows1252IsReadAsWritten) {
    std::istringstream file(
        "email;nom;pr\xE9nom;structure_source;structure_id\n"
        "a@x.fr;LEF\xC8VRE;Zo\xE9;t;1\n");
    const auto report = import_professionals(db(), clock(), file);
    ASSERT_TRUE(report);
    EXPECT_EQ(report->created, 1U);
    EXPECT_EQ(number("SELECT count(*) FROM professionals WHERE last_name = 'LEFÈVRE' AND "
                     "first_name = 'Zoé'"),
              1);
}

TEST_P(ProfessionalImport, ADryRunSaysTheSameAndWritesNothing) {
    const auto report = professionals(kTwo, true);
    EXPECT_EQ(report.created, 2U);
    EXPECT_EQ(number("SELECT count(*) FROM professionals"), 0);
}

TEST_P(ProfessionalImport, AnImportStoppedHalfWayIsCompletedByTheNext) {
    std::string rows = tests::kProfessionalsHeader;
    for (int i = 0; i < 250; ++i) rows += "p" + std::to_string(i) + "@x.fr;DURAND;Jeanne;;t;1\n";
    struct Stopped {};
    std::istringstream first(rows);
    EXPECT_THROW((void)import_professionals(db(), clock(), first,
                                            {.on_progress = [](std::size_t) { throw Stopped(); }}),
                 Stopped);
    EXPECT_EQ(number("SELECT count(*) FROM professionals"), 200);
    std::istringstream second(rows);
    const auto report = import_professionals(db(), clock(), second);
    EXPECT_EQ(report->unchanged, 200U);
    EXPECT_EQ(report->created, 50U);
}

TEST_P(ProfessionalImport, ATableWithoutItsColumnsIsRefused) {
    std::istringstream file("nom;prenom\nDURAND;Jeanne\n");
    EXPECT_EQ(import_professionals(db(), clock(), file).error().message, "imports.columns_missing");
    std::istringstream empty("");
    EXPECT_EQ(import_professionals(db(), clock(), empty).error().message, "csv.empty");
    std::istringstream twice(std::string(tests::kProfessionalsHeader).insert(0, "Nom;"));
    EXPECT_EQ(import_professionals(db(), clock(), twice).error().message, "csv.column_repeated");
}

TEST_P(ProfessionalImport, ProgressIsToldEvenWhenEveryRowIsRejected) {
    std::string rows = tests::kProfessionalsHeader;
    for (int i = 0; i < 12'000; ++i) rows += "nobody;;;;;\n";
    std::vector<std::size_t> steps;
    std::istringstream file(rows);
    const auto report = import_professionals(
        db(), clock(), file, {.on_progress = [&](std::size_t read) { steps.push_back(read); }});
    EXPECT_EQ(report->rejected, 12'000U);
    EXPECT_EQ(steps, (std::vector<std::size_t>{5000, 10'000, 12'000}));
}

}  // namespace
}  // namespace gps::imports
