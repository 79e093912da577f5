#include "lists/import_row.hpp"

#include <algorithm>
#include <sstream>
#include <stdexcept>

#include <gtest/gtest.h>

using namespace gps;
using namespace gps::lists;

namespace {

constexpr std::string_view kColumns =
    "source,source_id,kind,name,siret,address,postcode,city,insee_code,department,phone,email,"
    "website,latitude,longitude\n";

ReadRow row_of(const std::string& row) {
    std::istringstream in(std::string(kColumns) + row);
    auto file = csv::Reader::open(in);
    const auto columns = Columns::of(*file);
    if (!columns) throw std::logic_error("the header lacks a column");
    csv::Record record;
    file->next(record);
    return read_row(record, *columns);
}

// What is kept of a row that is not rejected.
structures::Incoming incoming(const ReadRow& row) {
    if (!row.incoming) throw std::logic_error("the row is rejected");
    return *row.incoming;
}

std::vector<Reason> reasons(const ReadRow& row) {
    std::vector<Reason> all(row.findings.size());
    std::ranges::transform(row.findings, all.begin(), &Finding::reason);
    return all;
}

bool has_columns(const std::string& header) {
    std::istringstream in(header);
    const auto file = csv::Reader::open(in);
    return Columns::of(*file).has_value();
}

using Reasons = std::vector<Reason>;

}  // namespace

TEST(ImportRow, AGoodRowHasNothingToTell) {
    const auto row = row_of(
        "essai,A1,ML,Mission locale,73282932000074,1 rue du Port,30000,Nîmes,30189,30,0499000001,"
        "accueil@exemple.fr,https://exemple.fr,43.8,4.3\n");
    EXPECT_TRUE(row.findings.empty());
    const auto s = incoming(row).structure;
    EXPECT_EQ(s.name, "Mission locale");
    EXPECT_EQ(s.siret, "73282932000074");
    EXPECT_EQ(s.department, "30");
    EXPECT_EQ(s.sensitivity, 0);
    EXPECT_EQ(s.coordinates, (structures::Coordinates{43.8, 4.3}));
    EXPECT_EQ(incoming(row).line, 2U);
    EXPECT_EQ(incoming(row).city_key, "nimes");
}

TEST(ImportRow, ARowWithoutItsEssentialsIsRejected) {
    EXPECT_EQ(reasons(row_of(",A1,ML,Nom,,,,,,,,,,,\n")), (Reasons{Reason::SourceMissing}));
    EXPECT_EQ(reasons(row_of("essai,,ML,Nom,,,,,,,,,,,\n")), (Reasons{Reason::SourceIdMissing}));
    EXPECT_EQ(reasons(row_of("essai,A1,,Nom,,,,,,,,,,,\n")), (Reasons{Reason::KindMissing}));
    EXPECT_EQ(reasons(row_of("essai,A1,ML, ,,,,,,,,,,,\n")), (Reasons{Reason::NameMissing}));
    EXPECT_EQ(reasons(row_of("essai,A1,ML,\"\"\"\"\"\",,,,,,,,,,,\n")),
              (Reasons{Reason::NameMissing}));
    EXPECT_EQ(reasons(row_of("essai," + std::string(101, 'a') + ",ML,Nom,,,,,,,,,,,\n")),
              (Reasons{Reason::KeyTooLong}));
    EXPECT_FALSE(row_of("essai,A1,ML,,,,,,,,,,,,\n").incoming);
}

TEST(ImportRow, ARowOfAnotherShapeIsRejected) {
    EXPECT_EQ(reasons(row_of("essai,A1,ML,Nom\n")), (Reasons{Reason::WrongColumnCount}));
    EXPECT_EQ(reasons(row_of("essai,A1,ML,Nom, coupé,,,,,,,,,,,4\n")),
              (Reasons{Reason::WrongColumnCount}));
    EXPECT_EQ(reasons(row_of("essai,A1,ML,\"Nom")), (Reasons{Reason::FileCut}));
    EXPECT_EQ(reasons(row_of("essai,A1,ML," + std::string(csv::kLongestRecord, 'x') + "\n")),
              (Reasons{Reason::RecordTooLong}));
    EXPECT_EQ(reasons(row_of("essai,A1,ML,Nom, coupé,,,,,,,,,,,\n")),
              (Reasons{Reason::WrongColumnCount}));
}

TEST(ImportRow, AWrongValueIsLeftOutAndTheRowKept) {
    const auto row =
        row_of("essai,A1,ML,Nom,73282932000075,,ici,Nîmes,là,99,12,personne,javascript:x,99,4\n");
    EXPECT_EQ(reasons(row),
              (Reasons{Reason::SiretWrong, Reason::PostcodeWrong, Reason::InseeCodeWrong,
                       Reason::DepartmentUnknown, Reason::PhoneWrong, Reason::EmailWrong,
                       Reason::WebsiteWrong, Reason::CoordinatesWrong}));
    const auto s = incoming(row).structure;
    EXPECT_EQ(s.siret + s.postcode + s.insee_code + s.department + s.phone + s.email + s.website,
              "");
    EXPECT_FALSE(s.coordinates);
    EXPECT_EQ(row.findings[0].column, "siret");
    EXPECT_EQ(row.findings[0].value, "73282932000075");
    EXPECT_EQ(row.findings[0].line, 2U);
}

TEST(ImportRow, ADepartmentIsCorrectedByTheCommuneOrThePostcode) {
    const auto row = row_of("essai,A1,CHU,Nom,,,97899,ST LOUIS CEDEX,,978,,,,,\n");
    EXPECT_EQ(incoming(row).structure.department, "974");
    EXPECT_EQ(reasons(row), (Reasons{Reason::DepartmentCorrected}));
    EXPECT_EQ(incoming(row_of("essai,A1,CHU,Nom,,,,,,974,,,,,\n")).structure.department, "974");
}

TEST(ImportRow, AnUnknownKindIsToldAndMostSensitive) {
    const auto row = row_of("essai,A1,AUTRUI,Nom,,,,,,,,,,,\n");
    EXPECT_EQ(incoming(row).structure.sensitivity, 2);
    EXPECT_EQ(reasons(row), (Reasons{Reason::KindUnknown}));
}

TEST(ImportRow, WhatTheReaderRepairedIsTold) {
    const auto row = row_of("essai,A1,ML,N\xEEmes \xE9t\xE9 Alès Sète Uzès Évian,,,,,,,,,,,\n");
    EXPECT_EQ(reasons(row), (Reasons{Reason::InvalidBytes}));
    EXPECT_EQ(row.findings[0].column, "name");
}

TEST(ImportRow, AVeryLongTextIsCutAndTold) {
    const auto row = row_of("essai,A1,ML," + std::string(1000, 'x') + ",,,,,,,,,,,\n");
    EXPECT_EQ(incoming(row).structure.name.size(), 300U);
    EXPECT_EQ(reasons(row), (Reasons{Reason::ValueTooLong}));
    EXPECT_EQ(row.findings[0].value.size(), 200U);
}

TEST(ImportRow, TheSameContentHasTheSameHash) {
    const std::string row = "essai,A1,ML,Nom,,,,Nîmes,,,,,,43.8,4.3\n";
    EXPECT_EQ(incoming(row_of(row)).content_hash, incoming(row_of(row)).content_hash);
    for (const std::string other :
         {"essai,A1,ML,Nom,,,,Nîmes,,,,,,,\n", "essai,A1,CS,Nom,,,,Nîmes,,,,,,43.8,4.3\n",
          "essai,A1,ML,NOM,,,,Nîmes,,,,,,43.8,4.3\n", "essai,A1,ML,Nom,,,,NIMES,,,,,,43.8,4.3\n"}) {
        EXPECT_NE(incoming(row_of(row)).content_hash, incoming(row_of(other)).content_hash);
    }
}

TEST(ImportRow, ATableNeedsItsFourFirstColumns) {
    EXPECT_TRUE(has_columns("Name;KIND;Source ID;source\n"));
    EXPECT_FALSE(has_columns("name;kind;source_id\n"));
}
