#pragma once

#include "base/result.hpp"
#include "relays/rules.hpp"
#include "sharing/acting.hpp"

#include <string>
#include <vector>

// Proposing a relay, from the file of a person.
namespace gps::proposals {

using sharing::Acting;

// To whom: one of the three.
struct Destination {
    base::PublicId structure = {};  // a structure: any of its members takes it
    base::PublicId colleague = {};  // a member of the viewer's own
    std::string email = {};         // a professional, who has an account or not
};

// What the page to propose one reads, for who follows the person now. NotFound for anyone else,
// Conflict when their part has ended or the follow-up is frozen. Reading it is reading the file.
struct Proposing {
    std::string person = {};  // initials
    std::vector<relays::Relay> proposed = {};
};
base::Result<Proposing> proposing(const Acting& acting, const base::PublicId& person);

// Proposes, and tells who is to answer. Invalid by field ("destinataire", "courriel", "nature",
// "jour", "motif", "souhait", "accord"); Conflict when the viewer hands this person over already;
// TooMany beyond what one may send a day. Whether an address has an account is not told.
base::Result<base::PublicId> propose(const Acting& acting, const base::PublicId& person,
                                     const Destination& to, const relays::Proposed& proposed);

}  // namespace gps::proposals
