#include "ui/layout.hpp"

namespace gps::ui {
namespace {

constexpr int kFormToCorrect = 422;

LayoutView::Entry entry_of(const NavLink& link, const std::string& current_path) {
    const bool is_page = link.href == current_path;
    const bool is_section = !is_page && current_path.starts_with(link.href + "/");
    return {.text = link.text, .href = link.href, .is_page = is_page, .is_section = is_section};
}

std::string document_title(const Frame& frame, int status) {
    const std::string title = frame.title.empty() ? "GPS" : frame.title + " – GPS";
    return status == kFormToCorrect ? "Erreur\u00a0: " + title : title;
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
    for (const auto& link : frame.nav) view.nav.push_back(entry_of(link, frame.current_path));
    html::Writer out;
    render(out, view);
    return web::Response::html(out.take(), status);
}

}  // namespace gps::ui
