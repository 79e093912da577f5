#include "imports/scene_test.hpp"
#include "sharing/model.hpp"

#include <fmt/format.h>

namespace gps::imports {
namespace {

// What a row says, with what each test changes of it.
struct Row {
    std::string email = "jeanne@x.fr";
    std::string structure = "1";
    std::string name = "MARTIN";
    std::string first_name = "Léa";
    std::string born = "04/05/1990";
    std::string commune = "Nîmes";
    std::string person_email = {};
    std::string phone = {};
    std::string start = "2025-09-01";
    std::string role = "CIP";
    std::string reasons = "EMPLOI|LOGEMENT";
    std::string referent = {};
    std::string certified = {};
    std::string certified_on = {};
    std::string notice = "remise";
    std::string notice_on = "01/09/2025";

    std::string text() const {
        return fmt::format("{};t;{};{};{};{};{};{};{};{};{};{};{};{};{};{};{}\n", email, structure,
                           name, first_name, born, commune, person_email, phone, start, role,
                           reasons, referent, certified, certified_on, notice, notice_on);
    }
};

class FollowedImport : public tests::Scene {
 protected:
    void SetUp() override {
        Scene::SetUp();
        if (HasFatalFailure()) return;
        professionals("jeanne@x.fr;DURAND;Jeanne;;t;1\npaul@x.fr;PETIT;Paul;;t;2\n");
    }
    Report one(const Row& row) { return followed(row.text()); }

    // By whose part an authority's data certifies the référent, and of which day; "": nobody.
    std::string certified() {
        const db::Statement sql{
            .name = "test.certified",
            .text =
                "SELECT r.email || ' ' || g.certified_on FROM followup_groups AS g "
                "JOIN followup_contributions AS c ON c.id = g.certified_contribution_id "
                "JOIN professionals AS r ON r.id = c.professional_id"};
        return db().read([&](db::Transaction& tx) {
            const auto rows = tx.query(sql);
            return rows.empty() ? "" : rows[0].text(0);
        });
    }
    std::int64_t traces(const std::string& detail) {
        return number(
            "SELECT count(*) FROM audit_entries WHERE act = 'import_certification' AND "
            "detail = '" +
            detail + "'");
    }

    std::int64_t parts() { return gps::tests::count(db(), "followup_contributions"); }
    std::int64_t people() { return gps::tests::count(db(), "persons"); }
};
INSTANTIATE_ON_EVERY_ENGINE(FollowedImport);

TEST_P(FollowedImport, APersonIsRecordedAndFollowed) {
    const auto report =
        one({.person_email = "Lea@exemple.fr", .phone = "0612345678", .referent = "oui"});
    EXPECT_EQ(report.rows_read, 1U);
    EXPECT_EQ(report.created, 1U);
    EXPECT_EQ(report.people_created, 1U);
    EXPECT_EQ(number("SELECT count(*) FROM persons WHERE birth_name = 'MARTIN' AND "
                     "email = 'lea@exemple.fr' AND phone = '+33612345678' AND "
                     "notice_given = 'remise' AND notice_on = '2025-09-01'"),
              1);
    EXPECT_EQ(number("SELECT reasons FROM followup_contributions WHERE door = 'import' AND "
                     "is_creator AND started_on = '2025-09-01' AND role = 'CIP'"),
              sharing::reason_bit("EMPLOI") | sharing::reason_bit("LOGEMENT"));
    EXPECT_EQ(number("SELECT count(*) FROM followup_groups WHERE referent_contribution_id > 0"), 1);
}

TEST_P(FollowedImport, AnImportIsAuditedAndIsNoActivity) {
    one({});
    EXPECT_EQ(number("SELECT count(*) FROM audit_entries WHERE act = 'import_people'"), 1);
    EXPECT_EQ(number("SELECT count(*) FROM audit_entries WHERE act = 'import_contributions'"), 1);
    EXPECT_EQ(gps::tests::count(db(), "audit_entries"), 2);
    EXPECT_EQ(gps::tests::count(db(), "activity_acts"), 0);
}

TEST_P(FollowedImport, ASecondImportChangesNothing) {
    const auto rows = Row{.referent = "oui"}.text() + Row{.name = "PETIT"}.text();
    EXPECT_EQ(followed(rows).created, 2U);
    const auto again = followed(rows);
    EXPECT_EQ(again.unchanged, 2U);
    EXPECT_EQ(again.created + again.updated + again.rejected, 0U);
    EXPECT_EQ(parts(), 2);
    EXPECT_EQ(gps::tests::count(db(), "followup_periods"), 2);
    EXPECT_EQ(number("SELECT current_count FROM followup_caseloads"), 2);
}

TEST_P(FollowedImport, APersonKnownExactlyIsJoined) {
    one({});
    const auto report =
        one({.email = "paul@x.fr", .structure = "2", .name = "martin", .first_name = "LEA"});
    EXPECT_EQ(report.created, 1U);
    EXPECT_EQ(report.people_created, 0U);
    EXPECT_EQ(people(), 1);
    EXPECT_EQ(parts(), 2);
}

TEST_P(FollowedImport, AProbableDoubleIsRecordedAndProposed) {
    one({});
    EXPECT_EQ(one({.born = "04/05/1991"}).people_created, 1U);
    EXPECT_EQ(gps::tests::count(db(), "people_doubles"), 1);
}

TEST_P(FollowedImport, WhoeverObjectedIsSetAside) {
    for (const char* state : {"opposed", "archived", "set_aside"}) {
        run("DELETE FROM followup_periods; DELETE FROM followup_contributions; "
            "DELETE FROM followup_groups; DELETE FROM persons;");
        one({});
        run(fmt::format("UPDATE persons SET state = '{}'", state));
        const auto report = one({.email = "paul@x.fr", .structure = "2"});
        EXPECT_EQ(report.rejected, 1U) << state;
        ASSERT_EQ(findings().size(), 1U);
        EXPECT_EQ(findings().at(0).reason, Reason::SetAside);
        EXPECT_EQ(findings().at(0).value, "") << "the report repeats nothing of them";
        EXPECT_EQ(people(), 1) << state;
        EXPECT_EQ(parts(), 1) << state;
    }
}

TEST_P(FollowedImport, EachWrongRowIsRejectedWithItsReason) {
    const std::vector<std::pair<Row, Reason>> wrong{
        {{.email = "x"}, Reason::EmailWrong},
        {{.email = "nobody@x.fr"}, Reason::ProfessionalUnknown},
        {{.email = "paul@x.fr"}, Reason::NotMember},
        {{.structure = "9"}, Reason::StructureUnknown},
        {{.name = ""}, Reason::NameWrong},
        {{.first_name = "L3a"}, Reason::NameWrong},
        {{.born = "31/02/1990"}, Reason::BirthDateWrong},
        {{.born = "01/01/1850"}, Reason::BirthDateWrong},
        {{.born = "01/04/2026"}, Reason::BirthDateWrong},
        {{.commune = ""}, Reason::FactMissing},
        {{.start = ""}, Reason::StartWrong},
        {{.start = "01/04/2026"}, Reason::StartWrong},
        {{.role = "KING"}, Reason::RoleUnknown},
        {{.reasons = "FUN"}, Reason::ReasonMissing},
        {{.notice = ""}, Reason::NoticeMissing},
        {{.notice_on = ""}, Reason::NoticeDateWrong},
        {{.notice_on = "01/04/2026"}, Reason::NoticeDateWrong},
    };
    for (const auto& [row, reason] : wrong) {
        const auto report = one(row);
        EXPECT_EQ(report.rejected, 1U) << code(reason);
        ASSERT_EQ(findings().size(), 1U) << code(reason);
        EXPECT_EQ(findings().at(0).reason, reason) << code(findings().at(0).reason);
        EXPECT_EQ(findings().at(0).line, 2U);
    }
    EXPECT_EQ(people(), 0);
}

TEST_P(FollowedImport, ADeactivatedProfessionalFollowsNobody) {
    run("UPDATE professionals SET state = 'deactivated'");
    EXPECT_EQ(one({}).findings.at(Reason::AccountDeactivated), 1U);
}

TEST_P(FollowedImport, WhatIsWrongBesidesIsLeftOut) {
    const auto report = one(
        {.person_email = "lea@", .phone = "12", .reasons = "EMPLOI|FUN", .referent = "peut-être"});
    EXPECT_EQ(report.created, 1U);
    for (const auto reason : {Reason::PersonEmailWrong, Reason::PhoneWrong, Reason::ReasonUnknown,
                              Reason::ReferentUnreadable}) {
        EXPECT_EQ(report.findings.count(reason), 1U) << code(reason);
        EXPECT_EQ(fate(reason), Fate::Repaired);
    }
    EXPECT_EQ(one({.name = "PETIT", .commune = "75!", .phone = "0612345678"})
                  .findings.at(Reason::CommuneWrong),
              1U);
}

TEST_P(FollowedImport, AReferentInPlaceStays) {
    one({.referent = "oui"});
    const auto other = one({.email = "paul@x.fr", .structure = "2", .referent = "oui"});
    EXPECT_EQ(other.created, 1U);
    EXPECT_EQ(other.findings.at(Reason::ReferentKept), 1U);
    EXPECT_EQ(number("SELECT count(*) FROM followup_contributions WHERE referent_kind = 1 AND "
                     "is_creator"),
              1);
}

TEST_P(FollowedImport, AReferentIsNamedLaterWhereThereIsNone) {
    one({});
    const auto later = one({.referent = "oui"});
    EXPECT_EQ(later.updated, 1U);
    EXPECT_EQ(one({.referent = "oui"}).unchanged, 1U);
}

TEST_P(FollowedImport, AnAuthorityCertifiesAReferentMovesAndTakesThemAway) {
    const Row jeanne{.certified = "oui", .certified_on = "12/03/2026"};
    EXPECT_EQ(one(jeanne).created, 1U);
    EXPECT_EQ(certified(), "jeanne@x.fr 2026-03-12");
    EXPECT_EQ(traces("certified=yes"), 1);
    EXPECT_EQ(gps::tests::count(db(), "followup_designations"), 0) << "which names nobody";

    const Row paul{.email = "paul@x.fr", .structure = "2", .certified = "Oui"};
    EXPECT_EQ(one(paul).created, 1U);
    EXPECT_EQ(certified(), "paul@x.fr 2026-03-31") << "of the day of the import";
    EXPECT_EQ(one({.certified = "non"}).unchanged, 1U) << "she was not any more";
    EXPECT_EQ(one({}).unchanged, 1U);
    EXPECT_EQ(certified(), "paul@x.fr 2026-03-31");

    auto no_longer = paul;
    no_longer.certified = "non";
    EXPECT_EQ(one(no_longer).updated, 1U);
    EXPECT_EQ(certified(), "");
    EXPECT_EQ(one(no_longer).unchanged, 1U);
    EXPECT_EQ(traces("certified=no"), 1);
    EXPECT_EQ(gps::tests::count(db(), "activity_acts"), 0);
}

TEST_P(FollowedImport, ACertificationSaidAgainChangesNothingUnlessItIsNewer) {
    const auto rows = Row{.certified = "oui"}.text() +
                      Row{.name = "PETIT", .certified = "oui", .certified_on = "2026-03-12"}.text();
    EXPECT_EQ(followed(rows).created, 2U);
    EXPECT_EQ(followed(rows).unchanged, 2U);
    EXPECT_EQ(gps::tests::count(db(), "audit_entries WHERE act = 'import_certification'"), 2);
    EXPECT_EQ(one({.name = "PETIT", .certified = "oui", .certified_on = "2026-03-13"}).updated, 1U);
    EXPECT_EQ(one({.name = "PETIT", .certified = "oui", .certified_on = "2026-03-12"}).unchanged,
              1U);
    EXPECT_EQ(number("SELECT count(*) FROM followup_groups WHERE certified_on = '2026-03-13'"), 1);
}

TEST_P(FollowedImport, OlderDataChangesNoCertificationAndTheReportSaysSo) {
    one({.certified = "oui", .certified_on = "2026-03-12"});
    for (const Row& older :
         {Row{.certified = "non", .certified_on = "2026-03-11"}, Row{.email = "paul@x.fr",
                                                                 .structure = "2",
                                                                 .certified = "oui",
                                                                 .certified_on = "2026-03-11"}}) {
        const auto report = one(older);
        EXPECT_EQ(report.findings.at(Reason::CertifiedKept), 1U);
        EXPECT_EQ(report.updated + report.rejected, 0U);
    }
    EXPECT_EQ(certified(), "jeanne@x.fr 2026-03-12");
}

TEST_P(FollowedImport, WhatIsNotReadCertifiesNobodyAndTakesNobodyAway) {
    one({.certified = "oui", .certified_on = "2026-03-12"});
    EXPECT_EQ(one({.certified = "peut-être"}).findings.at(Reason::CertifiedUnreadable), 1U);
    for (const char* day : {"hier", "31/02/2026", "01/04/2026"}) {
        const auto report = one({.certified = "non", .certified_on = day});
        EXPECT_EQ(report.findings.at(Reason::CertifiedDateWrong), 1U) << day;
        EXPECT_EQ(report.unchanged, 1U) << day;
    }
    std::istringstream without(
        "email;source;source_id;birth_name;first_name;birth_date;commune;debut;role;motifs;"
        "information;information_le\njeanne@x.fr;t;1;MARTIN;Léa;04/05/1990;Nîmes;2025-09-01;CIP;"
        "EMPLOI;remise;2025-09-01\n");
    EXPECT_EQ(import_followed(db(), keys(), clock(), without).value().unchanged, 1U);
    EXPECT_EQ(certified(), "jeanne@x.fr 2026-03-12");
}

TEST_P(FollowedImport, APartThatEndedSinceIsNotCertified) {
    one({});
    run("UPDATE followup_contributions SET ended_on = '2026-01-15', is_past = TRUE");
    run("UPDATE followup_periods SET ended_on = '2026-01-15'");
    EXPECT_EQ(one({.certified = "oui"}).findings.at(Reason::PartEnded), 1U);
    EXPECT_EQ(certified(), "");
}

TEST_P(FollowedImport, AFollowUpThatEndedSinceStaysEnded) {
    one({});
    run("UPDATE followup_contributions SET ended_on = '2026-01-15', is_past = TRUE");
    run("UPDATE followup_periods SET ended_on = '2026-01-15'");
    const auto report = one({});
    EXPECT_EQ(report.unchanged, 1U);
    EXPECT_EQ(report.findings.at(Reason::PartEnded), 1U);
    EXPECT_EQ(one({.start = "01/02/2026"}).created, 1U) << "a new period after the end";
    EXPECT_EQ(gps::tests::count(db(), "followup_periods"), 2);
}

TEST_P(FollowedImport, APendingRequestWaitsForItsAnswer) {
    one({});
    run("INSERT INTO requests (public_id, person_id, professional_id, structure_id, "
        "typed_name, role, reasons, started_on, state, asked_at) "
        "SELECT 'r', (SELECT max(id) FROM persons), m.professional_id, m.structure_id, 'x', 'CIP', "
        "1, '2026-01-01', 'pending', 0 FROM memberships AS m JOIN professionals AS p "
        "ON p.id = m.professional_id WHERE p.email = 'paul@x.fr'");
    const auto report = one({.email = "paul@x.fr", .structure = "2"});
    EXPECT_EQ(report.findings.at(Reason::RequestPending), 1U);
    EXPECT_EQ(parts(), 1);
}

TEST_P(FollowedImport, ADryRunSaysTheSameAndWritesNothing) {
    const auto report = followed(Row{}.text(), true);
    EXPECT_EQ(report.created, 1U);
    EXPECT_EQ(people(), 0);
    EXPECT_EQ(gps::tests::count(db(), "audit_entries"), 0);
}

TEST_P(FollowedImport, ATableWithoutItsColumnsIsRefused) {
    std::istringstream file("email;nom_naissance\na;b\n");
    EXPECT_EQ(import_followed(db(), keys(), clock(), file).error().message,
              "imports.columns_missing");
}

TEST(ImportFindings, AreATableThatSaysTheFileAndTheReason) {
    std::ostringstream out;
    write_findings_header(out);
    write_finding(out, "a.csv",
                  {.line = 3, .column = "role", .value = "=x", .reason = Reason::RoleUnknown});
    EXPECT_EQ(out.str().substr(0, out.str().find('\n') - 1),
              "fichier;ligne;colonne;valeur;code;motif");
    EXPECT_NE(out.str().find("a.csv;3;role;'=x;role_unknown;"), std::string::npos) << out.str();
}

}  // namespace
}  // namespace gps::imports
