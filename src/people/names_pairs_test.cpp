// Pairs of spellings read from tables: ours, and a larger one when it is there.
#include "people/names.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

using namespace gps::people;

namespace {

constexpr std::array<std::string_view, 3> kWords{"same", "suggested", "apart"};

std::string_view word(Likeness likeness) {
    return kWords.at(static_cast<std::size_t>(likeness));
}

// The first `columns` fields of each line after the title, the last one taken to the end of the
// line.
std::vector<std::vector<std::string>> lines_of(const std::filesystem::path& file, int columns) {
    std::vector<std::vector<std::string>> lines;
    std::ifstream in(file);
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
        std::vector<std::string> fields;
        std::size_t from = 0;
        for (int i = 1; i < columns; ++i) {
            const std::size_t comma = line.find(',', from);
            if (comma == std::string::npos) break;
            fields.push_back(line.substr(from, comma - from));
            from = comma + 1;
        }
        fields.push_back(line.substr(from));
        lines.push_back(std::move(fields));
    }
    return lines;
}

std::filesystem::path project() {
    return std::filesystem::path(__FILE__).parent_path().parent_path().parent_path();
}

std::optional<std::filesystem::path> shared_names() {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing writes the environment
    const char* told = std::getenv("GPS_SHARED_DATA");
    const auto data = told != nullptr ? std::filesystem::path(told) : project() / "../shared/data";
    if (!std::filesystem::exists(data / "names")) return std::nullopt;
    return data / "names";
}

TEST(NamePairs, EachPairOfTheTableIsAsLikeAsItSays) {
    const auto pairs = lines_of(project() / "tests/data/name_pairs.csv", 4);
    ASSERT_GE(pairs.size(), 90U);
    for (const auto& pair : pairs) {
        ASSERT_EQ(pair.size(), 4U);
        EXPECT_EQ(word(likeness(pair[0], pair[1])), pair[2]) << pair[0] << " | " << pair[1];
        EXPECT_EQ(word(likeness(pair[1], pair[0])), pair[2]) << pair[1] << " | " << pair[0];
    }
}

TEST(NamePairs, TheSameNameSoundsTheSame) {
    for (const auto& pair : lines_of(project() / "tests/data/name_pairs.csv", 4)) {
        if (pair[2] != "same") continue;
        EXPECT_EQ(search_key(pair[0]), search_key(pair[1])) << pair[0] << " | " << pair[1];
        EXPECT_EQ(sound_key(pair[0]), sound_key(pair[1])) << pair[0] << " | " << pair[1];
    }
}

// What the table calls a loss (of an accent, of a hyphen, of case…) must never part two spellings.
constexpr std::array<std::string_view, 12> kLosses{
    "particle joined", "compound joined", "apostrophe", "accent",  "diaeresis", "cedilla",
    "circumflex",      "space becomes",   "hyphen",     "letters", "ligature",  "case",
};

bool is_only_a_loss(const std::string& kind) {
    return std::ranges::any_of(kLosses,
                               [&](std::string_view loss) { return kind.starts_with(loss); });
}

void expect_as_like_as_its_kind(const std::string& a, const std::string& b,
                                const std::string& kind) {
    const Likeness found = likeness(a, b);
    if (is_only_a_loss(kind)) {
        EXPECT_EQ(found, Likeness::Same) << a << " | " << b << ": " << kind;
    }
    if (kind.find("close spellings") != std::string::npos) {
        EXPECT_EQ(found, Likeness::Suggested) << a << " | " << b;
    }
}

TEST(NamePairs, NoLossPartsTwoSpellingsOfTheSharedTables) {
    const auto names = shared_names();
    if (!names) {
        std::cout << "no shared table of names: nothing to read\n";
        return;
    }
    auto pairs = lines_of(*names / "surname_variants.csv", 3);
    std::ranges::move(lines_of(*names / "first_name_variants.csv", 3), std::back_inserter(pairs));
    EXPECT_GT(pairs.size(), 100U);
    for (const auto& pair : pairs) {
        ASSERT_EQ(pair.size(), 3U);
        expect_as_like_as_its_kind(pair[0], pair[1], pair[2]);
    }
}

}  // namespace
