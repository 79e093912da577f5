#pragma once

#include "base/result.hpp"
#include "ui/components.hpp"
#include "ui/layout.hpp"
#include "web/http.hpp"

#include <string_view>

// The pages of what cannot be done: what happened, what to do, a way home. They say nothing of
// what the server knows.
namespace gps::ui {

// `status` is 403, 404, 405, 409, 422, 429, 500 or 503; another one is shown as 500.
// `incident` names the request in the logs; shown for 500 and 503 only. The frame's title is
// replaced.
// `again`: the form that was sent, for the failures that sending it again may mend.
web::Response error_page(Frame frame, int status, std::string_view incident = {},
                         SendAgain again = {});

// The form that a request sent, to be sent again from the page of its failure; empty for a GET.
SendAgain sent_by(const web::Request& request);

// The page of a refusal that no form shows: its status, and its own sentence.
web::Response refusal_page(Frame frame, const base::Error& error);

}  // namespace gps::ui
