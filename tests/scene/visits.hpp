#pragma once

#include "access/route.hpp"
#include "access/usecases.hpp"
#include "support/engines.hpp"

#include <optional>
#include <string>

namespace gps::scene {

// A fixture on every engine, on 31 March 2026, for the rooms around signing in: professionals with
// real sessions, and use-cases that run in a request of theirs.
class Visits : public gps::tests::OnEveryEngine {
 protected:
    void SetUp() override;

    people::ProfessionalId professional(const std::string& email);
    // The token of a new session.
    std::string enter(people::ProfessionalId who, const access::Proof& proof = {});
    // Whoever has this token; nobody when it opens nothing.
    access::Viewer viewer(const std::string& token);

    // Runs `act` in a request of `who`; what a refused act wrote is undone.
    template <class Act>
    auto visiting(const access::Viewer& who, Act act) {
        const web::Request request;
        return db().write([&](db::Transaction& tx) {
            return act(access::Visit{.house = house(),
                                     .request = request,
                                     .tx = tx,
                                     .viewer = who,
                                     .now = clock_.now()});
        });
    }

    const access::House& house() { return house_.value(); }
    const base::Keys& keys() const { return keys_; }

    base::FixedClock clock_{*base::Date::from_iso("2026-03-31")};

 private:
    base::Keys keys_ = base::Keys::fresh();
    std::optional<access::House> house_;
};

}  // namespace gps::scene
