#include "passkeys/usecases.hpp"

#include "access/usecases.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "factors/usecases.hpp"
#include "openid/base64url.hpp"
#include "passkeys/kept_key.hpp"
#include "passkeys/store.hpp"

#include <fmt/format.h>

namespace gps::passkeys {
namespace {

using Refusal = base::Refusal;

constexpr std::string_view kPasskey = "passkey";

base::Instant oldest(const access::Visit& visit) {
    return visit.now.minus(kChallengeLife);
}

void ask(const access::Visit& visit, Purpose purpose) {
    const auto challenge = openid::base64url(base::random_token(kChallengeBits));
    store::keep_challenge(visit.tx, visit.viewer.session, purpose, challenge, visit.now);
}

// What the answer must agree with; the challenge serves no more.
base::Result<Expected> expected(const access::Visit& visit, Purpose purpose) {
    const auto site = site_of(visit.house.public_url);
    if (!site) return base::refuse(Refusal::NotFound, "passkeys.not_here");
    auto challenge = store::claim_challenge(visit.tx, visit.viewer.session, purpose, oldest(visit));
    if (!challenge) return base::refuse(Refusal::Invalid, "passkeys.too_late");
    return Expected{.site = *site, .challenge = *std::move(challenge)};
}

base::Result<> may_add_one(const access::Visit& visit) {
    if (!are_offered(visit.house)) return base::refuse(Refusal::NotFound, "passkeys.not_here");
    if (!factors::may_add(visit.viewer))
        return base::refuse(Refusal::Forbidden, "factors.may_not_add");
    if (std::ssize(store::passkeys(visit.tx, visit.viewer.id)) >= kMost)
        return base::refuse(Refusal::TooMany, "passkeys.too_many");
    return {};
}

auto not_believed(Doubt why) {
    base::log_event(base::Level::Info, "passkeys.refused", {{"doubt", std::string(name_of(why))}});
    return base::refuse(Refusal::Invalid, "passkeys.not_believed");
}

// A count that goes back: the owner is told, and so is the operator.
auto copied(const access::Visit& visit, const base::PublicId& passkey) {
    base::log_event(base::Level::Warning, "passkeys.copied", {{"passkey", passkey.text()}});
    factors::tell_owner(visit,
                        "Une clé d’accès de votre compte vient d’être refusée\u00a0: il se peut "
                        "qu’elle ait été copiée. Retirez-la, puis ajoutez-en une autre.");
    return base::refuse(Refusal::Invalid, "passkeys.copied");
}

}  // namespace

bool are_offered(const access::House& house) {
    return site_of(house.public_url).has_value();
}

std::vector<Passkey> passkeys(db::Transaction& tx, people::ProfessionalId owner) {
    std::vector<Passkey> all;
    for (const auto& listed : store::passkeys(tx, owner)) all.push_back(listed.passkey);
    return all;
}

base::Result<> ask_for_new(const access::Visit& visit) {
    const auto may = may_add_one(visit);
    if (may) ask(visit, Purpose::Add);
    return may;
}

base::Result<> ask_for_one(const access::Visit& visit) {
    if (!are_offered(visit.house) || store::passkeys(visit.tx, visit.viewer.id).empty())
        return base::refuse(Refusal::NotFound, "passkeys.none");
    ask(visit, Purpose::Use);
    return {};
}

base::Result<Asked> asked(const access::Visit& visit, Purpose purpose) {
    const auto site = site_of(visit.house.public_url);
    auto challenge = store::challenge(visit.tx, visit.viewer.session, purpose, oldest(visit));
    if (!site || !challenge) return base::refuse(Refusal::NotFound, "passkeys.too_late");
    Asked asked{.challenge = *std::move(challenge),
                .site = site->id,
                .user = openid::base64url(user_handle(visit))};
    for (const auto& listed : store::passkeys(visit.tx, visit.viewer.id))
        asked.ids.push_back(listed.credential_id);
    return asked;
}

base::Result<std::string> add(const access::Visit& visit, std::string_view name,
                              const Answer& answer) {
    if (const auto may = may_add_one(visit); !may) return base::pass_on(may);
    const auto agreed = expected(visit, Purpose::Add);
    if (!agreed) return base::pass_on(agreed);
    const auto called = base::clean(name);
    if (called.empty() || called.size() > kLongestName)
        return base::refuse(Refusal::Invalid, "passkeys.name", "nom");
    const auto made = read_made(answer, *agreed);
    if (!made) return not_believed(made.error());
    const auto passkey = base::PublicId::fresh();
    if (!store::add(visit.tx, {.public_id = passkey,
                               .owner = visit.viewer.id,
                               .credential_id = made->id,
                               .algorithm = made->algorithm,
                               .sealed = sealed_key(visit, *made),
                               .count = made->count,
                               .name = called,
                               .now = visit.now}))
        return base::refuse(Refusal::Invalid, "passkeys.already_there");
    factors::trace(visit, audit::Act::AddFactor, fmt::format("kind={}", kPasskey));
    factors::tell_owner(visit, "Une clé d’accès vient d’être ajoutée à votre compte.");
    return access::strengthen(visit.house, visit.tx, visit.viewer, kPasskey, visit.request.id);
}

base::Result<std::string> show(const access::Visit& visit, const Answer& answer) {
    const auto agreed = expected(visit, Purpose::Use);
    if (!agreed) return base::pass_on(agreed);
    const auto kept = store::passkey(visit.tx, visit.viewer.id, answer.id);
    if (!kept) return not_believed(Doubt::Key);
    auto key = unsealed_key(visit, kept->sealed, answer.id, kept->algorithm);
    if (!key) return not_believed(Doubt::Key);
    const auto count = check_shown(answer, *agreed,
                                   {.id = std::string(answer.id),
                                    .algorithm = kept->algorithm,
                                    .key = *std::move(key),
                                    .count = kept->count});
    if (!count && count.error() != Doubt::Count) return not_believed(count.error());
    if (!count || !store::use(visit.tx, kept->public_id, *count, visit.now))
        return copied(visit, kept->public_id);
    return access::strengthen(visit.house, visit.tx, visit.viewer, kPasskey, visit.request.id);
}

base::Result<> remove(const access::Visit& visit, const base::PublicId& passkey) {
    if (!visit.viewer.is_full())
        return base::refuse(Refusal::Forbidden, "factors.needs_full_session");
    if (!store::remove(visit.tx, visit.viewer.id, passkey))
        return base::refuse(Refusal::NotFound, "passkeys.none");
    factors::trace(visit, audit::Act::RemoveFactor, fmt::format("kind={}", kPasskey));
    factors::tell_owner(visit, "Une clé d’accès vient d’être retirée de votre compte.");
    return {};
}

std::int64_t sweep(db::Database& db, const base::Clock& clock) {
    return db.write(
        [&](db::Transaction& tx) { return store::sweep(tx, clock.now().minus(kChallengeLife)); });
}

}  // namespace gps::passkeys
