#pragma once

#include "base/clock.hpp"
#include "base/keys.hpp"
#include "db/database.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace gps::openid {
class Provider;
}

namespace gps::quotas {
class Tally;
}

namespace gps::access {

// Someone invented whom a visitor of a demonstration base can enter as.
struct Persona {
    std::string email = {};
    std::string who = {};
    std::string what = {};
};

// A mail that the loopback server of a demonstration received.
struct ReceivedMail {
    std::string to = {};
    std::string subject = {};
    std::string body = {};
    base::Instant at = {};
};

// What every handler may use: nothing is global. Lives as long as the server.
struct House {
    db::Database& database;
    const base::Clock& clock;
    const base::Keys& keys;
    std::string public_url = {};                    // without a final slash
    bool is_https = true;                           // false on a loopback address only
    bool is_demonstration = false;                  // a base that `gps demo` made
    std::vector<Persona> personas = {};             // of that base; empty elsewhere
    openid::Provider* proconnect = nullptr;         // none: signing in by ProConnect is not offered
    quotas::Tally* tally = nullptr;                 // none: lines of lists are not counted
    std::string contact_rights = {};                // e-mail of the data protection officer, or ""
    std::string contact_security = {};              // e-mail for reports of weaknesses, or ""
    std::function<void()> mail_is_waiting = [] {};  // wakes the one who sends
    // Of a demonstration, the latest first; none elsewhere.
    std::function<std::vector<ReceivedMail>()> received_mails = [] {
        return std::vector<ReceivedMail>();
    };
    // As their file says now; none where nobody may change it.
    std::function<std::shared_ptr<const base::Keys>()> keys_now = {};
};

}  // namespace gps::access
