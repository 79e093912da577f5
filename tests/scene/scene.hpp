#pragma once

#include "access/house.hpp"
#include "followup/acts.hpp"
#include "people/store.hpp"
#include "sharing/file.hpp"
#include "support/engines.hpp"

#include <string>

// A small world for the tests of the rooms around a person's follow-up: four structures, their
// professionals, people.
namespace gps::scene {

using sharing::Acting;

// A fixture on every engine, on 31 March 2026.
class Scene : public gps::tests::OnEveryEngine {
 protected:
    void SetUp() override;

    // Structures: an agency and a mission locale (habilitated), an association (not), a CSAPA
    // (habilitated, sensitivity 2).
    access::Viewer agency(const std::string& email);
    access::Viewer mission(const std::string& email);
    access::Viewer association(const std::string& email);
    access::Viewer csapa(const std::string& email);

    // Runs an act in a transaction of its own, as a request would.
    template <class Act>
    auto write(const access::Viewer& viewer, Act act) {
        return db().write([&](db::Transaction& tx) {
            return act(Acting{.house = house(), .tx = tx, .viewer = viewer});
        });
    }
    template <class Act>
    auto read(Act act) {
        return db().read([&](db::Transaction& tx) { return act(tx); });
    }

    // A person recorded by `creator`, and their public id.
    base::PublicId person(const access::Viewer& creator, const std::string& birth_name,
                          const std::string& first_name = "Jeanne");
    // `viewer` starts following by the exact identity, whatever joining() would say.
    void follow(const access::Viewer& viewer, const base::PublicId& person);
    void end(const access::Viewer& viewer, const base::PublicId& person, int days_ago = 0);
    void make_referent(const access::Viewer& viewer, const base::PublicId& person);
    void set_state(const base::PublicId& person, std::string_view state);

    base::Result<sharing::File> file(const access::Viewer& viewer, const base::PublicId& person,
                                     sharing::Tab tab = sharing::Tab::Contributors);

    std::int64_t number(const std::string& sql);  // the one number that a query answers
    people::PersonId id_of(const base::PublicId& person);

    const access::House& house() { return *house_; }
    // From now on, what pages read by the dozen is counted there.
    void count_by(quotas::Tally& tally) { house_->tally = &tally; }
    base::Date today() { return clock_.today(); }
    void advance_days(int days) { advance(std::chrono::hours(24 * days)); }
    void advance(std::chrono::microseconds span) { clock_.advance(span); }

    static people::Identity identity(const std::string& birth_name, const std::string& first_name);
    static sharing::PartTyped part(base::Date started_on);

 private:
    access::Viewer member_of(std::int64_t structure, const std::string& email);

    base::FixedClock clock_{*base::Date::from_iso("2026-03-31")};
    base::Keys keys_ = base::Keys::fresh();
    std::optional<access::House> house_;
};

}  // namespace gps::scene
