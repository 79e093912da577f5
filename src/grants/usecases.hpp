#pragma once

#include "base/result.hpp"
#include "grants/model.hpp"
#include "sharing/acting.hpp"
#include "sharing/file.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// Grants given, reviewed and taken back. They end by themselves on their day: sight() reads it.
namespace gps::grants {

using sharing::Acting;

struct Given {
    people::PersonId person = {};
    people::ProfessionalId holder = {};
    structures::StructureId structure = {};
    std::int64_t request = 0;  // the request that is accepted
    base::Date until = {};
};
// The caller has decided. False when the holder no longer follows the person.
bool give(const Acting& acting, const Given& given);

// The grants in force on a person, for who reviews them: NotFound for anyone else. Reading them is
// reading the file.
struct OnPerson {
    std::string person = {};  // initials
    std::vector<Grant> grants = {};
};
base::Result<OnPerson> on_person(const Acting& acting, const base::PublicId& person);

// Takes one back at once, with a coded reason, and tells its holder by a mail that names nobody.
// Invalid without a reason; NotFound for who may not, or when it is not in force.
base::Result<> revoke(const Acting& acting, const base::PublicId& person,
                      const base::PublicId& grant, std::string_view reason);

// The same for an administrator, on the grants of the members of their structure: initials only.
std::vector<Grant> of_structure(const Acting& acting);
base::Result<> revoke_of_member(const Acting& acting, const base::PublicId& grant,
                                std::string_view reason);

}  // namespace gps::grants
