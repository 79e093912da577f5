#pragma once

#include "base/clock.hpp"
#include "mail/model.hpp"

#include <string>

// For the tests of this room: a message like those the program sends.
namespace gps::mail {

inline const base::FixedClock kNoon(*base::Date::from_iso("2026-11-23"));

inline Message a_message(const std::string& recipient = "a@exemple.fr") {
    return {.kind = "test",
            .recipient = recipient,
            .subject = "Objet",
            .body = "Le code est abcde-fghij\n",
            .queued_at = kNoon.now()};
}

}  // namespace gps::mail
