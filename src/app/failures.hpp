#pragma once

#include "ui/components.hpp"
#include "ui/layout.hpp"
#include "web/http.hpp"

#include <exception>
#include <string_view>

// What went wrong while a request was answered (a lost database, a full disk, a bug) becomes one
// page with an incident number and one line of the log. The only place that decides which.
namespace gps::app {

enum class Trouble {
    Bug,          // 500
    Unavailable,  // 503: the database is away or overloaded; the same request may work soon
    InDoubt,      // 503: it may or may not have been kept; the same form again has one effect
    StorageFull   // 503: reading works, writing does not
};

Trouble trouble_of(const std::exception& thrown);

// The page, without any database. `again` is the form that was sent.
web::Response trouble_page(ui::Frame frame, Trouble trouble, std::string_view incident,
                           ui::SendAgain again = {});

// Logs what was thrown by a request, under its id, and answers with its page.
web::Response answer_to(const std::exception& thrown, ui::Frame frame, const web::Request& request);

}  // namespace gps::app
