#pragma once

#include <string_view>

namespace gps::passkeys {

// Whether authenticator data are what their flags announce, and no more: what is attested when
// `attests`, then extensions. Every length is that of bytes which are there. libcbor makes room for
// what a length announces before it reads it: forty bytes may announce more than a machine has.
bool is_bounded(std::string_view data, bool attests);

}  // namespace gps::passkeys
