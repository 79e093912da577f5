#pragma once

#include <span>
#include <string_view>

// The French sentence of each message key: what happened and what to do. Refusals
// (base::Error::message) and the news a page shows once both come here.
namespace gps::ui {

// Throws std::logic_error for a key without a sentence.
std::string_view message(std::string_view key);

struct Message {
    std::string_view key;
    std::string_view sentence;
    bool is_done = true;  // shown once after an act: it was done; else there was nothing to do
};
std::span<const Message> messages();
// Of a key that comes from outside: without a sentence when it has none.
Message known_message(std::string_view key);

}  // namespace gps::ui
