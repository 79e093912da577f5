#pragma once

#include "base/clock.hpp"
#include "base/secret.hpp"
#include "openid/conversation.hpp"
#include "openid/description.hpp"
#include "openid/doubt.hpp"
#include "openid/gate.hpp"
#include "openid/identity_rules.hpp"
#include "openid/kept.hpp"
#include "openid/public_keys.hpp"
#include "openid/signing_key.hpp"
#include "openid/strength.hpp"
#include "openid/tokens.hpp"

#include <string>
#include <string_view>
#include <vector>

// A provider of identities (ProConnect), as OpenID Connect lets a service talk to it: discovery,
// authorization code with PKCE, private_key_jwt, signed userinfo, sign-out. ADR 0018.
namespace gps::openid {

struct ProviderSettings {
    SigningKey key;                          // by which the service says who it is
    Algorithm algorithm = Algorithm::Es256;  // of the provider's tokens
    std::string issuer = {};                 // as its tokens write it, without a final slash
    std::string client = {};                 // the name it gave this service
    std::string return_url = {};             // where it sends people back to
    std::string goodbye_url = {};            // and after they signed out
    std::string ca_file = {};                // "" for those of the system
    bool allow_http_on_loopback = false;     // for tests and demonstrations
    int most_at_once = 4;                    // threads that may wait for it
};

// What is kept of a departure until the person comes back: its texts are secret, and serve once.
struct Departure {
    std::string state = {};                   // 256 bits, in the address of the way back
    std::string nonce = {};                   // 256 bits, in the token
    std::string verifier = {};                // 256 bits, sent with the code (RFC 7636)
    Strength strength = Strength::OneFactor;  // the least that will do
};

// What the way back carries in its address; "" for what is absent.
struct Arrival {
    std::string_view state = {};
    std::string_view code = {};
    std::string_view issuer = {};  // RFC 9207
    std::string_view error = {};
};

// Whom the provider says has come, checked.
struct Identity {
    std::string issuer = {};
    std::string subject = {};  // with the issuer, names a person for good
    std::string email = {};
    std::string given_name = {};
    std::string usual_name = {};
    std::string siret = {};  // 14 digits
    std::string acr = {};
    std::vector<std::string> amr = {};
    Strength strength = Strength::OneFactor;
    base::Secret id_token = {};  // to sign out of the provider
};

// Several threads may call. Whatever it doubts is in the log, by name and without what was said.
class Provider {
 public:
    // Throws std::invalid_argument when the issuer is neither https, nor http on loopback and
    // allowed.
    Provider(ProviderSettings settings, const base::Clock& clock);

    static Departure fresh_departure(Strength strength = Strength::OneFactor);
    // Where to send the browser.
    Believed<std::string> address_of(const Departure& departure);
    // Gives the code back to the provider, and says who came. A departure serves once: whoever
    // calls forgets it first.
    Believed<Identity> identify(const Departure& departure, const Arrival& arrival);
    // Where signing out of the provider begins; "" when it has no such page. It comes back to
    // goodbye_url with `state`.
    Believed<std::string> sign_out_address(const base::Secret& id_token, std::string_view state);

    // The JWK set to give the provider: the public part of our key.
    std::string public_jwks() const;
    const ProviderSettings& settings() const { return settings_; }

 private:
    struct Tokens {
        std::string access = {};
        std::string id = {};
    };
    using KnownDescription = Kept<Description>::Known;
    using KnownKeys = Kept<PublicKeys>::Known;

    template <class T, class Act>
    Believed<T> talk(const Act& act);
    Believed<KnownDescription> description();
    Believed<KnownDescription> description(Conversation& with);
    Believed<KnownKeys> keys_for(std::string_view token, const Description& about,
                                 Conversation& with);
    Believed<Identity> recognise(const Departure& departure, const Arrival& arrival,
                                 Conversation& with);
    Believed<Tokens> exchange(const Departure& departure, const Arrival& arrival,
                              const Description& about, Conversation& with) const;
    Believed<Claims> read(std::string_view token, const Description& about, Conversation& with);
    Believed<Claims> user_info(const Tokens& tokens, const Description& about, Conversation& with);
    std::string assertion() const;

    ProviderSettings settings_;
    const base::Clock& clock_;
    Way way_;
    Gate gate_;
    Kept<Description> description_;
    Kept<PublicKeys> keys_;
};

}  // namespace gps::openid
