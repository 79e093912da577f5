#pragma once

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>

// Carries what was committed from the write-ahead log to the file, beside the writer: nobody who
// writes waits for it. What is in the log is durable already; only its length is at stake.
namespace gps::db {

class SqliteCheckpointer {
 public:
    explicit SqliteCheckpointer(std::filesystem::path file);
    SqliteCheckpointer(const SqliteCheckpointer&) = delete;
    SqliteCheckpointer& operator=(const SqliteCheckpointer&) = delete;
    ~SqliteCheckpointer();

    // The log has `pages` pages after a commit: begins when they are many. Does not wait.
    void notify(int pages);
    // As long as the lock is held, the file is not open here.
    [[nodiscard]] std::unique_lock<std::mutex> pause() { return std::unique_lock(open_); }

 private:
    void work();

    std::filesystem::path file_;
    std::mutex open_;
    std::mutex mutex_;
    std::condition_variable asked_;
    bool is_asked_ = false;
    bool is_closing_ = false;
    std::thread thread_;
};

}  // namespace gps::db
