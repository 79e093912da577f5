#pragma once

#include "access/house.hpp"
#include "demo/cast.hpp"
#include "demo/chance.hpp"
#include "people/model.hpp"

// What is done in the demonstration by the acts of the product, once everyone is there: what they
// answer depends on all the people.
namespace gps::demo {

// An act about someone known by what was typed of them.
struct Later {
    people::Identity identity = {};
    const Member* by = nullptr;
};

struct Stage {
    db::Database& db;
    db::Transaction& tx;
    const base::Keys& keys;
    base::Date today;
};

// The same human being spelt another way: a probable double for the platform's queue.
void record_again(const Stage& stage, Chance& chance, const Later& who);

// Asks to follow by the exact identity, as a structure that is not habilitated does.
void ask(const Stage& stage, Chance& chance, const Later& whom);

// Accepts the oldest request of their inbox, and refuses the next one, when there are three.
void answer(const Stage& stage, const Member& member);

}  // namespace gps::demo
