#pragma once

#include "base/result.hpp"
#include "contact/colleagues.hpp"
#include "people/merging_store.hpp"

#include <string>
#include <string_view>
#include <vector>

// Mails to the colleagues around a person, through GPS: a subject and a link, nothing of the
// person, no address disclosed but that of a sender who agrees to be answered (ADR 0036).
namespace gps::contact {

constexpr int kMessagesADay = 5;        // of one sender about one person
constexpr int kMessagesADayInAll = 50;  // of one sender
constexpr std::string_view kToAll = "tous";

struct Writing {
    std::string person = {};  // initials
    std::vector<Colleague> colleagues = {};
};
// For who sees the whole group: NotFound for anyone else. Reading it is reading the file.
base::Result<Writing> writing(const Acting& acting, const base::PublicId& person);

struct Letter {
    std::string_view to = {};  // kToAll, or a Colleague::choice()
    std::string_view subject = {};
    bool may_be_answered = false;  // to the sender's own address
};
// One mail each. Invalid for a recipient or a subject that is none; NotFound for who may not;
// Conflict when there is nobody to write to; TooMany past a day's share.
base::Result<> send(const Acting& acting, const base::PublicId& person, const Letter& letter);

// What the link of such a mail shows to who sees the whole group of the person. NotFound for anyone
// else.
struct Message {
    base::PublicId person = {};
    std::string initials = {};
    std::string sender = {};  // "" for "Autre intervenant"
    std::string structure = {};
    std::string subject = {};  // label
    base::Instant sent_at = {};
};
base::Result<Message> message(const Acting& acting, const base::PublicId& id);

// The messages of a professional, when another structure takes the place of theirs (ADR 0029).
void move_messages(db::Transaction& tx, const people::Move& move);

}  // namespace gps::contact
