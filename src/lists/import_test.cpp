#include "lists/import.hpp"

#include "lists/import_keys.hpp"
#include "structures/usecases.hpp"
#include "support/engines.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include <gtest/gtest.h>

using namespace gps;
using namespace gps::lists;

namespace {

const base::FixedClock kMarch(*base::Date::from(2026, 3, 5));
const base::FixedClock kApril(*base::Date::from(2026, 4, 5));

constexpr const char* kHeader = "source;source_id;kind;name;postcode;city;phone\n";

std::ifstream fixture(const std::string& name) {
    const auto here = std::filesystem::path(__FILE__).parent_path();
    return std::ifstream{here / "../../tests/data" / name, std::ios::binary};
}

ImportReport imported(db::Database& db, std::istream& file, const ImportOptions& options = {}) {
    auto report = import_structures(db, kMarch, file, options);
    EXPECT_TRUE(report) << report.error().message;
    return std::move(report).value();
}

ImportReport imported(db::Database& db, const std::string& rows,
                      const ImportOptions& options = {}) {
    std::istringstream file(kHeader + rows);
    return imported(db, file, options);
}

std::size_t counted(const ImportReport& report) {
    return report.created + report.updated + report.unchanged + report.rejected;
}

std::vector<structures::Structure> all(db::Database& db, const structures::Query& query = {}) {
    return db.read([&](db::Transaction& tx) { return structures::search(tx, query).structures; });
}

std::vector<std::string> source_ids(db::Database& db) {
    std::vector<std::string> ids;
    for (const auto& structure : all(db)) ids.push_back(structure.source_id);
    return ids;
}

constexpr db::Statement kLastUpdate{
    .name = "test.last_update",
    .text = "SELECT max(updated_at) FROM structures",
};

base::Instant last_update(db::Database& db) {
    return db.read([](db::Transaction& tx) { return tx.query(kLastUpdate).at(0).instant(0); });
}

}  // namespace

ON_EVERY_ENGINE(StructureImport);

TEST_P(StructureImport, EncodingsAndSeparatorsGiveTheSameStructures) {
    auto file = fixture("structures_windows1252.csv");
    const auto report = imported(db(), file);
    EXPECT_EQ(report.created, 2U);
    EXPECT_TRUE(report.first_findings.empty());

    auto same = fixture("structures_bom.csv");
    EXPECT_EQ(imported(db(), same).unchanged, 2U);

    const auto found = all(db(), {.words = "ccas"});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].name, "CCAS « Cœur de ville »");
    EXPECT_EQ(found[0].city, "Alès");
}

TEST_P(StructureImport, TheSameFileAgainWritesNothing) {
    auto file = fixture("structures_quirks.csv");
    const auto first = imported(db(), file);
    const auto again = import_structures(db(), kApril, file = fixture("structures_quirks.csv"));

    ASSERT_TRUE(again);
    EXPECT_EQ(again->created + again->updated + again->doubles_proposed, 0U);
    EXPECT_EQ(again->unchanged, first.created);
    EXPECT_EQ(again->rejected, first.rejected);
    EXPECT_EQ(last_update(db()), kMarch.now());
}

TEST_P(StructureImport, EveryRowIsCountedAndEveryQuirkTold) {
    auto file = fixture("structures_quirks.csv");
    const auto report = imported(db(), file);

    EXPECT_EQ(report.rows_read, 16U);
    EXPECT_EQ(counted(report), report.rows_read);
    EXPECT_EQ(report.rejected, 7U);
    for (const auto& [reason, count] : std::vector<std::pair<Reason, std::size_t>>{
             {Reason::SourceMissing, 1},
             {Reason::SourceIdMissing, 1},
             {Reason::KindMissing, 1},
             {Reason::WrongColumnCount, 2},
             {Reason::RowRepeated, 1},
             {Reason::KeyRepeated, 2},
             {Reason::QuotesDoubled, 1},
             {Reason::DepartmentCorrected, 2},
             {Reason::SiretWrong, 1},
             {Reason::ZeroLost, 2},
             {Reason::WebsiteWrong, 1},
             {Reason::CoordinatesWrong, 1},
             {Reason::KindUnknown, 1},
             {Reason::CityMayBeCut, 1},
             {Reason::PhoneWrong, 1},
             {Reason::EmailWrong, 1},
             {Reason::NameMissing, 1},
             {Reason::InvalidBytes, 0},
         }) {
        EXPECT_EQ(report.findings.of(reason), count) << code(reason);
    }
    EXPECT_EQ(all(db(), {.words = "phare"}).at(0).name, "CHU \"LE PHARE\"");
    EXPECT_EQ(all(db(), {.words = "clair"}).at(0).name, "Service social du Val \"Clair\"");
}

TEST_P(StructureImport, ADryRunSaysTheSameAndWritesNothing) {
    auto file = fixture("structures_quirks.csv");
    const auto said = imported(db(), file, {.dry_run = true});
    EXPECT_TRUE(all(db()).empty());

    auto again = fixture("structures_quirks.csv");
    const auto done = imported(db(), again);
    EXPECT_EQ(said.created, done.created);
    EXPECT_EQ(said.rejected, done.rejected);
    EXPECT_EQ(said.findings, done.findings);
}

TEST_P(StructureImport, AFileCutInsideQuotesKeepsItsWholeRows) {
    auto file = fixture("structures_cut.csv");
    const auto report = imported(db(), file);
    EXPECT_EQ(report.created, 1U);
    EXPECT_EQ(report.rejected, 1U);
    EXPECT_EQ(report.findings.of(Reason::FileCut), 1U);
}

TEST_P(StructureImport, AChangedRowIsUpdatedAndFoundUnderItsNewName) {
    imported(db(), "essai;A1;CS;Le Phare;30000;Nîmes;\n");
    const auto before = all(db()).at(0);
    const auto report = imported(db(), "essai;A1;CS;Le Port;30000;Nîmes;0499000001\n");

    EXPECT_EQ(report.updated, 1U);
    EXPECT_EQ(counted(report), 1U);
    EXPECT_TRUE(all(db(), {.words = "phare"}).empty());
    const auto found = all(db(), {.words = "port nimes"});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].public_id, before.public_id);
    EXPECT_EQ(found[0].phone, "0499000001");
}

TEST_P(StructureImport, AKindIsHabilitatedByDefaultOnlyWhenItsStructureIsNew) {
    imported(db(), "essai;A1;ML;Mission locale;;;\nessai;A2;OF;Organisme;;;\n");
    EXPECT_TRUE(all(db(), {.kind = "ML"}).at(0).is_habilitated);
    EXPECT_FALSE(all(db(), {.kind = "OF"}).at(0).is_habilitated);

    const auto report = imported(db(), "essai;A1;OF;Mission locale;;;\nessai;A2;ML;Organisme;;;\n");
    EXPECT_EQ(report.findings.of(Reason::KindChanged), 2U);
    EXPECT_TRUE(all(db(), {.kind = "OF"}).at(0).is_habilitated);
    EXPECT_FALSE(all(db(), {.kind = "ML"}).at(0).is_habilitated);
}

TEST_P(StructureImport, AnImportNeverUndoesThePlatform) {
    imported(db(), "essai;A1;OF;Organisme;;;\n");
    tests::run_sql(db(), "UPDATE structures SET is_habilitated = TRUE");
    imported(db(), "essai;A1;OF;Organisme de formation;;;\n");
    EXPECT_TRUE(all(db()).at(0).is_habilitated);
}

TEST_P(StructureImport, ARowGoneFromTheFileIsKept) {
    imported(db(), "essai;A1;CS;Le Phare;;;\nessai;A2;CS;Le Port;;;\n");
    imported(db(), "essai;A1;CS;Le Phare;;;\n");
    EXPECT_EQ(all(db()).size(), 2U);
}

TEST_P(StructureImport, TwoStructuresUnderOneKeyStayTwoInAnyOrder) {
    imported(db(), "essai;None;CS;Le Phare;;;\nessai;None;CS;Le Port;;;\n");
    EXPECT_EQ(source_ids(db()), (std::vector<std::string>{"None-phare", "None-port"}));
    const auto report = imported(db(), "essai;None;CS;Le Port;;;\nessai;None;CS;Le Phare;;;\n");
    EXPECT_EQ(report.unchanged, 2U);
}

TEST_P(StructureImport, OneNameUnderOneKeyIsNumbered) {
    imported(db(), "essai;A1;CS;Le Phare;;;\nessai;A1;CS;Le Phare;;;0499000001\n");
    EXPECT_EQ(source_ids(db()), (std::vector<std::string>{"A1-phare", "A1-phare-2"}));
}

TEST_P(StructureImport, AFileGluedToItselfIsOneFile) {
    const std::string rows = "essai;A1;CS;Le Phare;;;\nessai;A2;CS;Le Port;;;\n";
    const auto report = imported(db(), rows + rows);
    EXPECT_EQ(report.created, 2U);
    EXPECT_EQ(report.findings.of(Reason::RowRepeated), 2U);
    EXPECT_EQ(source_ids(db()), (std::vector<std::string>{"A1", "A2"}));
}

TEST_P(StructureImport, AnImportStoppedHalfWayIsCompletedByTheNext) {
    std::string rows;
    for (int i = 0; i < 1200; ++i) rows += "essai;A" + std::to_string(i) + ";CS;Centre;;;\n";
    struct Stopped {};
    const ImportOptions stopping{.on_progress = [](std::size_t) { throw Stopped(); }};
    EXPECT_THROW(imported(db(), rows, stopping), Stopped);

    const auto report = imported(db(), rows);
    EXPECT_GT(report.unchanged, 0U);
    EXPECT_GT(report.created, 0U);
    EXPECT_EQ(counted(report), 1200U);
}

TEST_P(StructureImport, ProgressAndFindingsAreToldOnTheWay) {
    std::string rows;
    for (int i = 0; i < 1001; ++i) rows += "essai;A" + std::to_string(i) + ";CS;Centre;;;12\n";
    std::vector<std::size_t> steps;
    std::size_t findings = 0;
    const auto report = imported(db(), rows,
                                 {.on_progress = [&](std::size_t read) { steps.push_back(read); },
                                  .on_finding = [&](const Finding&) { ++findings; }});
    EXPECT_EQ(steps, (std::vector<std::size_t>{500, 1000, 1001}));
    EXPECT_EQ(findings, 1001U);
    EXPECT_EQ(report.first_findings.size(), kFindingsKept);
}

TEST_P(StructureImport, ProbableDoublesAreProposedOnceAndNeverMerged) {
    const std::string rows =
        "essai;A1;FT;Agence Pôle emploi HEM;59510;;\nautre;B1;FT;France Travail - Hem;59510;;\n";
    EXPECT_EQ(imported(db(), rows).doubles_proposed, 1U);
    EXPECT_EQ(imported(db(), rows).doubles_proposed, 0U);
    EXPECT_EQ(tests::count(db(), "structures_doubles"), 1);
    EXPECT_EQ(all(db()).size(), 2U);
}

TEST_P(StructureImport, ATableOfSomethingElseIsRefused) {
    std::istringstream other("nom;prénom\nMARTIN;Jeanne\n");
    EXPECT_EQ(import_structures(db(), kMarch, other).error().message, "structures.columns_missing");
    std::istringstream empty("");
    EXPECT_EQ(import_structures(db(), kMarch, empty).error().message, "csv.empty");
    std::istringstream partial("source;kind;name;source\ne;ML;Un;f\n");
    EXPECT_EQ(import_structures(db(), kMarch, partial).error(),
              (base::Error{base::Refusal::Invalid, "csv.column_repeated", "source"}));
    std::istringstream nameless("source;source_id;kind\ne;1;ML\n");
    EXPECT_EQ(import_structures(db(), kMarch, nameless).error(),
              (base::Error{base::Refusal::Invalid, "structures.columns_missing", "name"}));
}

TEST_P(StructureImport, ProgressIsToldEvenWhenEveryRowIsRejected) {
    std::string rows;
    for (int i = 0; i < 25'000; ++i) rows += "essai;A" + std::to_string(i) + ";CS;;;;\n";
    std::vector<std::size_t> steps;
    const auto report =
        imported(db(), rows, {.on_progress = [&](std::size_t read) { steps.push_back(read); }});
    EXPECT_EQ(report.rejected, 25'000U);
    EXPECT_EQ(steps, (std::vector<std::size_t>{0, 0, 10'000, 20'000}));
}

TEST(SeenBefore, NeverForgetsAndSeldomMakesUp) {
    SeenBefore seen;
    std::mt19937_64 chance(7);
    std::vector<std::uint64_t> some(200'000);
    for (auto& one : some) one = chance();
    EXPECT_LE(std::ranges::count_if(some, [&](auto one) { return seen.add(one); }), 3);
    EXPECT_TRUE(std::ranges::all_of(some, [&](auto one) { return seen.add(one); }));
}
