#include "people/names.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

using namespace gps;
using namespace gps::people;

namespace {

using Words = std::vector<std::string>;

std::string refusal(std::string_view typed) {
    const auto name = clean_name(typed, "birth_name");
    if (name) return "";
    EXPECT_EQ(name.error().refusal, base::Refusal::Invalid);
    EXPECT_EQ(name.error().field, "birth_name");
    return std::string(name.error().message);
}

base::Date day(std::string_view iso) {
    return base::Date::from_iso(iso).value_or(base::Date());
}

TEST(CleanName, KeepsANameAsTyped) {
    for (const char* name : {"Martin", "dupont", "N’Diaye", "O'Brien", "Martin--Dupont", "'t Hooft",
                             "Lefèvre", "St. Léger", "Шевченко", "محمد", "张", "தமிழ்", "O"}) {
        const auto kept = clean_name(name, "birth_name");
        ASSERT_TRUE(kept) << name;
        EXPECT_EQ(*kept, name);
    }
}

TEST(CleanName, TrimsAndFoldsWhiteSpace) {
    EXPECT_EQ(*clean_name("  Le \t Guen ", ""), "Le Guen");
    EXPECT_EQ(*clean_name("\u00A0Le\u00A0\u202FGuen\u00A0", ""), "Le Guen");
    EXPECT_EQ(*clean_name("Le\r\nGuen", ""), "Le Guen");
}

TEST(CleanName, ComposesAccentsAndHyphens) {
    EXPECT_EQ(*clean_name("E\u0301mile", ""), "Émile");
    EXPECT_EQ(*clean_name("Jean\u2011Pierre", ""), "Jean-Pierre");
}

TEST(CleanName, RefusesWhatIsNoName) {
    for (const char* empty : {"", "   ", "\u00A0", "\t\n"}) {
        EXPECT_EQ(refusal(empty), "people.name_required");
    }
    for (const char* wrong :
         {"R2D2", "<b>", "a@b", "a/b", "Martin, Jean", "Martin (Petit)", "--", "'", ".", "\u0301a",
          "a\u0001b", "a\u200Bb", "Mar\xC3tin", "\xFF", "Martin;", "=SUM", "😀", "a\\b", "a\"b"}) {
        EXPECT_EQ(refusal(wrong), "people.name_characters") << wrong;
    }
    EXPECT_EQ(refusal(std::string_view("a\0b", 3)), "people.name_characters");
}

TEST(CleanName, CountsCharactersNotBytes) {
    std::string accents;
    for (int i = 0; i < 100; ++i) accents += "é";
    EXPECT_EQ(*clean_name(accents, ""), accents);
    EXPECT_EQ(refusal(accents + "e"), "people.name_too_long");
    EXPECT_EQ(refusal(std::string(101, 'a')), "people.name_too_long");
    EXPECT_EQ(refusal(std::string(1'000'000, ' ')), "people.name_too_long");
}

TEST(SearchKey, HasOnlyPlainLetters) {
    EXPECT_EQ(search_key("BEN ALI"), "benali");
    EXPECT_EQ(search_key("N’Diaye"), "ndiaye");
    EXPECT_EQ(search_key("PÊCHEUR"), "pecheur");
    EXPECT_EQ(search_key("Saint-Martin"), "saintmartin");
    EXPECT_EQ(search_key("ST MARTIN"), "saintmartin");
    EXPECT_EQ(search_key("Ste-Rose"), "sainterose");
    EXPECT_EQ(search_key("STEPHAN"), "stephan");
    EXPECT_EQ(search_key("ST"), "st");
    EXPECT_EQ(search_key("Œuvrard"), "oeuvrard");
    EXPECT_EQ(search_key("Weiß"), "weiss");
    EXPECT_EQ(search_key("Шевченко"), "shevchenko");
    EXPECT_EQ(search_key("محمد"), "mhmd");
    EXPECT_EQ(search_key("张伟"), "zhangwei");
    EXPECT_EQ(search_key("ⵣⵉⵔⵉ"), "ⵣⵉⵔⵉ");
    EXPECT_EQ(search_key(" -'. "), "");
    EXPECT_EQ(search_key(""), "");
    EXPECT_EQ(search_key("Mar\xC3tin"), "martin");
}

TEST(SearchKey, WhatIsTypedSoFarBeginsTheKey) {
    struct Search {
        std::string_view typed;
        std::string_view found;
    };
    for (const auto& [typed, found] : {
             Search{"benali", "BEN ALI"},
             Search{"ben a", "BENALI"},
             Search{"mart", "Martin-Dupont"},
             Search{"MART", "martinez"},
             Search{"pecheur", "PÊCHEUR"},
             Search{"pêch", "Pecheur"},
             Search{"n'd", "NDIAYE"},
             Search{"le g", "LEGALL"},
             Search{"st m", "Saint-Martin"},
             Search{"Jean P", "Jean-Pierre"},
         }) {
        EXPECT_TRUE(search_key(found).starts_with(search_key(typed))) << typed << " in " << found;
    }
    EXPECT_FALSE(search_key("MOREAU").starts_with(search_key("mart")));
}

TEST(SearchWords, EachPartIsFoundUnderItsOwnName) {
    EXPECT_EQ(search_words("Jean-Pierre"), (Words{"jean", "pierre"}));
    EXPECT_EQ(search_words("MARTIN DUPONT"), (Words{"martin", "dupont"}));
    EXPECT_EQ(search_words("Martin"), (Words{"martin"}));
    EXPECT_EQ(search_words("MARTIN-MARTIN"), (Words{"martin"}));
    EXPECT_EQ(search_words(""), Words{});
}

TEST(SearchWords, AParticleIsNeverAlone) {
    EXPECT_EQ(search_words("BEN ALI"), (Words{"benali", "ali"}));
    EXPECT_EQ(search_words("N’Diaye"), (Words{"ndiaye", "diaye"}));
    EXPECT_EQ(search_words("Martin de La Tour"), (Words{"martin", "delatour", "latour", "tour"}));
    EXPECT_EQ(search_words("St Martin"), (Words{"saintmartin", "martin"}));
    EXPECT_EQ(search_words("NGUYEN VAN"), (Words{"nguyen", "van"}));
}

TEST(SoundKey, SpellingsOfOneSoundHaveOneKey) {
    const std::vector<Words> sounds{
        {"DUPOND", "DUPONT", "DUPONS"},
        {"GAUTHIER", "GAUTIER"},
        {"MATHIEU", "MATTHIEU"},
        {"HENRY", "HENRI"},
        {"SCHMITT", "SCHMIDT"},
        {"MEYER", "MEIER"},
        {"HOAREAU", "HOARAU"},
        {"PREVOST", "PRÉVOT"},
        {"LEFEBVRE", "LEFEVRE", "LE FÈVRE"},
        {"MULLER", "MUELLER", "MÜLLER"},
        {"MOHAMED", "MOHAMMED", "MUHAMMAD"},
        {"CHEVTCHENKO", "SHEVCHENKO", "Шевченко"},
        {"THIBAULT", "THIBAUD", "THIBAUT", "THIBEAU"},
        {"LAURENT", "LAURENS", "LORAND"},
    };
    for (const Words& spellings : sounds) {
        for (const std::string& spelling : spellings) {
            EXPECT_EQ(sound_key(spelling), sound_key(spellings[0])) << spelling;
        }
    }
}

TEST(SoundKey, OtherNamesSoundOtherwise) {
    const std::vector<std::pair<const char*, const char*>> others{
        {"MARTIN", "MARTINEZ"},    {"PETIT", "PETITJEAN"}, {"BERNARD", "BERTRAND"},
        {"ROUX", "RICHARD"},       {"MARTIN", "MARTINE"},  {"ŞAHIN", "SAIN"},
        {"STEPHANE", "STÉPHANIE"}, {"JEAN", "JEANNE"},
    };
    for (const auto& [a, b] : others) {
        EXPECT_NE(sound_key(a), sound_key(b)) << a << " and " << b;
    }
}

TEST(SoundKey, HasOnlyPlainLettersAndIsNeverEmpty) {
    for (const char* name : {"MARTINEZ", "BOUQUET", "E", "H", "Hé", "AHMED", "THE", "TSX", "XXX"}) {
        const std::string key = sound_key(name);
        EXPECT_FALSE(key.empty()) << name;
        EXPECT_EQ(key.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789"), std::string::npos)
            << key;
    }
    EXPECT_EQ(sound_key(""), "");
}

TEST(Names, KeysAreTheSameFromEveryThread) {
    std::vector<std::string> keys(8);
    {
        std::vector<std::jthread> threads;
        threads.reserve(keys.size());
        for (std::string& key : keys) {
            threads.emplace_back([&key] {
                for (int i = 0; i < 50; ++i) key = search_key("Шевченко") + initial("Émile");
            });
        }
    }
    for (const std::string& key : keys) EXPECT_EQ(key, "shevchenkoÉ…");
}

TEST(NamesSwapped, SeesASurnameTypedAsAFirstName) {
    EXPECT_TRUE(names_swapped({"MARTIN", "Hélène"}, {"HELENE", "Martin"}));
    EXPECT_FALSE(names_swapped({"MARTIN", "Hélène"}, {"MARTIN", "Hélène"}));
    EXPECT_FALSE(names_swapped({"MARTIN", "Martin"}, {"MARTIN", "Martin"}));
    EXPECT_FALSE(names_swapped({"MARTIN", ""}, {"", "MARTIN"}));
}

TEST(OneDigitOff, SeesOneSlipOfThePen) {
    EXPECT_TRUE(one_digit_off(day("1985-03-12"), day("1985-03-13")));
    EXPECT_TRUE(one_digit_off(day("1985-03-12"), day("1995-03-12")));
    EXPECT_TRUE(one_digit_off(day("1985-03-12"), day("1985-12-03")));
    EXPECT_FALSE(one_digit_off(day("1985-03-12"), day("1985-03-12")));
    EXPECT_FALSE(one_digit_off(day("1985-03-12"), day("1985-04-13")));
    EXPECT_FALSE(one_digit_off(day("1985-03-12"), day("1986-12-03")));
    EXPECT_FALSE(one_digit_off(day("1985-03-09"), day("1985-03-10")));
    EXPECT_FALSE(one_digit_off(day("1985-05-05"), day("1985-05-05")));
}

TEST(Masked, ShowsOneLetterAName) {
    EXPECT_EQ(initial("Émile"), "É…");
    EXPECT_EQ(initial("émile"), "É…");
    EXPECT_EQ(initial("E\u0301mile"), "E\u0301…");
    EXPECT_EQ(initial("'t Hooft"), "T…");
    EXPECT_EQ(initial("ßa"), "S…");
    EXPECT_EQ(initial("Шевченко"), "Ш…");
    EXPECT_EQ(initial(""), "");
    EXPECT_EQ(masked("durand", "jean-Pierre"), "D… J…");
    EXPECT_EQ(masked("Durand", ""), "D…");
    EXPECT_EQ(masked("", "Jeanne"), "J…");
}

TEST(Masked, ASyllableIsNotShownForALetter) {
    EXPECT_EQ(initial("张"), "Z…");
    EXPECT_EQ(initial("김"), "G…");
    EXPECT_EQ(initial("さくら"), "S…");
}

TEST(Shown, ASurnameIsInFrenchCapitals) {
    EXPECT_EQ(shown_last("martin-dupont"), "MARTIN-DUPONT");
    EXPECT_EQ(shown_last("lefèvre"), "LEFÈVRE");
    EXPECT_EQ(shown_last("œuvrard"), "ŒUVRARD");
    EXPECT_EQ(shown_last("weiß"), "WEISS");
    EXPECT_EQ(shown_last("N’diaye"), "N’DIAYE");
    EXPECT_EQ(shown_last("张"), "张");
}

TEST(Shown, AFirstNameIsAsTypedUnlessInOneCase) {
    EXPECT_EQ(shown_first("JEAN-PIERRE"), "Jean-Pierre");
    EXPECT_EQ(shown_first("élodie"), "Élodie");
    EXPECT_EQ(shown_first("N'DEYE"), "N'Deye");
    EXPECT_EQ(shown_first("MacKenzie"), "MacKenzie");
    EXPECT_EQ(shown_full("martin", "Jeanne"), "MARTIN Jeanne");
    EXPECT_EQ(shown_full("MARTIN", ""), "MARTIN");
    EXPECT_EQ(shown_full("", "JEANNE"), "Jeanne");
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr double kBudgetMicros = 400;
#else
constexpr double kBudgetMicros = 4;
#endif

double micros_for_a_key() {
    constexpr int kCalls = 4'000;
    const auto start = std::chrono::steady_clock::now();
    std::size_t letters = 0;
    for (int i = 0; i < kCalls; ++i) letters += sound_key("DUPONT-LAFONTAINE").size();
    const std::chrono::duration<double, std::micro> spent =
        std::chrono::steady_clock::now() - start;
    EXPECT_GT(letters, 0U);
    return spent.count() / kCalls;
}

// Twelve million keys are made at an import. The best of ten rounds: the machine has other work.
TEST(Names, KeysAreCheapOnPlainLetters) {
    double best = micros_for_a_key();
    for (int round = 1; round < 10; ++round) best = std::min(best, micros_for_a_key());
    EXPECT_LT(best, kBudgetMicros);
}

}  // namespace
