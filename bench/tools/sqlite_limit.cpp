// What SQLite alone can do: threads that run the statements of pages, prepared, over and over, and
// nothing else.   bench_sqlite_limit FILE STATEMENTS THREADS SECONDS
//
// STATEMENTS is what statements.cpp notes, pages apart by a record "page". Each thread has a
// connection, set as the program sets its own (src/db/sqlite_connection.cpp).
// Prints {"pages": done, "seconds": …, "cpu_seconds": …}.
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <sqlite3.h>
#include <sys/resource.h>

namespace {

struct Run {
    std::string text = {};
    std::vector<std::string> values = {};
};
using Page = std::vector<Run>;

std::vector<std::string> pieces(const std::string& whole, char end) {
    std::vector<std::string> found;
    std::size_t from = 0;
    for (auto at = whole.find(end); at != std::string::npos; at = whole.find(end, from)) {
        found.push_back(whole.substr(from, at - from));
        from = at + 1;
    }
    if (from < whole.size()) found.push_back(whole.substr(from));
    return found;
}

std::vector<Page> read_pages(const char* path) {
    std::ifstream file(path, std::ios::binary);
    const std::string whole(std::istreambuf_iterator<char>(file), {});
    std::vector<Page> pages;
    for (const auto& record : pieces(whole, '\x1e')) {
        const auto fields = pieces(record, '\x1f');
        if (fields.at(0) == "page") {
            pages.emplace_back();
        } else {
            pages.at(pages.size() - 1)
                .push_back({fields.at(1), {fields.begin() + 2, fields.end()}});
        }
    }
    if (pages.empty()) throw std::runtime_error("there is no page in the file");
    return pages;
}

class Connection {
 public:
    explicit Connection(const char* file) {
        if (sqlite3_open_v2(file, &handle_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr) !=
            SQLITE_OK)
            throw std::runtime_error("the database cannot be opened");
        sqlite3_busy_timeout(handle_, 30'000);
        sqlite3_exec(handle_,
                     "PRAGMA synchronous = FULL; PRAGMA cache_size = 1000;"
                     "PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON;"
                     "PRAGMA shrink_memory",
                     nullptr, nullptr, nullptr);
    }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection() {
        for (const auto& [text, statement] : prepared_) sqlite3_finalize(statement);
        sqlite3_close(handle_);
    }

    void run(const Run& run) {
        auto*& statement = prepared_[run.text];
        if (statement == nullptr &&
            sqlite3_prepare_v3(handle_, run.text.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement,
                               nullptr) != SQLITE_OK)
            throw std::runtime_error(sqlite3_errmsg(handle_));
        for (std::size_t i = 0; i < run.values.size(); ++i)
            bind(statement, static_cast<int>(i) + 1, run.values[i]);
        int state = sqlite3_step(statement);
        // Every column is read, as whoever runs the statement would.
        while (state == SQLITE_ROW) {
            for (int column = 0; column < sqlite3_column_count(statement); ++column)
                bytes_ += static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
            state = sqlite3_step(statement);
        }
        sqlite3_reset(statement);
        if (state != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(handle_));
    }

 private:
    static void bind(sqlite3_stmt* statement, int place, const std::string& value) {
        switch (value.at(0)) {
            case 'i':
                sqlite3_bind_int64(statement, place, std::strtoll(value.c_str() + 1, nullptr, 10));
                break;
            case 'd':
                sqlite3_bind_double(statement, place, std::strtod(value.c_str() + 1, nullptr));
                break;
            case 't':
                sqlite3_bind_text(statement, place, value.c_str() + 1,
                                  static_cast<int>(value.size()) - 1, SQLITE_STATIC);
                break;
            default:
                sqlite3_bind_null(statement, place);
        }
    }

    sqlite3* handle_ = nullptr;
    std::map<std::string, sqlite3_stmt*> prepared_;
    std::size_t bytes_ = 0;
};

double cpu_seconds() {
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

}  // namespace

int main(int argc, char** argv) try {
    if (argc != 5) {
        std::fputs("usage: bench_sqlite_limit FILE STATEMENTS THREADS SECONDS\n", stderr);
        return 2;
    }
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    sqlite3_config(SQLITE_CONFIG_PAGECACHE, nullptr, 0, 4000);
    const auto pages = read_pages(argv[2]);
    const std::size_t count = std::stoul(argv[3]);
    const std::chrono::duration<double> length(std::stod(argv[4]));
    std::atomic<long> done = 0;
    std::atomic<bool> is_over = false;
    std::vector<std::jthread> threads;
    const auto start = std::chrono::steady_clock::now();
    for (std::size_t thread = 0; thread < count; ++thread) {
        threads.emplace_back([&, thread] {
            Connection connection(argv[1]);
            for (auto next = thread * pages.size() / count; !is_over; ++next, ++done)
                for (const auto& run : pages[next % pages.size()]) connection.run(run);
        });
    }
    std::this_thread::sleep_for(length);
    is_over = true;
    threads.clear();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    std::printf("{\"pages\": %ld, \"seconds\": %.3f, \"cpu_seconds\": %.3f}\n", done.load(),
                took.count(), cpu_seconds());
} catch (const std::exception& failure) {
    std::fputs(failure.what(), stderr);
    return 1;
}
