#pragma once

#include "notices/model.hpp"
#include "sharing/acting.hpp"

#include <span>

// Telling professionals what happened to the people they follow: in the transaction of the act, a
// row in the inbox of each, and a mail at once or in a digest, as each prefers. Nothing personal is
// kept nor mailed: names are read by the sight rule, when the page shows them.
namespace gps::notices {

struct Telling {
    db::Transaction& tx;
    std::string_view public_url = {};  // without a final slash
    base::Instant now = {};
};
Telling telling(const sharing::Acting& acting);
Actor actor(const sharing::Acting& acting);

// To those listed, whose accounts are active; never to the actor.
void tell(const Telling& telling, const News& news, std::span<const Recipient> recipients);

// To those who follow the person now, 200 at most: neither the actor, nor `but`, nor those to whom
// the actor's structure is too sensitive to be named.
void tell_followers(const Telling& telling, const News& news, people::ProfessionalId but);

// To the administrators of the structure, twenty at most, but one.
void tell_administrators(const Telling& telling, const News& news,
                         structures::StructureId structure, people::ProfessionalId but);

}  // namespace gps::notices
