#include "imports/table.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace gps::imports {
namespace {

constexpr std::size_t kLongestFinding = 200;  // bytes

Reason reason_of(csv::Flaw flaw) {
    switch (flaw) {
        case csv::Flaw::TooLong:
            return Reason::RecordTooLong;
        case csv::Flaw::OpenQuote:
            return Reason::FileCut;
        case csv::Flaw::NulByte:
            return Reason::NulByte;
        case csv::Flaw::InvalidBytes:
            return Reason::InvalidBytes;
    }
    __builtin_unreachable();
}

}  // namespace

base::Result<Columns> Columns::of(const csv::Reader& file, std::span<const ColumnName> wanted) {
    Columns columns;
    columns.headers_.assign(file.header().begin(), file.header().end());
    for (const auto& column : wanted) {
        std::optional<std::size_t> place;
        for (const auto name : column.names) {
            if (name.empty()) continue;
            if (file.is_repeated(name))
                return base::refuse(base::Refusal::Invalid, "csv.column_repeated", name);
            if (!place) place = file.column(name);
        }
        if (!place && column.is_required)
            return base::refuse(base::Refusal::Invalid, "imports.columns_missing",
                                column.names.front());
        columns.places_.push_back(place);
    }
    return columns;
}

std::string Columns::header(std::size_t place) const {
    return place < headers_.size() ? headers_[place] : "";
}

RowReading::RowReading(const csv::Record& record, const Columns& columns)
    : record_(record), columns_(columns) {
    tell_flaws();
    if (is_rejected() || record.fields.size() == columns.count()) return;
    findings_.push_back({.line = record.line, .reason = Reason::WrongColumnCount});
}

void RowReading::tell_flaws() {
    for (const auto& repair : record_.repairs) {
        const auto reason = reason_of(repair.flaw);
        Finding finding{.line = record_.line, .reason = reason};
        if (fate(reason) != Fate::Rejected) {
            finding.column = columns_.header(repair.field);
            finding.value = base::beginning(record_.at(repair.field), kLongestFinding);
        }
        findings_.push_back(std::move(finding));
    }
}

std::string RowReading::text(std::size_t column) const {
    return base::clean(record_.at(columns_.place(column)));
}

void RowReading::tell(std::size_t column, Reason reason) {
    const auto place = columns_.place(column);
    findings_.push_back({.line = record_.line,
                         .column = place ? columns_.header(*place) : "",
                         .value = std::string(base::beginning(record_.at(place), kLongestFinding)),
                         .reason = reason});
}

bool RowReading::is_rejected() const {
    return std::ranges::any_of(
        findings_, [](const Finding& finding) { return fate(finding.reason) == Fate::Rejected; });
}

}  // namespace gps::imports
