#pragma once

#include "agreements/agreements.hpp"
#include "grants/usecases.hpp"
#include "people/members_store.hpp"
#include "requests/requests.hpp"
#include "scene/scene.hpp"

#include <map>
#include <string>

#include <fmt/format.h>

// All the ways of standing to a person, by the letters of docs/rights.md.
namespace gps::scene {

// Somebody, and what there is to name on the routes about them.
struct Subject {
    base::PublicId id = {};
    access::Viewer recorder = {};
    std::map<std::string, std::string> named = {};
};

class Standings : public Scene {
 protected:
    using Make = access::Viewer (Scene::*)(const std::string&);
    access::Viewer someone(Make make) {
        auto viewer = (this->*make)(fmt::format("someone{}@x.fr", ++count_));
        viewer.strength = access::Strength::Full;
        return viewer;
    }
    access::Viewer following(Make make, const base::PublicId& person) {
        const auto viewer = someone(make);
        follow(viewer, person);
        return viewer;
    }
    Subject alone() {
        const auto recorder = someone(&Standings::agency);
        Subject made{.id = person(recorder, "DURAND"), .recorder = recorder};
        for (const auto* name : {"acces", "urgence", "accord", "alerte", "intervenant", "demande"})
            made.named[name] = base::PublicId::fresh().text();
        made.named["structure"] = "m1ss10n000000000000000000a";
        return made;
    }
    // The person is recorded and followed by a mission locale, followed by an agency, by a CSAPA
    // that they let be named, and by a member of an association who had a grant and an emergency.
    Subject subject() {
        const auto recorder = someone(&Standings::mission);
        Subject made{.id = person(recorder, "DURAND"), .recorder = recorder};
        std::ignore = following(&Standings::agency, made.id);
        const auto csapa = following(&Standings::csapa, made.id);
        const auto helped = following(&Standings::association, made.id);
        give(recorder, helped, made.id);
        press(helped, made.id);
        const agreements::Given agreed{.how = agreements::How::Oral, .on = today()};
        EXPECT_TRUE(write(csapa, [&](const Acting& acting) {
            return agreements::record(acting, made.id, agreed);
        }));
        gps::tests::run_sql(
            db(), fmt::format("INSERT INTO alerts (public_id, person_id, kind, raised_on) VALUES "
                              "('{}', {}, 'no_contact', '2026-03-30')",
                              base::PublicId::fresh().text(), id_of(made.id).value));
        const auto of_person = " WHERE person_id = " + std::to_string(id_of(made.id).value);
        made.named = {{"demande", base::PublicId::fresh().text()},
                      {"acces", text("SELECT public_id FROM grants" + of_person)},
                      {"urgence", text("SELECT public_id FROM emergency_accesses" + of_person)},
                      {"alerte", text("SELECT public_id FROM alerts" + of_person)},
                      {"accord", text("SELECT public_id FROM agreements" + of_person)},
                      {"intervenant", text("SELECT public_id FROM professionals WHERE id = " +
                                           std::to_string(recorder.id.value))},
                      {"structure", "m1ss10n000000000000000000a"}};
        return made;
    }
    // Another of the association asks to follow them, once everybody else stands where they do.
    void asked(Subject& of) {
        std::ignore = asking(of.id);
        of.named["demande"] = text(
            "SELECT public_id FROM requests WHERE id = (SELECT max(id) "
            "FROM requests)");
    }
    void give(const access::Viewer& who, const access::Viewer& holder, const base::PublicId& to) {
        const auto id = id_of(to);
        gps::tests::run_sql(
            db(), fmt::format("INSERT INTO requests (public_id, person_id, professional_id, "
                              "structure_id, typed_name, role, reasons, started_on, state, "
                              "asked_at, kind, reason) VALUES ('{}', {}, {}, {}, 'D… J…', 'CIP', "
                              "1, '2026-01-01', 'accepted', 0, 'details', 'DEMARCHE')",
                              base::PublicId::fresh().text(), id.value, holder.id.value,
                              holder.structure().value));
        const auto request = number("SELECT max(id) FROM requests");
        EXPECT_TRUE(write(who, [&](const Acting& acting) {
            return grants::give(acting, {.person = id,
                                         .holder = holder.id,
                                         .structure = holder.structure(),
                                         .request = request,
                                         .until = today().plus_days(30)});
        }));
    }
    void press(const access::Viewer& who, const base::PublicId& person) {
        // Whoever sees thanks to a grant has nothing to open.
        const auto id = std::to_string(id_of(person).value);
        gps::tests::run_sql(
            db(), fmt::format("INSERT INTO emergency_accesses (public_id, person_id, "
                              "professional_id, structure_id, reason, explanation, opened_at, "
                              "until_at) VALUES ('{}', {}, {}, {}, 'SECOURS', '', {}, {})",
                              base::PublicId::fresh().text(), id, who.id.value,
                              who.structure().value, house().clock.now().micros,
                              house().clock.now().plus(std::chrono::hours(72)).micros));
    }
    std::string text(const std::string& sql) {
        const db::Statement statement{.name = "test.text", .text = sql};
        return read([&](db::Transaction& tx) { return tx.query(statement).at(0).text(0); });
    }

    access::Viewer standing(char letter, const base::PublicId& person) {
        switch (letter) {
            case 'A':
                return referent(person);
            case 'B':
            case 'C':
                return following(&Standings::agency, person);
            case 'D':
                return following(&Standings::association, person);
            case 'E':
                return changed(following(&Standings::association, person), person,
                               "is_creator = TRUE");
            case 'F':
                return granted(person);
            case 'G':
                return changed(granted(person), person, "granted_until = '2026-03-30'");
            case 'H':
                return pressed(person);
            case 'I':
                return following(&Standings::csapa, person);
            case 'J':
                return ended(following(&Standings::agency, person), person, 5);
            case 'K':
                return ended(following(&Standings::association, person), person, 5);
            case 'L':
                return ended_long_ago(person);
            case 'M':
                return asking(person);
            case 'N':
                return someone(&Standings::agency);
            case 'O':
                return administrator();
            case 'P':
                return of_another_structure();
            case 'Q':
                return of_the_team();
            default:
                return {};
        }
    }
    access::Viewer referent(const base::PublicId& person) {
        const auto who = following(&Standings::agency, person);
        make_referent(who, person);
        return who;
    }
    access::Viewer granted(const base::PublicId& person) {
        const auto who = following(&Standings::association, person);
        give(someone(&Standings::mission), who, person);
        return who;
    }
    access::Viewer pressed(const base::PublicId& person) {
        const auto who = following(&Standings::association, person);
        press(who, person);
        return who;
    }
    access::Viewer ended_long_ago(const base::PublicId& person) {
        const auto who =
            changed(following(&Standings::agency, person), person, "started_on = '2025-01-01'");
        gps::tests::run_sql(db(),
                            "UPDATE followup_periods SET started_on = '2025-01-01' "
                            "WHERE id = (SELECT max(id) FROM followup_periods)");
        return ended(who, person, 60);
    }
    access::Viewer administrator() {
        const auto who = someone(&Standings::agency);
        write(who, [&](const Acting& acting) {
            return people::store::set_member_role(acting.tx, who.id, who.structure(),
                                                  "administrator");
        });
        return who;
    }
    access::Viewer of_the_team() {
        auto who = someone(&Standings::agency);
        const auto id = std::to_string(who.id.value);
        gps::tests::run_sql(
            db(), "INSERT INTO teams_platform (professional_id, since) VALUES (" + id + ", 0)");
        gps::tests::run_sql(db(), "DELETE FROM memberships WHERE professional_id = " + id);
        who.acting_for.reset();
        return who;
    }
    access::Viewer ended(const access::Viewer& who, const base::PublicId& person, int days_ago) {
        end(who, person, days_ago);
        return who;
    }
    access::Viewer asking(const base::PublicId& person) {
        const auto who = someone(&Standings::association);
        const auto id = id_of(person);
        write(who, [&](const Acting& acting) {
            requests::ask(acting, id, "D… J…", part(today()));
            return true;
        });
        return who;
    }
    // Of a structure nobody of which follows the person.
    access::Viewer of_another_structure() {
        gps::tests::run_sql(
            db(),
            "INSERT INTO structures (id, public_id, source, source_id, name, name_key, kind, "
            "sensitivity, is_habilitated, city, created_at, updated_at) VALUES (9, "
            "'ccas0000000000000000000000', 't', '9', 'CCAS', 'ccas', 'CCAS', 0, TRUE, 'Nîmes', 0, "
            "0) ON CONFLICT DO NOTHING");
        auto who = someone(&Standings::agency);
        gps::tests::run_sql(db(), fmt::format("UPDATE memberships SET structure_id = 9 WHERE "
                                              "professional_id = {}",
                                              who.id.value));
        who.acting_for->id = {9};
        return who;
    }
    access::Viewer changed(const access::Viewer& who, const base::PublicId& person,
                           std::string_view what) {
        gps::tests::run_sql(db(), fmt::format("UPDATE followup_contributions SET {} WHERE "
                                              "person_id = {} AND professional_id = {}",
                                              what, id_of(person).value, who.id.value));
        return who;
    }

 private:
    int count_ = 0;
};

}  // namespace gps::scene
