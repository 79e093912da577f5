#pragma once

#include <string_view>

#include <tl/expected.hpp>

namespace gps::base {

// Why a request is refused. Everything else that can go wrong (a lost database, a bug) is an
// exception: it becomes one error page with an incident number and one log line.
enum class Refusal { NotFound, Forbidden, Invalid, Conflict, TooMany };

struct Error {
    Refusal refusal;
    std::string_view message;     // a key of ui/messages.cpp, never personal data
    std::string_view field = {};  // the form field to mark, if there is one

    bool operator==(const Error&) const = default;
};

// A value, or the reason why there is none.
template <class T = void>
class [[nodiscard]] Result : public tl::expected<T, Error> {
    using tl::expected<T, Error>::expected;
};

inline tl::unexpected<Error> refuse(Refusal why, std::string_view message,
                                    std::string_view field = {}) {
    return tl::unexpected<Error>(Error{why, message, field});
}

template <class T>
tl::unexpected<Error> pass_on(const Result<T>& failed) {
    return tl::unexpected<Error>(failed.error());
}

}  // namespace gps::base
