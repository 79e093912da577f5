#include "db/postgres_connection.hpp"

namespace gps::db {
namespace {

bool is_deadlock(std::string_view state) {
    return state == "40001" || state == "40P01";
}

// A plan that the schema left behind; a statement the server no longer knows; a server that became
// a standby.
bool is_of_the_session(std::string_view state, PostgresTransaction::Mode mode) {
    if (state == "25006") return mode == PostgresTransaction::Mode::Write;
    return state == "0A000" || state == "26000";
}

}  // namespace

template <class Step>
auto PostgresTransaction::noting_failure(Step&& step) {
    try {
        return std::forward<Step>(step)();
    } catch (const PostgresFailure& failure) {
        failed_with_ = failure.state;
        throw;
    }
}

void PostgresTransaction::run_script(std::string_view sql) {
    noting_failure([&] { connection_->run_script(sql); });
}

Answer PostgresTransaction::execute(const Statement& statement, std::span<const Value> values) {
    return noting_failure([&] { return connection_->run(statement, values); });
}

void PostgresTransaction::begin() {
    if (mode_ == Mode::Read) {
        connection_->begin_read();
    } else {
        connection_->begin_write();
    }
}

void PostgresTransaction::commit() {
    noting_failure([&] {
        connection_->check_alive();
        is_committing_ = true;
        try {
            connection_->commit();
        } catch (const PostgresFailure& failure) {
            if (failure.kind != Failure::Kind::Connection) throw;
            throw PostgresFailure(Failure::Kind::InDoubt, failure.state, failure.what());
        }
    });
}

bool PostgresTransaction::may_run_again() const {
    if (connection_->is_lost()) return !is_committing_;
    return is_deadlock(failed_with_) || is_of_the_session(failed_with_, mode_);
}

bool PostgresTransaction::needs_another_connection() const {
    return connection_->is_lost() || is_of_the_session(failed_with_, mode_);
}

}  // namespace gps::db
