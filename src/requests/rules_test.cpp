#include "requests/rules.hpp"

#include <sstream>

#include <gtest/gtest.h>

using namespace gps;
using namespace gps::requests;

namespace {

// Words of a line: what they are to the request.
AnswerCase case_of(const std::string& words) {
    const auto has = [&](std::string_view word) { return words.find(word) != std::string::npos; };
    AnswerCase who{.sight = {.level = sharing::Level::Details, .sees_whole_group = true},
                   .own = sharing::OwnState::Ongoing,
                   .sees_of_right = true};
    if (has("initials")) who.sight.level = sharing::Level::Initials;
    if (has("ended")) who.own = sharing::OwnState::EndedRecently;
    if (has("by-grant") || has("by-emergency")) who.sees_of_right = false;
    who.is_requester = has("requester:self");
    who.asks_too = has("asks-too");
    who.let_in_by_requester = has("let-in-by-them");
    who.is_of_same_structure = has("colleague");
    who.came_by_colleague = has("came-by-theirs");
    who.requester_came_by_colleague = has("they-came-by-mine");
    return who;
}

}  // namespace

// "Nobody answers their own request, nor a colleague's that depends on theirs", line by line.
TEST(WhoAnswers, IsNobodyWhoseAccessIsTiedToTheRequest) {
    const char* const table = R"(
        details                                       answers
        details,colleague                             answers
        details,requester:self                        does-not
        details,ended                                 does-not
        initials                                      does-not
        initials,colleague                            does-not
        details,by-grant                              does-not
        details,by-emergency                          does-not
        details,asks-too                              does-not
        details,colleague,asks-too                    does-not
        details,let-in-by-them                        does-not
        details,colleague,came-by-theirs              does-not
        details,colleague,they-came-by-mine           does-not
        details,came-by-theirs                        answers
        details,they-came-by-mine                     answers
    )";
    std::istringstream lines(table);
    int cases = 0;
    for (std::string words, answer; lines >> words >> answer; ++cases)
        EXPECT_EQ(requests::may_answer(case_of(words)), answer == "answers") << words;
    EXPECT_EQ(cases, 15);
}

TEST(WhoAnswers, ForOthersIsNobodyWhoAsks) {
    EXPECT_TRUE(may_answer_for_others(false, false));
    EXPECT_FALSE(may_answer_for_others(true, false));
    EXPECT_FALSE(may_answer_for_others(false, true));
}
