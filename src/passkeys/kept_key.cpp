#include "passkeys/kept_key.hpp"

#include "base/digest.hpp"
#include "base/seal.hpp"

#include <fmt/format.h>

namespace gps::passkeys {
namespace {

constexpr std::size_t kHandle = 32;

std::string bound_to(const access::Visit& visit, std::string_view credential_id,
                     Algorithm algorithm) {
    return fmt::format("passkey:{}:{}:{}:", visit.viewer.id.value, credential_id,
                       static_cast<int>(algorithm));
}

}  // namespace

std::string sealed_key(const access::Visit& visit, const Made& made) {
    return base::seal(visit.house.keys.sealing(),
                      bound_to(visit, made.id, made.algorithm) + made.key);
}

std::optional<std::string> unsealed_key(const access::Visit& visit, std::string_view sealed,
                                        std::string_view credential_id, Algorithm algorithm) {
    const auto text = base::unseal(visit.house.keys.sealing(), sealed);
    const auto bound = bound_to(visit, credential_id, algorithm);
    if (!text || !text->starts_with(bound)) return std::nullopt;
    return text->substr(bound.size());
}

std::string user_handle(const access::Visit& visit) {
    const auto& key = visit.house.keys.codes().newest().secret;
    return base::keyed_digest(key.reveal(), fmt::format("passkey-user:{}", visit.viewer.id.value))
        .substr(0, kHandle);
}

}  // namespace gps::passkeys
