#pragma once

#include "base/random.hpp"

#include <optional>
#include <string>
#include <string_view>

// How to reach a colleague who follows the same person.
namespace gps::contact {

enum class Channel { Email, Phone };
std::string_view code(Channel channel);
std::optional<Channel> channel_of(std::string_view typed);  // "courriel" or "telephone"

// Whose address is asked for, about whom: a card of the person's file.
struct Asked {
    base::PublicId person = {};
    base::PublicId professional = {};
    base::PublicId structure = {};
    Channel channel = Channel::Email;
    bool is_kept = false;  // taken away, as a file for an address book
};

struct Revealed {
    std::string name = {};
    std::string first_name = {};
    std::string last_name = {};
    std::string structure = {};
    std::string value = {};    // an address, or a number as dialled; "" when none is known
    std::string dialled = {};  // the same as machines write it
};

}  // namespace gps::contact
