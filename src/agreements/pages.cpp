#include "agreements/pages.hpp"

#include "agreements/agreements.hpp"
#include "agreements/views.hpp"
#include "ui/french.hpp"
#include "ui/layout.hpp"
#include "ui/mistakes.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gps::agreements {
namespace {

constexpr std::string_view kEverybody = "tous";

base::PublicId person_in(const access::Visit& visit) {
    return base::PublicId::parse(visit.request.param("personne"));
}

std::string file_of(const access::Visit& visit) {
    return fmt::format("/personnes/{}", person_in(visit).text());
}

std::string here(const access::Visit& visit) {
    return file_of(visit) + "/accord";
}

// Everybody, or one of the structures that the viewer sees on the file.
ui::Select whom_field(const access::Visit& visit, const sharing::File& file,
                      const ui::Mistakes& mistakes) {
    ui::Select field{.name = "pour",
                     .label = "Qui peut voir le nom de votre structure",
                     .value = std::string(visit.typed("pour")),
                     .error = mistakes.on("pour"),
                     .required = true};
    field.options.push_back({std::string(kEverybody), "Tous ceux qui suivent la personne"});
    for (const auto& card : file.cards) {
        const auto id = card.structure_id.text();
        const bool is_there = std::ranges::any_of(
            field.options, [&](const auto& option) { return option.value == id; });
        const bool is_own = card.structure_id == visit.viewer.acts_for().public_id;
        if (!card.is_masked && !is_own && !is_there) field.options.push_back({id, card.structure});
    }
    return field;
}

ui::RadioGroup how_field(const access::Visit& visit, const ui::Mistakes& mistakes) {
    ui::RadioGroup field{.name = "comment",
                         .legend = "Comment la personne a donné son accord",
                         .value = std::string(visit.typed("comment")),
                         .error = mistakes.on("comment"),
                         .required = true};
    for (const auto how : {How::Oral, How::Written})
        field.options.push_back({std::string(code(how)), std::string(label(how))});
    return field;
}

AgreementsView::Line line_of(const access::Visit& visit, const Agreement& agreement) {
    AgreementsView::Line line{
        .whom = agreement.for_structure.empty() ? "Tous ceux qui suivent la personne"
                                                : agreement.for_structure,
        .how = fmt::format("{}, le {}", label(agreement.how), ui::date_long(agreement.given_on)),
        .recorded = "Enregistré par " + agreement.recorded_by};
    if (agreement.revoked_at) {
        line.revoked = "Retiré le " + ui::date_long(base::paris_date(*agreement.revoked_at));
        return line;
    }
    line.action = fmt::format("{}/{}/retirer", here(visit), agreement.public_id.text());
    line.token = visit.form();
    return line;
}

web::Response agreements_page(const access::Visit& visit, const ui::Mistakes& mistakes) {
    const auto recorded = agreements_of(sharing::acting(visit), person_in(visit));
    if (!recorded) return access::refused(visit, recorded.error());
    const auto typed_on = visit.typed("le");
    AgreementsView view{
        .person = recorded->file.shown_name,
        .file_href = file_of(visit),
        .action = here(visit),
        .errors = mistakes.summary(),
        .whom = whom_field(visit, recorded->file, mistakes),
        .how = how_field(visit, mistakes),
        .on = {.name = "le",
               .label = "Date de l’accord",
               .value = mistakes.empty() ? visit.today.iso() : std::string(typed_on),
               .error = mistakes.on("le"),
               .required = true},
        .token = visit.form()};
    for (const auto& one : recorded->agreements) view.lines.push_back(line_of(visit, one));
    auto frame = visit.frame("Accord de la personne – " + view.person);
    frame.breadcrumbs = {{.text = "Mes suivis", .href = "/suivis"},
                         {.text = "Dossier", .href = view.file_href}};
    auto response = ui::page(
        frame, [&](html::Writer& out) { render(out, view); }, mistakes.empty() ? 200 : 422);
    response.is_recorded = true;  // the file was shown: its reading stays in the trail
    return response;
}

web::Response show_agreements(access::Visit& visit) {
    return agreements_page(visit, {});
}

web::Response post_agreement(access::Visit& visit) {
    const auto whom = visit.typed("pour");
    ui::Mistakes mistakes;
    if (whom.empty()) mistakes.add("pour", "agreements.whom_required");
    if (!how_of(visit.typed("comment"))) mistakes.add("comment", "agreements.how_required");
    if (!ui::parse_date(visit.typed("le"))) mistakes.add("le", "ui.date_unreadable");
    if (!mistakes.empty()) return agreements_page(visit, mistakes);
    Given given{.how = how_of(visit.typed("comment")), .on = ui::parse_date(visit.typed("le"))};
    if (whom != kEverybody) {
        given.for_structure = base::PublicId::parse(whom);
        if (given.for_structure.empty()) mistakes.add("pour", "agreements.whom_required");
        if (!mistakes.empty()) return agreements_page(visit, mistakes);
    }
    const auto done = record(sharing::acting(visit), person_in(visit), given);
    if (done) return access::done(visit, here(visit), "agreements.recorded");
    if (done.error().refusal != base::Refusal::Invalid) return access::refused(visit, done.error());
    mistakes.add(done.error());
    return agreements_page(visit, mistakes);
}

web::Response post_revoke(access::Visit& visit) {
    const auto done = revoke(sharing::acting(visit), person_in(visit),
                             base::PublicId::parse(visit.request.param("accord")));
    if (!done) return access::refused(visit, done.error());
    return access::done(visit, here(visit), "agreements.revoked");
}

}  // namespace

std::vector<access::Route> routes() {
    using enum access::Caller;
    using enum access::Effect;
    using access::Rate;
    using web::Method;
    constexpr std::string_view kHere = "/personnes/{personne}/accord";
    return {{Method::Get, kHere, Member, Traces, Rate::Page, show_agreements},
            {Method::Post, kHere, Member, Writes, Rate::Act, post_agreement},
            {Method::Post, "/personnes/{personne}/accord/{accord}/retirer", Member, Writes,
             Rate::Act, post_revoke}};
}

}  // namespace gps::agreements
