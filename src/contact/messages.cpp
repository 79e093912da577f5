#include "contact/messages.hpp"

#include "contact/messages_store.hpp"
#include "mail/usecases.hpp"
#include "notices/usecases.hpp"
#include "people/own_store.hpp"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

namespace gps::contact {
namespace {

constexpr std::string_view kAnswered = "Pour lui répondre, répondez à ce courriel.";
constexpr std::string_view kNotAnswered =
    "Ne répondez pas à ce courriel\u00a0: pour joindre cet intervenant, passez par GPS.";

// Nobody is written to twice for following a person for two structures.
std::vector<Colleague> recipients(std::vector<Colleague> all, std::string_view to) {
    if (to != kToAll) std::erase_if(all, [&](const Colleague& one) { return one.choice() != to; });
    std::ranges::sort(all, {}, [](const Colleague& one) { return one.id.value; });
    const auto twice = std::ranges::unique(all, {}, &Colleague::id);
    all.erase(twice.begin(), twice.end());
    return all;
}

mail::Message mail_of(const Acting& acting, const base::PublicId& id, const Letter& letter) {
    const auto subject = subject_label(letter.subject);
    mail::Message mail{
        .kind = "contact.message",
        .subject = fmt::format("Un message par GPS\u00a0: {}", subject),
        .body = fmt::format("Bonjour,\n\nUn intervenant d’une personne que vous suivez vous écrit "
                            "par GPS.\nSujet\u00a0: {}\n\n    {}/messages/{}\n\n{}\n\n"
                            "L’équipe GPS\n",
                            subject, acting.house.public_url, id.text(),
                            letter.may_be_answered ? kAnswered : kNotAnswered),
        .queued_at = acting.house.clock.now()};
    if (letter.may_be_answered)
        mail.reply_to = people::store::own_reach(acting.tx, acting.viewer.id).email;
    return mail;
}

// One each, so that nobody reads whom else it went to; and a line among the notifications of each.
void post(const Acting& acting, const sharing::Standing& standing, std::span<const Colleague> to,
          const mail::Message& mail) {
    std::vector<notices::Recipient> told;
    while (!to.empty()) {
        std::vector<people::ProfessionalId> some;
        for (const auto& one : to.first(std::min(store::kAtATime, to.size()))) {
            some.push_back(one.id);
            told.push_back({.professional = one.id, .structure = one.structure_id});
        }
        mail::queue_each(acting.tx, mail, store::letterboxes(acting.tx, some));
        to = to.subspan(some.size());
    }
    notices::tell(notices::telling(acting),
                  {.event = notices::Event::MessageSent,
                   .person = standing.person,
                   .actor = notices::actor(acting)},
                  told);
}

}  // namespace

base::Result<Writing> writing(const Acting& acting, const base::PublicId& person) {
    const auto standing = in_the_group(acting, person);
    if (!standing) return base::pass_on(standing);
    if (const auto shown = sharing::show(acting, *standing, "tab=message"); !shown)
        return base::pass_on(shown);
    return Writing{.person = standing->initials.last + " " + standing->initials.first,
                   .colleagues = colleagues(acting, *standing)};
}

base::Result<> send(const Acting& acting, const base::PublicId& person, const Letter& letter) {
    using base::Refusal;
    const auto standing = in_the_group(acting, person);
    if (!standing) return base::pass_on(standing);
    const auto all = colleagues(acting, *standing);
    if (all.empty()) return base::refuse(Refusal::Conflict, "contact.no_recipient");
    const auto to = recipients(all, letter.to);
    if (to.empty())
        return base::refuse(Refusal::Invalid, "contact.recipient_required", "destinataire");
    if (subject_label(letter.subject).empty())
        return base::refuse(Refusal::Invalid, "contact.subject_required", "sujet");
    const auto now = acting.house.clock.now();
    const auto sent = store::sent_since(acting.tx, acting.viewer.id, standing->person,
                                        now.minus(std::chrono::hours(24)));
    if (sent.about_person >= kMessagesADay)
        return base::refuse(Refusal::TooMany, "contact.too_many_messages");
    if (sent.in_all >= kMessagesADayInAll)
        return base::refuse(Refusal::TooMany, "contact.too_many_messages_in_all");
    const auto id = base::PublicId::fresh();
    store::add_message(acting.tx, {.public_id = id,
                                   .person = standing->person,
                                   .sender = acting.viewer.id,
                                   .structure = acting.viewer.structure(),
                                   .subject = letter.subject,
                                   .now = now});
    post(acting, *standing, to, mail_of(acting, id, letter));
    leave_trace(acting, {.act = audit::Act::SendMessage,
                         .person = standing->person,
                         .subject = letter.to == kToAll ? "" : to.front().professional.text(),
                         .detail = fmt::format("subject={},to={},reply={}", letter.subject,
                                               letter.to == kToAll ? "all" : "one",
                                               letter.may_be_answered ? "yes" : "no")});
    return {};
}

base::Result<Message> message(const Acting& acting, const base::PublicId& id) {
    const auto nothing = base::refuse(base::Refusal::NotFound, "contact.no_message");
    const auto person = store::about(acting.tx, id);
    if (!person) return nothing;
    const auto standing = in_the_group(acting, *person);
    if (!standing) return nothing;
    auto found =
        store::message(acting.tx, {.message = id,
                                   .structure = acting.viewer.structure(),
                                   .highest_sensitivity = standing->highest_sensitivity()});
    found.person = *person;
    found.initials = standing->initials.last + " " + standing->initials.first;
    found.subject = std::string(subject_label(found.subject));
    return found;
}

}  // namespace gps::contact
