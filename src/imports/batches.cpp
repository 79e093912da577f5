#include "imports/batches.hpp"

namespace gps::imports {

void Course::read(const std::vector<Finding>& findings, bool is_rejected) {
    ++report_.rows_read;
    if (is_rejected) ++report_.rejected;
    for (const auto& finding : findings) tell(finding);
}

void Course::wrote(std::size_t line, const Written& written) {
    switch (written.outcome) {
        case Outcome::CreatedWithPerson:
            ++report_.people_created;
            ++report_.created;
            break;
        case Outcome::Created:
            ++report_.created;
            break;
        case Outcome::Updated:
            ++report_.updated;
            break;
        case Outcome::Unchanged:
            ++report_.unchanged;
            break;
        case Outcome::Rejected:
            ++report_.rejected;
            break;
    }
    for (const auto reason : written.reasons) tell({.line = line, .reason = reason});
}

void Course::tell_progress() const {
    if (options_.on_progress) options_.on_progress(report_.rows_read);
}

void Course::tell(const Finding& finding) {
    ++report_.findings[finding.reason];
    if (options_.on_finding) options_.on_finding(finding);
}

}  // namespace gps::imports
