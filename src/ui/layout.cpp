#include "ui/layout.hpp"

#include <algorithm>

namespace gps::ui {
namespace {

constexpr int kFormToCorrect = 422;
constexpr int kTooOften = 429;  // a form to send later

// A page stands below the one that its breadcrumb names, else below the one its address begins
// with.
LayoutView::Entry entry_of(const NavLink& link, const Frame& frame) {
    const bool is_page = link.href == frame.current_path;
    const bool is_below = frame.current_path.starts_with(link.href + "/") ||
                          std::ranges::find(frame.breadcrumbs, link.href, &Breadcrumb::href) !=
                              frame.breadcrumbs.end();
    const bool is_section = !is_page && is_below;
    return {.text = link.text, .href = link.href, .is_page = is_page, .is_section = is_section};
}

std::string document_title(const Frame& frame, int status) {
    const std::string title = frame.title.empty() ? "GPS" : frame.title + " – GPS";
    return status == kFormToCorrect || status == kTooOften ? "Erreur\u00a0: " + title : title;
}

}  // namespace

std::vector<NavLink> footer_links() {
    return {{"Plan du site", "/plan-du-site"},
            {"Accessibilité\u00a0: non conforme", "/accessibilite"},
            {"Mentions légales", "/mentions-legales"},
            {"Données personnelles", "/donnees-personnelles"},
            {"Gestion des cookies", "/gestion-des-cookies"}};
}

web::Response page(const Frame& frame, const Body& body, int status) {
    LayoutView view{.frame = frame, .body = body, .document_title = document_title(frame, status)};
    for (const auto& link : frame.nav) view.nav.push_back(entry_of(link, frame));
    html::Writer out;
    render(out, view);
    return web::Response::html(out.take(), status);
}

}  // namespace gps::ui
