#include "db/sqlite_checkpointer.hpp"

#include "db/sqlite_connection.hpp"

namespace gps::db {
namespace {

constexpr int kMany = 8000;  // 32 MB

constexpr Statement kCheckpoint{.name = "db.checkpoint", .text = "PRAGMA wal_checkpoint(PASSIVE)"};

}  // namespace

SqliteCheckpointer::SqliteCheckpointer(std::filesystem::path file)
    : file_(std::move(file)), thread_([this] { work(); }) {}

SqliteCheckpointer::~SqliteCheckpointer() {
    {
        const std::lock_guard lock(mutex_);
        is_closing_ = true;
    }
    asked_.notify_one();
    thread_.join();
}

void SqliteCheckpointer::notify(int pages) {
    if (pages < kMany) return;
    {
        const std::lock_guard lock(mutex_);
        is_asked_ = true;
    }
    asked_.notify_one();
}

// A connection each time: the file is free of it in between.
void SqliteCheckpointer::work() {
    while (true) {
        {
            std::unique_lock lock(mutex_);
            asked_.wait(lock, [this] { return is_closing_ || is_asked_; });
            if (is_closing_) return;
            is_asked_ = false;
        }
        const std::lock_guard lock(open_);
        try {
            SqliteConnection(file_, SqliteConnection::Mode::Checkpointer).run(kCheckpoint);
        } catch (const Failure&) {
            // A full disk, a file that is gone: the writer finds it too, and says it.
            continue;
        }
    }
}

}  // namespace gps::db
