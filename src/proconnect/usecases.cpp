#include "proconnect/usecases.hpp"

#include "access/entrance.hpp"
#include "audit/usecases.hpp"
#include "mail/usecases.hpp"
#include "people/identity.hpp"
#include "people/store.hpp"
#include "proconnect/journey.hpp"
#include "proconnect/rules.hpp"
#include "proconnect/store.hpp"

#include <optional>

#include <fmt/format.h>

namespace gps::proconnect {
namespace {

using Refusal = base::Refusal;

std::optional<store::Account> account_of(db::Transaction& tx, std::string_view email) {
    const auto address = people::Email::parse(email);
    if (!address) return std::nullopt;
    const auto known = people::store::professional_by_email(tx, address->text());
    if (!known) return std::nullopt;
    return store::Account{.id = known->id, .is_active = known->is_active, .email = address->text()};
}

// It was shown once more, with the e-mail of now; false when it was detached meanwhile.
bool note_use(const access::Visit& visit, const openid::Identity& identity) {
    const auto email = people::Email::parse(identity.email);
    return store::use(visit.tx, identity.issuer, identity.subject, email ? email->text() : "",
                      visit.now);
}

// Whoever the account belongs to learns that another way opens it.
void tell_owner(const access::Visit& visit, const std::string& email) {
    mail::queue(visit.tx,
                {.kind = "proconnect.linked",
                 .recipient = email,
                 .subject = "ProConnect ouvre maintenant votre compte GPS",
                 .body = fmt::format("Bonjour,\n\n"
                                     "Une identité ProConnect vient d’être reliée à votre compte "
                                     "GPS. Elle l’ouvrira désormais.\n\n"
                                     "Si ce n’est pas vous, prévenez sans attendre "
                                     "l’administrateur de votre structure, puis fermez vos "
                                     "connexions :\n\n    {}/mon-compte/connexions\n\n"
                                     "L’équipe GPS\n",
                                     visit.house.public_url),
                 .queued_at = visit.now});
}

}  // namespace

bool link_account(const access::Visit& visit, const openid::Identity& identity,
                  people::ProfessionalId owner, const std::string& email) {
    if (!store::link(visit.tx, identity.issuer, identity.subject, owner, visit.now)) return false;
    note_use(visit, identity);
    audit::record(visit.tx, visit.house.keys,
                  {.at = visit.now,
                   .actor = owner,
                   .act = audit::Act::LinkIdentity,
                   .request_id = visit.request.id});
    tell_owner(visit, email);
    return true;
}

access::Opened open_session(const access::Visit& visit, const openid::Identity& identity,
                            people::ProfessionalId who) {
    const bool is_strong = identity.strength == openid::Strength::TwoFactors;
    auto opened = access::open_for(
        visit.house, visit.tx, who,
        {.by = access::OpenedBy::ProConnect,
         .strength = is_strong ? access::Strength::Full : access::Strength::Reduced,
         .may_enrol = true},
        access::origin(visit));
    keep_token(visit, opened.session, identity.id_token);
    store::keep_shown(visit.tx, opened.session, identity.issuer, identity.subject, visit.now);
    return opened;
}

base::Result<access::Opened> come_in(const access::Visit& visit, const openid::Identity& identity) {
    const auto linked = store::linked(visit.tx, identity.issuer, identity.subject);
    const auto account =
        (linked ? linked : account_of(visit.tx, identity.email)).value_or(store::Account{});
    const Claimed claimed{
        .is_linked = linked.has_value(),
        .has_account = account.is_active,
        .is_of_siret = store::belongs_to_siret(visit.tx, account.id, identity.siret)};
    switch (welcome(claimed)) {
        case Welcome::Opens:
            if (!note_use(visit, identity)) break;
            return open_session(visit, identity, account.id);
        case Welcome::LinksAndOpens:
            if (!link_account(visit, identity, account.id, account.email)) break;
            return open_session(visit, identity, account.id);
        case Welcome::NotVouched:
            return base::refuse(Refusal::Forbidden, "proconnect.not_vouched");
        case Welcome::NoAccount:
            return base::refuse(Refusal::Forbidden, "proconnect.no_account");
    }
    return base::refuse(Refusal::Conflict, "proconnect.refused");
}

base::Result<Joined> join(const access::Visit& visit, const openid::Identity& identity) {
    const auto& viewer = visit.viewer;
    const auto linked = store::linked(visit.tx, identity.issuer, identity.subject);
    const auto email = people::Email::parse(identity.email);
    const Shown shown{.is_linked = linked.has_value(),
                      .is_own = linked && linked->id == viewer.id,
                      .may_enrol = viewer.may_enrol,
                      .is_same_email = email && email->text() == viewer.email,
                      .is_of_siret = store::belongs_to_siret(visit.tx, viewer.id, identity.siret)};
    Joined joined;
    switch (step_up(shown)) {
        case StepUp::Goes:
            if (!note_use(visit, identity))
                return base::refuse(Refusal::Conflict, "proconnect.refused");
            break;
        case StepUp::LinksAndGoes:
            if (!link_account(visit, identity, viewer.id, viewer.email))
                return base::refuse(Refusal::Conflict, "proconnect.refused");
            joined.is_new = true;
            break;
        case StepUp::NotVouched:
            return base::refuse(Refusal::Forbidden, "proconnect.not_vouched");
        case StepUp::AnothersIdentity:
            return base::refuse(Refusal::Forbidden, "proconnect.of_another");
    }
    store::keep_shown(visit.tx, viewer.session, identity.issuer, identity.subject, visit.now);
    if (identity.strength == openid::Strength::TwoFactors)
        joined.token =
            access::strengthen(visit.house, visit.tx, viewer, "proconnect", visit.request.id);
    return joined;
}

}  // namespace gps::proconnect
