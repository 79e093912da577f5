#include "contact/model.hpp"

namespace gps::contact {

std::string_view code(Channel channel) {
    return channel == Channel::Email ? "email" : "phone";
}

std::optional<Channel> channel_of(std::string_view typed) {
    if (typed == "courriel") return Channel::Email;
    if (typed == "telephone") return Channel::Phone;
    return std::nullopt;
}

}  // namespace gps::contact
