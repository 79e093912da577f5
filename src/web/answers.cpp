#include "web/answers.hpp"

#include "base/log.hpp"
#include "base/random.hpp"
#include "web/failure_page.hpp"
#include "web/forms.hpp"
#include "web/security_headers.hpp"

#include <chrono>

#include <fmt/format.h>

namespace gps::web {
namespace {

using SteadyClock = std::chrono::steady_clock;

std::string in_milliseconds(SteadyClock::duration spent) {
    return fmt::format("{:.3f}", std::chrono::duration<double, std::milli>(spent).count());
}

std::string_view method_of(const Intake& intake) {
    if (intake.asked.head_only) return "HEAD";
    return intake.request.method == Method::Get ? "GET" : "POST";
}

}  // namespace

Wire Answers::answer(Intake& intake, std::string_view body) const {
    const auto started = SteadyClock::now();
    const std::string& id = intake.request.id;
    std::string route;
    Wire wire;
    try {
        Response response = respond_to(intake, body);
        route = response.route;
        wire = sealed(std::move(response), intake.asked);
    } catch (const std::exception& error) {
        wire = failed(id, error.what(), intake.asked);
    } catch (...) {
        wire = failed(id, "not an exception", intake.asked);
    }
    // Neither path nor query: both may hold what names a person. The route says enough.
    base::log_event(base::Level::Info, "web.request",
                    {{"request", id},
                     {"method", std::string(method_of(intake))},
                     {"route", route},
                     {"status", std::to_string(wire.status)},
                     {"ms", in_milliseconds(SteadyClock::now() - started)},
                     {"bytes", std::to_string(wire.body.size())}});
    return wire;
}

Response Answers::respond_to(Intake& intake, std::string_view body) const {
    auto form = parse_urlencoded(body);
    if (!form) return failure_page(400, intake.request.id);
    intake.request.form = std::move(*form);
    return respond_(intake.request);
}

Wire Answers::failed(std::string_view id, std::string_view what, const Asked& asked) const {
    base::log_event(base::Level::Error, "web.failure",
                    {{"incident", std::string(id)}, {"what", std::string(what)}});
    return sealed(failure_page(500, id), asked);
}

Wire Answers::refuse(int status, std::string_view id, bool head_only) const {
    base::log_event(base::Level::Info, "web.refused",
                    {{"request", std::string(id)}, {"status", std::to_string(status)}});
    Response page = failure_page(status, id);
    if (status == 405 || status == 501) page.set("Allow", "GET, HEAD, POST");
    if (status == 503) page.set("Retry-After", "2");
    return sealed(std::move(page), {.head_only = head_only});
}

Wire Answers::sealed(Response response, const Asked& asked) const {
    secure(response, https_, forms_lead_to_);
    return to_wire(std::move(response), asked, clock_.now());
}

std::string fresh_request_id() {
    std::string id = base::random_token(50);
    for (char& c : id) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return id.insert(5, "-");
}

}  // namespace gps::web
