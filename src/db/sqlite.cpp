#include "db/sqlite.hpp"

#include "db/pool.hpp"
#include "db/sqlite_bulk.hpp"
#include "db/sqlite_writer.hpp"

#include <cstdlib>

namespace gps::db {
namespace {

class TemporaryFolder {
 public:
    TemporaryFolder() {
        auto pattern = (std::filesystem::temp_directory_path() / "gps-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr) {
            throw Failure(Failure::Kind::Connection, "no temporary folder can be made");
        }
        path_ = pattern;
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
    std::filesystem::path path_;
};

class SqliteDatabase final : public Database {
 public:
    SqliteDatabase(const std::filesystem::path& file, OpenOptions options,
                   std::unique_ptr<TemporaryFolder> folder = nullptr)
        : folder_(std::move(folder)), writer_(file), readers_(options, [file] {
              return std::make_unique<SqliteConnection>(file, SqliteConnection::Mode::Reader);
          }) {}

    [[nodiscard]] Engine engine() const override { return Engine::Sqlite; }
    void run_scripts(std::span<const std::string> scripts) override {
        writer_.alone([&](SqliteConnection& connection) {
            for (const auto& script : scripts) connection.run_script(script);
        });
    }

    void fill(std::span<const BulkTable> tables, const std::function<void(Bulk&)>& fill,
              const BulkProgress& progress) override {
        readers_.close_idle();
        writer_.alone(
            [&](SqliteConnection& connection) { fill_sqlite(connection, tables, fill, progress); });
    }

 private:
    void transact(Access access, const Act& act) override {
        if (access == Access::Write) {
            writer_.write(act);
        } else {
            read_alone(act);
        }
    }

    void read_alone(const Act& act) {
        auto lease = readers_.take();
        auto& connection = lease.connection();
        connection.begin_read();
        try {
            SqliteTransaction tx(connection);
            act(tx);
        } catch (...) {
            connection.roll_back();
            throw;
        }
        connection.roll_back();
    }

    std::unique_ptr<TemporaryFolder> folder_;  // outlives the connections to the file in it
    SqliteWriter writer_;                      // made before the readers: it creates the file
    Pool<SqliteConnection> readers_;
};

}  // namespace

std::unique_ptr<Database> open_sqlite(const std::filesystem::path& file, OpenOptions options) {
    return std::make_unique<SqliteDatabase>(file, options);
}

std::unique_ptr<Database> open_temporary_sqlite(OpenOptions options) {
    auto folder = std::make_unique<TemporaryFolder>();
    const auto file = folder->path() / "gps.db";
    return std::make_unique<SqliteDatabase>(file, options, std::move(folder));
}

}  // namespace gps::db
