#pragma once

#include "notices/usecases.hpp"
#include "requests/deciders.hpp"

// What is told about a request. None says who asks, nor about whom: notifications lead to the page
// of requests, which knows who may read what.
namespace gps::requests {

using notices::Telling;

// To those who may answer, twenty at most, but who asks: that a request waits, or waits since a
// week.
void tell_deciders(const Telling& telling, RequestId request, const Deciders& deciders,
                   const store::About& about, bool is_reminder);
// To who asked: that it was answered, or left without an answer.
void tell_requester(const Telling& telling, const store::About& about, Kind kind,
                    RequestState state);
// To the person, if their address is known: that one more professional follows them, or that one
// who does sees who they are.
void tell_person(const Telling& telling, people::PersonId person, Kind kind);

}  // namespace gps::requests
