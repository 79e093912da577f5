#pragma once

#include <array>
#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

// What an import has to say of a row: why it was rejected, what was repaired or left out of it.
// The rows of a report go back to those who keep the list.
namespace gps::lists {

enum class Reason {
    // The row is rejected.
    SourceMissing,
    SourceIdMissing,
    NameMissing,
    KindMissing,
    KeyTooLong,
    WrongColumnCount,
    RecordTooLong,
    FileCut,
    RowRepeated,
    // The row is kept; the value is repaired or left out.
    KeyRepeated,
    SiretWrong,
    QuotesDoubled,
    KindUnknown,
    ZeroLost,
    PostcodeWrong,
    InseeCodeWrong,
    DepartmentCorrected,
    DepartmentUnknown,
    PhoneWrong,
    EmailWrong,
    WebsiteWrong,
    CoordinatesWrong,
    ValueTooLong,
    NulByte,
    InvalidBytes,
    // The row is kept as it is, and worth a look.
    CityMayBeCut,
    KindChanged,
};
inline constexpr std::size_t kReasonCount = static_cast<std::size_t>(Reason::KindChanged) + 1;

enum class Fate { Rejected, Repaired, Kept };

Fate fate(Reason reason);
std::string_view code(Reason reason);      // "siret_wrong": stable, for machines
std::string_view sentence(Reason reason);  // in French, for people

struct Finding {
    std::size_t line = 0;     // in the file, from 1
    std::string column = {};  // its name in the file; "" for the whole row
    std::string value = {};   // as it stands in the file, its beginning when it is long
    Reason reason = Reason::SourceMissing;
};

// How many findings of each reason.
class Tally {
 public:
    void add(Reason reason) { ++counts_.at(static_cast<std::size_t>(reason)); }
    std::size_t of(Reason reason) const { return counts_.at(static_cast<std::size_t>(reason)); }
    bool operator==(const Tally&) const = default;

 private:
    std::array<std::size_t, kReasonCount> counts_{};
};

// A table for a spreadsheet: line;column;value;code;reason.
void write_findings_header(std::ostream& out);
void write_finding(std::ostream& out, const Finding& finding);

}  // namespace gps::lists
