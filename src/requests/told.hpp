#pragma once

#include "base/date.hpp"
#include "db/database.hpp"
#include "people/model.hpp"
#include "requests/deciders.hpp"

#include <string>
#include <string_view>

// The mails about a request. None says who asks, nor about whom: they lead to the page of requests,
// which knows who may read what.
namespace gps::requests {

struct Telling {
    db::Transaction& tx;
    std::string_view public_url = {};
    base::Instant now = {};
};

// To those who may answer, twenty at most, but who asks: that a request waits, or waits since a
// week.
void tell_deciders(const Telling& telling, RequestId request, const Deciders& deciders,
                   people::ProfessionalId requester, bool is_reminder);
// To who asked: that it was answered, or left without an answer.
void tell_requester(const Telling& telling, people::ProfessionalId requester, Kind kind,
                    RequestState state);
// To the person, if their address is known: that one more professional follows them, or that one
// who does sees who they are.
void tell_person(const Telling& telling, people::PersonId person, Kind kind);

}  // namespace gps::requests
