#include "lists/import.hpp"

#include "lists/import_keys.hpp"
#include "lists/import_row.hpp"
#include "structures/intake.hpp"

#include <map>
#include <string_view>
#include <utility>

namespace gps::lists {
namespace {

constexpr std::size_t kBatch = 500;      // rows in one transaction
constexpr std::size_t kGlance = 10'000;  // rows read between two words of progress

// What becomes of a batch, given what is stored.
struct Plan {
    std::vector<const structures::Incoming*> created = {};
    std::vector<structures::Change> updated = {};
    std::vector<const structures::Incoming*> kind_changed = {};

    [[nodiscard]] bool changes_something() const { return !created.empty() || !updated.empty(); }
};

Plan plan(db::Transaction& tx, std::span<const structures::Incoming> batch) {
    using Key = std::pair<std::string_view, std::string_view>;
    const auto stored = structures::stored(tx, batch);
    std::map<Key, const structures::Stored*> by_key;
    for (const auto& row : stored) by_key.emplace(Key(row.source, row.source_id), &row);

    Plan planned;
    for (const auto& row : batch) {
        const auto found = by_key.find(Key(row.structure.source, row.structure.source_id));
        if (found == by_key.end()) {
            planned.created.push_back(&row);
        } else if (found->second->content_hash != row.content_hash) {
            planned.updated.push_back({.id = found->second->id, .row = &row});
            if (found->second->kind != row.structure.kind) planned.kind_changed.push_back(&row);
        }
    }
    return planned;
}

class Import {
 public:
    Import(db::Database& db, const base::Clock& clock, const ImportOptions& options)
        : db_(db), clock_(clock), options_(options) {}

    base::Result<ImportReport> run(std::istream& file);

 private:
    template <class Take>
    void read_ahead(csv::Reader& file, Take take);
    void read_rows(csv::Reader& file, const Columns& columns);
    void take(const csv::Record& record, const Columns& columns);
    void settle_key(const csv::Record& record, const Columns& columns, ReadRow& row);
    void store_batch();
    Plan write(std::span<const structures::Incoming> batch);
    void tell(Finding finding);
    void tell_progress() const;

    db::Database& db_;
    const base::Clock& clock_;
    const ImportOptions& options_;
    FileKeys keys_;
    std::vector<structures::Incoming> batch_;
    ImportReport report_;
};

base::Result<csv::Reader> open_again(std::istream& file) {
    file.clear();
    file.seekg(0);
    return csv::Reader::open(file);
}

base::Result<ImportReport> Import::run(std::istream& file) {
    auto reader = csv::Reader::open(file);
    if (!reader) return base::pass_on(reader);
    const auto columns = Columns::of(*reader);
    if (!columns) return base::pass_on(columns);
    read_ahead(*reader, [&](const csv::Record& record) { keys_.note(record, *columns); });
    if (keys_.has_doubts()) {
        reader = open_again(file);
        if (!reader) return base::pass_on(reader);
        read_ahead(*reader, [&](const csv::Record& record) { keys_.compare(record, *columns); });
    }
    reader = open_again(file);
    if (!reader) return base::pass_on(reader);
    read_rows(*reader, *columns);
    if (!options_.dry_run)
        report_.doubles_proposed =
            structures::propose_doubles(db_, clock_, [this] { tell_progress(); });
    return std::move(report_);
}

template <class Take>
void Import::read_ahead(csv::Reader& file, Take take) {
    std::size_t rows = 0;
    for (csv::Record record; file.next(record);) {
        take(record);
        if (++rows % kGlance == 0) tell_progress();
    }
}

void Import::read_rows(csv::Reader& file, const Columns& columns) {
    for (csv::Record record; file.next(record);) {
        take(record, columns);
        if (batch_.size() == kBatch) store_batch();
        if (report_.rows_read % kGlance == 0) tell_progress();
    }
    store_batch();
}

void Import::take(const csv::Record& record, const Columns& columns) {
    ++report_.rows_read;
    auto row = read_row(record, columns);
    settle_key(record, columns, row);
    for (auto& finding : row.findings) tell(std::move(finding));
    if (row.incoming) {
        batch_.push_back(std::move(*row.incoming));
    } else {
        ++report_.rejected;
    }
}

void Import::settle_key(const csv::Record& record, const Columns& columns, ReadRow& row) {
    if (!row.incoming) return;
    const auto told = row.incoming->structure.source_id;
    const auto verdict = keys_.settle(record, columns, row.incoming->structure);
    if (verdict == FileKeys::Verdict::Alone) return;
    const bool is_repeated = verdict == FileKeys::Verdict::Repeated;
    if (is_repeated) row.findings.clear();
    row.findings.push_back({.line = record.line,
                            .column = std::string(column_name(Column::SourceId)),
                            .value = told,
                            .reason = is_repeated ? Reason::RowRepeated : Reason::KeyRepeated});
    if (is_repeated) {
        row.incoming.reset();
    } else {
        seal(*row.incoming);
    }
}

void Import::store_batch() {
    if (batch_.empty()) return;
    auto planned = db_.read([&](db::Transaction& tx) { return plan(tx, batch_); });
    if (planned.changes_something() && !options_.dry_run) planned = write(batch_);
    report_.created += planned.created.size();
    report_.updated += planned.updated.size();
    report_.unchanged += batch_.size() - planned.created.size() - planned.updated.size();
    for (const auto* row : planned.kind_changed) {
        tell({.line = row->line,
              .column = std::string(column_name(Column::Kind)),
              .value = row->structure.kind,
              .reason = Reason::KindChanged});
    }
    batch_.clear();
    tell_progress();
}

// Plans again inside the transaction that writes: another import may run.
Plan Import::write(std::span<const structures::Incoming> batch) {
    return db_.write([&](db::Transaction& tx) {
        auto planned = plan(tx, batch);
        const auto now = clock_.now();
        structures::create(tx, planned.created, now);
        structures::update(tx, planned.updated, now);
        return planned;
    });
}

void Import::tell(Finding finding) {
    report_.findings.add(finding.reason);
    if (options_.on_finding) options_.on_finding(finding);
    if (report_.first_findings.size() < kFindingsKept) {
        report_.first_findings.push_back(std::move(finding));
    }
}

void Import::tell_progress() const {
    if (options_.on_progress) options_.on_progress(report_.rows_read);
}

}  // namespace

base::Result<ImportReport> import_structures(db::Database& db, const base::Clock& clock,
                                             std::istream& file, const ImportOptions& options) {
    return Import(db, clock, options).run(file);
}

}  // namespace gps::lists
