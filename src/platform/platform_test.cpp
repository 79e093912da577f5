#include "people/store.hpp"
#include "platform/habilitations.hpp"
#include "platform/usecases.hpp"
#include "scene/structures.hpp"
#include "scene/visits.hpp"
#include "structures/usecases.hpp"
#include "support/together.hpp"
#include "teams/usecases.hpp"

using namespace gps;
using namespace gps::platform;

namespace {

// An agency and its member; two of the team of the service.
class Platform : public gps::scene::Visits {
 protected:
    void SetUp() override {
        Visits::SetUp();
        if (HasFatalFailure()) return;
        imports("essai;A1;OF;Le Phare;30000;Nîmes\nessai;A2;FT;Agence;30100;Alès\n");
        phare_ = found("phare");
        nadia_ = of_platform("nadia@x.fr");
        victor_ = of_platform("victor@x.fr");
    }

    void imports(const std::string& rows) {
        scene::given_structures(db(), "source;source_id;kind;name;postcode;city\n" + rows);
    }
    structures::Structure found(const std::string& words) {
        return db().read([&](db::Transaction& tx) {
            const auto page = structures::search(tx, {.words = words, .closed_too = true});
            EXPECT_EQ(page.structures.size(), 1U) << words;
            return page.structures.empty() ? structures::Structure() : page.structures[0];
        });
    }
    structures::Structure again(const base::PublicId& id) {
        return db().read([&](db::Transaction& tx) { return structures::find(tx, id).value(); });
    }
    access::Viewer of_platform(const std::string& email) {
        const auto who = professional(email);
        db().write([&](db::Transaction& tx) { teams::set_platform(tx, who, true, clock_.now()); });
        return viewer(enter(who));
    }
    // The token of a session that acts for the structure.
    std::string member_of(const structures::Structure& structure, const std::string& email) {
        const auto who = professional(email);
        db().write([&](db::Transaction& tx) {
            people::store::add_member(tx, who, structure.id, "member", clock_.today());
        });
        return enter(who);
    }
    template <class Act>
    auto by(const access::Viewer& who, Act act) {
        return visiting(who, [&](access::Visit visit) {
            visit.today = clock_.today();
            return act(visit);
        });
    }
    base::Result<> closes(const access::Viewer& who, Kind kind, std::string_view why = "Fraude") {
        return by(who, [&](const access::Visit& visit) {
            return set_closing(visit, phare_.public_id, kind, why);
        });
    }
    base::Result<> corrects(structures::Structure typed) {
        return by(nadia_, [&](const access::Visit& visit) {
            return correct(visit, phare_.public_id, read_sheet(typed));
        });
    }
    base::Result<> habilitates(const HabilitationTyped& typed) {
        return by(nadia_, [&](const access::Visit& visit) {
            return habilitate(visit, phare_.public_id, typed);
        });
    }
    base::Result<> withdraws() {
        return by(victor_, [&](const access::Visit& visit) {
            return withdraw(visit, phare_.public_id, "Fin");
        });
    }
    void keep() { keep_habilitations({.database = db(), .keys = keys(), .clock = clock_}); }
    std::vector<Decision> decided(const structures::Structure& structure) {
        return by(nadia_, [&](const access::Visit& visit) {
            return decisions(visit, structure.id, 0).rows;
        });
    }
    std::string text(const std::string& sql) {
        const db::Statement statement{.name = "test.text", .text = sql};
        return db().read([&](db::Transaction& tx) {
            const auto rows = tx.query(statement);
            return rows.empty() ? std::string() : rows[0].text(0);
        });
    }

    structures::Structure phare_ = {};
    access::Viewer nadia_ = {};
    access::Viewer victor_ = {};
};

std::string message(const base::Result<>& result) {
    return result ? "done" : std::string(result.error().message);
}

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(Platform);

// ---- Creating, correcting -----------------------------------------------------------------------

TEST_P(Platform, CreatesAStructureThatIsOpenHabilitatedByNothingAndTraced) {
    const auto id = by(nadia_, [](const access::Visit& visit) {
        return create(visit, read_sheet({.name = "Mission locale du Vidourle",
                                         .kind = "ML",
                                         .postcode = "30250",
                                         .city = "Sommières"}));
    });
    const auto created = found("vidourle sommieres");
    EXPECT_EQ(created.public_id, id);
    EXPECT_EQ(created.department, "30");
    EXPECT_EQ(created.state, structures::State::Open);
    EXPECT_FALSE(created.is_habilitated) << "its kind would be, in a list";
    EXPECT_EQ(
        text("SELECT subject || ' ' || detail FROM audit_entries WHERE act = 'create_structure'"),
        id.text() + " kind=ML");
    ASSERT_EQ(decided(created).size(), 1U);
    EXPECT_EQ(decided(created)[0].kind, Kind::Create);
}

TEST_P(Platform, ACorrectionSaysWhatChanged) {
    auto typed = phare_;
    typed.name = "Le Grand Phare";
    typed.kind = "CSAPA";
    EXPECT_TRUE(corrects(typed));
    const auto corrected = found("grand phare");
    EXPECT_EQ(corrected.public_id, phare_.public_id);
    EXPECT_EQ(corrected.sensitivity, 2);
    EXPECT_EQ(text("SELECT detail FROM audit_entries WHERE act = 'correct_structure'"),
              "fields=name,kind");
    const auto last = decided(phare_).at(0);
    ASSERT_EQ(last.changes.size(), 2U);
    EXPECT_EQ(last.changes[1].field, "name");
    EXPECT_EQ(last.changes[1].before, "Le Phare");
    EXPECT_EQ(last.changes[1].after, "Le Grand Phare");
    EXPECT_EQ(last.by, "Dominique Durand");
}

TEST_P(Platform, CorrectingNothingLeavesNoTrace) {
    EXPECT_TRUE(corrects(phare_));
    EXPECT_TRUE(decided(phare_).empty());
    EXPECT_EQ(text("SELECT act FROM audit_entries WHERE act = 'correct_structure'"), "");
}

TEST(PlatformRules, WhatIsTypedOfAStructureIsChecked) {
    const auto wrong = [](const structures::Structure& typed) {
        std::string fields;
        for (const auto& one : read_sheet(typed).mistakes) fields += std::string(one.field) + " ";
        return fields;
    };
    const structures::Structure right{.name = "Le Port",
                                      .kind = "CS",
                                      .siret = "732 829 320 00074",
                                      .postcode = "30000",
                                      .city = "Nîmes"};
    EXPECT_EQ(wrong(right), "");
    EXPECT_EQ(read_sheet(right).structure.siret, "73282932000074");
    EXPECT_EQ(read_sheet(right).structure.department, "30");
    EXPECT_EQ(wrong({}), "nom type commune departement ");
    auto typed = right;
    typed.siret = "73282932000075";
    EXPECT_EQ(wrong(typed), "siret ") << "its check digit";
    typed = right;
    typed.postcode = "3000A";
    typed.department = "99";
    EXPECT_EQ(wrong(typed), "code_postal departement ");
    typed = right;
    typed.department = "2a";
    EXPECT_EQ(read_sheet(typed).structure.department, "2A");
    typed.phone = "12";
    typed.email = "nulle part";
    typed.website = "javascript:alert(1)";
    EXPECT_EQ(wrong(typed), "telephone courriel site ");
}

// ---- Suspending, closing, opening again ---------------------------------------------------------

TEST_P(Platform, ASuspendedStructureShowsItsMembersNothingFromTheNextRequestOn) {
    const auto token = member_of(phare_, "membre@x.fr");
    EXPECT_TRUE(viewer(token).acting_for);
    EXPECT_TRUE(closes(nadia_, Kind::Suspend));
    EXPECT_FALSE(viewer(token).acting_for);
    EXPECT_EQ(again(phare_.public_id).closing, structures::Closing::Suspended);
    EXPECT_TRUE(closes(victor_, Kind::Reopen, "Levée"));
    EXPECT_TRUE(viewer(token).acting_for);
    const auto all = decided(phare_);
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].kind, Kind::Reopen);
    EXPECT_EQ(all[1].why, "Fraude");
    EXPECT_EQ(
        text("SELECT act FROM audit_entries WHERE act LIKE '%_structure' ORDER BY id LIMIT 1"),
        "suspend_structure");
}

TEST_P(Platform, NoDecisionIsTakenWithoutAReasonNorTwice) {
    EXPECT_EQ(message(closes(nadia_, Kind::Suspend, " ")), "platform.why_required");
    EXPECT_EQ(message(closes(nadia_, Kind::Reopen)), "platform.is_open");
    EXPECT_TRUE(closes(nadia_, Kind::Suspend));
    EXPECT_EQ(message(closes(victor_, Kind::Suspend)), "platform.not_open");
    EXPECT_TRUE(closes(victor_, Kind::Close));
    EXPECT_EQ(message(closes(nadia_, Kind::Close)), "platform.closed_already");
    EXPECT_EQ(decided(phare_).size(), 2U);
}

TEST_P(Platform, TwoWhoSuspendAtTheSameTimeDoItOnce) {
    std::array<std::string, 2> said;
    gps::tests::together(2, [&](int which) {
        said.at(static_cast<std::size_t>(which)) =
            message(closes(which == 0 ? nadia_ : victor_, Kind::Suspend));
    });
    EXPECT_NE(said[0], said[1]);
    EXPECT_EQ(gps::tests::count(db(), "platform_decisions"), 1);
}

TEST_P(Platform, TheDecisionsOnAStructureAreReadPageByPage) {
    for (int i = 0; i < kDecisionsAPage; ++i)
        EXPECT_TRUE(closes(nadia_, i % 2 == 0 ? Kind::Suspend : Kind::Reopen));
    auto typed = phare_;
    typed.name = "Le Grand Phare";
    EXPECT_TRUE(corrects(typed));
    const auto page = [&](std::int64_t before) {
        return by(nadia_,
                  [&](const access::Visit& visit) { return decisions(visit, phare_.id, before); });
    };
    const auto first = page(0);
    EXPECT_EQ(first.rows.size(), 20U);
    EXPECT_EQ(first.rows[0].changes.size(), 1U);
    const auto second = page(first.next);
    EXPECT_EQ(second.rows.size(), 1U);
    EXPECT_EQ(second.next, 0);
    EXPECT_TRUE(page(1).rows.empty());
}

TEST_P(Platform, AStructureThatIsNotThereIsNotFound) {
    const auto nowhere = base::PublicId::fresh();
    EXPECT_EQ(message(by(nadia_,
                         [&](const access::Visit& visit) {
                             return correct(visit, nowhere, read_sheet(phare_));
                         })),
              "directory.no_structure");
    EXPECT_EQ(message(by(nadia_,
                         [&](const access::Visit& visit) {
                             return set_closing(visit, nowhere, Kind::Close, "Motif");
                         })),
              "directory.no_structure");
}

// ---- Habilitating -------------------------------------------------------------------------------

namespace {

base::Date day(const char* iso) {
    return *base::Date::from_iso(iso);
}

}  // namespace

TEST_P(Platform, AHabilitationIsTrueAtOnceForAllTheMembers) {
    const auto token = member_of(phare_, "membre@x.fr");
    EXPECT_FALSE(viewer(token).is_habilitated());
    EXPECT_TRUE(habilitates({.basis = Basis::Convention,
                             .from_on = day("2026-03-31"),
                             .until_on = day("2026-12-31"),
                             .why = "Convention n° 12"}));
    EXPECT_TRUE(viewer(token).is_habilitated());
    const auto given =
        by(nadia_, [&](const access::Visit& visit) { return habilitation(visit, phare_.id); });
    ASSERT_TRUE(given);
    EXPECT_EQ(*given, (Habilitation{.basis = Basis::Convention,
                                    .from_on = day("2026-03-31"),
                                    .until_on = day("2026-12-31"),
                                    .in_force = true}));
    imports("essai;A1;OF;Le Phare;30900;Nîmes\n");
    EXPECT_TRUE(viewer(token).is_habilitated());
    const auto last = decided(phare_).at(0);
    EXPECT_EQ(last.basis, Basis::Convention);
    EXPECT_EQ(last.until_on, day("2026-12-31"));
    EXPECT_EQ(last.why, "Convention n° 12");
    EXPECT_EQ(text("SELECT detail FROM audit_entries WHERE act = 'habilitate'"),
              "basis=CONVENTION,from=2026-03-31,until=2026-12-31");
    EXPECT_TRUE(withdraws());
    EXPECT_FALSE(viewer(token).is_habilitated());
    EXPECT_EQ(message(withdraws()), "platform.not_habilitated");
    EXPECT_EQ(decided(phare_).at(0).kind, Kind::Withdraw);
}

TEST_P(Platform, AHabilitationBeginsAndEndsByItself) {
    EXPECT_TRUE(habilitates({.basis = Basis::Text,
                             .from_on = day("2026-04-02"),
                             .until_on = day("2026-04-03"),
                             .why = "Loi"}));
    EXPECT_FALSE(found("phare").is_habilitated);
    keep();
    EXPECT_FALSE(found("phare").is_habilitated);
    clock_.advance(std::chrono::hours(48));
    keep();
    EXPECT_TRUE(found("phare").is_habilitated);
    clock_.advance(std::chrono::hours(24));
    keep();
    EXPECT_TRUE(found("phare").is_habilitated) << "its last day is one of it";
    clock_.advance(std::chrono::hours(24));
    keep();
    EXPECT_FALSE(found("phare").is_habilitated);
    keep();
    const auto all = decided(phare_);
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].kind, Kind::End);
    EXPECT_EQ(all[1].kind, Kind::Begin);
    EXPECT_EQ(all[1].by, "");
    EXPECT_EQ(text("SELECT detail FROM audit_entries WHERE act = 'end_habilitation'"),
              "basis=TEXTE,from=2026-04-02,until=2026-04-03");
    EXPECT_EQ(text("SELECT act FROM audit_entries WHERE act = 'begin_habilitation'"),
              "begin_habilitation");
}

TEST_P(Platform, AHabilitationGivenByDefaultIsWithdrawnForGood) {
    phare_ = found("agence");
    EXPECT_TRUE(phare_.is_habilitated);
    EXPECT_TRUE(withdraws());
    imports("essai;A2;FT;Agence;30200;Alès\n");
    EXPECT_FALSE(found("agence").is_habilitated);
}

TEST_P(Platform, WhatIsWrongInAHabilitationIsSaid) {
    const auto wrong = [&](const HabilitationTyped& typed) {
        std::string fields;
        for (const auto& one : mistakes_in(typed, clock_.today()))
            fields += std::string(one.field) + " ";
        return fields;
    };
    HabilitationTyped typed{.basis = Basis::Text, .from_on = day("2026-01-01"), .why = "Loi"};
    EXPECT_EQ(wrong(typed), "");
    EXPECT_EQ(wrong({}), "fondement debut motif ");
    typed.until_on = day("2025-12-31");
    EXPECT_EQ(wrong(typed), "fin ");
    typed.until_on = day("2026-03-30");
    EXPECT_EQ(wrong(typed), "fin ") << "it would be over already";
    typed.until_on = day("2026-03-31");
    EXPECT_EQ(wrong(typed), "");

    EXPECT_TRUE(habilitates(typed));
    typed.from_on = typed.until_on = day("2026-04-01");
    EXPECT_EQ(message(habilitates(typed)), "platform.habilitated_now");
    EXPECT_TRUE(closes(nadia_, Kind::Suspend));
    EXPECT_EQ(message(habilitates(typed)), "platform.not_open");
}

TEST_P(Platform, TwoNodesEndAHabilitationOnce) {
    EXPECT_TRUE(habilitates({.basis = Basis::Text,
                             .from_on = day("2026-03-01"),
                             .until_on = day("2026-03-31"),
                             .why = "Loi"}));
    clock_.advance(std::chrono::hours(24));
    gps::tests::together(2, [&](int) { keep(); });
    EXPECT_EQ(decided(phare_).size(), 2U);
    EXPECT_FALSE(found("phare").is_habilitated);
}
