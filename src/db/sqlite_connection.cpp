#include "db/sqlite_connection.hpp"

#include <array>
#include <cerrno>
#include <charconv>

#include <fmt/format.h>
#include <sqlite3.h>

namespace gps::db {
namespace {

// Of the pages that a connection keeps, how many have their memory taken at once: all, for none
// that serves keeps more. Taken one by one, they leave holes, and the process grows (ADR 0007).
constexpr int kPagesTakenAtOnce = 4000;

// Each ends by giving back the memory of its first page, taken before it said how many it keeps.
// FULL: what was acknowledged survives a power cut, which NORMAL does not promise.
constexpr auto kWriterSettings =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
    "PRAGMA cache_size = 4000; PRAGMA wal_autocheckpoint = 1000;"
    "PRAGMA journal_size_limit = 67108864; PRAGMA temp_store = MEMORY;"
    "PRAGMA trusted_schema = OFF; PRAGMA shrink_memory";
// Not mapped in memory: at each commit of the writer, a reader would drop its map and fault it in
// again, which took half of the processor of a mixed day.
constexpr auto kReaderSettings =
    "PRAGMA query_only = ON; PRAGMA cache_size = 1000; PRAGMA temp_store = MEMORY;"
    "PRAGMA trusted_schema = OFF; PRAGMA shrink_memory";

constexpr auto kCheckpointerSettings =
    "PRAGMA synchronous = FULL; PRAGMA cache_size = 250; PRAGMA shrink_memory";

const char* settings_of(SqliteConnection::Mode mode) {
    switch (mode) {
        case SqliteConnection::Mode::Reader:
            return kReaderSettings;
        case SqliteConnection::Mode::Writer:
            return kWriterSettings;
        case SqliteConnection::Mode::Checkpointer:
            return kCheckpointerSettings;
    }
    __builtin_unreachable();
}

constexpr Statement kBegin{.name = "db.begin", .text = "BEGIN"};
constexpr Statement kBeginImmediate{.name = "db.begin", .text = "BEGIN IMMEDIATE"};
constexpr Statement kCommit{.name = "db.commit", .text = "COMMIT"};
constexpr Statement kRollBack{.name = "db.roll_back", .text = "ROLLBACK"};

Failure::Kind kind_of(int code) {
    using Kind = Failure::Kind;
    switch (code) {
        case SQLITE_CONSTRAINT_UNIQUE:
        case SQLITE_CONSTRAINT_PRIMARYKEY:
        case SQLITE_CONSTRAINT_ROWID:
            return Kind::Unique;
        case SQLITE_CONSTRAINT_FOREIGNKEY:
            return Kind::ForeignKey;
        case SQLITE_CONSTRAINT_NOTNULL:
            return Kind::NotNull;
        case SQLITE_CONSTRAINT_CHECK:
            return Kind::Check;
        default:
            break;
    }
    switch (code & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return Kind::Busy;
        case SQLITE_FULL:
            return Kind::DiskFull;
        case SQLITE_CANTOPEN:
        case SQLITE_IOERR:
        case SQLITE_NOTADB:
            return Kind::Connection;
        default:
            return Kind::Other;
    }
}

// Before the first connection. What the engine takes is not counted: counting has one lock for all
// connections.
void settle_engine() {
    [[maybe_unused]] static const int settled =
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) |
        sqlite3_config(SQLITE_CONFIG_PAGECACHE, nullptr, 0, kPagesTakenAtOnce);
}

class Reset {
 public:
    explicit Reset(sqlite3_stmt* statement) : statement_(statement) {}
    Reset(const Reset&) = delete;
    Reset& operator=(const Reset&) = delete;
    ~Reset() {
        sqlite3_reset(statement_);
        sqlite3_clear_bindings(statement_);
    }

 private:
    sqlite3_stmt* statement_;
};

// The values outlive the statement's run: SQLite copies none.
struct Bind {
    sqlite3_stmt* statement;
    int place;

    int operator()(std::nullptr_t /*null*/) const { return sqlite3_bind_null(statement, place); }
    int operator()(std::int64_t value) const { return sqlite3_bind_int64(statement, place, value); }
    int operator()(bool value) const { return sqlite3_bind_int(statement, place, value ? 1 : 0); }
    int operator()(double value) const { return sqlite3_bind_double(statement, place, value); }
    int operator()(const std::string& value) const {
        return sqlite3_bind_text64(statement, place, value.data(), value.size(), SQLITE_STATIC,
                                   SQLITE_UTF8);
    }
};

template <class Number>
void append_number(Rows& rows, Number number) {
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number);
    rows.append(std::string_view(text.data(), end.ptr));
}

// Of numbers, SQLite's own text has 15 digits, which do not always give the number back, and is
// made in memory of its own.
void append_cell(Rows& rows, sqlite3_stmt* statement, int column) {
    const int type = sqlite3_column_type(statement, column);
    if (type == SQLITE_NULL) {
        rows.append(std::nullopt);
    } else if (type == SQLITE_INTEGER) {
        append_number(rows, std::int64_t{sqlite3_column_int64(statement, column)});
    } else if (type == SQLITE_FLOAT) {
        append_number(rows, sqlite3_column_double(statement, column));
    } else {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
        const auto length = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
        rows.append(text == nullptr ? std::string_view() : std::string_view(text, length));
    }
}

}  // namespace

void SqliteConnection::Close::operator()(sqlite3* connection) const {
    sqlite3_close_v2(connection);
}

void SqliteConnection::Finalize::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

SqliteConnection::SqliteConnection(const std::filesystem::path& file, Mode mode) {
    settle_engine();
    const int access = mode == Mode::Writer         ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                       : mode == Mode::Checkpointer ? SQLITE_OPEN_READWRITE
                                                    : SQLITE_OPEN_READONLY;
    sqlite3* opened = nullptr;
    const int code = sqlite3_open_v2(file.c_str(), &opened, access | SQLITE_OPEN_NOMUTEX, nullptr);
    handle_.reset(opened);
    if (opened == nullptr) throw Failure(Failure::Kind::Other, "no memory for a connection");
    sqlite3_extended_result_codes(opened, 1);
    if (code != SQLITE_OK) fail("opening the database file");
    sqlite3_busy_timeout(opened, kBusyTimeout);
    run_script(settings_of(mode));
}

void SqliteConnection::settle_as_writer() {
    run_script(kWriterSettings);
    watch_commits();
}

void SqliteConnection::on_commit(std::function<void(int)> told) {
    told_ = std::move(told);
    watch_commits();
}

// The engine has one such hook: its own, that empties the log of a thousand pages, gives way.
void SqliteConnection::watch_commits() {
    if (told_) sqlite3_wal_hook(handle_.get(), committed, this);
}

int SqliteConnection::committed(void* self, sqlite3* connection, const char* name, int pages) {
    auto& own = *static_cast<SqliteConnection*>(self);
    if (pages >= kLongLog)
        sqlite3_wal_checkpoint_v2(connection, name, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    own.told_(pages);
    return SQLITE_OK;
}

void SqliteConnection::fail(std::string_view what) const {
    const int code = sqlite3_extended_errcode(handle_.get());
    const int cause = sqlite3_system_errno(handle_.get());
    const bool is_full = (code & 0xff) == SQLITE_IOERR && code != SQLITE_IOERR_FSYNC &&
                         (cause == ENOSPC || cause == EDQUOT);
    throw Failure(is_full ? Failure::Kind::DiskFull : kind_of(code),
                  fmt::format("{}: {} {}", what, code, sqlite3_errmsg(handle_.get())));
}

SqliteConnection::Prepared SqliteConnection::prepare(std::string_view name, std::string_view text) {
    sqlite3_stmt* compiled = nullptr;
    const char* rest = nullptr;
    const int code = sqlite3_prepare_v3(handle_.get(), text.data(), static_cast<int>(text.size()),
                                        SQLITE_PREPARE_PERSISTENT, &compiled, &rest);
    Prepared prepared{.handle = std::unique_ptr<sqlite3_stmt, Finalize>(compiled), .places = {}};
    if (code != SQLITE_OK) fail(name);
    const int parameters = sqlite3_bind_parameter_count(compiled);
    for (int n = 1; n <= parameters; ++n) {
        prepared.places.push_back(
            sqlite3_bind_parameter_index(compiled, fmt::format("${}", n).c_str()));
    }
    return prepared;
}

void SqliteConnection::bind(const Statement& statement, const Prepared& prepared,
                            std::span<const Value> values) {
    if (values.size() != prepared.places.size()) {
        throw Failure(Failure::Kind::Other,
                      fmt::format("{}: {} values for {} parameters", statement.name, values.size(),
                                  prepared.places.size()));
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
        const Bind to{prepared.handle.get(), prepared.places[i]};
        if (std::visit(to, values[i]) != SQLITE_OK) fail(statement.name);
    }
}

Answer SqliteConnection::run(const Statement& statement, std::span<const Value> values) {
    const auto text = statement.sqlite.empty() ? statement.text : statement.sqlite;
    auto& prepared =
        statements_.find_or(text, [&](auto sql) { return prepare(statement.name, sql); });
    auto* compiled = prepared.handle.get();
    const Reset reset(compiled);
    bind(statement, prepared, values);
    const int columns = sqlite3_column_count(compiled);
    Answer answer{.rows = Rows(static_cast<std::size_t>(columns))};
    int code = sqlite3_step(compiled);
    for (; code == SQLITE_ROW; code = sqlite3_step(compiled)) {
        for (int i = 0; i < columns; ++i) append_cell(answer.rows, compiled, i);
    }
    if (code != SQLITE_DONE) fail(statement.name);
    if (sqlite3_stmt_readonly(compiled) == 0) answer.changed = sqlite3_changes64(handle_.get());
    return answer;
}

void SqliteConnection::run_script(std::string_view sql) {
    const std::string text(sql);
    if (sqlite3_exec(handle_.get(), text.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
        fail("script");
    }
}

void SqliteConnection::check_file() {
    int is_moved = 0;
    sqlite3_file_control(handle_.get(), "main", SQLITE_FCNTL_HAS_MOVED, &is_moved);
    if (is_moved != 0) {
        throw Failure(Failure::Kind::Connection, "the database file was moved or deleted");
    }
}

void SqliteConnection::begin_read() {
    check_file();
    run(kBegin);
}

void SqliteConnection::begin_write() {
    run(kBeginImmediate);
}

// What was written and could not be forced to the disk may be found there after a restart.
void SqliteConnection::commit() {
    check_file();
    try {
        run(kCommit);
    } catch (const Failure& failure) {
        if (failure.kind != Failure::Kind::Connection) throw;
        throw Failure(Failure::Kind::InDoubt, failure.what());
    }
}

void SqliteConnection::roll_back() noexcept {
    if (!is_in_transaction()) return;
    try {
        run(kRollBack);
    } catch (...) {
        // The engine has rolled back by itself, or will when it next opens the file.
        return;
    }
}

bool SqliteConnection::is_in_transaction() const {
    return sqlite3_get_autocommit(handle_.get()) == 0;
}

void SqliteTransaction::run_script(std::string_view sql) {
    try {
        connection_->run_script(sql);
    } catch (const Failure&) {
        is_broken_ = true;
        throw;
    }
}

void SqliteTransaction::check_whole() const {
    if (is_broken_) {
        throw Failure(Failure::Kind::Other, "the act went on after a statement that failed");
    }
}

Answer SqliteTransaction::execute(const Statement& statement, std::span<const Value> values) {
    check_whole();
    try {
        return connection_->run(statement, values);
    } catch (const Failure&) {
        is_broken_ = true;
        throw;
    }
}

}  // namespace gps::db
