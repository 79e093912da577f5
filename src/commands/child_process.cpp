#include "commands/child_process.hpp"

#include "commands/commands.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <thread>

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace gps::commands {
namespace {

constexpr std::chrono::milliseconds kWait{50};
constexpr int kSignalled = 128;

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    pointers.reserve(texts.size() + 1);
    for (auto& text : texts) pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

std::string_view name_of(std::string_view variable) {
    return variable.substr(0, variable.find('='));
}

// Ours, but for the variables that are given.
std::vector<std::string> environment_with(const std::vector<std::string>& given) {
    std::vector<std::string> all = given;
    for (char** variable = environ; *variable != nullptr; ++variable) {
        const bool is_given = std::any_of(given.begin(), given.end(), [&](const auto& other) {
            return name_of(other) == name_of(*variable);
        });
        if (!is_given) all.emplace_back(*variable);
    }
    return all;
}

// How a child starts: with every signal as a terminal's program has it, whatever we hold back.
class Spawn {
 public:
    Spawn() {
        posix_spawn_file_actions_init(&actions_);
        posix_spawnattr_init(&attributes_);
        sigset_t none;
        sigemptyset(&none);
        posix_spawnattr_setsigmask(&attributes_, &none);
        posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK);
    }
    Spawn(const Spawn&) = delete;
    Spawn& operator=(const Spawn&) = delete;
    ~Spawn() {
        posix_spawn_file_actions_destroy(&actions_);
        posix_spawnattr_destroy(&attributes_);
    }

    void output_to(int descriptor) {
        posix_spawn_file_actions_adddup2(&actions_, descriptor, STDOUT_FILENO);
    }

    [[nodiscard]] pid_t start(const Program& program) const {
        auto words = program.words;
        auto variables = environment_with(program.variables);
        pid_t pid = 0;
        const int refused = ::posix_spawnp(&pid, words.front().c_str(), &actions_, &attributes_,
                                           pointers(words).data(), pointers(variables).data());
        if (refused == 0) return pid;
        throw CommandFailed(
            fmt::format("{} cannot be run: is the package that brings it "
                        "installed (postgresql-client)?",
                        program.words.front()));
    }

 private:
    posix_spawn_file_actions_t actions_{};
    posix_spawnattr_t attributes_{};
};

int exit_code(int status) {
    return WIFEXITED(status) ? WEXITSTATUS(status) : kSignalled + WTERMSIG(status);
}

int wait_for(pid_t pid) {
    int status = 0;
    while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    return exit_code(status);
}

// A child whose reader gives up is ended and waited for.
class Child {
 public:
    explicit Child(pid_t pid) : pid_(pid) {}
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child() {
        if (pid_ == 0) return;
        ::kill(pid_, SIGTERM);
        wait_for(pid_);
    }

    int end() {
        const int code = wait_for(pid_);
        pid_ = 0;
        return code;
    }
    // The exit code once it has ended; -1 before.
    int poll() {
        int status = 0;
        if (::waitpid(pid_, &status, WNOHANG) != pid_) return -1;
        pid_ = 0;
        return exit_code(status);
    }

 private:
    pid_t pid_;
};

class Pipe {
 public:
    Pipe() {
        if (::pipe2(ends_.data(), O_CLOEXEC) != 0) throw CommandFailed("no pipe can be opened");
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    ~Pipe() {
        ::close(ends_[0]);
        close_input();
    }

    [[nodiscard]] int input() const { return ends_[1]; }
    void close_input() {
        if (ends_[1] >= 0) ::close(ends_[1]);
        ends_[1] = -1;
    }
    // "" at the end.
    std::string_view read() {
        ssize_t count = 0;
        do {
            count = ::read(ends_[0], buffer_.data(), buffer_.size());
        } while (count < 0 && errno == EINTR);
        return {buffer_.data(), count > 0 ? static_cast<std::size_t>(count) : 0};
    }

 private:
    std::array<int, 2> ends_{-1, -1};
    std::array<char, 65'536> buffer_{};
};

}  // namespace

int run_program(const Program& program, const std::function<void()>& on_wait) {
    Child child(Spawn().start(program));
    while (true) {
        if (const int code = child.poll(); code >= 0) return code;
        std::this_thread::sleep_for(kWait);
        on_wait();
    }
}

int read_program(const Program& program, const OnLine& on_line) {
    Pipe pipe;
    Spawn spawn;
    spawn.output_to(pipe.input());
    Child child(spawn.start(program));
    pipe.close_input();
    std::string line;
    for (auto bytes = pipe.read(); !bytes.empty(); bytes = pipe.read()) {
        for (auto end = bytes.find('\n'); end != std::string_view::npos; end = bytes.find('\n')) {
            line += bytes.substr(0, end);
            on_line(line);
            line.clear();
            bytes.remove_prefix(end + 1);
        }
        line += bytes;
    }
    if (!line.empty()) on_line(line);
    return child.end();
}

}  // namespace gps::commands
