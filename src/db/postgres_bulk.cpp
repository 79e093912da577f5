#include "db/postgres_bulk.hpp"

#include <array>
#include <charconv>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <ranges>
#include <string>
#include <thread>

#include <fmt/format.h>

namespace gps::db {
namespace {

constexpr auto kOneTransaction =
    "SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0;"
    "SET LOCAL maintenance_work_mem = '256MB'; SET LOCAL synchronous_commit = on";

// Constraints and indexes of the tables, and references to them; the order they are made again in.
constexpr Statement kDefinitions{
    .name = "db.bulk_definitions",
    .text = R"sql(
        WITH filled AS (
            SELECT oid
            FROM pg_class
            WHERE relnamespace = current_schema()::regnamespace
                AND relname = ANY (string_to_array($1, ','))
        )
        SELECT CASE contype WHEN 'f' THEN 3 ELSE 1 END AS turn, conname::text AS name,
            format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
            format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname,
                pg_get_constraintdef(oid))
        FROM pg_constraint
        WHERE (contype IN ('p', 'u') AND conrelid IN (SELECT oid FROM filled))
            OR (contype = 'f' AND (conrelid IN (SELECT oid FROM filled)
                OR confrelid IN (SELECT oid FROM filled)))
        UNION ALL
        SELECT 2, indexrelid::regclass::text, format('DROP INDEX %s', indexrelid::regclass),
            pg_get_indexdef(indexrelid)
        FROM pg_index
        WHERE indrelid IN (SELECT oid FROM filled)
            AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)
        ORDER BY turn, name
    )sql",
};

struct Definition {
    std::string drop = {};
    std::string make = {};
};

void append_escaped(std::string& out, std::string_view text) {
    for (const char c : text) {
        switch (c) {
            case '\\':
                out += "\\\\";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\r':
                out += "\\r";
                break;
            case '\t':
                out += "\\t";
                break;
            default:
                out += c;
        }
    }
}

// A cell of COPY's text format.
struct Cell {
    std::string& out;

    void operator()(std::nullptr_t /*null*/) const { out += "\\N"; }
    void operator()(bool value) const { out += value ? 't' : 'f'; }
    void operator()(const std::string& value) const { append_escaped(out, value); }
    template <class Number>
    void operator()(Number value) const {
        std::array<char, 32> text{};
        const auto end = std::to_chars(text.data(), text.data() + text.size(), value);
        out.append(text.data(), end.ptr);
    }
};

struct Piece {
    std::size_t table = 0;
    std::string rows = {};
};

// Sends pieces in the order they came, on a thread of its own. Few wait: memory does not grow when
// the server is slow.
class Sender {
 public:
    Sender(PostgresConnection& connection, std::vector<std::string> commands)
        : connection_(&connection),
          commands_(std::move(commands)),
          thread_([this](const std::stop_token& stop) { work(stop); }) {}
    Sender(const Sender&) = delete;
    Sender& operator=(const Sender&) = delete;
    ~Sender() {
        thread_.request_stop();
        thread_.join();
    }

    // Throws what sending an earlier piece threw.
    void send(Piece piece) {
        std::unique_lock lock(mutex_);
        moved_.wait(lock, [this] { return waiting_.size() < kMostWaiting || failure_; });
        rethrow();
        waiting_.push_back(std::move(piece));
        moved_.notify_all();
    }

    // Returns once everything is sent.
    void finish() {
        std::unique_lock lock(mutex_);
        moved_.wait(lock, [this] { return (waiting_.empty() && !is_sending_) || failure_; });
        rethrow();
    }

 private:
    static constexpr std::size_t kMostWaiting = 4;

    void rethrow() const {
        if (failure_) std::rethrow_exception(failure_);
    }

    void work(const std::stop_token& stop) {
        std::unique_lock lock(mutex_);
        while (moved_.wait(lock, stop, [this] { return !waiting_.empty(); })) {
            if (stop.stop_requested() || failure_) return;
            const auto piece = std::move(waiting_.front());
            waiting_.pop_front();
            is_sending_ = true;
            lock.unlock();
            std::exception_ptr failure;
            try {
                connection_->copy(commands_.at(piece.table), piece.rows);
            } catch (...) {
                failure = std::current_exception();
            }
            lock.lock();
            failure_ = failure;
            is_sending_ = false;
            moved_.notify_all();
        }
    }

    PostgresConnection* connection_;
    std::vector<std::string> commands_;
    std::mutex mutex_;
    std::condition_variable_any moved_;
    std::deque<Piece> waiting_;
    bool is_sending_ = false;
    std::exception_ptr failure_;
    std::jthread thread_;
};

class PostgresBulk final : public Bulk {
 public:
    PostgresBulk(PostgresConnection& connection, std::span<const BulkTable> tables)
        : pieces_(tables.size()), sender_(connection, commands(tables)) {}

    void add(std::size_t table, std::span<const Value> row) override {
        auto& rows = pieces_.at(table);
        char before = '\0';
        for (const auto& value : row) {
            if (before != '\0') rows += before;
            std::visit(Cell{rows}, value);
            before = '\t';
        }
        rows += '\n';
        if (rows.size() >= kPiece) send(table);
    }

    void finish() {
        for (std::size_t table = 0; table < pieces_.size(); ++table) send(table);
        sender_.finish();
    }

 private:
    static constexpr std::size_t kPiece = 8UL << 20U;

    // FREEZE: the rows are seen by all at once and never need to be written again.
    static std::vector<std::string> commands(std::span<const BulkTable> tables) {
        std::vector<std::string> commands;
        for (const auto& table : tables)
            commands.push_back(fmt::format("COPY {} ({}) FROM STDIN (FREEZE)", table.named,
                                           fmt::join(table.columns, ", ")));
        return commands;
    }

    void send(std::size_t table) {
        auto& rows = pieces_.at(table);
        if (rows.empty()) return;
        sender_.send({.table = table, .rows = std::move(rows)});
        rows = {};
        rows.reserve(kPiece + kPiece / 8);
    }

    std::vector<std::string> pieces_;
    Sender sender_;
};

std::string names(std::span<const BulkTable> tables) {
    std::string all;
    for (const auto& table : tables)
        all += fmt::format("{}{}", all.empty() ? "" : ",", table.named);
    return all;
}

std::vector<Definition> put_aside(PostgresConnection& connection, const std::string& tables) {
    const std::vector<Value> of{tables};
    std::vector<Definition> definitions;
    for (const auto& row : connection.run(kDefinitions, of).rows)
        definitions.push_back({.drop = row.text(2), .make = row.text(3)});
    // References go before what they refer to.
    for (const auto& definition : std::views::reverse(definitions))
        connection.run_script(definition.drop);
    connection.run_script(fmt::format("TRUNCATE {} RESTART IDENTITY", tables));
    return definitions;
}

}  // namespace

void fill_postgres(PostgresConnection& connection, std::span<const BulkTable> tables,
                   const std::function<void(Bulk&)>& fill, const BulkProgress& progress) {
    const auto all = names(tables);
    connection.begin_write();
    connection.run_script(kOneTransaction);
    const auto definitions = put_aside(connection, all);
    {
        PostgresBulk bulk(connection, tables);
        fill(bulk);
        bulk.finish();
    }
    const int steps = static_cast<int>(definitions.size()) + 1;
    for (int done = 0; done + 1 < steps; ++done) {
        progress(done, steps);
        connection.run_script(definitions[static_cast<std::size_t>(done)].make);
    }
    progress(steps - 1, steps);
    connection.run_script("ANALYZE " + all);
    connection.commit();
    progress(steps, steps);
}

}  // namespace gps::db
