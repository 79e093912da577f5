#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

// The log: one JSON line per event on standard error, for the operator. docs/log-messages.md says
// what each id means and what to do. A field holds ids and counts: never a name, an e-mail, an
// identifier of a person, a cookie nor what somebody typed.
namespace gps::base {

enum class Level { Debug, Info, Warning, Error };

// `id` is "room.what". Threads may call it at the same time; lines never mix.
void log_event(Level level, std::string_view id,
               std::initializer_list<std::pair<std::string_view, std::string>> fields = {});

// Events below `minimum` are dropped. Info until it is called.
void log_to(Level minimum);

}  // namespace gps::base
