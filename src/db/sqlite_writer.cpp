#include "db/sqlite_writer.hpp"

#include <algorithm>
#include <chrono>

namespace gps::db {
namespace {

using Watch = std::chrono::steady_clock;

// The bounds of a group: the first act in it does not wait long for the last.
constexpr std::size_t kMostActs = 128;
constexpr auto kLongestGroup = std::chrono::milliseconds(5);

constexpr Statement kSavepoint{.name = "db.savepoint", .text = "SAVEPOINT act"};
constexpr Statement kRelease{.name = "db.release", .text = "RELEASE act"};
constexpr Statement kRollBackTo{.name = "db.roll_back_to", .text = "ROLLBACK TO act"};

// The engine has rolled back the whole transaction because of one act.
struct TransactionLost : std::exception {};

bool is_constraint(Failure::Kind kind) {
    switch (kind) {
        case Failure::Kind::Unique:
        case Failure::Kind::ForeignKey:
        case Failure::Kind::NotNull:
        case Failure::Kind::Check:
            return true;
        case Failure::Kind::Busy:
        case Failure::Kind::Connection:
        case Failure::Kind::InDoubt:
        case Failure::Kind::DiskFull:
        case Failure::Kind::Other:
            return false;
    }
    return false;
}

}  // namespace

SqliteWriter::SqliteWriter(const std::filesystem::path& file)
    : checkpointer_(file),
      connection_(file, SqliteConnection::Mode::Writer),
      thread_([this] { work(); }) {
    connection_.on_commit([this](int pages) { checkpointer_.notify(pages); });
}

SqliteWriter::~SqliteWriter() {
    {
        const std::lock_guard lock(waiting_mutex_);
        is_closing_ = true;
    }
    arrived_.notify_one();
    thread_.join();
}

void SqliteWriter::refuse_own_thread() const {
    if (std::this_thread::get_id() == thread_.get_id()) {
        throw std::logic_error("an act of Database::write may not write within itself");
    }
}

void SqliteWriter::write(const Act& act) {
    refuse_own_thread();
    Order order(act);
    {
        std::unique_lock lock(waiting_mutex_);
        waiting_.push_back(&order);
        arrived_.notify_one();
        order.settled.wait(lock, [&] { return order.is_settled; });
    }
    if (order.failure) std::rethrow_exception(std::move(order.failure));
}

void SqliteWriter::alone(const std::function<void(SqliteConnection&)>& work) {
    refuse_own_thread();
    const std::lock_guard in_use(connection_in_use_);
    const auto nothing_else = checkpointer_.pause();
    try {
        work(connection_);
    } catch (...) {
        connection_.roll_back();  // of a BEGIN in the work
        throw;
    }
    connection_.roll_back();
}

void SqliteWriter::work() {
    while (auto* first = next()) {
        const std::lock_guard in_use(connection_in_use_);
        serve(*first);
    }
}

// Waits for an act; none when the writer closes.
SqliteWriter::Order* SqliteWriter::next() {
    std::unique_lock lock(waiting_mutex_);
    arrived_.wait(lock, [this] { return is_closing_ || !waiting_.empty(); });
    if (waiting_.empty()) return nullptr;
    auto* order = waiting_.front();
    waiting_.pop_front();
    return order;
}

void SqliteWriter::take_waiting(Group& group, std::size_t most) {
    const std::lock_guard lock(waiting_mutex_);
    while (!waiting_.empty() && group.size() < most) {
        group.push_back(waiting_.front());
        waiting_.pop_front();
    }
}

void SqliteWriter::serve(Order& first) {
    Group group{&first};
    if (!settle(group, kMostActs)) {
        for (auto* order : group) {
            Group alone{order};
            settle(alone, 1);
        }
    }
    wake(group);
}

// Runs the group, `most` acts at most with those that join it, and commits it. False when nothing
// was kept for the fault of one of several: each must run again alone, so that it harms nobody
// else. A group of one is always settled.
bool SqliteWriter::settle(Group& group, std::size_t most) {
    try {
        connection_.begin_write();
    } catch (const Failure& failure) {
        // Another process holds the file: those who came meanwhile do not wait for it again.
        if (most > 1) take_waiting(group, kMostActs);
        fail(group, failure);
        return true;
    }
    try {
        run_all(group, most);
        connection_.commit();
        return true;
    } catch (const TransactionLost&) {
        return group.size() == 1;
    } catch (const Failure& failure) {
        connection_.roll_back();
        if (group.size() > 1 && is_constraint(failure.kind)) return false;
        fail(group, failure);
        return true;
    }
}

void SqliteWriter::run_all(Group& group, std::size_t most) {
    const auto closes_at = Watch::now() + kLongestGroup;
    std::size_t ran = 0;
    while (ran < group.size()) {
        run(*group[ran]);
        ++ran;
        if (ran == group.size() && Watch::now() < closes_at) {
            take_waiting(group, std::min(most, group.size() + 1));
        }
    }
}

void SqliteWriter::run(Order& order) {
    order.failure = nullptr;
    connection_.run(kSavepoint);
    bool is_kept = false;
    try {
        SqliteTransaction tx(connection_);
        is_kept = (*order.act)(tx);
        if (is_kept) tx.check_whole();
    } catch (...) {
        order.failure = std::current_exception();
        is_kept = false;
    }
    if (!connection_.is_in_transaction()) {
        if (!order.failure) order.failure = std::make_exception_ptr(TransactionLost());
        throw TransactionLost();
    }
    if (!is_kept) connection_.run(kRollBackTo);
    connection_.run(kRelease);
}

// The transaction that the whole group read is lost, so even a refusal may have been about what
// does not exist. Each caller gets an exception of its own.
void SqliteWriter::fail(const Group& group, const Failure& failure) {
    for (auto* order : group) order->failure = std::make_exception_ptr(failure);
}

// Under the lock, without which no caller leaves and frees its order.
void SqliteWriter::wake(const Group& group) {
    const std::lock_guard lock(waiting_mutex_);
    for (auto* order : group) {
        order->is_settled = true;
        order->settled.notify_one();
    }
}

}  // namespace gps::db
