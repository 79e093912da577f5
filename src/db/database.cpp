#include "db/database.hpp"

#include "base/log.hpp"
#include "base/utf8.hpp"
#include "db/postgres.hpp"
#include "db/sqlite.hpp"

#include <atomic>

#include <fmt/format.h>

namespace gps::db {
namespace {

using Watch = std::chrono::steady_clock;

constexpr auto kSlow = std::chrono::milliseconds(200);
constexpr std::string_view kFile = "sqlite://";

std::atomic<StatementObserver> statement_observer{nullptr};

void refuse_bad_text(const Statement& statement, std::span<const Value> values) {
    for (const auto& value : values) {
        const auto* text = std::get_if<std::string>(&value);
        if (text == nullptr) continue;
        if (text->find('\0') == std::string::npos && base::is_utf8(*text)) continue;
        throw Failure(Failure::Kind::Other,
                      fmt::format("{}: 22021 a text is not UTF-8, or holds a NUL", statement.name));
    }
}

void note(const Statement& statement, Engine engine, Watch::duration spent) {
    if (const auto observer = statement_observer.load()) observer(statement.name, engine);
    if (spent < kSlow) return;
    const auto spent_ms = std::chrono::duration_cast<std::chrono::milliseconds>(spent).count();
    base::log_event(base::Level::Warning, "db.slow_statement",
                    {{"statement", std::string(statement.name)}, {"ms", std::to_string(spent_ms)}});
}

}  // namespace

Answer Transaction::run(const Statement& statement, std::span<const Value> values) {
    refuse_bad_text(statement, values);
    const auto start = Watch::now();
    auto answer = execute(statement, values);
    note(statement, engine(), Watch::now() - start);
    return answer;
}

std::unique_ptr<Database> open(std::string_view url, OpenOptions options) {
    if (url == "sqlite::memory:") return open_temporary_sqlite(options);
    if (url.starts_with("sqlite:///")) {
        return open_sqlite(std::filesystem::path(url.substr(kFile.size())), options);
    }
    if (url.starts_with("postgresql://") || url.starts_with("postgres://")) {
        return open_postgres(std::string(url), options);
    }
    throw Failure(Failure::Kind::Connection,
                  "a database's address starts with sqlite:/// or postgresql://");
}

void observe_statements(StatementObserver observer) {
    statement_observer = observer;
}

}  // namespace gps::db
