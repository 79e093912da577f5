#include "db/postgres_connection.hpp"

#include <array>
#include <charconv>

#include <fmt/format.h>
#include <libpq-fe.h>
#include <poll.h>

namespace gps::db {
namespace {

// A connection's own settings. The formats of dates and numbers are those that Row reads.
// One plan a statement, whatever its values: none is planned anew at each page, and the plan that
// tests look at is the one that runs.
constexpr auto kSettings =
    "SET client_min_messages = warning; SET statement_timeout = '15s'; SET lock_timeout = '5s';"
    "SET idle_in_transaction_session_timeout = '60s'; SET datestyle = 'ISO, YMD';"
    "SET standard_conforming_strings = on; SET extra_float_digits = 1;"
    "SET plan_cache_mode = force_generic_plan";

Failure::Kind kind_of(std::string_view state) {
    using Kind = Failure::Kind;
    if (state == "23505") return Kind::Unique;
    if (state == "23503") return Kind::ForeignKey;
    if (state == "23502") return Kind::NotNull;
    if (state == "23514") return Kind::Check;
    if (state == "53100") return Kind::DiskFull;
    // Deadlock and serialization, lock not had in time, statement cancelled, too many connections.
    for (const std::string_view busy : {"40001", "40P01", "55P03", "57014", "53300"}) {
        if (state == busy) return Kind::Busy;
    }
    return Kind::Other;
}

// 57P0x: the server stops, or an administrator closed the session. 25P03: idle for too long.
bool is_hang_up(std::string_view state) {
    return state.starts_with("08") || state.starts_with("57P0") || state == "25P03";
}

std::string field(const PGresult* result, int code) {
    const char* text = PQresultErrorField(result, code);
    return text == nullptr ? std::string() : std::string(text);
}

// The server's own words hold values for the errors of class 22 ("invalid input syntax"), and in
// the details that are left out here.
std::string words(const PGresult* result, std::string_view state) {
    const auto constraint = field(result, PG_DIAG_CONSTRAINT_NAME);
    if (!constraint.empty()) return "constraint " + constraint;
    return state.starts_with("22") ? "data refused" : field(result, PG_DIAG_MESSAGE_PRIMARY);
}

// The values of a statement as the server takes them: texts ended by a NUL.
class Parameters {
 public:
    explicit Parameters(std::span<const Value> values) : numbers_(values.size()) {
        for (std::size_t i = 0; i < values.size(); ++i) {
            texts_.push_back(
                std::visit([&](const auto& v) { return text(v, numbers_[i]); }, values[i]));
        }
    }

    [[nodiscard]] int count() const { return static_cast<int>(texts_.size()); }
    [[nodiscard]] const char* const* texts() const { return texts_.data(); }

 private:
    using Number = std::array<char, 32>;

    static const char* text(std::nullptr_t /*null*/, Number& /*unused*/) { return nullptr; }
    static const char* text(bool value, Number& /*unused*/) { return value ? "t" : "f"; }
    static const char* text(const std::string& value, Number& /*unused*/) { return value.c_str(); }
    template <class T>
    static const char* text(T value, Number& number) {
        *std::to_chars(number.data(), number.data() + number.size() - 1, value).ptr = '\0';
        return number.data();
    }

    std::vector<Number> numbers_;
    std::vector<const char*> texts_;
};

Rows rows_of(const PGresult* result) {
    const int columns = PQnfields(result);
    Rows rows(static_cast<std::size_t>(columns));
    for (int line = 0; line < PQntuples(result); ++line) {
        for (int column = 0; column < columns; ++column) {
            if (PQgetisnull(result, line, column) != 0) {
                rows.append(std::nullopt);
                continue;
            }
            const auto length = static_cast<std::size_t>(PQgetlength(result, line, column));
            rows.append(std::string_view(PQgetvalue(result, line, column), length));
        }
    }
    return rows;
}

std::int64_t changed_by(PGresult* result) {
    if (std::string_view(PQcmdStatus(result)).starts_with("SELECT")) return 0;
    const std::string_view digits(PQcmdTuples(result));
    std::int64_t changed = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), changed);
    return changed;
}

// What stands after the address wins over it. A host that vanished is noticed in seconds.
PGconn* connect(const std::string& url) {
    constexpr std::array kKeywords{
        "connect_timeout",     "tcp_user_timeout", "keepalives_idle",
        "keepalives_interval", "keepalives_count", "dbname",
        "application_name",    "client_encoding",  static_cast<const char*>(nullptr)};
    const std::array values{
        "3", "20000", "5", "3", "3", url.c_str(), "gps", "UTF8", static_cast<const char*>(nullptr)};
    static_assert(kKeywords.size() == std::tuple_size_v<decltype(values)>);
    return PQconnectdbParams(kKeywords.data(), values.data(), 1);
}

}  // namespace

void PostgresConnection::Finish::operator()(pg_conn* connection) const {
    PQfinish(connection);
}

void PostgresConnection::Clear::operator()(pg_result* result) const {
    PQclear(result);
}

PostgresConnection::PostgresConnection(const std::string& url) : handle_(connect(url)) {
    if (PQstatus(handle_.get()) != CONNECTION_OK) {
        throw PostgresFailure(Failure::Kind::Connection, "",
                              fmt::format("connecting: {}", PQerrorMessage(handle_.get())));
    }
    PQsetNoticeProcessor(
        handle_.get(), [](void* /*unused*/, const char* /*notice*/) {}, nullptr);
    command(kSettings, "settings");
}

PostgresConnection::Result PostgresConnection::checked(pg_result* answered, std::string_view what) {
    Result result(answered);
    const auto status = PQresultStatus(answered);
    if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK || status == PGRES_EMPTY_QUERY) {
        return result;
    }
    const auto state = field(answered, PG_DIAG_SQLSTATE);
    is_lost_ = is_lost_ || PQstatus(handle_.get()) != CONNECTION_OK || is_hang_up(state);
    if (is_lost_) {
        throw PostgresFailure(Failure::Kind::Connection, state,
                              fmt::format("{}: the connection was lost {}", what, state));
    }
    throw PostgresFailure(kind_of(state), state,
                          fmt::format("{}: {} {}", what, state, words(answered, state)));
}

PostgresConnection::Result PostgresConnection::command(const char* sql, std::string_view what) {
    return checked(PQexec(handle_.get(), sql), what);
}

std::string PostgresConnection::prepare(std::string_view name, std::string_view text) {
    auto prepared = fmt::format("s{}", ++prepared_);
    const std::string sql(text);
    checked(PQprepare(handle_.get(), prepared.c_str(), sql.c_str(), 0, nullptr), name);
    return prepared;
}

Answer PostgresConnection::run(const Statement& statement, std::span<const Value> values) {
    const auto& prepared =
        statements_.find_or(statement.text, [&](auto sql) { return prepare(statement.name, sql); });
    const Parameters parameters(values);
    const auto result = checked(PQexecPrepared(handle_.get(), prepared.c_str(), parameters.count(),
                                               parameters.texts(), nullptr, nullptr, 0),
                                statement.name);
    return {.rows = rows_of(result.get()), .changed = changed_by(result.get())};
}

void PostgresConnection::copy(const std::string& sql, std::string_view rows) {
    Result asked(PQexec(handle_.get(), sql.c_str()));
    if (PQresultStatus(asked.get()) != PGRES_COPY_IN) checked(asked.release(), "copy");
    constexpr std::size_t kPiece = 1UL << 20U;
    for (std::size_t from = 0; from < rows.size(); from += kPiece) {
        const auto piece = rows.substr(from, kPiece);
        if (PQputCopyData(handle_.get(), piece.data(), static_cast<int>(piece.size())) != 1) break;
    }
    PQputCopyEnd(handle_.get(), nullptr);
    const auto done = checked(PQgetResult(handle_.get()), "copy");
    Result end(PQgetResult(handle_.get()));  // nothing comes after, and it has to be read
}

void PostgresConnection::run_script(std::string_view sql) {
    const std::string script(sql);
    command(script.c_str(), "script");
}

// A snapshot for the whole transaction, as on SQLite. It fails no more than the default level:
// only writes are refused for what others did.
void PostgresConnection::begin_read() {
    command("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY", "begin");
}

void PostgresConnection::begin_write() {
    command("BEGIN ISOLATION LEVEL READ COMMITTED, READ WRITE", "begin");
}

void PostgresConnection::commit() {
    const auto result = command("COMMIT", "commit");
    if (std::string_view(PQcmdStatus(result.get())) == "ROLLBACK") {
        throw PostgresFailure(Failure::Kind::Other, "25P02",
                              "the act went on after a statement that failed");
    }
}

void PostgresConnection::roll_back() noexcept {
    if (is_lost_ || PQtransactionStatus(handle_.get()) == PQTRANS_IDLE) return;
    try {
        command("ROLLBACK", "roll back");
    } catch (...) {
        is_lost_ = true;
    }
}

bool PostgresConnection::is_lost() const {
    return is_lost_ || PQstatus(handle_.get()) != CONNECTION_OK;
}

void PostgresConnection::check_alive() {
    pollfd socket{.fd = PQsocket(handle_.get()), .events = POLLIN, .revents = 0};
    if (::poll(&socket, 1, 0) == 0) return;
    // Its last words come first, and the end of the connection after them.
    const bool has_words = PQconsumeInput(handle_.get()) == 1;
    if (has_words && PQconsumeInput(handle_.get()) == 1 && !is_lost()) return;
    is_lost_ = true;
    throw PostgresFailure(Failure::Kind::Connection, "", "the server has hung up");
}

}  // namespace gps::db
