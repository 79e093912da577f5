#pragma once

#include "imports/import.hpp"
#include "imports/rows.hpp"

#include <utility>
#include <vector>

// The course of an import, the same for both tables: rows are read one by one and written by
// batches, a transaction each.
namespace gps::imports {

inline constexpr std::size_t kBatch = 200;  // rows
inline constexpr std::size_t kGlance =
    5'000;  // rows read, even all rejected, between two progresses

enum class Outcome { Created, CreatedWithPerson, Updated, Unchanged, Rejected };

// What became of a row that was read: an outcome, and what there is to say.
struct Written {
    Outcome outcome = Outcome::Unchanged;
    std::vector<Reason> reasons = {};
};

inline Written rejected(Reason why) {
    return {.outcome = Outcome::Rejected, .reasons = {why}};
}

struct Batch {
    std::vector<Written> rows = {};
    bool is_kept = true;
};
// A dry run goes all the way, then takes everything back.
inline bool keeps(const Batch& batch) {
    return batch.is_kept;
}

// Counts and tells.
class Course {
 public:
    explicit Course(const Options& options) : options_(options) {}

    void read(const std::vector<Finding>& findings, bool is_rejected);
    void wrote(std::size_t line, const Written& written);
    void tell_progress() const;
    Report report() && { return std::move(report_); }

 private:
    void tell(const Finding& finding);

    const Options& options_;
    Report report_;
};

// `read`: csv::Record -> ReadRow<Row>; `write`: Transaction&, const Row& -> Written. `write` may
// run again for the same row, so it changes nothing but the database.
template <class Row, class Read, class Write>
Report run(db::Database& db, csv::Reader& file, const Options& options, Read read, Write write) {
    Course course(options);
    std::vector<Row> rows;
    const auto write_batch = [&] {
        if (rows.empty()) return;
        const auto batch = db.write([&](db::Transaction& tx) {
            Batch written{.is_kept = !options.dry_run};
            for (const auto& row : rows) written.rows.push_back(write(tx, row));
            return written;
        });
        for (std::size_t i = 0; i < rows.size(); ++i) course.wrote(rows[i].line, batch.rows[i]);
        rows.clear();
        course.tell_progress();
    };
    std::size_t rows_read = 0;
    for (csv::Record record; file.next(record);) {
        auto one = read(record);
        course.read(one.findings, !one.row);
        if (one.row) rows.push_back(std::move(*one.row));
        if (rows.size() == kBatch) write_batch();
        if (++rows_read % kGlance == 0) course.tell_progress();
    }
    write_batch();
    course.tell_progress();
    return std::move(course).report();
}

}  // namespace gps::imports
