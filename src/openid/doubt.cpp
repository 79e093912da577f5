#include "openid/doubt.hpp"

#include <algorithm>
#include <array>

namespace gps::openid {
namespace {

struct Named {
    Doubt doubt;
    std::string_view name;
};

constexpr std::array kNames{Named{Doubt::State, "state"},
                            Named{Doubt::Code, "code"},
                            Named{Doubt::GivenUp, "given-up"},
                            Named{Doubt::Refused, "refused"},
                            Named{Doubt::Unreachable, "unreachable"},
                            Named{Doubt::Timeout, "timeout"},
                            Named{Doubt::Certificate, "certificate"},
                            Named{Doubt::TooLong, "too-long"},
                            Named{Doubt::Broken, "broken"},
                            Named{Doubt::Busy, "busy"},
                            Named{Doubt::Resting, "resting"},
                            Named{Doubt::Description, "description"},
                            Named{Doubt::Keys, "keys"},
                            Named{Doubt::Answer, "answer"},
                            Named{Doubt::Malformed, "malformed"},
                            Named{Doubt::Algorithm, "algorithm"},
                            Named{Doubt::Type, "type"},
                            Named{Doubt::Extension, "extension"},
                            Named{Doubt::OwnKey, "own-key"},
                            Named{Doubt::Key, "key"},
                            Named{Doubt::Signature, "signature"},
                            Named{Doubt::Issuer, "issuer"},
                            Named{Doubt::Audience, "audience"},
                            Named{Doubt::Presenter, "presenter"},
                            Named{Doubt::Dates, "dates"},
                            Named{Doubt::Expired, "expired"},
                            Named{Doubt::Old, "old"},
                            Named{Doubt::NotYet, "not-yet"},
                            Named{Doubt::Nonce, "nonce"},
                            Named{Doubt::Subject, "subject"},
                            Named{Doubt::AccessToken, "access-token"},
                            Named{Doubt::SignInTime, "sign-in-time"},
                            Named{Doubt::Acr, "acr"},
                            Named{Doubt::Amr, "amr"},
                            Named{Doubt::Assurance, "assurance"},
                            Named{Doubt::Email, "email"},
                            Named{Doubt::Name, "name"},
                            Named{Doubt::Siret, "siret"}};

// Found by its place.
static_assert(std::ranges::all_of(kNames, [](const Named& one) {
    return &one - kNames.data() == static_cast<std::ptrdiff_t>(one.doubt);
}));

}  // namespace

std::string_view name_of(Doubt doubt) {
    return kNames.at(static_cast<std::size_t>(doubt)).name;
}

bool is_of_the_moment(Doubt doubt) {
    return doubt >= Doubt::Unreachable && doubt <= Doubt::Keys;
}

}  // namespace gps::openid
