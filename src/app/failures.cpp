#include "app/failures.hpp"

#include "app/views.hpp"
#include "base/log.hpp"
#include "db/database.hpp"
#include "ui/error_pages.hpp"

#include <string>

namespace gps::app {
namespace {

constexpr int kBug = 500;
constexpr int kUnavailable = 503;

// Seconds after which a browser or a proxy may try again.
constexpr std::string_view kRetryAfter = "15";

std::string_view name_of(Trouble trouble) {
    switch (trouble) {
        case Trouble::Bug:
            return "bug";
        case Trouble::Unavailable:
            return "unavailable";
        case Trouble::InDoubt:
            return "in_doubt";
        case Trouble::StorageFull:
            return "storage_full";
    }
    __builtin_unreachable();
}

web::Response in_doubt_page(ui::Frame frame, std::string_view incident, ui::SendAgain again) {
    frame.title = "Enregistrement incertain";
    const InDoubtView view{.incident = std::string(incident), .again = std::move(again)};
    return ui::page(
        frame, [&](html::Writer& out) { render(out, view); }, kUnavailable);
}

web::Response storage_full_page(ui::Frame frame, std::string_view incident, ui::SendAgain again) {
    frame.title = "Enregistrement impossible pour le moment";
    const StorageFullView view{.incident = std::string(incident), .again = std::move(again)};
    return ui::page(
        frame, [&](html::Writer& out) { render(out, view); }, kUnavailable);
}

}  // namespace

Trouble trouble_of(const std::exception& thrown) {
    const auto* failure = dynamic_cast<const db::Failure*>(&thrown);
    if (failure == nullptr) return Trouble::Bug;
    switch (failure->kind) {
        case db::Failure::Kind::Busy:
        case db::Failure::Kind::Connection:
            return Trouble::Unavailable;
        case db::Failure::Kind::InDoubt:
            return Trouble::InDoubt;
        case db::Failure::Kind::DiskFull:
            return Trouble::StorageFull;
        case db::Failure::Kind::Unique:
        case db::Failure::Kind::ForeignKey:
        case db::Failure::Kind::NotNull:
        case db::Failure::Kind::Check:
        case db::Failure::Kind::Other:
            return Trouble::Bug;
    }
    __builtin_unreachable();
}

web::Response trouble_page(ui::Frame frame, Trouble trouble, std::string_view incident,
                           ui::SendAgain again) {
    web::Response response;
    switch (trouble) {
        case Trouble::Bug:
            return ui::error_page(std::move(frame), kBug, incident, std::move(again));
        case Trouble::Unavailable:
            response = ui::error_page(std::move(frame), kUnavailable, incident, std::move(again));
            break;
        case Trouble::InDoubt:
            response = in_doubt_page(std::move(frame), incident, std::move(again));
            break;
        case Trouble::StorageFull:
            response = storage_full_page(std::move(frame), incident, std::move(again));
            break;
    }
    response.set("Retry-After", std::string(kRetryAfter));
    return response;
}

web::Response answer_to(const std::exception& thrown, ui::Frame frame,
                        const web::Request& request) {
    const auto trouble = trouble_of(thrown);
    base::log_event(base::Level::Error, "app.failure",
                    {{"incident", request.id},
                     {"trouble", std::string(name_of(trouble))},
                     {"what", thrown.what()}});
    return trouble_page(std::move(frame), trouble, request.id, ui::sent_by(request));
}

}  // namespace gps::app
