#include "ui/messages.hpp"

#include "ui/message_tables.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

namespace gps::ui {

std::span<const Message> messages() {
    static const auto all = [] {
        const auto first = messages_a_to_n();
        const auto last = messages_p_to_z();
        std::vector<Message> both(first.begin(), first.end());
        both.insert(both.end(), last.begin(), last.end());
        return both;
    }();
    return all;
}

std::string_view message(std::string_view key) {
    const auto all = messages();
    const auto found = std::ranges::find(all, key, &Message::key);
    if (found == all.end()) {
        throw std::logic_error("no sentence for the message " + std::string(key));
    }
    return found->sentence;
}

Message known_message(std::string_view key) {
    const auto all = messages();
    const auto found = std::ranges::find(all, key, &Message::key);
    return found == all.end() ? Message{} : *found;
}

}  // namespace gps::ui
