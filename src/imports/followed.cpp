#include "doors/bring_in.hpp"
#include "imports/batches.hpp"
#include "imports/import.hpp"
#include "imports/store.hpp"
#include "people/store.hpp"

// The people that professionals follow. Who may be followed, and what a known person means, is
// followup's to decide.
namespace gps::imports {
namespace {

Written written(doors::BroughtIn how) {
    switch (how) {
        case doors::BroughtIn::Created:
            return {.outcome = Outcome::CreatedWithPerson};
        case doors::BroughtIn::Joined:
            return {.outcome = Outcome::Created};
        case doors::BroughtIn::AlreadyFollowed:
            return {};
        case doors::BroughtIn::EndedSince:
            return {.reasons = {Reason::PartEnded}};
        case doors::BroughtIn::RequestPending:
            return rejected(Reason::RequestPending);
        case doors::BroughtIn::SetAside:
            return rejected(Reason::SetAside);
    }
    __builtin_unreachable();
}

void make_referent(const sharing::Acting& acting, people::PersonId person, Written& written) {
    switch (doors::appoint_first_referent(acting, person)) {
        case doors::Appointed::Now:
            if (written.outcome == Outcome::Unchanged) written.outcome = Outcome::Updated;
            break;
        case doors::Appointed::Before:
            break;
        case doors::Appointed::AnotherIs:
            written.reasons.push_back(Reason::ReferentKept);
            break;
    }
}

void certify(const sharing::Acting& acting, people::PersonId person, const doors::Attested& data,
             Written& written) {
    switch (doors::certify(acting, person, data)) {
        case doors::Certifying::Changed:
            if (written.outcome == Outcome::Unchanged) written.outcome = Outcome::Updated;
            break;
        case doors::Certifying::Unchanged:
            break;
        case doors::Certifying::Outdated:
            written.reasons.push_back(Reason::CertifiedKept);
            break;
    }
}

Written write_for(const sharing::Acting& acting, const FollowedRow& row) {
    const auto brought = doors::bring_in(acting, row.person, row.notice, row.part);
    auto what = written(brought.how);
    const bool is_followed = what.outcome != Outcome::Rejected && what.reasons.empty();
    if (!is_followed) return what;
    if (row.is_referent) make_referent(acting, brought.person, what);
    if (row.certified) certify(acting, brought.person, *row.certified, what);
    return what;
}

Written write(const access::House& house, db::Transaction& tx, const FollowedRow& row) {
    const auto structure = store::structure(tx, row.structure.source, row.structure.id);
    if (!structure) return rejected(Reason::StructureUnknown);
    const auto known = people::store::professional_by_email(tx, row.professional.text());
    if (!known) return rejected(Reason::ProfessionalUnknown);
    if (!known->is_active) return rejected(Reason::AccountDeactivated);
    if (!store::member_role(tx, known->id, structure->id)) return rejected(Reason::NotMember);
    const access::Viewer viewer{
        .id = known->id, .email = known->email, .acting_for = *structure, .structures = 1};
    return write_for({.house = house, .tx = tx, .viewer = viewer}, row);
}

}  // namespace

base::Result<Report> import_followed(db::Database& db, const base::Keys& keys,
                                     const base::Clock& clock, std::istream& file,
                                     const Options& options) {
    auto reader = csv::Reader::open(file);
    if (!reader) return base::pass_on(reader);
    const auto columns = Columns::of(*reader, followed_columns());
    if (!columns) return base::pass_on(columns);
    const access::House house{.database = db, .clock = clock, .keys = keys};
    const auto today = clock.today();
    return run<FollowedRow>(
        db, *reader, options,
        [&](const csv::Record& record) { return read_followed(record, *columns, today); },
        [&](db::Transaction& tx, const FollowedRow& row) { return write(house, tx, row); });
}

}  // namespace gps::imports
