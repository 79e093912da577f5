#pragma once

#include "base/clock.hpp"
#include "web/intake.hpp"
#include "web/server.hpp"
#include "web/wire.hpp"

#include <string>
#include <string_view>

// From a request to the bytes of its answer, whatever happens in between: a refusal, a form that
// cannot be read, a responder that throws. Writes the access log.
namespace gps::web {

class Answers {
 public:
    // `respond` must outlive this.
    Answers(const Respond& respond, bool https, std::string forms_lead_to = {})
        : respond_(respond), https_(https), forms_lead_to_(std::move(forms_lead_to)) {}

    // In a worker thread. `body` is that of a form, or empty.
    Wire answer(Intake& intake, std::string_view body) const;

    // A request that no responder will see.
    Wire refuse(int status, std::string_view id, bool head_only = false) const;

 private:
    Response respond_to(Intake& intake, std::string_view body) const;
    Wire sealed(Response response, const Asked& asked) const;
    Wire failed(std::string_view id, std::string_view what, const Asked& asked) const;

    const Respond& respond_;
    bool https_ = false;
    std::string forms_lead_to_;
    base::SystemClock clock_;
};

// Names a request in the log and on failure pages, readable aloud: "7K3M9-QX2TV".
std::string fresh_request_id();

}  // namespace gps::web
