#include "structures/terms.hpp"

#include <algorithm>

#include <gtest/gtest.h>

using namespace gps::structures;

using Terms = std::vector<std::string>;

namespace {

Terms of(const std::string& words) {
    return terms_of(Query{.words = words});
}

bool finds(const std::string& typed, const std::string& name) {
    return std::ranges::includes(terms_of(Structure{.name = name}), of(typed));
}

}  // namespace

TEST(Terms, OfAStructureAreEachBeginningOnceAndItsCriteria) {
    EXPECT_EQ(
        terms_of({.name = "C.M.P. de Cma", .kind = "CMP", .city = "ST LO", .department = "50"}),
        (Terms{"city:saintlo", "cm", "cma", "cmp", "department:50", "kind:CMP", "lo", "sa", "sai",
               "sain", "saint"}));
    EXPECT_EQ(terms_of(Structure{.name = "3 L"}), (Terms{"3"}));
}

TEST(Terms, OfASearchAreWhatIsTyped) {
    EXPECT_EQ(of("miss LOC"), (Terms{"loc", "miss"}));
    EXPECT_EQ(of("St-Lô st lo"), (Terms{"lo", "saint"}));
    EXPECT_EQ(of("a"), Terms{});
    EXPECT_EQ(of("1 22 33 44 55 66 77 88 99").size(), kMostWords);
    EXPECT_EQ(terms_of({.kind = "ML", .department = "2a", .commune = "Nîmes cedex 2"}),
              (Terms{"city:nimes", "department:2A", "kind:ML"}));
}

TEST(Terms, ABeginningFindsAndTheMiddleDoesNot) {
    EXPECT_TRUE(finds("MART", "Foyer Martin"));
    EXPECT_TRUE(finds("martin foy", "Foyer Martin"));
    EXPECT_FALSE(finds("artin", "Foyer Martin"));
    EXPECT_FALSE(finds("martine", "Foyer Martin"));
    EXPECT_TRUE(finds("œuv", "L'ŒUVRE"));
}

TEST(Terms, AWordIsSearchedByItsFirstFortyCharacters) {
    const std::string word(60, 'x');
    EXPECT_EQ(terms_of(Structure{.name = word}).size(), kLongestBeginning - 1);
    EXPECT_TRUE(finds(word, word + word));
    EXPECT_EQ(of(word), (Terms{std::string(kLongestBeginning, 'x')}));
}
