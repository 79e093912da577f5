#include "web/router.hpp"

#include <stdexcept>

#include <gtest/gtest.h>

namespace gps::web {
namespace {

using Outcome = Paths::Outcome;

Paths some_paths() {
    Paths paths;
    paths.add(Method::Get, "/", 0);
    paths.add(Method::Get, "/personnes", 1);
    paths.add(Method::Get, "/personnes/{personne}", 2);
    paths.add(Method::Get, "/personnes/nouvelle", 3);
    paths.add(Method::Post, "/personnes/nouvelle", 4);
    paths.add(Method::Get, "/personnes/{personne}/intervenants", 5);
    paths.add(Method::Post, "/personnes/{fiche}/intervenants/{intervenant}/fin", 6);
    return paths;
}

bool is_refused(Paths paths, std::string_view pattern) {
    try {
        paths.add(Method::Get, pattern, 9);
        return false;
    } catch (const std::invalid_argument&) {
        return true;
    }
}

TEST(Router, APathTakesItsRoute) {
    struct Case {
        Method method = Method::Get;
        std::string_view path = {};
        Outcome outcome = Outcome::Found;
        std::size_t index = 0;
    };
    const std::vector<Case> cases = {
        {Method::Get, "/", Outcome::Found, 0},
        {Method::Get, "/personnes", Outcome::Found, 1},
        {Method::Get, "/personnes/4x", Outcome::Found, 2},
        {Method::Get, "/personnes/nouvelle", Outcome::Found, 3},
        {Method::Post, "/personnes/nouvelle", Outcome::Found, 4},
        {Method::Get, "/personnes/4x/intervenants", Outcome::Found, 5},
        {Method::Get, "/personnes/nouvelle/intervenants", Outcome::Found, 5},
        {Method::Post, "/personnes/4x/intervenants/b/fin", Outcome::Found, 6},
        {Method::Get, "/personnes/", Outcome::NotFound},
        {Method::Get, "/personnes//intervenants", Outcome::NotFound},
        {Method::Get, "/personnes/4x/", Outcome::NotFound},
        {Method::Get, "/personnes/4x/intervenants/", Outcome::NotFound},
        {Method::Get, "//personnes", Outcome::NotFound},
        {Method::Get, "/Personnes", Outcome::NotFound},
        {Method::Get, "/personne", Outcome::NotFound},
        {Method::Get, "", Outcome::NotFound},
        {Method::Get, "personnes", Outcome::NotFound},
        {Method::Get, "/personnes/4x/intervenants/b", Outcome::NotFound},
        {Method::Post, "/personnes", Outcome::MethodNotAllowed},
        {Method::Get, "/personnes/4x/intervenants/b/fin", Outcome::MethodNotAllowed},
    };
    const Paths paths = some_paths();
    for (const Case& c : cases) {
        const auto match = paths.match(c.method, c.path);
        EXPECT_EQ(match.outcome, c.outcome) << c.path;
        EXPECT_EQ(match.index, c.index) << c.path;
    }
}

TEST(Router, ARouteSaysItsPatternAndWhatItsNamesStandFor) {
    const Paths paths = some_paths();
    const auto match = paths.match(Method::Post, "/personnes/é 1/intervenants/{b}/fin");
    EXPECT_EQ(match.pattern, "/personnes/{fiche}/intervenants/{intervenant}/fin");
    EXPECT_EQ(match.in_path.size(), 2U);
    EXPECT_EQ(match.in_path.at("fiche"), "é 1");
    EXPECT_EQ(match.in_path.at("intervenant"), "{b}");
    EXPECT_TRUE(paths.match(Method::Get, "/personnes").in_path.empty());
}

TEST(Router, AMethodThatIsNotAllowedIsToldWhichOneIs) {
    const Paths paths = some_paths();
    EXPECT_EQ(paths.match(Method::Post, "/").allow, "GET, HEAD");
    EXPECT_EQ(paths.match(Method::Get, "/personnes/4x/intervenants/b/fin").allow, "POST");
}

TEST(Router, ADeadEndOfTheLiteralRouteLeadsBackToTheNamedOne) {
    Paths paths;
    paths.add(Method::Get, "/a/b", 1);
    paths.add(Method::Get, "/a/{x}/c", 2);
    const auto match = paths.match(Method::Get, "/a/b/c");
    EXPECT_EQ(match.index, 2U);
    EXPECT_EQ(match.in_path.at("x"), "b");
    EXPECT_EQ(paths.match(Method::Get, "/a/b/d").outcome, Outcome::NotFound);
}

TEST(Router, DuplicateAndAmbiguousRoutesStopTheStart) {
    Paths paths = some_paths();
    paths.add(Method::Get, "/personnes/{personne}/{liste}/x", 8);
    for (const std::string_view pattern : {"/personnes", "/personnes/{autre}", "/{a}/nouvelle",
                                           "/{liste}/{personne}/intervenants/x"}) {
        EXPECT_TRUE(is_refused(paths, pattern)) << pattern;
    }
    EXPECT_FALSE(is_refused(paths, "/structures/{personne}/intervenants"));
    paths.add(Method::Post, "/personnes", 9);
    EXPECT_EQ(paths.match(Method::Post, "/personnes").index, 9U);
}

TEST(Router, MalformedPatternsStopTheStart) {
    for (const std::string_view pattern : {"", "a", "/a/", "//", "/a//b", "/{}", "/{a", "/a}",
                                           "/x{a}", "/{a}x", "/{a}/{a}", "/{{a}}"}) {
        EXPECT_TRUE(is_refused({}, pattern)) << pattern;
    }
}

}  // namespace
}  // namespace gps::web
