#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gps::openid {

// How a person proved to the provider that it is them.
enum class Strength {
    OneFactor,   // or more than one, but nothing shows that the second is no mail
    TwoFactors,  // a second factor is proven: for whoever administers
};

// Of what an ID token says: its level (acr) and its means (amr). `eidas1-mfa` proves nothing:
// ProConnect gives it after a mail of its own, and a mail is no factor (ASVS 6.3.6).
Strength strength_of(std::string_view acr, const std::vector<std::string>& amr);

}  // namespace gps::openid
