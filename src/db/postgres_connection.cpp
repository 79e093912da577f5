#include "db/postgres_connection.hpp"

#include <array>
#include <charconv>
#include <utility>

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

// Prepared as each connection opens. A snapshot for the whole of a transaction that reads, as on
// SQLite; it fails no more than the default level: only writes are refused for what others did.
constexpr auto kBeginsRead = "read";
constexpr auto kBeginsWrite = "write";
constexpr auto kRollsBack = "roll_back";
constexpr std::array kPreparedFirst{
    std::pair{kBeginsRead, "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"},
    std::pair{kBeginsWrite, "BEGIN ISOLATION LEVEL READ COMMITTED, READ WRITE"},
    std::pair{kRollsBack, "ROLLBACK"},
};

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
    for (const auto& [named, text] : kPreparedFirst) prepare(named, text, named);
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
    settle();
    return checked(PQexec(handle_.get(), sql), what);
}

void PostgresConnection::prepare(const std::string& named, std::string_view text,
                                 std::string_view what) {
    settle();
    const std::string sql(text);
    checked(PQprepare(handle_.get(), named.c_str(), sql.c_str(), 0, nullptr), what);
}

const std::string& PostgresConnection::prepared(const Statement& statement) {
    return statements_.find_or(statement.text, [&](auto text) {
        auto named = fmt::format("s{}", ++prepared_);
        prepare(named, text, statement.name);
        return named;
    });
}

Answer PostgresConnection::run(const Statement& statement, std::span<const Value> values) {
    const auto& named = prepared(statement);
    const Parameters parameters(values);
    const auto result =
        begin_ != nullptr ? begin_with(named, values, statement.name)
                          : checked(PQexecPrepared(handle_.get(), named.c_str(), parameters.count(),
                                                   parameters.texts(), nullptr, nullptr, 0),
                                    statement.name);
    return {.rows = rows_of(result.get()), .changed = changed_by(result.get())};
}

void PostgresConnection::demand_sent(bool is_sent, std::string_view what) {
    if (is_sent) return;
    is_lost_ = true;
    throw PostgresFailure(Failure::Kind::Connection, "",
                          fmt::format("{}: the connection was lost", what));
}

void PostgresConnection::send(const std::string& named, std::span<const Value> values,
                              std::string_view what) {
    const Parameters parameters(values);
    demand_sent(PQenterPipelineMode(handle_.get()) == 1 &&
                    PQsendQueryPrepared(handle_.get(), named.c_str(), parameters.count(),
                                        parameters.texts(), nullptr, nullptr, 0) == 1,
                what);
}

void PostgresConnection::send_sync(std::string_view what) {
    demand_sent(PQpipelineSync(handle_.get()) == 1, what);
}

// The last answer before the sync, or the first that is a failure. After each answer comes a null
// one; two in a row, and nothing more will come.
PostgresConnection::Result PostgresConnection::read_to_sync(std::string_view what) {
    Result kept;
    bool was_null = false;
    while (true) {
        Result result(PQgetResult(handle_.get()));
        const auto status = PQresultStatus(result.get());
        if (status == PGRES_PIPELINE_SYNC) return kept;
        demand_sent(result || (!was_null && PQstatus(handle_.get()) == CONNECTION_OK), what);
        was_null = !result;
        const bool has_failed = kept && PQresultStatus(kept.get()) == PGRES_FATAL_ERROR;
        if (result && !has_failed) kept = std::move(result);
    }
}

PostgresConnection::Result PostgresConnection::begin_with(const std::string& named,
                                                          std::span<const Value> values,
                                                          std::string_view what) {
    send(std::exchange(begin_, nullptr), {}, "begin");
    is_in_transaction_ = true;
    send(named, values, what);
    send_sync(what);
    if (std::exchange(is_rolling_back_, false)) checked(read_to_sync(what).release(), "roll back");
    auto answered = read_to_sync(what);
    PQexitPipelineMode(handle_.get());
    return checked(answered.release(), what);
}

void PostgresConnection::settle() {
    if (std::exchange(is_rolling_back_, false)) {
        checked(read_to_sync("roll back").release(), "roll back");
        PQexitPipelineMode(handle_.get());
    }
    if (begin_ == nullptr) return;
    send(std::exchange(begin_, nullptr), {}, "begin");
    is_in_transaction_ = true;
    send_sync("begin");
    auto answered = read_to_sync("begin");
    PQexitPipelineMode(handle_.get());
    checked(answered.release(), "begin");
}

void PostgresConnection::copy(const std::string& sql, std::string_view rows) {
    settle();
    Result asked(PQexec(handle_.get(), sql.c_str()));
    if (PQresultStatus(asked.get()) != PGRES_COPY_IN) checked(asked.release(), "copy");
    constexpr std::size_t kPiece = 1UL << 20U;
    for (std::size_t from = 0; from < rows.size(); from += kPiece) {
        const auto piece = rows.substr(from, kPiece);
        if (PQputCopyData(handle_.get(), piece.data(), static_cast<int>(piece.size())) != 1) break;
    }
    PQputCopyEnd(handle_.get(), nullptr);
    const auto done = checked(PQgetResult(handle_.get()), "copy");
    const Result end(PQgetResult(handle_.get()));  // nothing comes after, and it has to be read
}

void PostgresConnection::run_script(std::string_view sql) {
    const std::string script(sql);
    command(script.c_str(), "script");
}

void PostgresConnection::begin_read() {
    begin_ = kBeginsRead;
}

void PostgresConnection::begin_write() {
    begin_ = kBeginsWrite;
}

void PostgresConnection::commit() {
    if (std::exchange(begin_, nullptr) != nullptr) return;  // nothing was asked in it
    is_in_transaction_ = false;
    const auto result = command("COMMIT", "commit");
    if (std::string_view(PQcmdStatus(result.get())) == "ROLLBACK") {
        throw PostgresFailure(Failure::Kind::Other, "25P02",
                              "the act went on after a statement that failed");
    }
}

void PostgresConnection::roll_back() noexcept {
    begin_ = nullptr;
    if (is_lost_ || !std::exchange(is_in_transaction_, false)) return;
    try {
        send(kRollsBack, {}, "roll back");
        send_sync("roll back");
        is_rolling_back_ = true;
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
