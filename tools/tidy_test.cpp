#include "cxx_text.hpp"
#include "tidy/documents.hpp"
#include "tidy/functions.hpp"
#include "tidy/rooms.hpp"
#include "tidy/sizes.hpp"
#include "tidy/tables.hpp"
#include "tidy/words.hpp"

#include <array>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <unistd.h>

using namespace gps::tidy;

namespace {

const Rooms& rooms() {
    static const Rooms rooms = parse_rooms(
        "function(gps_room name)\nendfunction()\n"
        "gps_room(base LIBRARIES fmt::fmt)\n"
        "gps_room(people USES base LIBRARIES ICU::uc)\n"
        "gps_room(access USES base people)\n"
        "gps_room(followup USES base people\n                  access)\n"
        "gps_room(app USES base access followup)\n"
        "gps_room(support USES base)\n");
    return rooms;
}

std::string included(const std::string& path, const std::string& header) {
    const auto found =
        check_includes({path, "#pragma once\n#include \"" + header + "\"\n"}, rooms());
    return found.empty() ? "" : std::to_string(found[0].line) + ": " + found[0].what;
}

// The advice of the words check for this one line, "" when the line may stand there.
std::string word(const std::string& path, const std::string& line) {
    const auto found = check_words({path, "\n" + line + "\n"});
    EXPECT_TRUE(found.empty() || found[0].line == 2);
    return found.empty() ? "" : found[0].what;
}

using Strings = std::vector<std::string>;

// Those of these lines that may not stand there.
Strings refused(const std::string& path, const Strings& lines) {
    Strings refused;
    for (const auto& line : lines) {
        if (!word(path, line).empty()) refused.push_back(line);
    }
    return refused;
}

std::string repeated(const std::string& text, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all += text;
    return all;
}

constexpr std::array kHeads{"void f() {\n",
                            "int A::f(int a, B b = {}) const noexcept {\n",
                            "TEST(A, B) {\n",
                            "template <class T>\nauto f(T a) -> std::vector<T> {\n",
                            "A::A(int a) : a_{a}, b_(1) {\n",
                            "bool operator==(A a, A b) {\n",
                            "namespace a {\nclass B {\n public:\n  void f() {\n"};

std::size_t functions_over_limit(const std::string& code) {
    return check_sizes({"src/followup/a.cpp", code}).size();
}

std::string table(const std::string& path, const std::string& sql) {
    const auto found = check_written_tables({path, "R\"sql(\n" + sql + "\n)sql\"\n"});
    return found.empty() ? "" : std::to_string(found[0].line) + ": " + found[0].what;
}

}  // namespace

TEST(TidyRooms, TheTableIsReadFromCmake) {
    EXPECT_EQ(rooms().size(), 6u);
    EXPECT_EQ(rooms().at("followup"), (std::set<std::string>{"base", "people", "access"}));
    EXPECT_EQ(rooms().at("people"), (std::set<std::string>{"base"}));
    EXPECT_TRUE(rooms().at("base").empty());
}

TEST(TidyRooms, ARoomIncludesOnlyWhatItMay) {
    EXPECT_EQ(included("src/followup/a.cpp", "people/store.hpp"), "");
    EXPECT_EQ(included("src/followup/a.cpp", "followup/store.hpp"), "");
    EXPECT_EQ(included("src/people/a.hpp", "access/model.hpp"),
              "2: people may not include access (cmake/rooms.cmake)");
    EXPECT_EQ(included("src/people/a.hpp", "money/model.hpp"),
              "2: money is no room of cmake/rooms.cmake");
    EXPECT_EQ(included("src/money/a.hpp", "base/id.hpp"),
              "0: money is no room of cmake/rooms.cmake");
    EXPECT_EQ(included("src/main.cpp", "app/run.hpp"), "");
    EXPECT_NE(included("src/main.cpp", "people/model.hpp"), "");
}

TEST(TidyRooms, OfAnotherSliceOneSeesWhatItOffers) {
    EXPECT_EQ(included("src/followup/a.cpp", "access/usecases.hpp"), "");
    EXPECT_EQ(included("src/followup/a.cpp", "access/store.hpp"),
              "2: the store of access are its own: use its use-cases");
    EXPECT_NE(included("src/followup/a.cpp", "access/session_store.hpp"), "");
    EXPECT_NE(included("src/app/a.cpp", "access/store.hpp"), "");
    EXPECT_EQ(included("src/followup/a_test.cpp", "access/store.hpp"), "");
    EXPECT_NE(included("src/followup/a.cpp", "access/views.hpp"), "");
    EXPECT_NE(included("src/followup/a.cpp", "access/pages.hpp"), "");
    EXPECT_EQ(included("src/app/routes.cpp", "access/pages.hpp"), "");
}

TEST(TidyRooms, OnlyTestsAreSupported) {
    EXPECT_EQ(included("src/people/a_test.cpp", "support/engines.hpp"), "");
    EXPECT_EQ(included("src/people/scene_test.hpp", "support/engines.hpp"), "");
    EXPECT_NE(included("src/people/a.cpp", "support/engines.hpp"), "");
    EXPECT_EQ(included("src/support/a.cpp", "support/engines.hpp"), "");
}

TEST(TidyRooms, ATemplateFollowsTheSameArrows) {
    const auto found = check_includes({"src/people/pages/a.html",
                                       "%% gps::access::View from \"access/views.hpp\"\n"
                                       "%% include \"access/components.hpp\"\n"},
                                      rooms());
    EXPECT_EQ(found.size(), 2u);
}

TEST(TidyWords, SqlStandsInAStore) {
    const Strings sql{"\"SELECT 1\"", "\"INSERT INTO a\"", "\"DELETE FROM a\"",
                      "\"UPDATE people SET\"", "UPDATE people"};
    EXPECT_EQ(refused("src/people/usecases.cpp", sql), sql);
    EXPECT_EQ(refused("src/demo/people.cpp", sql), sql);
    EXPECT_EQ(word("src/people/usecases.cpp", "a();  // SELECT is for the store"), "");
    EXPECT_EQ(word("src/people/usecases.cpp", "/* UPDATE people SET */"), "");
}

TEST(TidyWords, StoresTestsAndTheEnginesWriteSql) {
    for (const char* path :
         {"src/people/store.cpp", "src/people/name_store.cpp", "src/people/names_test.cpp",
          "src/backup/engines.cpp", "src/db/sqlite_bulk.cpp"}) {
        EXPECT_EQ(word(path, "\"SELECT 1\""), "") << path;
    }
}

TEST(TidyWords, ALibraryIsKnownToOneRoom) {
    const Strings lines{"#include <sqlite3.h>", "#include <libpq-fe.h>", "#include <curl/curl.h>",
                        "curl_easy_init();", "spdlog::info(\"a\");"};
    EXPECT_EQ(refused("src/people/a.cpp", lines), lines);
    EXPECT_EQ(word("src/db/sqlite.cpp", "#include <sqlite3.h>"), "");
    EXPECT_EQ(word("src/db/postgres.cpp", "#include <libpq-fe.h>"), "");
    EXPECT_EQ(word("src/mail/smtp.cpp", "#include <curl/curl.h>"), "");
    EXPECT_EQ(word("src/base/log.cpp", "#include <spdlog/logger.h>"), "");
}

TEST(TidyWords, BoostServesTheWebAndWritesJson) {
    const Strings lines{"#include <boost/asio.hpp>", "#include <boost/json.hpp>"};
    EXPECT_EQ(refused("src/people/a.cpp", lines), lines);
    EXPECT_EQ(word("src/web/server.cpp", lines[0]), "");
    EXPECT_EQ(word("src/people/api.cpp", lines[1]), "");
}

TEST(TidyWords, TimeComesFromTheClock) {
    const Strings lines{"std::chrono::system_clock::now()", "std::time(nullptr)",
                        "x = time(nullptr);"};
    EXPECT_EQ(refused("src/people/a.cpp", lines), lines);
    EXPECT_EQ(refused("src/base/clock.cpp", lines), Strings{});
    EXPECT_EQ(word("src/people/a.cpp", "paris_time(now); clock.time(1); steady_clock::now();"), "");
}

TEST(TidyWords, ASecretIsRevealedInKnownPlaces) {
    EXPECT_NE(word("src/people/a.cpp", "key.reveal()"), "");
    EXPECT_NE(word("src/people/a.cpp", "key->reveal()"), "");
    EXPECT_EQ(word("src/mail/smtp.cpp", "password.reveal()"), "");
}

TEST(TidyWords, NothingUnfinishedNorSkipped) {
    const Strings lines{"// FIXME", "// XXX", "// TODO(me)", "GTEST_SKIP();"};
    EXPECT_EQ(refused("src/people/a.cpp", lines), lines);
    EXPECT_EQ(refused("tests/support/a.cpp", lines), lines);
    EXPECT_EQ(refused("tools/a.cpp", lines), lines);
    EXPECT_EQ(word("src/people/a.cpp", "f(\"XXX\");  // TODOS, FIXMES"), "");
}

TEST(TidyWords, NoScriptNorStyleInATemplate) {
    const Strings lines{"<p style=\"a\">",          "<style>",
                        "<p onclick=\"a()\">",      "<script>",
                        "<script type=\"module\">", "<p{{? view.a | onclick='a()' }}>"};
    EXPECT_EQ(refused("src/people/pages/a.html", lines), lines);
    EXPECT_EQ(word("src/people/pages/a.html", "<script src=\"/a.js\" defer></script>"), "");
    EXPECT_EQ(word("src/people/pages/a.html", "<p class=\"style\">Un ton = une couleur</p>"), "");
}

TEST(TidySizes, ALineHasAHundredCharacters) {
    EXPECT_EQ(check_sizes({"src/a/a.cpp", repeated("a", 101) + "\n"}),
              (Findings{{"src/a/a.cpp", 1, "over 100 columns"}}));
    EXPECT_TRUE(check_sizes({"src/a/a.cpp", repeated("é", 100) + "\n"}).empty());
}

TEST(TidySizes, TextHasWiderLines) {
    const auto raw = [](std::size_t columns) {
        return std::string("x = R\"(\n").append(columns, 'a').append("\n)\";\n");
    };
    EXPECT_TRUE(check_sizes({"src/a/a.cpp", raw(140)}).empty());
    EXPECT_EQ(check_sizes({"src/a/a.cpp", raw(141)}).size(), 1u);
    EXPECT_EQ(check_sizes({"src/a/a.cpp", raw(1).append(101, 'a')}).size(), 1u);
}

TEST(TidySizes, ATemplateHasWiderLines) {
    EXPECT_TRUE(check_sizes({"src/a/pages/a.html", repeated("a", 140)}).empty());
    EXPECT_EQ(check_sizes({"src/a/pages/a.html", repeated("a", 141)}).size(), 1u);
}

TEST(TidySizes, AFileHasFourHundredLines) {
    EXPECT_TRUE(check_sizes({"src/a/a.cpp", repeated("\n", 400)}).empty());
    EXPECT_EQ(check_sizes({"src/a/a.cpp", repeated("\n", 401)}).size(), 1u);
}

TEST(TidySizes, AFunctionHasSeventyLines) {
    for (const char* head : kHeads) {
        const std::string start = head + repeated("  if (a) { b(); }\n", 68);
        EXPECT_EQ(functions_over_limit(start + "}\n"), 0u) << head;
    }
}

TEST(TidySizes, SeventyOneLinesAreTooMany) {
    for (const char* head : kHeads) {
        const std::string start = head + repeated("  if (a) { b(); }\n", 69);
        EXPECT_EQ(functions_over_limit(start + "}\n"), 1u) << head;
    }
}

TEST(TidySizes, WhatIsNotAFunctionMayBeLonger) {
    const auto rows = repeated("    {\"}\", '{', 1},  // {\n", 80);
    EXPECT_EQ(functions_over_limit("constexpr Row kRows[] = {\n" + rows + "};\n"), 0u);
    EXPECT_EQ(functions_over_limit("const std::vector<Row> kRows{\n" + rows + "};\n"), 0u);
    EXPECT_EQ(functions_over_limit("struct A {\n" + repeated("  int a = 0;\n", 80) + "};\n"), 0u);
    EXPECT_EQ(functions_over_limit("namespace {\n" + repeated("void f() { g(); }\n", 80) + "}\n"),
              0u);
    EXPECT_EQ(functions_over_limit("#define A(x) {\n" + repeated("void f() {}\n", 80)), 0u);
}

TEST(TidySizes, FunctionsAreFoundWithTheirLines) {
    const auto found = functions_of("void f() {\n}\n\nint g(A a = {1}) {\n  return 1;\n}\n");
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[1].first_line, 4u);
    EXPECT_EQ(found[1].last_line, 6u);
}

TEST(TidySizes, ARoomHasALimitOfLinesWithoutItsTests) {
    Sources files{{"src/a/a.cpp", repeated("\n", kLinesOfRoom)},
                  {"src/a/a_test.cpp", repeated("\n", 400)},
                  {"src/b/b.cpp", repeated("\n", 400)}};
    EXPECT_TRUE(check_rooms_sizes(files).empty());
    files.emplace_back("src/a/b.hpp", "\n");
    ASSERT_EQ(check_rooms_sizes(files).size(), 1u);
    EXPECT_EQ(check_rooms_sizes(files)[0].path, "src/a");
}

TEST(TidyTables, AStoreWritesItsOwnTables) {
    EXPECT_EQ(table("src/people/store.cpp", "INSERT INTO persons"), "");
    EXPECT_EQ(table("src/audit/activity_store.cpp", "INSERT INTO activity_acts"), "");
    EXPECT_EQ(table("src/structures/store.cpp", "UPDATE structures SET"), "");
    EXPECT_EQ(table("src/followup/join_store.cpp", "DELETE FROM followup_periods"), "");
    EXPECT_EQ(table("src/followup/store.cpp", "SELECT 1\nFROM persons\nFOR UPDATE"), "");
    EXPECT_EQ(table("src/followup/store.cpp", "INSERT INTO\n persons"),
              "2: persons is written by the room it is named after");
    EXPECT_NE(table("src/access/store.cpp", "UPDATE followup_groups SET"), "");
    EXPECT_NE(table("src/followup/a_store.cpp", "DELETE FROM accessories"), "");
    EXPECT_NE(table("src/access/store.cpp", "UPDATE accessories SET"), "");
}

TEST(TidyDocuments, EveryDecisionIsListed) {
    const std::vector<std::string> names{"README.md", "0001-rooms.md", "0002-sql.md"};
    EXPECT_EQ(check_decisions(names, "- [Rooms](0001-rooms.md)\n"),
              (Findings{{"docs/adr/0002-sql.md", 0, "is not in docs/adr/README.md"}}));
    EXPECT_TRUE(check_decisions(names, "0001-rooms.md 0002-sql.md").empty());
}

TEST(TidyDocuments, EveryLogMessageIsExplained) {
    const Sources files{{"src/web/a.cpp",
                         "\nbase::log_event(base::Level::Info,\n \"web.started\", {{\"a\", b}});\n"
                         "// log_event(Level::Info, \"web.comment\")\n"},
                        {"src/web/a_test.cpp", "log_event(Level::Info, \"web.tested\");\n"}};
    EXPECT_TRUE(check_log_messages(files, "| `web.started` | …").empty());
    EXPECT_EQ(check_log_messages(files, "web.started_again, web.start, a.web.started"),
              (Findings{{"src/web/a.cpp", 2, "web.started is not in docs/log-messages.md"}}));
}

TEST(TidySources, TheTreeIsReadWithPathsFromItsRoot) {
    namespace fs = std::filesystem;
    const auto root = fs::temp_directory_path() / ("tidy_test_" + std::to_string(::getpid()));
    fs::create_directories(root / "src/a/pages");
    fs::create_directories(root / "tests/node_modules");
    for (const char* name :
         {"src/a/b.cpp", "src/a/pages/a.html", "src/a/notes.txt", "tests/node_modules/a.html"}) {
        std::ofstream(root / name) << "one\ntwo";
    }
    Strings paths;
    for (const auto& file : read_sources(root)) paths.push_back(file.path());
    fs::remove_all(root);
    EXPECT_EQ(paths, (Strings{"src/a/b.cpp", "src/a/pages/a.html"}));
}

TEST(TidySources, AFileKnowsItsRoomAndItsLines) {
    const SourceFile file("src/a/pages/b.html", "one\ntwo");
    EXPECT_EQ(file.room(), "a");
    EXPECT_EQ(file.name(), "b.html");
    EXPECT_EQ(file.lines(), (Strings{"one", "two"}));
    EXPECT_TRUE(file.is_template());
    EXPECT_EQ(SourceFile("src/main.cpp", "").room(), "");
}

TEST(CxxText, CommentsAndStringsAreBlankedOut) {
    using gps::tools::without_comments;
    using gps::tools::without_comments_and_strings;
    EXPECT_EQ(without_comments("a // b\nc /* d\ne */ f"), "a     \nc     \n     f");
    EXPECT_EQ(without_comments("\"//\" '\"' // x"), "\"//\" '\"'     ");
    EXPECT_EQ(without_comments_and_strings("f(\"a\\\"b\", 'c', 1'000)"), "f(      ,    , 1'000)");
    EXPECT_EQ(without_comments_and_strings("R\"x(\"\n)\")x\" a"), "R    \n      a");
}
