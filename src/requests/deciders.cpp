#include "requests/deciders.hpp"

#include "requests/rules.hpp"

namespace gps::requests {
namespace {

bool is_decider(const store::Contributor& one, const store::About& about, base::Date today) {
    const auto seen = sharing::sight({.is_active_member = one.is_active_member,
                                      .is_habilitated = one.is_habilitated,
                                      .person = people::PersonState::Active,
                                      .own = one.own},
                                     today);
    const AnswerCase who{.sight = seen,
                         .own = sharing::own_state(one.own, false, today),
                         .sees_of_right = sharing::sees_of_right(one.is_habilitated, one.own),
                         .is_requester = one.professional == about.professional,
                         .asks_too = one.asks_too,
                         .let_in_by_requester = one.let_in_by_requester,
                         .is_of_same_structure = one.structure == about.structure,
                         .came_by_colleague = one.came_by_colleague,
                         .requester_came_by_colleague = one.requester_came_by_colleague};
    return may_answer(who);
}

}  // namespace

Deciders put_before_deciders(db::Transaction& tx, RequestId request, const store::About& about,
                             base::Date today) {
    store::empty_inboxes(tx, request);
    Deciders deciders;
    for (const auto& one : store::contributors(tx, about)) {
        if (!is_decider(one, about, today)) continue;
        store::deliver(tx, request, one);
        deciders.who = WaitsFor::Contributors;
    }
    if (deciders.who != WaitsFor::Contributors) {
        deciders.structure = store::answering_structure(tx, about);
        if (deciders.structure) deciders.who = WaitsFor::Administrators;
    }
    store::set_waits_for(tx, request, deciders.who, deciders.structure);
    return deciders;
}

bool may_answer_now(db::Transaction& tx, const store::About& about, people::ProfessionalId who,
                    structures::StructureId acting_for, base::Date today) {
    for (const auto& one : store::contributors(tx, about)) {
        if (one.professional == who && one.structure == acting_for)
            return is_decider(one, about, today);
    }
    return false;
}

}  // namespace gps::requests
