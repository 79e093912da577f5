#include "contact/pages_sheet.hpp"

#include "contact/sheet.hpp"
#include "contact/views.hpp"
#include "ui/french.hpp"
#include "ui/layout.hpp"

#include <algorithm>

namespace gps::contact {
namespace {

// As many as can be called: nobody is sent to a number that is not there.
std::string question_of(const std::vector<SheetView::Helper>& helpers) {
    const auto silent =
        std::ranges::count_if(helpers, [](const auto& one) { return one.phone.empty(); });
    if (silent == 0) return "Vous pouvez appeler ces personnes.";
    if (silent == std::ssize(helpers)) return "Parlez-en à la personne qui vous donne cette fiche.";
    return "Vous pouvez appeler les personnes qui ont un numéro de téléphone.";
}

}  // namespace

web::Response show_sheet(access::Visit& visit) {
    const auto person = base::PublicId::parse(visit.request.param("personne"));
    const auto found = sheet(sharing::acting(visit), person);
    if (!found) return access::refused(visit, found.error());
    SheetView view{.person = found->person,
                   .today = ui::date_long(visit.today),
                   .is_partial = found->is_partial,
                   .file_href = "/personnes/" + person.text()};
    for (const auto& one : found->helpers)
        view.helpers.push_back({.name = one.name,
                                .role = one.role,
                                .structure = one.structure,
                                .phone = ui::unbroken(one.phone),
                                .is_referent = one.is_referent});
    view.question = question_of(view.helpers);
    // Browsers print the title above the page: it names nobody.
    auto frame = visit.frame("Fiche contacts");
    frame.breadcrumbs = {{.text = "Mes suivis", .href = "/suivis"},
                         {.text = "Dossier", .href = view.file_href}};
    return ui::page(frame, [&](html::Writer& out) { render(out, view); });
}

}  // namespace gps::contact
