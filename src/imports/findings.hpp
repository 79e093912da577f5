#pragma once

#include <cstddef>
#include <map>
#include <ostream>
#include <string>
#include <string_view>

// What an import of people has to say of a row: why it was rejected, what was left out of it. A
// report goes back to those who keep the list: it repeats their cells and adds nothing about
// anyone.
namespace gps::imports {

enum class Reason {
    // The row is rejected.
    WrongColumnCount,
    RecordTooLong,
    FileCut,
    EmailWrong,
    NameWrong,
    MemberRoleUnknown,
    StructureUnknown,
    AccountDeactivated,
    ProfessionalUnknown,
    NotMember,
    BirthDateWrong,
    FactMissing,
    StartWrong,
    RoleUnknown,
    ReasonMissing,
    NoticeMissing,
    NoticeDateWrong,
    RequestPending,
    SetAside,
    // The row is kept; the value is repaired or left out.
    CommuneWrong,
    PersonEmailWrong,
    PhoneWrong,
    ReasonUnknown,
    ReferentUnreadable,
    CertifiedUnreadable,
    CertifiedDateWrong,
    NulByte,
    InvalidBytes,
    // The row is kept, and what the database holds stays.
    NameKept,
    RoleKept,
    PartEnded,
    ReferentKept,
    CertifiedKept,
};
inline constexpr std::size_t kReasonCount = static_cast<std::size_t>(Reason::CertifiedKept) + 1;

enum class Fate { Rejected, Repaired, Kept };

Fate fate(Reason reason);
std::string_view code(Reason reason);      // "email_wrong": stable, for machines
std::string_view sentence(Reason reason);  // in French, for people

struct Finding {
    std::size_t line = 0;     // in the file, from 1
    std::string column = {};  // its name in the file; "" for the whole row
    std::string value = {};   // as it stands in the file, its beginning when it is long
    Reason reason = Reason::WrongColumnCount;
};

using Tally = std::map<Reason, std::size_t>;  // how many findings of each reason

// A table for a spreadsheet: file;line;column;value;code;reason.
void write_findings_header(std::ostream& out);
void write_finding(std::ostream& out, std::string_view file, const Finding& finding);

}  // namespace gps::imports
