#include "scene/scene.hpp"

#include "followup/referent.hpp"

#include <array>

#include <fmt/format.h>

namespace gps::scene {

using sharing::Door;
using sharing::PartTyped;

namespace {

constexpr const char* kStructures = R"sql(
    INSERT INTO structures (id, public_id, source, source_id, name, name_key, kind, sensitivity,
        is_habilitated, city, created_at, updated_at)
    VALUES
        (1, 'agence0000000000000000000a', 't', '1', 'Agence de Nîmes', 'agence', 'FT', 0, TRUE,
            'Nîmes', 0, 0),
        (2, 'm1ss10n000000000000000000a', 't', '2', 'Mission locale du Gard', 'mission', 'ML', 0,
            TRUE, 'Nîmes', 0, 0),
        (3, 'ass00000000000000000000000', 't', '3', 'Les Jardins', 'jardins', 'ASSO', 0, FALSE,
            'Alès', 0, 0),
        (4, 'csapa000000000000000000000', 't', '4', 'CSAPA du Gard', 'csapa', 'CSAPA', 2, TRUE,
            'Nîmes', 0, 0);
)sql";

struct Place {
    std::int64_t id;
    const char* name;
    int sensitivity;
    bool is_habilitated;
};
constexpr std::array kPlaces{Place{1, "Agence de Nîmes", 0, true},
                             Place{2, "Mission locale du Gard", 0, true},
                             Place{3, "Les Jardins", 0, false}, Place{4, "CSAPA du Gard", 2, true}};

}  // namespace

void Scene::SetUp() {
    OnEveryEngine::SetUp();
    if (HasFatalFailure()) return;
    gps::tests::run_sql(db(), kStructures);
    house_.emplace(access::House{.database = db(), .clock = clock_, .keys = keys_});
}

access::Viewer Scene::member_of(std::int64_t structure, const std::string& email) {
    const auto& place = kPlaces.at(static_cast<std::size_t>(structure - 1));
    const auto id = db().write([&](db::Transaction& tx) {
        const auto known = people::store::professional_by_email(tx, email);
        const auto professional =
            known ? known->id
                  : people::store::add_professional(tx, email, "Nom-" + email, "Prénom",
                                                    house().clock.now());
        people::store::add_member(tx, professional, {structure}, "member", today());
        return professional;
    });
    return {.id = id,
            .name = email,
            .email = email,
            .acting_for = access::ActingFor{.id = {structure},
                                            .name = place.name,
                                            .sensitivity = place.sensitivity,
                                            .is_habilitated = place.is_habilitated},
            .structures = 1};
}

access::Viewer Scene::agency(const std::string& email) {
    return member_of(1, email);
}
access::Viewer Scene::mission(const std::string& email) {
    return member_of(2, email);
}
access::Viewer Scene::association(const std::string& email) {
    return member_of(3, email);
}
access::Viewer Scene::csapa(const std::string& email) {
    return member_of(4, email);
}

people::Identity Scene::identity(const std::string& birth_name, const std::string& first_name) {
    return {.birth_name = birth_name,
            .first_name = first_name,
            .birth_date = *base::Date::from_iso("1990-05-04"),
            .commune = "Nîmes"};
}

PartTyped Scene::part(base::Date started_on) {
    return {.started_on = started_on, .role = "CIP", .reasons = sharing::reason_bit("EMPLOI")};
}

base::PublicId Scene::person(const access::Viewer& creator, const std::string& birth_name,
                             const std::string& first_name) {
    return write(creator, [&](const Acting& acting) {
        const auto created =
            people::store::add_person(acting.tx, {.identity = identity(birth_name, first_name),
                                                  .notice_on = today(),
                                                  .created_at = house().clock.now(),
                                                  .created_by = creator.id,
                                                  .created_for = creator.structure()});
        followup::start_following(acting, created.id, part(today().plus_days(-100)), Door::Create,
                                  true);
        return created.public_id;
    });
}

people::PersonId Scene::id_of(const base::PublicId& person) {
    return {number("SELECT id FROM persons WHERE public_id = '" + person.text() + "'")};
}

void Scene::follow(const access::Viewer& viewer, const base::PublicId& person) {
    const auto id = id_of(person);
    write(viewer, [&](const Acting& acting) {
        followup::start_following(acting, id, part(today().plus_days(-10)), Door::ExactIdentity,
                                  false);
        return true;
    });
}

void Scene::end(const access::Viewer& viewer, const base::PublicId& person, int days_ago) {
    const auto ended = write(viewer, [&](const Acting& acting) {
        return followup::end_part(acting, person, today().plus_days(-days_ago));
    });
    EXPECT_TRUE(ended);
}

void Scene::make_referent(const access::Viewer& viewer, const base::PublicId& person) {
    const auto id = id_of(person);
    EXPECT_TRUE(write(
        viewer, [&](const Acting& acting) { return followup::appoint_referent(acting, id); }));
}

void Scene::set_state(const base::PublicId& person, std::string_view state) {
    gps::tests::run_sql(db(), fmt::format("UPDATE persons SET state = '{}' WHERE public_id = '{}'",
                                          state, person.text()));
}

base::Result<sharing::File> Scene::file(const access::Viewer& viewer, const base::PublicId& person,
                                        sharing::Tab tab) {
    return write(viewer,
                 [&](const Acting& acting) { return sharing::read_file(acting, person, tab); });
}

std::int64_t Scene::number(const std::string& sql) {
    const db::Statement statement{.name = "test.number", .text = sql};
    return read([&](db::Transaction& tx) {
        const auto rows = tx.query(statement);
        return rows.empty() ? std::int64_t{-1} : rows[0].integer(0);
    });
}

}  // namespace gps::scene
