#pragma once

#include "contact/messages.hpp"
#include "db/database.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

// The SQL of mails through GPS.
namespace gps::contact::store {

struct NewMessage {
    base::PublicId public_id = {};
    people::PersonId person = {};
    people::ProfessionalId sender = {};
    structures::StructureId structure = {};
    std::string_view subject = {};
    base::Instant now = {};
};
void add_message(db::Transaction& tx, const NewMessage& message);

struct Sent {
    std::int64_t in_all = 0;
    std::int64_t about_person = 0;
};
Sent sent_since(db::Transaction& tx, people::ProfessionalId sender, people::PersonId person,
                base::Instant since);

// The e-mails of those whose accounts are active; kAtATime at most are asked for.
constexpr std::size_t kAtATime = 40;
std::vector<std::string> letterboxes(db::Transaction& tx,
                                     std::span<const people::ProfessionalId> professionals);

// Whom it is about; nullopt when there is no such message.
std::optional<base::PublicId> about(db::Transaction& tx, const base::PublicId& message);

struct Reading {
    base::PublicId message = {};
    structures::StructureId structure = {};  // the reader's
    int highest_sensitivity = 1;
};
// Without the sender when the reader may not see them named. `subject` is a code.
Message message(db::Transaction& tx, const Reading& reading);

}  // namespace gps::contact::store
