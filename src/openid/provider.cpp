#include "openid/provider.hpp"

#include "base/digest.hpp"
#include "base/log.hpp"
#include "base/random.hpp"
#include "openid/base64url.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

namespace gps::openid {
namespace {

constexpr unsigned kSecretBits = 256;
constexpr std::size_t kLongestCode = 2 << 10;
constexpr std::size_t kLongestAccessToken = 8 << 10;
// Of what a browser is sent to: servers refuse a first line of more than 8 KB.
constexpr std::size_t kLongestGoodbye = 6 << 10;
// What the provider says of itself leaves time for what is asked of it next.
constexpr std::chrono::milliseconds kLongestToDescribe{2000};
constexpr std::chrono::seconds kAssertionLife{60};

// ProConnect has one scope for each claim: those that are read.
constexpr std::string_view kScope = "openid given_name usual_name email siret";
constexpr std::string_view kAnyLevel =
    R"({"id_token":{"amr":{"essential":true},"acr":{"essential":true}}})";
// Only an essential level makes ProConnect ask for a second factor: "acr_values" is a wish.
constexpr std::string_view kTwoFactorLevels =
    R"({"id_token":{"amr":{"essential":true},"acr":{"essential":true,"values":["eidas2","eidas3",)"
    R"("https://proconnect.gouv.fr/assurance/self-asserted-2fa",)"
    R"("https://proconnect.gouv.fr/assurance/consistency-checked-2fa"]}}})";
constexpr std::string_view kDiscovery = "/.well-known/openid-configuration";
constexpr std::string_view kAssertionType =
    "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

bool is_plain(std::string_view text, std::size_t longest) {
    return !text.empty() && text.size() <= longest &&
           std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
}

std::string with_query(std::string_view address, const Fields& fields) {
    const auto mark = address.find('?') == std::string_view::npos ? '?' : '&';
    return fmt::format("{}{}{}", address, mark, encoded(fields));
}

bool is_json(const Answer& answer) {
    return answer.status == 200 &&
           (answer.type == "application/json" || answer.type == "application/jwk-set+json");
}

bool is_bearer(std::string_view type) {
    return type.size() == 6 && std::ranges::equal(type, std::string_view("bearer"), {}, [](char c) {
               return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
           });
}

// What can be told before anything is asked of the provider: nobody makes us ask without a
// departure of theirs.
Believed<> check_arrival(const Departure& departure, const Arrival& arrival,
                         std::string_view issuer) {
    if (departure.state.empty() || !base::same_secret(arrival.state, departure.state))
        return doubt(Doubt::State);
    if (!arrival.issuer.empty() && arrival.issuer != issuer) return doubt(Doubt::Issuer);
    if (arrival.error == "access_denied") return doubt(Doubt::GivenUp);
    if (!arrival.error.empty()) return doubt(Doubt::Refused);
    if (!is_plain(arrival.code, kLongestCode)) return doubt(Doubt::Code);
    return {};
}

Identity identity_of(const Claims& id, const Claims& info, std::string id_token) {
    auto amr = id.texts("amr");
    const auto strength = strength_of(id.text("acr"), amr);
    return {.issuer = std::string(id.text("iss")),
            .subject = std::string(id.text("sub")),
            .email = std::string(info.text("email")),
            .given_name = std::string(info.text("given_name")),
            .usual_name = std::string(info.text("usual_name")),
            .siret = std::string(info.text("siret")),
            .acr = std::string(id.text("acr")),
            .amr = std::move(amr),
            .strength = strength,
            .id_token = base::Secret(std::move(id_token))};
}

void log_not_renewed(std::string_view what, Doubt why) {
    base::log_event(base::Level::Warning, "openid.not_renewed",
                    {{"what", std::string(what)}, {"doubt", std::string(name_of(why))}});
}

}  // namespace

Provider::Provider(ProviderSettings settings, const base::Clock& clock)
    : settings_(std::move(settings)), clock_(clock), gate_(settings_.most_at_once) {
    const bool is_http = settings_.allow_http_on_loopback && is_on_loopback(settings_.issuer);
    if (!is_http && !settings_.issuer.starts_with("https://"))
        throw std::invalid_argument("the issuer of identities is not an address of https");
    way_ = {.ca_file = settings_.ca_file, .is_plain_http = is_http};
}

Departure Provider::fresh_departure(Strength strength) {
    return {.state = base::random_token(kSecretBits),
            .nonce = base::random_token(kSecretBits),
            .verifier = base::random_token(kSecretBits),
            .strength = strength};
}

std::string Provider::public_jwks() const {
    return fmt::format(R"({{"keys":[{}]}})", settings_.key.public_jwk());
}

// One conversation, if the gate lets it begin; how it went is told to the gate.
template <class T, class Act>
Believed<T> Provider::talk(const Act& act) {
    const auto pass = gate_.enter(clock_.now());
    if (!pass) return doubt(pass.error());
    Conversation with(way_);
    Believed<T> result = act(with);
    if (result || !is_of_the_moment(result.error())) {
        gate_.succeeded();
    } else if (gate_.failed(clock_.now())) {
        base::log_event(base::Level::Warning, "openid.resting",
                        {{"doubt", std::string(name_of(result.error()))}});
    }
    return result;
}

Believed<Provider::KnownDescription> Provider::description() {
    if (auto known = description_.young(clock_.now())) return known;
    return talk<KnownDescription>([this](Conversation& with) { return description(with); });
}

Believed<Provider::KnownDescription> Provider::description(Conversation& with) {
    const auto ask = [&]() -> Believed<Description> {
        const auto answer =
            with.get(settings_.issuer + std::string(kDiscovery), {}, kLongestToDescribe);
        auto read = !answer            ? doubt(answer.error())
                    : is_json(*answer) ? Description::read(answer->body, settings_.issuer)
                                       : doubt(Doubt::Description);
        if (!read) log_not_renewed("description", read.error());
        return read;
    };
    return description_.get(
        clock_.now(), with.ends_at(), [](const Description&) { return true; }, ask);
}

Believed<Provider::KnownKeys> Provider::keys_for(std::string_view token, const Description& about,
                                                 Conversation& with) {
    const auto name = key_named_by(token);
    const auto ask = [&]() -> Believed<PublicKeys> {
        const auto answer = with.get(about.keys, {}, kLongestToDescribe);
        Believed<PublicKeys> read = doubt(answer ? Doubt::Keys : answer.error());
        if (answer && is_json(*answer)) read = PublicKeys::parse(answer->body, settings_.algorithm);
        if (read && read->size() == 0) read = doubt(Doubt::Keys);
        if (!read) log_not_renewed("keys", read.error());
        return read;
    };
    return keys_.get(
        clock_.now(), with.ends_at(), [&](const PublicKeys& keys) { return keys.has(name); }, ask);
}

Believed<std::string> Provider::address_of(const Departure& departure) {
    const auto about = description();
    if (!about) return doubt(about.error());
    const bool is_strong = departure.strength == Strength::TwoFactors;
    return with_query((*about)->authorization,
                      {{"response_type", "code"},
                       {"client_id", settings_.client},
                       {"redirect_uri", settings_.return_url},
                       {"scope", std::string(kScope)},
                       {"state", departure.state},
                       {"nonce", departure.nonce},
                       {"code_challenge", base64url(sha256(departure.verifier))},
                       {"code_challenge_method", "S256"},
                       {"claims", std::string(is_strong ? kTwoFactorLevels : kAnyLevel)}});
}

// For the issuer, not for one of its pages: an assertion for all that it answers cannot be used
// elsewhere.
std::string Provider::assertion() const {
    const auto now = clock_.now().micros / 1'000'000;
    const auto name = base::random_token(kSecretBits);
    return settings_.key.sign(object_of({{"iss", settings_.client},
                                         {"sub", settings_.client},
                                         {"aud", settings_.issuer},
                                         {"jti", name},
                                         {"iat", now},
                                         {"exp", now + kAssertionLife.count()}}));
}

Believed<Provider::Tokens> Provider::exchange(const Departure& departure, const Arrival& arrival,
                                              const Description& about, Conversation& with) const {
    const auto answer =
        with.post(about.token, {{"grant_type", "authorization_code"},
                                {"code", std::string(arrival.code)},
                                {"redirect_uri", settings_.return_url},
                                {"code_verifier", departure.verifier},
                                {"client_id", settings_.client},
                                {"client_assertion_type", std::string(kAssertionType)},
                                {"client_assertion", assertion()}});
    if (!answer) return doubt(answer.error());
    if (answer->status != 200) return doubt(Doubt::Refused);
    const auto said = is_json(*answer) ? Claims::parse(answer->body) : std::nullopt;
    if (!said || !is_bearer(said->text("token_type")) ||
        !is_plain(said->text("access_token"), kLongestAccessToken) ||
        !is_plain(said->text("id_token"), Conversation::kMostBytes))
        return doubt(Doubt::Answer);
    return Tokens{.access = std::string(said->text("access_token")),
                  .id = std::string(said->text("id_token"))};
}

Believed<Claims> Provider::read(std::string_view token, const Description& about,
                                Conversation& with) {
    const auto keys = keys_for(token, about, with);
    if (!keys) return doubt(keys.error());
    return verified(token, **keys, settings_.algorithm);
}

Believed<Claims> Provider::user_info(const Tokens& tokens, const Description& about,
                                     Conversation& with) {
    const auto answer = with.get(about.user_info, tokens.access);
    if (!answer) return doubt(answer.error());
    if (answer->status != 200) return doubt(Doubt::Refused);
    // Unsigned, it could be anyone's: whoever answers in its place would choose who comes in.
    if (answer->type != "application/jwt") return doubt(Doubt::Answer);
    return read(answer->body, about, with);
}

Believed<Identity> Provider::recognise(const Departure& departure, const Arrival& arrival,
                                       Conversation& with) {
    const auto about = description(with);
    if (!about) return doubt(about.error());
    // Against the answer of another provider, carried here (RFC 9207).
    if (arrival.issuer.empty() && (*about)->names_itself) return doubt(Doubt::Issuer);

    auto tokens = exchange(departure, arrival, **about, with);
    if (!tokens) return doubt(tokens.error());
    const auto id = read(tokens->id, **about, with);
    if (!id) return doubt(id.error());
    const Expected expected{.now = clock_.now(),
                            .issuer = settings_.issuer,
                            .client = settings_.client,
                            .nonce = departure.nonce,
                            .access_token = tokens->access,
                            .strength = departure.strength};
    if (const auto good = check_id_token(*id, expected); !good) return doubt(good.error());

    const auto info = user_info(*tokens, **about, with);
    if (!info) return doubt(info.error());
    if (const auto good = check_user_info(*info, expected, id->text("sub")); !good)
        return doubt(good.error());
    return identity_of(*id, *info, std::move(tokens->id));
}

Believed<Identity> Provider::identify(const Departure& departure, const Arrival& arrival) {
    auto identified = [&]() -> Believed<Identity> {
        const auto good = check_arrival(departure, arrival, settings_.issuer);
        if (!good) return doubt(good.error());
        return talk<Identity>(
            [&](Conversation& with) { return recognise(departure, arrival, with); });
    }();
    if (!identified)
        base::log_event(base::Level::Info, "openid.refused",
                        {{"doubt", std::string(name_of(identified.error()))}});
    return identified;
}

Believed<std::string> Provider::sign_out_address(const base::Secret& id_token,
                                                 std::string_view state) {
    const auto about = description();
    if (!about) return doubt(about.error());
    if ((*about)->end_session.empty()) return std::string();
    const Fields fields{{"state", std::string(state)},
                        {"post_logout_redirect_uri", settings_.goodbye_url}};
    const auto bare = with_query((*about)->end_session, fields);
    const auto hint = encoded({{"id_token_hint", std::string(id_token.reveal())}});
    if (bare.size() + 1 + hint.size() <= kLongestGoodbye) return bare + "&" + hint;
    // Without a hint the provider asks who signs out whether they do, and by the client, where to.
    return bare + "&" + encoded({{"client_id", settings_.client}});
}

}  // namespace gps::openid
