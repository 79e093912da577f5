#pragma once

#include "db/database.hpp"
#include "db/statement_cache.hpp"

#include <memory>

struct pg_conn;
struct pg_result;

// One connection to PostgreSQL and its prepared statements, used by one thread at a time. BEGIN is
// sent with the first statement, and the answer to ROLLBACK is read with that of the next: a round
// trip wakes a process on each side, which costs more than most statements.
namespace gps::db {

// What the server refused, with its SQLSTATE ("" when no answer came).
struct PostgresFailure : Failure {
    PostgresFailure(Kind why, std::string code, const std::string& what)
        : Failure(why, what), state(std::move(code)) {}
    std::string state;
};

class PostgresConnection {
 public:
    explicit PostgresConnection(const std::string& url);  // throws Failure

    Answer run(const Statement& statement, std::span<const Value> values);
    void run_script(std::string_view sql);

    // COPY … FROM STDIN, in the text format.
    void copy(const std::string& sql, std::string_view rows);

    // What beginning refuses, the first statement says.
    void begin_read();
    void begin_write();
    // Throws when the server rolled back instead.
    void commit();
    // Does nothing when there is no transaction. Never throws. The server does it in a moment.
    void roll_back() noexcept;

    // Whether the connection is gone. Asks the network nothing: see check_alive().
    bool is_lost() const;
    // Reads what the server may have said by itself; throws Failure when it has hung up.
    void check_alive();

 private:
    struct Finish {
        void operator()(pg_conn* connection) const;
    };
    struct Clear {
        void operator()(pg_result* result) const;
    };
    using Result = std::unique_ptr<pg_result, Clear>;

    Result checked(pg_result* answered, std::string_view what);
    Result command(const char* sql, std::string_view what);
    void prepare(const std::string& named, std::string_view text, std::string_view what);
    const std::string& prepared(const Statement& statement);

    // Sent without waiting, up to a sync; what the server answers is read in the same order.
    void send(const std::string& named, std::span<const Value> values, std::string_view what);
    void send_sync(std::string_view what);
    Result read_to_sync(std::string_view what);
    Result begin_with(const std::string& named, std::span<const Value> values,
                      std::string_view what);
    void demand_sent(bool is_sent, std::string_view what);
    // Leaves nothing to be sent nor read.
    void settle();

    std::unique_ptr<pg_conn, Finish> handle_;
    StatementCache<std::string> statements_;  // the server's names for them
    int prepared_ = 0;
    bool is_lost_ = false;
    const char* begin_ = nullptr;  // to be sent with the next statement
    bool is_in_transaction_ = false;
    bool is_rolling_back_ = false;  // asked for, and the answer not read
};

// A transaction on a connection, from BEGIN to COMMIT.
class PostgresTransaction final : public Transaction {
 public:
    enum class Mode { Read, Write };

    PostgresTransaction(PostgresConnection& connection, Mode mode)
        : connection_(&connection), mode_(mode) {}

    Engine engine() const override { return Engine::Postgres; }
    void run_script(std::string_view sql) override;

    void begin();
    // Of a transaction that writes. Throws Failure; when the connection is lost meanwhile, nobody
    // knows whether it was kept.
    void commit();
    // After a failure: whether nothing was kept and another attempt may succeed.
    bool may_run_again() const;
    // Whether that attempt needs another connection.
    bool needs_another_connection() const;

 private:
    Answer execute(const Statement& statement, std::span<const Value> values) override;
    template <class Step>
    auto noting_failure(Step&& step);

    PostgresConnection* connection_;
    Mode mode_;
    bool is_committing_ = false;
    std::string failed_with_;  // an SQLSTATE
};

}  // namespace gps::db
