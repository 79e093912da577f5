#pragma once

#include <string_view>

#include <tl/expected.hpp>

// Why something that came through a browser, or from the provider, is not believed. It names a
// cause for the log and the tests; whoever signs in reads the same sentence for all of one kind.
namespace gps::openid {

enum class Doubt {
    // The way back.
    State,    // of another departure, or of none
    Code,     // none, or one that cannot be
    GivenUp,  // the person did
    Refused,  // the provider says no
    // The provider, for the moment.
    Unreachable,
    Timeout,
    Certificate,
    TooLong,      // an answer
    Broken,       // it says so itself (5xx), or does not speak HTTP
    Busy,         // as many wait for it as may
    Resting,      // it failed too often a moment ago, and is left alone
    Description,  // of itself: not whole, or of another
    Keys,         // shows none that can be used
    // What it answers.
    Answer,     // not of the form agreed
    Malformed,  // no token, no JSON, a name twice
    Algorithm,  // not the one agreed with the provider
    Type,       // another kind of token
    Extension,  // a header that must be understood, and is not
    OwnKey,     // the token brings the key that would prove it
    Key,        // signed by none of the provider's keys
    Signature,  // by the right key, of something else
    Issuer,     // another provider speaks
    Audience,   // meant for another service, or for others too
    Presenter,  // given to another service
    Dates,      // absent, or no dates
    Expired,
    Old,          // made too long ago
    NotYet,       // made in the future
    Nonce,        // answers another departure
    Subject,      // nobody, or not the same person in both answers
    AccessToken,  // the token does not go with this access
    SignInTime,   // the person will have signed in later
    Acr,          // does not say how sure it is
    Amr,          // does not say how the person proved who they are
    Assurance,    // not as sure of the person as was asked
    Email,
    Name,
    Siret
};

// As the log writes it.
std::string_view name_of(Doubt doubt);
// True when the same may well succeed later: the provider is away, broken or too busy.
bool is_of_the_moment(Doubt doubt);

template <class T = void>
using Believed = tl::expected<T, Doubt>;

inline tl::unexpected<Doubt> doubt(Doubt why) {
    return tl::unexpected<Doubt>(why);
}

}  // namespace gps::openid
