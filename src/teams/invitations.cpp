#include "access/limits.hpp"
#include "base/digest.hpp"
#include "base/rounds.hpp"
#include "mail/usecases.hpp"
#include "people/identity.hpp"
#include "people/names.hpp"
#include "people/store.hpp"
#include "teams/store.hpp"
#include "teams/trace.hpp"
#include "teams/usecases.hpp"

#include <fmt/format.h>

// Inviting someone to be a member, and accepting.
namespace gps::teams {
namespace {

constexpr unsigned kLinkBits = 256;
constexpr std::chrono::hours kKeptAfterwards{24 * 30};

auto no_invitation() {
    return base::refuse(base::Refusal::NotFound, "teams.no_invitation");
}

mail::Message invitation_mail(const access::Visit& visit, const Invited& to,
                              const std::string& link) {
    return {.kind = "teams.invitation",
            .recipient = to.email,
            .subject = "Une invitation à rejoindre GPS",
            .body = fmt::format("Bonjour,\n\n"
                                "{} vous invite à rejoindre GPS pour la structure {}.\n\n"
                                "GPS montre aux professionnels qui suivent une même personne qui "
                                "d’autre l’accompagne, et depuis quand.\n\n"
                                "Ouvrez ce lien pour accepter. Il sert une seule fois, pendant "
                                "quatorze jours :\n\n    {}/invitations/{}\n\n"
                                "Si vous n’attendiez pas cette invitation, ne faites rien.\n\n"
                                "L’équipe GPS\n",
                                visit.viewer.name, visit.viewer.acts_for().name,
                                visit.house.public_url, link),
            .queued_at = visit.now,
            .expires_at = visit.now.plus(kInvitationLife)};
}

base::Result<> send(const access::Visit& visit, const Invited& to) {
    if (access::count_one(visit.tx, kInvitationsADay, std::to_string(visit.viewer.id.value),
                          visit.now) > kInvitationsADay.at_most)
        return base::refuse(base::Refusal::TooMany, "teams.too_many_invitations");
    const auto link = base::random_token(kLinkBits);
    store::keep_invitation(visit.tx, {.digest = base::digest(link),
                                      .structure = visit.viewer.structure(),
                                      .invited = to,
                                      .invited_by = visit.viewer.id,
                                      .at = visit.now,
                                      .expires_at = visit.now.plus(kInvitationLife)});
    mail::queue(visit.tx, invitation_mail(visit, to, link));
    leave_trace(visit, audit::Act::InviteMember, {}, fmt::format("role={}", code(to.role)));
    return {};
}

// The account of the address invited, opened if there is none; nullopt when it is closed.
std::optional<people::ProfessionalId> account_of(const access::Visit& visit, const Invited& who) {
    const auto known = people::store::professional_by_email(visit.tx, who.email);
    if (!known) {
        return people::store::add_professional(visit.tx, who.email, who.last_name, who.first_name,
                                               visit.now);
    }
    if (!known->is_active) return std::nullopt;
    return known->id;
}

}  // namespace

std::vector<base::Error> mistakes_in(const access::Visit& visit, const Invited& typed) {
    std::vector<base::Error> mistakes;
    const auto last_name = people::clean_name(typed.last_name, "nom");
    if (!last_name) mistakes.push_back(last_name.error());
    const auto first_name = people::clean_name(typed.first_name, "prenom");
    if (!first_name) mistakes.push_back(first_name.error());
    const auto email = people::Email::parse(typed.email);
    if (!email) {
        mistakes.push_back(email.error());
        return mistakes;
    }
    const auto known = people::store::professional_by_email(visit.tx, email->text());
    if (known && member(visit, known->public_id))
        mistakes.push_back({base::Refusal::Invalid, "teams.member_already", "email"});
    return mistakes;
}

base::Result<> invite(const access::Visit& visit, const Invited& typed) {
    const auto mistakes = mistakes_in(visit, typed);
    if (!mistakes.empty())
        return base::refuse(mistakes[0].refusal, mistakes[0].message, mistakes[0].field);
    return send(visit, {.email = people::Email::parse(typed.email)->text(),
                        .last_name = *people::clean_name(typed.last_name, "nom"),
                        .first_name = *people::clean_name(typed.first_name, "prenom"),
                        .role = typed.role});
}

base::Result<> invite_again(const access::Visit& visit, const base::PublicId& invitation) {
    const auto to = store::invited(visit.tx, visit.viewer.structure(), invitation);
    if (!to) return no_invitation();
    return send(visit, *to);
}

base::Result<> cancel_invitation(const access::Visit& visit, const base::PublicId& invitation) {
    if (!store::cancel_invitation(visit.tx, visit.viewer.structure(), invitation))
        return no_invitation();
    leave_trace(visit, audit::Act::CancelInvitation, invitation);
    return {};
}

std::optional<Offer> offer(const access::Visit& visit, std::string_view link) {
    const auto held = store::held(visit.tx, base::digest(link), visit.now);
    if (!held) return std::nullopt;
    return Offer{.structure = held->structure_name,
                 .invited_by = held->invited_by,
                 .name = held->invited.first_name + " " + held->invited.last_name,
                 .email = held->invited.email,
                 .role = held->invited.role};
}

base::Result<> accept_offer(const access::Visit& visit, std::string_view link) {
    const auto held = store::held(visit.tx, base::digest(link), visit.now);
    if (!held || !store::use_invitation(visit.tx, held->id)) return no_invitation();
    const auto professional = account_of(visit, held->invited);
    if (!professional) return no_invitation();
    const bool is_new = people::store::add_member(visit.tx, *professional, held->structure,
                                                  code(held->invited.role), visit.today);
    leave_trace(visit, audit::Act::AcceptInvitation, held->public_id,
                is_new ? "member=new" : "member=already");
    return {};
}

std::int64_t sweep(db::Database& db, const base::Clock& clock) {
    const auto before = clock.now().minus(kKeptAfterwards);
    return base::rounds(
        [&] { return db.write([&](db::Transaction& tx) { return store::sweep(tx, before); }); });
}

}  // namespace gps::teams
