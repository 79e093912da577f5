#include "openid/strength.hpp"

#include <algorithm>
#include <array>

namespace gps::openid {
namespace {

// Levels that regulation (EU) 2015/1502 gives to two factors only.
constexpr std::array<std::string_view, 2> kSubstantialLevels{"eidas2", "eidas3"};
// Something one has: a generator of codes, a key.
constexpr std::array<std::string_view, 2> kPossessions{"totp", "pop"};
// "Several" factors, without saying which.
constexpr std::string_view kSeveral = "mfa";
constexpr std::string_view kMail = "mail";
constexpr std::string_view kAfterAMail = "-mfa";

template <class Words>
bool has(const Words& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

}  // namespace

Strength strength_of(std::string_view acr, const std::vector<std::string>& amr) {
    const bool is_substantial = has(kSubstantialLevels, acr);
    const bool shows_a_possession =
        std::ranges::any_of(kPossessions, [&](auto means) { return has(amr, means); });
    const bool may_be_a_mail = has(amr, kMail) || acr.ends_with(kAfterAMail);
    const bool shows_several = has(amr, kSeveral) && !may_be_a_mail;
    return is_substantial || shows_a_possession || shows_several ? Strength::TwoFactors
                                                                 : Strength::OneFactor;
}

}  // namespace gps::openid
