#pragma once

#include <csignal>
#include <cstdio>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include <curl/curl.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace gps::tests {

// tests/support/smtp_sink.mjs run as a child for the length of a test: a real SMTP server on
// loopback. Throws when node does not start it, which `npm ci` prevents.
class SmtpSink {
 public:
    explicit SmtpSink(std::vector<std::string> options = {}) {
        int pipe[2] = {};
        if (::pipe2(pipe, O_CLOEXEC) != 0) throw std::runtime_error("no pipe for the SMTP sink");
        start(options, pipe[1]);
        ::close(pipe[1]);
        read_ports(pipe[0]);
        ::close(pipe[0]);
    }
    SmtpSink(const SmtpSink&) = delete;
    SmtpSink& operator=(const SmtpSink&) = delete;
    ~SmtpSink() {
        ::kill(pid_, SIGTERM);
        ::waitpid(pid_, nullptr, 0);
    }

    std::string url() const { return "smtp://127.0.0.1:" + std::to_string(smtp_); }

    // The mails received, in JSON; for one recipient unless `to` is empty.
    std::string mails(const std::string& to = {}) const {
        const auto url = "http://127.0.0.1:" + std::to_string(http_) + "/mails";
        std::string body;
        CURL* const handle = curl_easy_init();
        curl_easy_setopt(handle, CURLOPT_URL, (to.empty() ? url : url + "?to=" + to).c_str());
        curl_easy_setopt(handle, CURLOPT_PROXY, "");
        curl_easy_setopt(handle, CURLOPT_WRITEDATA, &body);
        curl_easy_setopt(
            handle, CURLOPT_WRITEFUNCTION,
            +[](char* from, std::size_t size, std::size_t count, void* into) {
                static_cast<std::string*>(into)->append(from, size * count);
                return size * count;
            });
        const auto error = curl_easy_perform(handle);
        curl_easy_cleanup(handle);
        if (error != CURLE_OK) throw std::runtime_error("the SMTP sink does not answer");
        return body;
    }

 private:
    void start(const std::vector<std::string>& options, int output) {
        const auto script = std::filesystem::path(__FILE__).parent_path() / "smtp_sink.mjs";
        std::vector<std::string> words{"node", script.string()};
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

    // Waits for the line that says the ports, or for the end of the child.
    void read_ports(int input) {
        std::string line;
        char c = 0;
        while (::read(input, &c, 1) == 1 && c != '\n') line += c;
        if (std::sscanf(line.c_str(), R"({"smtp":%d,"http":%d})", &smtp_, &http_) == 2) return;
        ::waitpid(pid_, nullptr, 0);
        throw std::runtime_error("the SMTP sink does not start: run npm ci");
    }

    pid_t pid_ = 0;
    int smtp_ = 0;
    int http_ = 0;
};

}  // namespace gps::tests
