#include "ui/messages.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <stdexcept>
#include <string>

#include <gtest/gtest.h>

namespace gps::ui {
namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

// The sources that may speak of a message: neither the tests nor the table itself.
std::string sources() {
    const fs::path root = fs::path(__FILE__).parent_path().parent_path();
    std::string all;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
        const auto name = entry.path().filename().string();
        if (name.ends_with("_test.cpp") || name.starts_with("messages_")) continue;
        if (name.ends_with(".cpp") || name.ends_with(".hpp")) all += content_of(entry.path());
    }
    return all;
}

void add_keys_of(const std::string& statement, std::set<std::string>& keys) {
    static const std::regex pattern(R"re("([a-z]+\.[a-z_0-9]+)")re");
    std::sregex_iterator found(statement.begin(), statement.end(), pattern);
    for (; found != std::sregex_iterator(); ++found) keys.insert((*found)[1]);
}

// The ways of saying a message: a refusal, what a form has to correct, what was done. The key
// stands between these words and the ";".
constexpr std::array<std::string_view, 6> kActs{"Refusal::", "mistakes.add(", "done(",
                                                "back(",     "write_part(",   "answered("};

std::set<std::string> keys_said(const std::string& text) {
    std::set<std::string> keys;
    for (const auto act : kActs) {
        for (auto at = text.find(act); at != std::string::npos; at = text.find(act, at + 1)) {
            add_keys_of(text.substr(at, text.find(';', at) - at), keys);
        }
    }
    return keys;
}

bool has_sentence(std::string_view key) {
    return std::ranges::find(messages(), key, &Message::key) != messages().end();
}

TEST(Messages, EveryKeyThatIsSaidHasASentence) {
    const auto keys = keys_said(sources());
    EXPECT_FALSE(keys.empty());
    for (const auto& key : keys) EXPECT_TRUE(has_sentence(key)) << key;
}

TEST(Messages, EverySentenceIsSaidSomewhere) {
    const std::string all = sources();
    for (const auto& [key, sentence, is_done] : messages()) {
        EXPECT_NE(all.find('"' + std::string(key) + '"'), std::string::npos) << key;
    }
}

TEST(Messages, AnUnknownKeyIsAMistakeOfOurs) {
    EXPECT_THROW(message("people.no_such_key"), std::logic_error);
}

TEST(Messages, AreWholeSentences) {
    std::set<std::string_view> keys;
    for (const auto& [key, sentence, is_done] : messages()) {
        EXPECT_TRUE(sentence.ends_with('.')) << key;
        EXPECT_TRUE(keys.insert(key).second) << key << " stands twice";
    }
}

TEST(Messages, TheScanSeesTheUsualWaysOfSayingAKey) {
    const std::set<std::string> expected{"a.b", "c.d", "e.f", "g.h"};
    EXPECT_EQ(keys_said(R"(return base::refuse(base::Refusal::Invalid,
                               "a.b", "champ");
                           return done(visit, "/suivis", "c.d");
                           return done(visit, fmt::format("/suivis/{}", id), "e.f");
                           mistakes.add("debut", "g.h");)"),
              expected);
}

}  // namespace
}  // namespace gps::ui
