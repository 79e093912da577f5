#include "imports/batches.hpp"
#include "imports/import.hpp"
#include "imports/store.hpp"
#include "people/store.hpp"

// Professionals and the structures they are members of.
namespace gps::imports {
namespace {

// Someone who is a member already stays as they are.
Written known_member(db::Transaction& tx, const people::Professional& known,
                     structures::StructureId structure, const ProfessionalRow& row) {
    Written written;
    if (known.last_name != row.last_name || known.first_name != row.first_name)
        written.reasons.push_back(Reason::NameKept);
    if (store::member_role(tx, known.id, structure) != row.role)
        written.reasons.push_back(Reason::RoleKept);
    return written;
}

Written write(db::Transaction& tx, const base::Clock& clock, const ProfessionalRow& row) {
    const auto structure = store::structure(tx, row.structure.source, row.structure.id);
    if (!structure) return rejected(Reason::StructureUnknown);
    const auto known = people::store::professional_by_email(tx, row.email.text());
    if (known && !known->is_active) return rejected(Reason::AccountDeactivated);
    const auto id = known ? known->id
                          : people::store::add_professional(tx, row.email.text(), row.last_name,
                                                            row.first_name, clock.now());
    if (people::store::add_member(tx, id, structure->id, row.role, clock.today()))
        return {.outcome = Outcome::Created};
    return known ? known_member(tx, *known, structure->id, row) : Written{};
}

}  // namespace

base::Result<Report> import_professionals(db::Database& db, const base::Clock& clock,
                                          std::istream& file, const Options& options) {
    auto reader = csv::Reader::open(file);
    if (!reader) return base::pass_on(reader);
    const auto columns = Columns::of(*reader, professional_columns());
    if (!columns) return base::pass_on(columns);
    return run<ProfessionalRow>(
        db, *reader, options,
        [&](const csv::Record& record) { return read_professional(record, *columns); },
        [&](db::Transaction& tx, const ProfessionalRow& row) { return write(tx, clock, row); });
}

}  // namespace gps::imports
