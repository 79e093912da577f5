#pragma once

#include "sharing/rules.hpp"

// Who may answer a request, with no database and no clock: rules_test.cpp holds the table.
namespace gps::requests {

// Someone who follows the person, before a request about them.
struct AnswerCase {
    sharing::Sight sight = {};
    sharing::OwnState own = sharing::OwnState::None;
    bool sees_of_right = false;  // with neither a grant nor an emergency
    bool is_requester = false;
    bool asks_too = false;              // has a request that waits, about the same person
    bool let_in_by_requester = false;   // who asks now accepted the request by which they came
    bool is_of_same_structure = false;  // as who asks
    bool came_by_colleague = false;
    bool requester_came_by_colleague = false;
};

// Nobody answers their own request, nor one that depends on theirs, nor one on which theirs
// depends: who asks too, whom the other let in, of whom a colleague came by the other's part. Who
// sees the details thanks to a grant or an emergency lets nobody else see.
bool may_answer(const AnswerCase& who);

// An administrator or the platform, who see nothing of the person.
bool may_answer_for_others(bool is_requester, bool asks_too);

}  // namespace gps::requests
