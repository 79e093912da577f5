#include "support/command_line.hpp"
#include "support/engines.hpp"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

namespace gps::app {
namespace {

using tests::CommandLine;

TEST_F(CommandLine, WrongUseIsTwo) {
    EXPECT_EQ(gps({}).code, 2);
    EXPECT_EQ(gps({"dance"}).code, 2);
    EXPECT_EQ(gps({"migrate", "--sideways"}).code, 2);
    EXPECT_EQ(gps({"backup"}).code, 2);
    EXPECT_EQ(gps({"migrate", "--down", "--to", "1"}).code, 2);
}

TEST_F(CommandLine, WrongSettingsAreTwo) {
    set("GPS_WORKERS", "many");
    EXPECT_EQ(gps({"migrate"}).code, 2);
}

TEST_F(CommandLine, AMisspeltSettingIsTwo) {
    set("GPS_DATABAZE", "x");
    EXPECT_EQ(gps({"migrate"}).code, 2);
}

TEST_F(CommandLine, AKeyFileThatIsMissingIsTwo) {
    ASSERT_EQ(gps({"migrate"}).code, 0);
    set("GPS_KEYS", in_folder("none"));
    EXPECT_EQ(gps({"serve"}).code, 2);
}

TEST_F(CommandLine, HelpIsDone) {
    const auto help = gps({"--help"});
    EXPECT_EQ(help.code, 0);
    EXPECT_NE(help.output.find("serve"), std::string::npos);
}

TEST_F(CommandLine, TheServiceDoesNotOpenOnAnOldDatabase) {
    set("GPS_KEYS", in_folder("keys"));
    ASSERT_EQ(gps({"keys", "new"}).code, 0);
    EXPECT_EQ(gps({"serve"}).code, 1);
}

TEST_F(CommandLine, MigrationsGoForwardAndBack) {
    ASSERT_EQ(gps({"migrate"}).code, 0);
    EXPECT_NE(gps({"migrate", "--status"}).output.find("up to date"), std::string::npos);
    ASSERT_EQ(gps({"migrate", "--down"}).code, 0);
    EXPECT_NE(gps({"migrate", "--status"}).output.find("Run: gps migrate"), std::string::npos);
    EXPECT_EQ(gps({"migrate", "--to", "99"}).code, 1);
    EXPECT_EQ(gps({"migrate"}).code, 0);
}

TEST_F(CommandLine, KeysAreNeverOverwritten) {
    ASSERT_EQ(gps({"keys", "new", in_folder("keys")}).code, 0);
    EXPECT_NE(gps({"keys", "new", in_folder("keys")}).code, 0);
}

TEST_F(CommandLine, TheKeysOfNumbersChangeAndAnOlderFileGetsThem) {
    ASSERT_EQ(gps({"migrate"}).code, 0);
    set("GPS_KEYS", in_folder("keys"));
    ASSERT_EQ(gps({"keys", "new"}).code, 0);
    const auto rotated = gps({"keys", "rotate"});
    EXPECT_EQ(rotated.code, 0);
    EXPECT_NE(rotated.output.find("numbers are kept by version 2"), std::string::npos);
    EXPECT_EQ(gps({"keys", "rotate", "--prepare"}).code, 0);
    EXPECT_NE(gps({"keys", "rotate"}).output.find("by version 3"), std::string::npos)
        << "the version that was prepared";

    // The file of a service whose numbers are kept by a version that it lacks.
    ASSERT_EQ(gps({"keys", "new", in_folder("others")}).code, 0);
    set("GPS_KEYS", in_folder("others"));
    EXPECT_EQ(gps({"keys", "rotate"}).code, 1);

    set("GPS_DATABASE", "sqlite://" + in_folder("older.db"));
    ASSERT_EQ(gps({"migrate"}).code, 0);
    ASSERT_EQ(run({"/bin/sed", "-i", "/^nir_/d", in_folder("others")}).code, 0);
    EXPECT_NE(gps({"doctor"}).output.find("run gps keys rotate"), std::string::npos);
    EXPECT_EQ(gps({"keys", "rotate"}).code, 0);
    EXPECT_EQ(gps({"doctor"}).output.find("run gps keys rotate"), std::string::npos);
}

TEST_F(CommandLine, AnImportWithRejectedRowsIsThree) {
    ASSERT_EQ(gps({"migrate"}).code, 0);
    import_structures();
    std::ofstream(in_folder("worse.csv")) << "source,source_id,kind,name\ntest,2,ML,\n";
    const auto ended =
        gps({"import", "structures", in_folder("worse.csv"), "--report", in_folder("report.csv")});
    EXPECT_EQ(ended.code, 3);
    EXPECT_TRUE(std::filesystem::exists(in_folder("report.csv")));
    EXPECT_EQ(gps({"import", "structures", in_folder("none.csv")}).code, 1);
}

TEST_F(CommandLine, ProfessionalsAndThePeopleTheyFollowAreImported) {
    ASSERT_EQ(gps({"migrate"}).code, 0);
    import_structures();
    set("GPS_KEYS", in_folder("keys"));
    ASSERT_EQ(gps({"keys", "new"}).code, 0);
    std::ofstream(in_folder("pros.csv")) << "email;nom;prenom;structure_source;structure_id\n"
                                            "jeanne@example.fr;DURAND;Jeanne;test;1\n";
    std::ofstream(in_folder("people.csv"))
        << "email;structure_source;structure_id;nom_naissance;prenom;date_naissance;commune;debut;"
           "role;motifs;information;information_le\n"
           "jeanne@example.fr;test;1;MARTIN;Lea;1990-05-04;Alpha;2025-01-01;CIP;EMPLOI;lue;"
           "2025-01-01\n"
           "jeanne@example.fr;test;1;MARTIN;Leo;;Alpha;2025-01-01;CIP;EMPLOI;lue;2025-01-01\n";
    const auto ended = gps({"import", "professionals", in_folder("pros.csv"), "--followed",
                            in_folder("people.csv"), "--report", in_folder("report.csv")});
    EXPECT_EQ(ended.code, 3) << ended.output;
    EXPECT_NE(ended.output.find("followed: 2 rows read: 1 created"), std::string::npos);
    EXPECT_TRUE(std::filesystem::exists(in_folder("report.csv")));
    EXPECT_EQ(gps({"import", "professionals", in_folder("pros.csv")}).code, 0);
}

// Starts an import of $1 into the database $2, and ends it once rows have come in.
constexpr const char* kInterruptedImport = R"sh(
    "$0" import structures "$1" & importing=$!
    until [ "$(sqlite3 "$2" 'SELECT count(*) FROM structures')" -gt 0 ]; do sleep 0.05; done
    kill -TERM $importing
    wait $importing
)sh";

TEST_F(CommandLine, AnInterruptedImportSaysSoAndLeavesWholeBatches) {
    constexpr int kRows = 100'000;
    ASSERT_EQ(gps({"migrate"}).code, 0);
    std::ofstream list(in_folder("long.csv"));
    list << "source,source_id,kind,name\n";
    for (int row = 0; row < kRows; ++row) list << "test," << row << ",ML,Rue " << row << '\n';
    list.close();
    const auto ended = run({"timeout", "120", "sh", "-c", kInterruptedImport, GPS_BINARY,
                            in_folder("long.csv"), in_folder("gps.db")});
    EXPECT_EQ(ended.code, 130) << ended.output;
    const auto kept = run({"sqlite3", in_folder("gps.db"), "SELECT count(*) FROM structures"});
    const int rows = std::stoi(kept.output);
    EXPECT_GT(rows, 0);
    EXPECT_LT(rows, kRows);
    EXPECT_EQ(rows % 500, 0) << "a batch was left half-way";
    ASSERT_EQ(gps({"backup", in_folder("copy")}).code, 0);
}

TEST_F(CommandLine, AReportTakesItsPlaceWhole) {
    ASSERT_EQ(gps({"migrate"}).code, 0);
    std::ofstream(in_folder("report.csv")) << "yesterday's";
    std::ofstream(in_folder("picture.csv")) << std::string("\x89PNG\r\n\0\0", 8);
    const auto import = [&](const std::string& list, const std::string& report) {
        return gps({"import", "structures", in_folder(list), "--report", report});
    };
    EXPECT_EQ(import("picture.csv", in_folder("report.csv")).code, 1);
    EXPECT_EQ(std::filesystem::file_size(in_folder("report.csv")), 11U);
    import_structures();
    EXPECT_EQ(import("list.csv", "/dev/full").code, 1);
    EXPECT_NE(import("list.csv", "/dev/full").output.find("1 unchanged"), std::string::npos);
    EXPECT_EQ(import("list.csv", in_folder("report.csv")).code, 0);
    EXPECT_GT(std::filesystem::file_size(in_folder("report.csv")), 11U);
    EXPECT_EQ(import("list.csv", in_folder("none/report.csv")).code, 1);
}

TEST_F(CommandLine, TheKeyShownToProConnectIsMadeOnce) {
    EXPECT_EQ(gps({"keys", "proconnect", in_folder("key.pem")}).code, 0);
    EXPECT_NE(gps({"keys", "proconnect", in_folder("key.pem")}).code, 0) << "it was overwritten";
}

TEST_F(CommandLine, AccountsAreOpenedClosedAndListed) {
    ASSERT_EQ(gps({"migrate"}).code, 0);
    set("GPS_KEYS", in_folder("keys"));
    ASSERT_EQ(gps({"keys", "new"}).code, 0);
    import_structures();
    EXPECT_EQ(add("jeanne@example.fr"), 0);
    EXPECT_EQ(add("not an address"), 1);
    EXPECT_EQ(gps({"user", "deactivate", "jeanne@example.fr"}).code, 0);
    EXPECT_EQ(gps({"user", "deactivate", "nobody@example.fr"}).code, 1);
    EXPECT_EQ(gps({"user", "link", "jeanne@example.fr"}).code, 1) << "an account that is closed";
    EXPECT_EQ(gps({"user", "list"}).output,
              "jeanne@example.fr\tJeanne DURAND\tdeactivated\tAlpha\n");
    EXPECT_EQ(add("jeanne@example.fr"), 1);
    EXPECT_EQ(gps({"user", "activate", "jeanne@example.fr"}).code, 0);
    const auto linked = gps({"user", "link", "jeanne@example.fr"});
    EXPECT_EQ(linked.code, 0);
    EXPECT_NE(linked.output.find("/mon-compte/securite/lien/"), std::string::npos);
    EXPECT_EQ(gps({"user", "link", "nobody@example.fr"}).code, 1);
    EXPECT_EQ(gps({"user", "platform", "jeanne@example.fr"}).output,
              "jeanne@example.fr is of the team of the service.\n");
    EXPECT_EQ(gps({"user", "platform", "nobody@example.fr"}).code, 1);
    EXPECT_EQ(gps({"user", "platform", "--remove", "jeanne@example.fr"}).output,
              "jeanne@example.fr is not of the team of the service.\n");
    EXPECT_EQ(gps({"user", "list", "--structure", "test:2"}).code, 1);
}

class Backups : public CommandLine, public testing::WithParamInterface<db::Engine> {
 protected:
    // SQLite: the file of the fixture, which nobody has open.
    void SetUp() override {
        if (GetParam() == db::Engine::Sqlite) return;
        base_.emplace(GetParam(), tests::Schema::Empty);
        set("GPS_DATABASE", base_->url());
    }

 private:
    std::optional<tests::FreshDatabase> base_;
};
INSTANTIATE_ON_EVERY_ENGINE(Backups);

TEST_P(Backups, BringEverythingBackAndOverwriteNothing) {
    ASSERT_EQ(gps({"migrate"}).code, 0);
    import_structures();
    ASSERT_EQ(add("jeanne@example.fr"), 0);
    ASSERT_EQ(gps({"backup", in_folder("copy")}).code, 0);
    EXPECT_EQ(gps({"backup", in_folder("copy")}).code, 1) << "a backup was overwritten";
    ASSERT_EQ(gps({"user", "deactivate", "jeanne@example.fr"}).code, 0);
    EXPECT_EQ(gps({"restore", in_folder("copy")}).code, 1) << "a database was overwritten";
    ASSERT_EQ(gps({"restore", in_folder("copy"), "--replace"}).code, 0);
    EXPECT_NE(gps({"user", "list"}).output.find("\tactive\t"), std::string::npos);
}

TEST_P(Backups, OneThatIsCutShortChangesNothing) {
    ASSERT_EQ(gps({"migrate"}).code, 0);
    ASSERT_EQ(gps({"backup", in_folder("copy")}).code, 0);
    std::filesystem::resize_file(in_folder("copy"), 20'000);
    EXPECT_EQ(gps({"restore", in_folder("copy"), "--replace"}).code, 1);
    EXPECT_NE(gps({"migrate", "--status"}).output.find("up to date"), std::string::npos);
}

TEST_F(CommandLine, ADamagedBackupIsNotRestored) {
    ASSERT_EQ(gps({"migrate"}).code, 0);
    std::ofstream(in_folder("copy")) << "not a database";
    EXPECT_EQ(gps({"restore", in_folder("copy"), "--replace"}).code, 1);
    EXPECT_NE(gps({"migrate", "--status"}).output.find("up to date"), std::string::npos);
}

TEST_F(CommandLine, ABackupThatFailsLeavesNoFile) {
    EXPECT_EQ(gps({"backup", in_folder("copy")}).code, 1);
    EXPECT_FALSE(std::filesystem::exists(in_folder("copy")));
}

TEST_F(CommandLine, TheDoctorFindsWhatIsWrong) {
    set("GPS_KEYS", in_folder("keys"));
    set("GPS_SMTP", "smtp://127.0.0.1:1");
    ASSERT_EQ(gps({"migrate"}).code, 0);
    ASSERT_EQ(gps({"keys", "new"}).code, 0);
    const auto ended = gps({"doctor"});
    EXPECT_EQ(ended.code, 1);
    EXPECT_NE(ended.output.find("ok        database: writing works"), std::string::npos);
    EXPECT_NE(ended.output.find("problem   mail server"), std::string::npos);
    EXPECT_EQ(ended.output.find("problem   database"), std::string::npos) << ended.output;
}

TEST_F(CommandLine, EveryRouteIsInTheTable) {
    const auto ended = gps({"routes"});
    EXPECT_EQ(ended.code, 0);
    for (const std::string_view path : {"/connexion", "/information-personnes/falc", "/sante"}) {
        EXPECT_NE(ended.output.find(path), std::string::npos) << path;
    }
}

}  // namespace
}  // namespace gps::app
