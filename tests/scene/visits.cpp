#include "scene/visits.hpp"

#include "access/store.hpp"
#include "base/digest.hpp"
#include "people/store.hpp"

namespace gps::scene {

void Visits::SetUp() {
    OnEveryEngine::SetUp();
    if (HasFatalFailure()) return;
    house_.emplace(access::House{.database = db(), .clock = clock_, .keys = keys_});
}

people::ProfessionalId Visits::professional(const std::string& email) {
    return db().write([&](db::Transaction& tx) {
        return people::store::add_professional(tx, email, "Durand", "Dominique", clock_.now());
    });
}

std::string Visits::enter(people::ProfessionalId who, const access::Proof& proof) {
    return db().write([&](db::Transaction& tx) {
        return access::open_for(house(), tx, who, proof, {.browser = "b"}).token;
    });
}

access::Viewer Visits::viewer(const std::string& token) {
    const auto found = db().read([&](db::Transaction& tx) {
        return access::store::viewer(tx, base::digest(token), clock_.now());
    });
    return found ? found->viewer : access::Viewer{};
}

}  // namespace gps::scene
