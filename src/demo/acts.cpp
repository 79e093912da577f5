#include "demo/acts.hpp"

#include "demo/stories.hpp"
#include "doors/doors.hpp"
#include "requests/requests.hpp"

#include <utility>

namespace gps::demo {
namespace {

constexpr int kDaysSinceDoubles = 400;
constexpr int kDaysSinceRequests = 20;

template <class Act>
void at(const Stage& stage, base::Instant instant, const Member& member, Act act) {
    const base::FixedClock clock(instant);
    const access::House house{.database = stage.db, .clock = clock, .keys = stage.keys};
    act(sharing::Acting{.house = house, .tx = stage.tx, .viewer = member.viewer});
}

base::Date day_drawn(const Stage& stage, Chance& chance, int days) {
    return stage.today.plus_days(-1 - chance.below(days));
}

// An invented act may be refused, as a real one: nothing is lost with it.
template <class Answer>
void do_or_not(const Answer& answer) {
    static_cast<void>(answer.has_value());
}

}  // namespace

void record_again(const Stage& stage, Chance& chance, const Later& who) {
    auto identity = who.identity;
    identity.usual_name.clear();
    std::swap(identity.birth_name, identity.first_name);
    const auto day = day_drawn(stage, chance, kDaysSinceDoubles);
    const auto part = part_drawn(chance, day);
    at(stage, at_work(chance, day), *who.by, [&](const sharing::Acting& acting) {
        do_or_not(doors::create(acting, identity, {.on = day}, part));
    });
}

void ask(const Stage& stage, Chance& chance, const Later& whom) {
    const auto day = day_drawn(stage, chance, kDaysSinceRequests);
    const auto part = part_drawn(chance, day);
    at(stage, at_work(chance, day), *whom.by, [&](const sharing::Acting& acting) {
        do_or_not(doors::follow_by_identity(acting, whom.identity, part));
    });
}

void answer(const Stage& stage, const Member& member) {
    at(stage, base::paris_midnight(stage.today), member, [&](const sharing::Acting& acting) {
        const auto inbox =
            requests::received(stage.tx, member.viewer, requests::WaitsFor::Contributors);
        if (inbox.size() < 3) return;
        constexpr auto kAs = requests::WaitsFor::Contributors;
        do_or_not(requests::accept(acting, kAs, inbox[0].id));
        do_or_not(requests::refuse(acting, kAs, inbox[1].id, requests::refusals().front().code));
    });
}

}  // namespace gps::demo
