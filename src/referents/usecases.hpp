#pragma once

#include "base/result.hpp"
#include "referents/model.hpp"
#include "sharing/acting.hpp"
#include "sharing/file.hpp"

#include <optional>
#include <string_view>
#include <vector>

// Naming the référent of a person, and objecting.
namespace gps::referents {

using sharing::Acting;

struct OnPerson {
    std::string person = {};  // initials
    std::optional<Candidate> referent = {};
    bool is_hidden = false;  // there is one, whom the viewer may not see named
    std::optional<InForce> in_force = {};
    std::vector<Candidate> may_be_named = {};  // none for who may not designate
    bool may_designate = false;
    std::optional<base::Instant> may_object_until = {};
};
// For who sees the whole group: NotFound for anyone else. Reading it is reading the file.
base::Result<OnPerson> on_person(const Acting& acting, const base::PublicId& person);

struct Choice {
    base::PublicId professional = {};
    base::PublicId structure = {};
};
// Names another, at once: leaves the act, and tells who was and who is named, who may object for
// seven days. Invalid for a choice or a reason that is none; NotFound for who may not;
// Conflict when they are named already.
base::Result<> designate(const Acting& acting, const base::PublicId& person, const Choice& choice,
                         std::string_view reason);

// The former is référent again, when they still follow the person. Invalid without a reason;
// Conflict for who may not, or not any more.
base::Result<> object(const Acting& acting, const base::PublicId& person, std::string_view reason);

}  // namespace gps::referents
