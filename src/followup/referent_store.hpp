#pragma once

#include "db/bulk.hpp"
#include "db/database.hpp"
#include "followup/certified.hpp"
#include "people/model.hpp"
#include "sharing/model.hpp"

#include <optional>
#include <string_view>

// The SQL of who is référent.
namespace gps::followup::store {

using sharing::ContributionId;

std::optional<ContributionId> referent_of(db::Transaction& tx, people::PersonId person);
bool goes_on(db::Transaction& tx, people::PersonId person, ContributionId part);

struct Designation {
    people::PersonId person = {};
    ContributionId part = {};
    std::optional<ContributionId> former = {};
    std::string_view reason = {};
    std::optional<people::ProfessionalId> decided_by = {};
    base::Instant at = {};
};
// Once the one in force has ended.
void add_designation(db::Transaction& tx, const Designation& designation);
db::BulkTable designations_table();
db::BulkRow designation_row(const Designation& designation);

enum class DesignationEnd { Replaced, PartEnded, Objected };
struct Ended {
    ContributionId part = {};
    std::optional<ContributionId> former = {};
};
// nullopt when none is in force: the référent, if there is one, is older than the table.
std::optional<Ended> end_designation(db::Transaction& tx, people::PersonId person, base::Instant at,
                                     DesignationEnd ending, std::string_view objection = "");

// In the group, and in everyone's list. `seen_since`: of parts that ended before, the list no
// longer tells who is référent.
void set_referent(db::Transaction& tx, people::PersonId person,
                  const std::optional<ContributionId>& referent, base::Date seen_since);

// The référent certifié. Set in a group that lock_group() made; ended when it is that part.
std::optional<Certified> certified_of(db::Transaction& tx, people::PersonId person);
void set_certified(db::Transaction& tx, people::PersonId person, const Certified& certified);
void end_certified(db::Transaction& tx, people::PersonId person, ContributionId part);

// Of two parts of a person made one: what is said of `other` is said of `kept`, who was not named
// after themselves.
void join_referents(db::Transaction& tx, people::PersonId person, ContributionId kept,
                    ContributionId other);

}  // namespace gps::followup::store
