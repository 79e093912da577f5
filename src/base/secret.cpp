#include "base/secret.hpp"

#include <concepts>
#include <ostream>

#include <fmt/format.h>
#include <sodium.h>

namespace gps::base {

template <class T>
concept Streamable = requires(std::ostream& out, const T& value) { out << value; };

static_assert(!Streamable<Secret>);
static_assert(!fmt::is_formattable<Secret>::value);
static_assert(!std::convertible_to<Secret, std::string_view>);

// NOLINTNEXTLINE(performance-unnecessary-value-param): its memory is wiped
Secret::Secret(std::string text) : text_(text) {
    sodium_memzero(text.data(), text.size());
}

Secret::~Secret() {
    sodium_memzero(text_.data(), text_.size());
}

}  // namespace gps::base
