#pragma once

#include "access/route.hpp"
#include "passkeys/webauthn.hpp"

#include <optional>
#include <string>
#include <string_view>

// A public key at rest: sealed by a key outside the database, and bound to its owner and to its
// passkey. Who can write in the database gives nobody a passkey of their own.
namespace gps::passkeys {

std::string sealed_key(const access::Visit& visit, const Made& made);
// nullopt when it was sealed for another owner, passkey or algorithm.
std::optional<std::string> unsealed_key(const access::Visit& visit, std::string_view sealed,
                                        std::string_view credential_id, Algorithm algorithm);

// Names the viewer to authenticators: the same for all their passkeys, and nothing of them.
std::string user_handle(const access::Visit& visit);

}  // namespace gps::passkeys
