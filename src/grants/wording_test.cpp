#include "grants/wording.hpp"

#include <gtest/gtest.h>

using namespace gps;

namespace {

// The sentence kept, or why it is not.
std::string kept(std::string_view typed) {
    const auto text = grants::check_wording(typed, "precision");
    return text ? *text : std::string(text.error().message);
}

}  // namespace

TEST(Wording, IsKeptWithItsSpacesFolded) {
    EXPECT_EQ(kept("  Rendez-vous à fixer\n avec  elle cette semaine. "),
              "Rendez-vous à fixer avec elle cette semaine.");
    EXPECT_EQ(kept("Dossier de 2026, étape 3 sur 4 à finir"),
              "Dossier de 2026, étape 3 sur 4 à finir");
}

TEST(Wording, IsASentenceAndNotAStory) {
    EXPECT_EQ(kept(""), "grants.wording_short");
    EXPECT_EQ(kept("éééééééééééééééééée"), "grants.wording_short") << "19 characters";
    EXPECT_EQ(kept("éééééééééééééééééééé"), "éééééééééééééééééééé") << "20 characters";
    EXPECT_EQ(kept(std::string(301, 'a')), "grants.wording_long");
    EXPECT_EQ(kept(std::string(300, 'a')), std::string(300, 'a'));
}

TEST(Wording, HoldsNoNumberAndNoAddress) {
    EXPECT_EQ(kept("Rappeler au 06 12 34 56 78 ce soir"), "grants.wording_number");
    EXPECT_EQ(kept("Numéro 280-02-75-998 à vérifier ici"), "grants.wording_number");
    EXPECT_EQ(kept("Écrire à jeanne@exemple.fr ce soir"), "grants.wording_number");
}

TEST(Wording, HoldsNothingThatNoFieldMay) {
    for (const char* typed :
         {"Elle est en situation de HANDICAP depuis peu", "Problème d’alcool à prendre en compte",
          "Vient de sortir de prison la semaine passée", "Sa religion compte pour le logement",
          "Suite à son hospitalisation, la rappeler"})
        EXPECT_EQ(kept(typed), "grants.wording_sensitive") << typed;
}
