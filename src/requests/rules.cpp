#include "requests/rules.hpp"

namespace gps::requests {

bool may_answer(const AnswerCase& who) {
    if (!sharing::may_answer(who.sight, who.own, who.is_requester) || !who.sees_of_right)
        return false;
    if (who.asks_too || who.let_in_by_requester) return false;
    // A colleague's part opened the other's: neither judges the other.
    const bool is_tied = who.came_by_colleague || who.requester_came_by_colleague;
    return !(who.is_of_same_structure && is_tied);
}

bool may_answer_for_others(bool is_requester, bool asks_too) {
    return !is_requester && !asks_too;
}

}  // namespace gps::requests
