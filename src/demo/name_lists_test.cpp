#include "demo/name_lists.hpp"

#include "people/names.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <string>
#include <utility>

#include <gtest/gtest.h>

using namespace gps;
using namespace gps::demo;

namespace {

// What a form would keep of a name of the lists: the name itself.
void expect_kept(std::string_view name) {
    const auto kept = people::clean_name(name, "");
    ASSERT_TRUE(kept) << name;
    EXPECT_EQ(*kept, name);
}

TEST(NameLists, SurnamesAreManyAndTheirTailIsLong) {
    ASSERT_GE(surnames().size(), 320U);
    std::set<std::string_view> seen;
    for (const Surname& surname : surnames()) {
        expect_kept(surname.name);
        EXPECT_GT(surname.weight, 0) << surname.name;
        EXPECT_TRUE(seen.insert(surname.name).second) << surname.name;
    }
    const auto rare =
        std::ranges::count_if(surnames(), [](const Surname& name) { return name.weight < 100; });
    EXPECT_GT(rare * 2, std::ssize(surnames()));
}

TEST(NameLists, SurnamesHaveTwinsThatASearchMustJoinOrSuggest) {
    const auto has = [](std::string_view name) {
        return std::ranges::find(surnames(), name, &Surname::name) != surnames().end();
    };
    for (const char* name : {"Dupont", "Dupond", "Le Gall", "Legall", "Ben Ali", "Benali",
                             "Martin-Dupont", "Martin Dupont", "N'Diaye", "Ndiaye", "O"}) {
        EXPECT_TRUE(has(name)) << name;
    }
}

TEST(NameLists, EachSexHasNamesInEachDecade) {
    ASSERT_GE(first_names().size(), 220U);
    std::set<std::pair<std::string_view, Sex>> seen;
    std::array<std::array<int, 6>, 2> sums{};
    for (const FirstName& name : first_names()) {
        expect_kept(name.name);
        EXPECT_TRUE(seen.insert({name.name, name.sex}).second) << name.name;
        auto& sum = sums.at(static_cast<std::size_t>(name.sex));
        for (std::size_t i = 0; i < sum.size(); ++i) {
            EXPECT_GE(name.weight_by_decade.at(i), 0) << name.name;
            sum.at(i) += name.weight_by_decade.at(i);
        }
        EXPECT_GT(std::reduce(name.weight_by_decade.begin(), name.weight_by_decade.end()), 0)
            << name.name;
    }
    for (const auto& sum : sums) {
        EXPECT_GT(std::ranges::min(sum), 500);
    }
}

TEST(NameLists, CommunesAreKnownByTheirCode) {
    ASSERT_GE(communes().size(), 60U);
    std::set<std::string_view> codes;
    std::set<std::string_view> departments;
    for (const Commune& commune : communes()) {
        EXPECT_EQ(commune.insee_code.size(), 5U) << commune.name;
        EXPECT_TRUE(commune.insee_code.starts_with(commune.department)) << commune.name;
        EXPECT_TRUE(codes.insert(commune.insee_code).second) << commune.insee_code;
        departments.insert(commune.department);
    }
    for (const char* department : {"30", "55", "2A", "971", "972", "973", "974", "976"}) {
        EXPECT_TRUE(departments.contains(department)) << department;
    }
}

}  // namespace
