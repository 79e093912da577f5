#include "factors/sealed.hpp"

#include "base/seal.hpp"

#include <fmt/format.h>

namespace gps::factors {
namespace {

std::string of_session(const access::Visit& visit) {
    return fmt::format("totp-session:{}:", visit.viewer.session.value);
}

std::string of_owner(const access::Visit& visit) {
    return fmt::format("totp-owner:{}:", visit.viewer.id.value);
}

std::string sealed(const access::Visit& visit, const base::Secret& secret,
                   const std::string& bound) {
    return base::seal(visit.house.keys.sealing(), bound + std::string(secret.reveal()));
}

std::optional<base::Secret> unsealed(const access::Visit& visit, std::string_view sealed,
                                     const std::string& bound) {
    const auto text = base::unseal(visit.house.keys.sealing(), sealed);
    if (!text || !text->starts_with(bound)) return std::nullopt;
    return base::Secret(text->substr(bound.size()));
}

}  // namespace

std::string sealed_for_session(const access::Visit& visit, const base::Secret& secret) {
    return sealed(visit, secret, of_session(visit));
}

std::optional<base::Secret> unsealed_for_session(const access::Visit& visit,
                                                 std::string_view sealed) {
    return unsealed(visit, sealed, of_session(visit));
}

std::string sealed_for_owner(const access::Visit& visit, const base::Secret& secret) {
    return sealed(visit, secret, of_owner(visit));
}

std::optional<base::Secret> unsealed_for_owner(const access::Visit& visit,
                                               std::string_view sealed) {
    return unsealed(visit, sealed, of_owner(visit));
}

}  // namespace gps::factors
