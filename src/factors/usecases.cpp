#include "factors/usecases.hpp"

#include "access/limits.hpp"
#include "access/usecases.hpp"
#include "audit/usecases.hpp"
#include "base/digest.hpp"
#include "base/log.hpp"
#include "base/random.hpp"
#include "factors/sealed.hpp"
#include "factors/store.hpp"
#include "factors/totp.hpp"
#include "mail/usecases.hpp"

#include <stdexcept>

#include <fmt/format.h>

namespace gps::factors {
namespace {

constexpr std::string_view kApplication = "totp";

auto may_not_add() {
    return base::refuse(base::Refusal::Forbidden, "factors.may_not_add");
}

auto wrong_code() {
    return base::refuse(base::Refusal::Invalid, "factors.code_wrong", "code");
}

Enrolment enrolment_of(const access::Visit& visit, const base::Secret& secret) {
    return {.sealed = sealed_for_session(visit, secret),
            .typed_by_hand = written(secret),
            .uri = key_uri(secret, visit.viewer.email)};
}

// Counts a wrong code; whether there were too many, of which the owner is told once.
void count_failure(const access::Visit& visit) {
    const auto owner = std::to_string(visit.viewer.id.value);
    base::log_event(base::Level::Info, "factors.code_refused",
                    {{"request", visit.request.id}, {"professional", owner}});
    access::count_one(visit.tx, kFailuresADay, owner, visit.now);
    if (access::count_one(visit.tx, kFailures, owner, visit.now) == kFailures.at_most)
        tell_owner(visit,
                   "Cinq codes faux viennent d’être saisis pour renforcer une connexion à votre "
                   "compte.");
}

bool failed_too_often(const access::Visit& visit) {
    const auto owner = std::to_string(visit.viewer.id.value);
    const auto is_over = [&](const access::Limit& limit) {
        return access::count_so_far(visit.tx, limit, owner, visit.now) >= limit.at_most;
    };
    return is_over(kFailures) || is_over(kFailuresADay);
}

std::string full_session(const access::Visit& visit) {
    return access::strengthen(visit.house, visit.tx, visit.viewer, kApplication, visit.request.id);
}

}  // namespace

bool may_add(const access::Viewer& viewer) {
    return viewer.may_enrol || viewer.is_full();
}

void trace(const access::Visit& visit, audit::Act act, std::string detail) {
    audit::Entry entry{.at = visit.now,
                       .actor = visit.viewer.id,
                       .act = act,
                       .detail = std::move(detail),
                       .request_id = visit.request.id};
    if (visit.viewer.acting_for) entry.acting_for = visit.viewer.acting_for->id;
    audit::record(visit.tx, visit.house.keys, entry);
}

void tell_owner(const access::Visit& visit, std::string_view what) {
    mail::queue(visit.tx,
                {.kind = "factors.changed",
                 .recipient = visit.viewer.email,
                 .subject = "La sécurité de votre compte GPS",
                 .body = fmt::format("Bonjour,\n\n{}\n\n"
                                     "Si ce n’est pas vous, prévenez sans attendre "
                                     "l’administrateur de votre structure, puis fermez vos "
                                     "connexions :\n\n    {}/mon-compte/connexions\n\n"
                                     "L’équipe GPS\n",
                                     what, visit.house.public_url),
                 .queued_at = visit.now});
}

Factors factors(db::Transaction& tx, people::ProfessionalId owner) {
    Factors all{.passkeys = store::passkeys(tx, owner)};
    if (const auto kept = store::application(tx, owner)) all.application_since = kept->since;
    return all;
}

base::Result<Enrolment> new_application(const access::Visit& visit) {
    if (!may_add(visit.viewer)) return may_not_add();
    return enrolment_of(visit, fresh_totp_secret());
}

base::Result<Enrolment> same_application(const access::Visit& visit, std::string_view sealed) {
    if (!may_add(visit.viewer)) return may_not_add();
    const auto secret = unsealed_for_session(visit, sealed);
    return enrolment_of(visit, secret ? *secret : fresh_totp_secret());
}

base::Result<std::string> add_application(const access::Visit& visit, std::string_view sealed,
                                          std::string_view code) {
    if (!may_add(visit.viewer)) return may_not_add();
    const auto secret = unsealed_for_session(visit, sealed);
    if (!secret) return base::refuse(base::Refusal::Invalid, "factors.enrolment_old", "code");
    const auto step = matching_step(*secret, code, visit.now);
    if (!step) return wrong_code();
    store::keep_application(
        visit.tx, visit.viewer.id,
        {.sealed = sealed_for_owner(visit, *secret), .last_step = *step, .since = visit.now});
    trace(visit, audit::Act::AddFactor, "kind=totp");
    tell_owner(visit, "Une application d’authentification vient d’être ajoutée à votre compte.");
    return full_session(visit);
}

base::Result<std::string> show_code(const access::Visit& visit, std::string_view code) {
    if (failed_too_often(visit))
        return base::refuse(base::Refusal::TooMany, "factors.too_many_failures");
    const auto kept = store::application(visit.tx, visit.viewer.id);
    const auto secret = kept ? unsealed_for_owner(visit, kept->sealed) : std::nullopt;
    const auto step = secret ? matching_step(*secret, code, visit.now) : std::nullopt;
    if (!step || !store::use_step(visit.tx, visit.viewer.id, *step)) {
        count_failure(visit);
        return wrong_code();
    }
    return full_session(visit);
}

base::Result<> remove_application(const access::Visit& visit) {
    if (!visit.viewer.is_full())
        return base::refuse(base::Refusal::Forbidden, "factors.needs_full_session");
    if (!store::remove_application(visit.tx, visit.viewer.id))
        return base::refuse(base::Refusal::NotFound, "factors.no_application");
    trace(visit, audit::Act::RemoveFactor, "kind=totp");
    tell_owner(visit, "L’application d’authentification vient d’être retirée de votre compte.");
    return {};
}

std::string give_link(db::Transaction& tx, const base::Keys& keys, people::ProfessionalId owner,
                      std::optional<people::ProfessionalId> given_by, base::Instant now) {
    if (given_by == owner) throw std::invalid_argument("nobody vouches for themself");
    const auto link = base::random_token(kLinkBits);
    store::keep_link(tx, {.digest = base::digest(link),
                          .owner = owner,
                          .given_by = given_by,
                          .created_at = now,
                          .expires_at = now.plus(kLinkLife)});
    audit::record(tx, keys,
                  {.at = now,
                   .actor = given_by,
                   .act = audit::Act::GiveFactorLink,
                   .detail = fmt::format("for={}", owner.value)});
    return fmt::format("/mon-compte/securite/lien/{}", link);
}

bool link_serves(const access::Visit& visit, std::string_view link) {
    return store::serves(visit.tx, base::digest(std::string(link)), visit.viewer.id, visit.now);
}

base::Result<> use_link(const access::Visit& visit, std::string_view link) {
    const auto digest = base::digest(std::string(link));
    if (!store::use_link(visit.tx, digest, visit.viewer.id, visit.now))
        return base::refuse(base::Refusal::NotFound, "factors.no_link");
    access::let_enrol(visit.tx, visit.viewer);
    trace(visit, audit::Act::UseFactorLink);
    tell_owner(visit,
               "Un lien de votre administrateur vient de servir à préparer la double "
               "authentification de votre compte.");
    return {};
}

std::int64_t sweep(db::Database& db, const base::Clock& clock) {
    return db.write([&](db::Transaction& tx) {
        return store::sweep(tx, clock.now().minus(std::chrono::hours(24 * 30)));
    });
}

}  // namespace gps::factors
