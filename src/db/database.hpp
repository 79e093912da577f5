#pragma once

#include "base/date.hpp"
#include "base/result.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// What the rest of the house knows of the two engines: statements, rows, transactions.
namespace gps::db {

enum class Engine { Postgres, Sqlite };

// One SQL statement, written once for both engines with $1..$n. `sqlite` is set only where the
// dialects really differ. The name is what logs, metrics and the statement coverage speak of.
struct Statement {
    std::string_view name;
    std::string_view text;
    std::string_view sqlite = {};
};

// What the engine could not do. Caught in one place, or by kind where an act expects it. Its text
// names the statement, the engine's code and the constraint: never a value.
struct Failure : std::runtime_error {
    // Connection: the database cannot be reached, or was lost. InDoubt: it was lost, or its disk
    // failed, as the act was being committed: the act may or may not have been kept. Busy: a lock,
    // a statement or the wait for a connection took too long.
    enum class Kind {
        Unique,
        ForeignKey,
        NotNull,
        Check,
        Busy,
        Connection,
        InDoubt,
        DiskFull,
        Other
    };

    Failure(Kind why, const std::string& what) : std::runtime_error(what), kind(why) {}
    Kind kind;
};

using Value = std::variant<std::nullptr_t, std::int64_t, bool, double, std::string>;

class Rows;
class Bulk;
struct BulkTable;
// Called before each index is made again, and once all are: done of total. May throw, to stop.
using BulkProgress = std::function<void(int done, int total)>;

// A line of an answer: a view, valid as long as its Rows. Columns count from 0.
class Row {
 public:
    Row(const Rows& rows, std::size_t line) : rows_(&rows), line_(line) {}

    bool is_null(int column) const;
    std::string_view view(int column) const;  // NULL throws std::logic_error, as all below
    std::string text(int column) const { return std::string(view(column)); }
    std::int64_t integer(int column) const;
    bool boolean(int column) const;
    double real(int column) const;
    base::Date date(int column) const;
    base::Instant instant(int column) const { return {integer(column)}; }

    std::optional<std::string> optional_text(int column) const;
    std::optional<std::int64_t> optional_integer(int column) const;
    std::optional<base::Date> optional_date(int column) const;
    std::optional<base::Instant> optional_instant(int column) const;

 private:
    const Rows* rows_;
    std::size_t line_;
};

// A whole answer in one piece of memory.
class Rows {
 public:
    class Iterator {
     public:
        Iterator(const Rows& rows, std::size_t line) : rows_(&rows), line_(line) {}
        Row operator*() const { return {*rows_, line_}; }
        Iterator& operator++() {
            ++line_;
            return *this;
        }
        bool operator==(const Iterator& other) const { return line_ == other.line_; }

     private:
        const Rows* rows_;
        std::size_t line_;
    };

    explicit Rows(std::size_t columns) : columns_(columns) {}
    void append(std::optional<std::string_view> cell);  // for the engines, cell after cell

    std::size_t size() const { return columns_ == 0 ? 0 : cells_.size() / columns_; }
    bool empty() const { return cells_.empty(); }
    Row operator[](std::size_t line) const { return {*this, line}; }
    Row at(std::size_t line) const;  // throws std::out_of_range
    Iterator begin() const { return {*this, 0}; }
    Iterator end() const { return {*this, size()}; }

 private:
    friend class Row;
    struct Cell {
        std::size_t from = 0;
        std::size_t length = 0;
        bool null = false;
    };
    const Cell& cell(std::size_t line, int column) const;

    std::size_t columns_;
    std::string bytes_;
    std::vector<Cell> cells_;
};

struct Answer {
    Rows rows{0};
    std::int64_t changed = 0;
};

// A read or write transaction, lent by Database::read or write for the length of one act. After a
// statement that failed, it runs no other and cannot be kept.
class Transaction {
 public:
    virtual ~Transaction() = default;
    virtual Engine engine() const = 0;

    // The rows of the answer (RETURNING included).
    template <class... Args>
    Rows query(const Statement& statement, const Args&... args) {
        const std::vector<Value> values{to_value(args)...};
        return run(statement, values).rows;
    }
    // The same with values counted at run time, for lists of a fixed maximum length.
    Rows query_list(const Statement& statement, std::span<const Value> values) {
        return run(statement, values).rows;
    }
    // How many rows were changed.
    template <class... Args>
    std::int64_t exec(const Statement& statement, const Args&... args) {
        const std::vector<Value> values{to_value(args)...};
        return run(statement, values).changed;
    }

    // Several statements without parameters: for migrations only.
    virtual void run_script(std::string_view sql) = 0;

    static Value to_value(std::nullptr_t) { return nullptr; }
    static Value to_value(std::nullopt_t) { return nullptr; }
    template <class T>
    static Value to_value(const std::optional<T>& value) {
        return value ? to_value(*value) : Value(nullptr);
    }
    template <class T>
    static Value to_value(const T& value) {
        if constexpr (std::is_same_v<T, bool>) {
            return Value(value);
        } else if constexpr (std::is_integral_v<T>) {
            return Value(static_cast<std::int64_t>(value));
        } else if constexpr (std::is_floating_point_v<T>) {
            return Value(static_cast<double>(value));
        } else if constexpr (std::is_convertible_v<T, std::string_view>) {
            return Value(std::string(std::string_view(value)));
        } else {
            return to_value(to_sql(value));  // value types say how they are stored
        }
    }

 private:
    // Refuses what an engine could not store (not UTF-8, NUL), measures and observes.
    Answer run(const Statement& statement, std::span<const Value> values);
    virtual Answer execute(const Statement& statement, std::span<const Value> values) = 0;
};

// Whether what an act returned lets its transaction be committed. A refused Result does not;
// other types say so by their own keeps(), found by argument-dependent lookup.
template <class T>
bool keeps(const base::Result<T>& result) {
    return result.has_value();
}
template <class T>
    requires(std::is_arithmetic_v<T>)
bool keeps(const T&) {
    return true;
}

class Database {
 public:
    virtual ~Database() = default;
    virtual Engine engine() const = 0;

    // Runs `act` in a transaction that cannot write, and sees one state of the database from its
    // first statement to its end. May run `act` again when the connection was lost.
    template <class Act>
    auto read(Act&& act) {
        return run<Access::Read>(std::forward<Act>(act));
    }
    // Runs `act` in a transaction that writes: committed, durable, when this returns; rolled back
    // when the act throws or returns something that keeps() refuses. May run `act` again when the
    // engine asks for it (deadlock), so an act changes nothing but the database and its result.
    // On SQLite the act runs on the one writer's thread and shares its commit with others: an act
    // may not write() within itself.
    template <class Act>
    auto write(Act&& act) {
        return run<Access::Write>(std::forward<Act>(act));
    }

    // Outside any transaction, one after the other on one connection, however long they take: for
    // migrations and tests only.
    virtual void run_scripts(std::span<const std::string> scripts) = 0;
    void run_script(std::string_view sql) {
        const std::array scripts{std::string(sql)};
        run_scripts(scripts);
    }

    // Empties `tables` and gives them the rows that `fill` adds: all, or none when it throws or
    // when a row breaks a constraint. Indexes and references are put aside meanwhile, and made
    // again, as they were, at the end. Ids count from 1, in the order of the rows. For a base that
    // nobody uses yet: it is locked throughout.
    virtual void fill(std::span<const BulkTable> tables, const std::function<void(Bulk&)>& fill,
                      const BulkProgress& progress) = 0;

 protected:
    enum class Access { Read, Write };
    using Act = std::function<bool(Transaction&)>;
    // Calls `act` in a transaction; commits when it returns true.
    virtual void transact(Access access, const Act& act) = 0;

 private:
    template <Access access, class Act>
    auto run(Act&& act) {
        using Returned = std::invoke_result_t<Act, Transaction&>;
        if constexpr (std::is_void_v<Returned>) {
            transact(access, [&](Transaction& tx) {
                act(tx);
                return true;
            });
        } else {
            std::optional<Returned> returned;
            transact(access, [&](Transaction& tx) {
                returned.emplace(act(tx));
                if constexpr (requires { keeps(*returned); }) return keeps(*returned);
                return true;
            });
            return std::move(*returned);
        }
    }
};

// "sqlite:///absolute/path.db", "sqlite::memory:" (a file of its own, deleted at the end) or
// "postgresql://…". Opens `connections` connections at most, when they are needed (SQLite: that
// many readers and one writer). Throws Failure when the address has none of these forms or the
// database cannot be opened.
struct OpenOptions {
    int connections = 8;
    // For a free connection; Failure Busy beyond.
    std::chrono::milliseconds longest_wait = std::chrono::seconds(5);
};
std::unique_ptr<Database> open(std::string_view url, OpenOptions options = {});

// Each statement's name goes here once it has run: for counting them in tests and in metrics.
// Called from many threads.
using StatementObserver = void (*)(std::string_view name, Engine engine);
void observe_statements(StatementObserver observer);

}  // namespace gps::db
