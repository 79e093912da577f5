#pragma once

#include "db/sqlite_checkpointer.hpp"
#include "db/sqlite_connection.hpp"

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>

// The one writer of an SQLite file. An fsync costs far more than an act, so acts that wait at the
// same time share one transaction and one COMMIT; each has a savepoint of its own, so that one
// which fails is rolled back alone. Nobody returns before the COMMIT is on the disk.
namespace gps::db {

class SqliteWriter {
 public:
    using Act = std::function<bool(Transaction&)>;

    explicit SqliteWriter(const std::filesystem::path& file);
    SqliteWriter(const SqliteWriter&) = delete;
    SqliteWriter& operator=(const SqliteWriter&) = delete;
    ~SqliteWriter();  // after the acts already waiting

    // Runs `act` on the writer's thread. Throws what it threw, or the Failure of the COMMIT, of
    // which nothing was kept. `act` may run twice: see settle().
    void write(const Act& act);
    // Lends the connection while no act runs, on the caller's thread.
    void alone(const std::function<void(SqliteConnection&)>& work);

 private:
    struct Order {
        explicit Order(const Act& ordered) : act(&ordered) {}

        const Act* act;
        std::exception_ptr failure = {};
        bool is_settled = false;
        std::condition_variable settled = {};
    };
    using Group = std::vector<Order*>;

    void refuse_own_thread() const;
    void work();
    Order* next();
    void serve(Order& first);
    bool settle(Group& group, std::size_t most);
    void run_all(Group& group, std::size_t most);
    void run(Order& order);
    void take_waiting(Group& group, std::size_t most);
    static void fail(const Group& group, const Failure& failure);
    void wake(const Group& group);

    SqliteCheckpointer checkpointer_;  // outlives the connection that tells it of its commits
    SqliteConnection connection_;
    std::mutex connection_in_use_;
    std::mutex waiting_mutex_;
    std::condition_variable arrived_;
    std::deque<Order*> waiting_;
    bool is_closing_ = false;
    std::thread thread_;
};

}  // namespace gps::db
