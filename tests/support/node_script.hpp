#pragma once

#include <array>
#include <csignal>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace gps::tests {

// A script of tests/support run by node as a child, for the length of a test. It says one line once
// it is ready. Throws when node does not start it, which `npm ci` prevents.
class NodeScript {
 public:
    explicit NodeScript(const std::string& script, const std::vector<std::string>& options = {}) {
        std::array<int, 2> pipe{};
        if (::pipe2(pipe.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe for node");
        start(script, options, pipe[1]);
        ::close(pipe[1]);
        char c = 0;
        while (::read(pipe[0], &c, 1) == 1 && c != '\n') said_ += c;
        ::close(pipe[0]);
        if (!said_.empty()) return;
        ::waitpid(pid_, nullptr, 0);
        throw std::runtime_error(script + " does not start: run npm ci");
    }
    NodeScript(const NodeScript&) = delete;
    NodeScript& operator=(const NodeScript&) = delete;
    ~NodeScript() {
        ::kill(pid_, SIGTERM);
        ::waitpid(pid_, nullptr, 0);
    }

    // The line, without its end.
    const std::string& said() const { return said_; }

 private:
    void start(const std::string& script, const std::vector<std::string>& options, int output) {
        const auto path = std::filesystem::path(__FILE__).parent_path() / script;
        std::vector<std::string> words{"node", path.string()};
        words.insert(words.end(), options.begin(), options.end());
        std::vector<char*> arguments;
        for (auto& word : words) arguments.push_back(word.data());
        arguments.push_back(nullptr);

        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
        const int refused =
            posix_spawnp(&pid_, "node", &actions, nullptr, arguments.data(), environ);
        posix_spawn_file_actions_destroy(&actions);
        if (refused != 0) throw std::runtime_error("node does not start");
    }

    pid_t pid_ = 0;
    std::string said_;
};

}  // namespace gps::tests
