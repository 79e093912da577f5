// Loaded before the program (LD_PRELOAD): notes every SQL statement it runs, with its values, on
// either engine, in the file that BENCH_STATEMENTS names. So what is explained and timed is what
// a page really runs, not a copy of it.
//
// A record ends with the byte 0x1e; its fields are apart by 0x1f: the thread, the text, then each
// value: 't' and the text, 'i' and an integer, 'd' and a real, 'n' for NULL.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include <dlfcn.h>
#include <libpq-fe.h>
#include <sqlite3.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

constexpr char kField = '\x1f';
constexpr char kRecord = '\x1e';

using Values = std::vector<std::string>;

template <class Function>
Function* next(const char* name) {
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

struct Notes {
    std::mutex mutex = {};
    std::FILE* file = nullptr;
    std::map<sqlite3_stmt*, Values> bound = {};
    std::map<std::pair<PGconn*, std::string>, std::string> prepared = {};

    Notes() {
        const char* path = std::getenv("BENCH_STATEMENTS");  // NOLINT(concurrency-mt-unsafe)
        if (path != nullptr) file = std::fopen(path, "ae");
    }

    void note(const char* text, const Values& values) const {
        if (file == nullptr || text == nullptr) return;
        auto record = std::to_string(::syscall(SYS_gettid)) + kField + text;
        for (const auto& value : values) record += kField + value;
        record += kRecord;
        std::fwrite(record.data(), 1, record.size(), file);
        std::fflush(file);
    }
};

// Never destroyed: threads still run statements as the program ends.
Notes& notes() {
    static auto& only = *new Notes;
    return only;
}

void bind(sqlite3_stmt* statement, int place, const std::string& value) {
    const std::lock_guard lock(notes().mutex);
    auto& values = notes().bound[statement];
    if (values.size() < static_cast<std::size_t>(place))
        values.resize(static_cast<std::size_t>(place), "n");
    values[static_cast<std::size_t>(place) - 1] = value;
}

thread_local bool is_noted = false;  // PQexecPrepared may send by PQsendQueryPrepared

void note_prepared(PGconn* connection, const char* name, int count, const char* const* values) {
    const std::lock_guard lock(notes().mutex);
    Values texts = {};
    for (int i = 0; i < count; ++i)
        texts.push_back(values[i] == nullptr ? "n" : std::string("t") + values[i]);
    notes().note(notes().prepared[{connection, name}].c_str(), texts);
}

}  // namespace

// NOLINTBEGIN(readability-*): the names are those of the libraries.
extern "C" {

int sqlite3_bind_int64(sqlite3_stmt* statement, int place, sqlite3_int64 value) {
    bind(statement, place, "i" + std::to_string(value));
    return next<decltype(sqlite3_bind_int64)>("sqlite3_bind_int64")(statement, place, value);
}

int sqlite3_bind_int(sqlite3_stmt* statement, int place, int value) {
    bind(statement, place, "i" + std::to_string(value));
    return next<decltype(sqlite3_bind_int)>("sqlite3_bind_int")(statement, place, value);
}

int sqlite3_bind_double(sqlite3_stmt* statement, int place, double value) {
    bind(statement, place, "d" + std::to_string(value));
    return next<decltype(sqlite3_bind_double)>("sqlite3_bind_double")(statement, place, value);
}

int sqlite3_bind_null(sqlite3_stmt* statement, int place) {
    bind(statement, place, "n");
    return next<decltype(sqlite3_bind_null)>("sqlite3_bind_null")(statement, place);
}

int sqlite3_bind_text(sqlite3_stmt* statement, int place, const char* value, int length,
                      void (*destroy)(void*)) {
    const auto size = length < 0 ? std::strlen(value) : static_cast<std::size_t>(length);
    bind(statement, place, "t" + std::string(value, size));
    return next<decltype(sqlite3_bind_text)>("sqlite3_bind_text")(statement, place, value, length,
                                                                  destroy);
}

int sqlite3_bind_text64(sqlite3_stmt* statement, int place, const char* value, sqlite3_uint64 size,
                        void (*destroy)(void*), unsigned char encoding) {
    bind(statement, place, "t" + std::string(value, size));
    return next<decltype(sqlite3_bind_text64)>("sqlite3_bind_text64")(statement, place, value, size,
                                                                      destroy, encoding);
}

// Noted when it begins to run, not at each of its rows.
int sqlite3_step(sqlite3_stmt* statement) {
    if (sqlite3_stmt_busy(statement) == 0) {
        const std::lock_guard lock(notes().mutex);
        notes().note(sqlite3_sql(statement), notes().bound[statement]);
    }
    return next<decltype(sqlite3_step)>("sqlite3_step")(statement);
}

PGresult* PQprepare(PGconn* connection, const char* name, const char* text, int count,
                    const Oid* types) {
    {
        const std::lock_guard lock(notes().mutex);
        notes().prepared[{connection, name}] = text;
    }
    return next<decltype(PQprepare)>("PQprepare")(connection, name, text, count, types);
}

PGresult* PQexecPrepared(PGconn* connection, const char* name, int count, const char* const* values,
                         const int* lengths, const int* formats, int result_format) {
    note_prepared(connection, name, count, values);
    is_noted = true;
    auto* result = next<decltype(PQexecPrepared)>("PQexecPrepared")(
        connection, name, count, values, lengths, formats, result_format);
    is_noted = false;
    return result;
}

int PQsendQueryPrepared(PGconn* connection, const char* name, int count, const char* const* values,
                        const int* lengths, const int* formats, int result_format) {
    if (!is_noted) note_prepared(connection, name, count, values);
    return next<decltype(PQsendQueryPrepared)>("PQsendQueryPrepared")(
        connection, name, count, values, lengths, formats, result_format);
}

PGresult* PQexec(PGconn* connection, const char* text) {
    {
        const std::lock_guard lock(notes().mutex);
        notes().note(text, {});
    }
    return next<decltype(PQexec)>("PQexec")(connection, text);
}

}  // extern "C"
// NOLINTEND(readability-*)
