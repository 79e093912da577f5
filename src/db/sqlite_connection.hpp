#pragma once

#include "db/database.hpp"
#include "db/statement_cache.hpp"

#include <filesystem>
#include <memory>

struct sqlite3;
struct sqlite3_stmt;

// One connection to an SQLite file and its prepared statements, used by one thread at a time.
namespace gps::db {

// Pages of the log beyond which a writer waits for them to be carried to the file: 64 MB.
constexpr int kLongLog = 16'000;

constexpr int kBusyTimeout = 5000;  // ms that a connection waits for the lock of another program

class SqliteConnection {
 public:
    // Checkpointer: writes nothing but what a writer has committed.
    enum class Mode { Reader, Writer, Checkpointer };

    // The writer creates the file when there is none. Throws Failure.
    SqliteConnection(const std::filesystem::path& file, Mode mode);

    // `told` learns how many pages the write-ahead log has, after each commit of this connection.
    // Until it is called, and beyond kLongLog pages, the connection empties the log itself.
    void on_commit(std::function<void(int pages)> told);

    // Gives a writer its settings back, whatever changed them.
    void settle_as_writer();

    Answer run(const Statement& statement, std::span<const Value> values = {});
    void run_script(std::string_view sql);

    void begin_read();
    // Holds the file's only write lock from here on.
    void begin_write();
    void commit();
    // Does nothing when there is no transaction. Never throws.
    void roll_back() noexcept;
    // False as well when the engine has rolled back by itself: disk full, I/O error.
    bool is_in_transaction() const;

 private:
    struct Close {
        void operator()(sqlite3* connection) const;
    };
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };
    struct Prepared {
        std::unique_ptr<sqlite3_stmt, Finalize> handle = {};
        std::vector<int> places = {};  // of $1, $2... among SQLite's own numbers
    };

    Prepared prepare(std::string_view name, std::string_view text);
    void bind(const Statement& statement, const Prepared& prepared, std::span<const Value> values);
    // Throws when the file was moved or deleted: what is written then would be lost.
    void check_file();
    void watch_commits();
    static int committed(void* self, sqlite3* connection, const char* name, int pages);
    [[noreturn]] void fail(std::string_view what) const;

    std::function<void(int)> told_ = {};
    // The statements are finalised before the connection is closed.
    std::unique_ptr<sqlite3, Close> handle_;
    StatementCache<Prepared> statements_;
};

// What an act sees of a connection while a transaction is open on it.
class SqliteTransaction final : public Transaction {
 public:
    explicit SqliteTransaction(SqliteConnection& connection) : connection_(&connection) {}

    Engine engine() const override { return Engine::Sqlite; }
    void run_script(std::string_view sql) override;
    // Throws when a statement failed and the act went on.
    void check_whole() const;

 private:
    Answer execute(const Statement& statement, std::span<const Value> values) override;

    SqliteConnection* connection_;
    bool is_broken_ = false;
};

}  // namespace gps::db
