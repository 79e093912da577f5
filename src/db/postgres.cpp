#include "db/postgres.hpp"

#include "db/pool.hpp"
#include "db/postgres_bulk.hpp"
#include "db/postgres_connection.hpp"

#include <thread>

namespace gps::db {
namespace {

constexpr int kAttempts = 3;
constexpr auto kShortPause = std::chrono::milliseconds(5);
constexpr auto kLongPause = std::chrono::milliseconds(100);

class PostgresDatabase final : public Database {
 public:
    PostgresDatabase(std::string url, OpenOptions options)
        : url_(std::move(url)),
          connections_(options, [this] { return std::make_unique<PostgresConnection>(url_); }) {
        connections_.take().connection();
    }

    [[nodiscard]] Engine engine() const override { return Engine::Postgres; }

    // Whatever the scripts leave in the session ends with it.
    void run_scripts(std::span<const std::string> scripts) override {
        PostgresConnection connection(url_);
        connection.run_script("SET statement_timeout = 0");
        for (const auto& script : scripts) connection.run_script(script);
    }

    void fill(std::span<const BulkTable> tables, const std::function<void(Bulk&)>& fill,
              const BulkProgress& progress) override {
        auto lease = connections_.take();
        auto& connection = lease.connection();
        try {
            fill_postgres(connection, tables, fill, progress);
        } catch (...) {
            connection.roll_back();
            lease.discard();
            throw;
        }
    }

 private:
    using Lease = Pool<PostgresConnection>::Lease;

    enum class Attempt { Done, Again };

    // A connection found dead, because the server restarted, is opened again and the act runs
    // again: nothing of it was kept. Only a connection lost during COMMIT leaves a doubt.
    void transact(Access access, const Act& act) override {
        auto lease = connections_.take();
        for (int left = kAttempts - 1; try_act(lease, access, act, left) == Attempt::Again;
             --left) {
            std::this_thread::sleep_for(left == kAttempts - 1 ? kShortPause : kLongPause);
        }
    }

    static Attempt try_act(Lease& lease, Access access, const Act& act, int attempts_left);

    std::string url_;
    Pool<PostgresConnection> connections_;
};

PostgresDatabase::Attempt PostgresDatabase::try_act(Lease& lease, Access access, const Act& act,
                                                    int attempts_left) {
    auto& connection = lease.connection();
    const bool writes = access == Access::Write;
    PostgresTransaction tx(
        connection, writes ? PostgresTransaction::Mode::Write : PostgresTransaction::Mode::Read);
    try {
        tx.begin();
        const bool is_kept = act(tx);
        if (is_kept && writes) {
            tx.commit();
        } else {
            connection.roll_back();
        }
    } catch (...) {
        const bool runs_again = attempts_left > 0 && tx.may_run_again();
        connection.roll_back();
        if (tx.needs_another_connection()) lease.discard();
        if (!runs_again) throw;
        return Attempt::Again;
    }
    if (connection.is_lost()) lease.discard();
    return Attempt::Done;
}

}  // namespace

std::unique_ptr<Database> open_postgres(std::string url, OpenOptions options) {
    return std::make_unique<PostgresDatabase>(std::move(url), options);
}

}  // namespace gps::db
