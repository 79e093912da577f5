#pragma once

#include "access/route.hpp"
#include "access/usecases.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "openid/provider.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Someone whom ProConnect vouches for, and who has no account (ADR 0020): they ask to be a member
// of a structure of the SIRET that ProConnect asserts, or show the link of an invitation.
namespace gps::proconnect {

// Neither this identity nor its e-mail is of any account, open or closed.
bool is_newcomer(const access::Visit& visit, const openid::Identity& identity);

// The identity as it stands in the form of the page that follows: for this browser, for a quarter
// of an hour. It serves once, for it has an account afterwards.
std::string sealed_newcomer(const access::Visit& visit, const openid::Identity& identity);
std::optional<openid::Identity> unsealed_newcomer(const access::Visit& visit,
                                                  std::string_view sealed);

struct Place {
    base::PublicId public_id = {};
    std::string name = {};
    std::string city = {};
};
// The open structures of the SIRET, by name, twenty at most.
std::vector<Place> places(const access::Visit& visit, const openid::Identity& identity);

// Each opens an account of the names and the e-mail of ProConnect, links the identity to it for
// good and opens a session. Conflict when the identity is no newcomer's any more. Asks to be a
// member of one of places(); NotFound for any other structure.
base::Result<access::Opened> open_and_ask(const access::Visit& visit,
                                          const openid::Identity& identity,
                                          const base::PublicId& structure);
// Accepts the invitation of this link; NotFound when it serves no more, Forbidden when it was sent
// to another address.
base::Result<access::Opened> open_invited(const access::Visit& visit,
                                          const openid::Identity& identity, std::string_view link);

}  // namespace gps::proconnect
