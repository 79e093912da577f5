#pragma once

#include "commands/child_process.hpp"
#include "support/temporary_folder.hpp"

#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace gps::tests {

// The program itself, run as an operator runs it: on SQLite, in a folder of its own.
class CommandLine : public testing::Test {
 protected:
    struct Ended {
        int code = 0;
        std::string output = {};
    };

    [[nodiscard]] Ended gps(std::vector<std::string> words) const {
        words.insert(words.begin(), GPS_BINARY);
        return run(words);
    }
    [[nodiscard]] Ended run(const std::vector<std::string>& words) const {
        Ended ended;
        ended.code = commands::read_program({.words = words, .variables = variables_},
                                            [&](std::string_view line) {
                                                ended.output += line;
                                                ended.output += '\n';
                                            });
        return ended;
    }
    [[nodiscard]] std::string in_folder(const std::string& name) const {
        return (folder_.path() / name).string();
    }
    [[nodiscard]] std::string database() const { return "sqlite://" + in_folder("gps.db"); }
    void set(const std::string& name, const std::string& value) {
        std::erase_if(variables_, [&](const auto& one) { return one.starts_with(name + "="); });
        variables_.push_back(name + "=" + value);
    }
    void import_structures() const {
        std::ofstream(in_folder("list.csv")) << "source,source_id,kind,name\ntest,1,ML,Alpha\n";
        ASSERT_EQ(gps({"import", "structures", in_folder("list.csv")}).code, 0);
    }
    [[nodiscard]] int add(const std::string& email) const {
        return gps({"user", "add", email, "--last-name", "DURAND", "--first-name", "Jeanne",
                    "--structure", "test:1"})
            .code;
    }

 private:
    tests::TemporaryFolder folder_;
    std::vector<std::string> variables_{"GPS_DATABASE=" + database()};
};

}  // namespace gps::tests
