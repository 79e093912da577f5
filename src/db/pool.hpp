#pragma once

#include "db/database.hpp"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include <fmt/format.h>

// A fixed number of connections, opened when they are first needed, lent one at a time. The last
// one given back is lent first: its statements are prepared, and those not needed stay closed.
namespace gps::db {

template <class Connection>
class Pool {
 public:
    using Open = std::function<std::unique_ptr<Connection>()>;

    class Lease {
     public:
        Lease(Pool& pool, std::unique_ptr<Connection> connection)
            : pool_(&pool), connection_(std::move(connection)) {}
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;
        ~Lease() { pool_->give_back(std::move(connection_)); }

        // Opens it when it is not: throws what opening throws.
        Connection& connection() {
            if (!connection_) connection_ = pool_->open_();
            return *connection_;
        }
        // The next call of connection() opens another.
        void discard() { connection_.reset(); }

     private:
        Pool* pool_;
        std::unique_ptr<Connection> connection_;
    };

    Pool(const OpenOptions& options, Open open)
        : longest_wait_(options.longest_wait), open_(std::move(open)) {
        if (options.connections < 1) throw std::invalid_argument("a pool has a connection");
        idle_.resize(static_cast<std::size_t>(options.connections));
    }

    // Throws Failure Busy when none is given back in time.
    Lease take() {
        std::unique_lock lock(mutex_);
        if (!given_back_.wait_for(lock, longest_wait_, [this] { return !idle_.empty(); })) {
            throw Failure(Failure::Kind::Busy, fmt::format("no connection was free within {} ms",
                                                           longest_wait_.count()));
        }
        auto connection = std::move(idle_.back());
        idle_.pop_back();
        return Lease(*this, std::move(connection));
    }

    // Closes those that nobody has.
    void close_idle() {
        const std::lock_guard lock(mutex_);
        for (auto& connection : idle_) connection.reset();
    }

 private:
    void give_back(std::unique_ptr<Connection> connection) {
        {
            const std::lock_guard lock(mutex_);
            idle_.push_back(std::move(connection));
            // Those not open wait at the front, to be lent last.
            if (!idle_.back()) std::swap(idle_.front(), idle_.back());
        }
        given_back_.notify_one();
    }

    std::chrono::milliseconds longest_wait_;
    Open open_;
    std::mutex mutex_;
    std::condition_variable given_back_;
    std::vector<std::unique_ptr<Connection>> idle_;  // null: not open
};

}  // namespace gps::db
