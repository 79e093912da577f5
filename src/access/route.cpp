#include "access/route.hpp"

#include "access/cookies.hpp"
#include "access/forms.hpp"
#include "base/random.hpp"
#include "ui/counted.hpp"
#include "ui/error_pages.hpp"
#include "ui/messages.hpp"

namespace gps::access {
namespace {

constexpr unsigned kFormKeyBits = 128;

std::vector<ui::NavLink> navigation(const Viewer& viewer) {
    std::vector<ui::NavLink> links;
    if (viewer.acting_for) {
        links = {{.text = "Mes suivis", .href = "/suivis"},
                 {.text = "Suivre une personne", .href = "/personnes/suivre"},
                 {.text = "Demandes", .href = "/demandes"},
                 {.text = "Relais", .href = "/relais"},
                 {.text = ui::up_to(kUnreadCounted, "Notifications", viewer.unread),
                  .href = "/notifications"},
                 {.text = "Annuaire", .href = "/structures"}};
    }
    if (viewer.is_administrator()) links.push_back({.text = "Mon équipe", .href = "/equipe"});
    if (viewer.is_platform) links.push_back({.text = "Plateforme", .href = "/plateforme"});
    return links;
}

}  // namespace

ui::FormToken Visit::form() const {
    return {.csrf = form_token(house, csrf_secret),
            .key = base::random_token(kFormKeyBits),
            .acting_for = viewer.acting_for ? viewer.acting_for->public_id.text() : ""};
}

ui::Frame Visit::frame(std::string title) const {
    ui::Frame frame{.title = std::move(title),
                    .signed_in_name = viewer.name,
                    .structure_name = viewer.acting_for ? viewer.acting_for->name : "",
                    .can_switch_structure = viewer.structures > 1,
                    .current_path = request.path,
                    .demonstration = house.is_demonstration,
                    .nav = navigation(viewer)};
    if (viewer.by_proconnect) frame.sign_out_action = "/deconnexion/proconnect";
    if (!viewer.name.empty()) frame.csrf = form_token(house, csrf_secret);
    const auto said = ui::known_message(flash);  // the cookie comes from outside
    frame.flash = said.sentence;
    frame.flash_is_done = said.is_done;
    return frame;
}

web::Response done(const Visit& visit, std::string path, std::string_view message) {
    auto response = web::Response::see_other(std::move(path));
    if (!message.empty()) set_cookie(visit.house, response, Cookie::Flash, message);
    return response;
}

web::Response refused(const Visit& visit, const base::Error& error) {
    auto response = ui::refusal_page(visit.frame(""), error);
    response.refusal = error.message;
    // What is refused for being too much counts too.
    response.is_recorded = error.refusal == base::Refusal::TooMany;
    return response;
}

}  // namespace gps::access
