#pragma once

#include "base/result.hpp"
#include "callbacks/model.hpp"
#include "callbacks/rules.hpp"
#include "contact/colleagues.hpp"

#include <string>
#include <string_view>
#include <vector>

// Asking a colleague who follows the same person to call back, and answering (ADR 0033).
namespace gps::callbacks {

using sharing::Acting;

struct OnPerson {
    std::string person = {};  // initials
    std::vector<contact::Colleague> colleagues = {};
};
// For who sees the whole group: NotFound for anyone else. Reading it is reading the file.
base::Result<OnPerson> on_person(const Acting& acting, const base::PublicId& person);

// Asks: leaves the act, and tells the colleague. `choice`: contact::Colleague::choice().
// Invalid for a choice or a wish that is none, or that is asked already; NotFound for who may not;
// Conflict when there is nobody to ask.
base::Result<> ask(const Acting& acting, const base::PublicId& person, std::string_view choice,
                   const Wish& wish);

// Does one thing to a request that the viewer sent or received, and tells the other end.
// NotFound for any other; Conflict when it is over, or changed meanwhile; Invalid when an answer
// chooses no half-day that was asked for.
base::Result<> act(const Acting& acting, const base::PublicId& id, Deed deed,
                   std::string_view slot);

enum class List : std::uint8_t { ToAnswer, Over, Sent };

constexpr int kLinesAPage = 25;
struct Page {
    std::vector<Line> lines = {};  // of people whom the viewer still sees
    base::PublicId next = {};      // the last line that was read; empty: the last page
};
Page page(const Acting& acting, List list, const base::PublicId& after);

}  // namespace gps::callbacks
