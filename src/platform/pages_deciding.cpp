#include "platform/pages_deciding.hpp"

#include "platform/deciding.hpp"
#include "platform/habilitations.hpp"
#include "platform/pages_sheet.hpp"
#include "platform/usecases.hpp"
#include "platform/views.hpp"
#include "structures/usecases.hpp"
#include "ui/french.hpp"
#include "ui/mistakes.hpp"

#include <fmt/format.h>

namespace gps::platform {
namespace {

std::optional<structures::Structure> decided_in_path(const access::Visit& visit) {
    return structures::find(visit.tx, base::PublicId::parse(visit.request.param("structure")));
}

ui::Frame frame_below(const access::Visit& visit, const structures::Structure& structure,
                      std::string title) {
    auto frame = visit.frame(std::move(title));
    frame.breadcrumbs = {{.text = "Plateforme", .href = std::string(kHome)},
                         {.text = structure.name, .href = address_of(structure.public_id)}};
    return frame;
}

ui::TextArea why_field(const access::Visit& visit, const ui::Mistakes& mistakes) {
    return {.name = "motif",
            .label = "Motif",
            .hint = "Lu par l’équipe de la plateforme. N’y nommez personne.",
            .value = std::string(visit.typed("motif")),
            .error = mistakes.on("motif"),
            .max_length = kLongestWhy,
            .required = true};
}

// ---- Decisions that ask for a reason only -------------------------------------------------------

struct Asking {
    std::string_view path;
    std::string_view title;
    std::string_view submit;
    std::string_view says;
    std::string_view done;
};

Asking asking(Kind kind) {
    switch (kind) {
        case Kind::Suspend:
            return {.path = "suspendre",
                    .title = "Suspendre la structure",
                    .submit = "Suspendre",
                    .says =
                        "Ses membres ne verront plus rien par elle dès leur prochaine page. Ce "
                        "qu’ils ont enregistré reste, et les autres structures gardent leurs "
                        "suivis.",
                    .done = "platform.suspended"};
        case Kind::Close:
            return {.path = "fermer",
                    .title = "Fermer la structure",
                    .submit = "Fermer",
                    .says =
                        "Une structure fermée n’est plus dans l’annuaire. Ses membres ne "
                        "verront plus rien par elle dès leur prochaine page.",
                    .done = "platform.closed"};
        case Kind::Withdraw:
            return {.path = "retirer-habilitation",
                    .title = "Retirer l’habilitation",
                    .submit = "Retirer l’habilitation",
                    .says =
                        "Dès leur prochaine page, ses membres ne verront plus que les "
                        "initiales des personnes qu’ils suivent, sauf de celles qu’ils ont "
                        "enregistrées ou dont le détail leur est accordé.",
                    .done = "platform.withdrawn"};
        default:
            return {.path = "rouvrir",
                    .title = "Rouvrir la structure",
                    .submit = "Rouvrir",
                    .says = "Ses membres agiront de nouveau pour elle dès leur prochaine page.",
                    .done = "platform.reopened"};
    }
}

web::Response decide_page(const access::Visit& visit, const structures::Structure& structure,
                          const Asking& what, const ui::Mistakes& mistakes) {
    const auto back = address_of(structure.public_id);
    const DecideView view{.token = visit.form(),
                          .errors = mistakes.summary(),
                          .title = std::string(what.title),
                          .name = structure.name,
                          .action = fmt::format("{}/{}", back, what.path),
                          .back = back,
                          .submit = std::string(what.submit),
                          .says = std::string(what.says),
                          .why = why_field(visit, mistakes)};
    return ui::page(
        frame_below(visit, structure, view.title), [&](html::Writer& out) { render(out, view); },
        mistakes.empty() ? 200 : 422);
}

template <Kind kKind>
web::Response show_decide(access::Visit& visit) {
    const auto found = decided_in_path(visit);
    if (!found) return access::refused(visit, no_structure());
    return decide_page(visit, *found, asking(kKind), {});
}

base::Result<> decide(const access::Visit& visit, const base::PublicId& structure, Kind kind) {
    if (kind == Kind::Withdraw) return withdraw(visit, structure, visit.typed("motif"));
    return set_closing(visit, structure, kind, visit.typed("motif"));
}

template <Kind kKind>
web::Response post_decide(access::Visit& visit) {
    const auto found = decided_in_path(visit);
    if (!found) return access::refused(visit, no_structure());
    const auto what = asking(kKind);
    const auto decided = decide(visit, found->public_id, kKind);
    if (decided) return access::done(visit, address_of(found->public_id), what.done);
    if (decided.error().refusal != base::Refusal::Invalid)
        return access::refused(visit, decided.error());
    ui::Mistakes mistakes;
    mistakes.add(decided.error());
    return decide_page(visit, *found, what, mistakes);
}

// ---- Habilitating -------------------------------------------------------------------------------

ui::DateField day_field(const access::Visit& visit, const ui::Mistakes& mistakes, std::string name,
                        std::string label) {
    ui::DateField field{.name = std::move(name), .label = std::move(label)};
    field.value = std::string(visit.typed(field.name));
    field.error = mistakes.on(field.name);
    return field;
}

web::Response habilitate_page(const access::Visit& visit, const structures::Structure& structure,
                              const ui::Mistakes& mistakes) {
    const auto back = address_of(structure.public_id);
    HabilitateView view{.token = visit.form(),
                        .errors = mistakes.summary(),
                        .name = structure.name,
                        .action = back + "/habiliter",
                        .back = back,
                        .is_habilitated = structure.is_habilitated,
                        .basis = {.name = "fondement",
                                  .legend = "Fondement de l’habilitation",
                                  .value = std::string(visit.typed("fondement")),
                                  .error = mistakes.on("fondement"),
                                  .required = true},
                        .from_on = day_field(visit, mistakes, "debut", "Premier jour"),
                        .until_on = day_field(visit, mistakes, "fin", "Dernier jour"),
                        .why = why_field(visit, mistakes)};
    for (const auto basis : kBases)
        view.basis.options.push_back(
            {.value = std::string(code(basis)), .text = std::string(label(basis))});
    view.from_on.required = true;
    if (view.from_on.value.empty() && mistakes.empty()) view.from_on.value = visit.today.iso();
    view.until_on.hint += ". Laissé vide, l’habilitation ne finit pas d’elle-même.";
    view.why.label = "Motif et références";
    return ui::page(
        frame_below(visit, structure, "Habiliter la structure"),
        [&](html::Writer& out) { render(out, view); }, mistakes.empty() ? 200 : 422);
}

web::Response show_habilitate(access::Visit& visit) {
    const auto found = decided_in_path(visit);
    if (!found) return access::refused(visit, no_structure());
    return habilitate_page(visit, *found, {});
}

// What was typed of the days: a mistake when it is no day.
std::optional<base::Date> day_in(const access::Visit& visit, std::string_view field,
                                 ui::Mistakes& mistakes) {
    const auto typed = visit.typed(field);
    if (typed.find_first_not_of(' ') == std::string_view::npos) return std::nullopt;
    const auto day = ui::parse_date(typed);
    if (!day) mistakes.add(field, "platform.day_wrong");
    return day;
}

web::Response post_habilitate(access::Visit& visit) {
    const auto found = decided_in_path(visit);
    if (!found) return access::refused(visit, no_structure());
    ui::Mistakes mistakes;
    const HabilitationTyped typed{.basis = basis_of(visit.typed("fondement")),
                                  .from_on = day_in(visit, "debut", mistakes),
                                  .until_on = day_in(visit, "fin", mistakes),
                                  .why = std::string(visit.typed("motif"))};
    for (const auto& wrong : mistakes_in(typed, visit.today)) {
        if (mistakes.on(wrong.field).empty()) mistakes.add(wrong);
    }
    if (!mistakes.empty()) return habilitate_page(visit, *found, mistakes);
    const auto given = habilitate(visit, found->public_id, typed);
    if (given) return access::done(visit, address_of(found->public_id), "platform.habilitated");
    if (given.error().refusal != base::Refusal::Invalid)
        return access::refused(visit, given.error());
    mistakes.add(given.error());
    return habilitate_page(visit, *found, mistakes);
}

}  // namespace

std::vector<access::Route> deciding_routes() {
    using enum access::Caller;
    using enum access::Effect;
    using enum access::Rate;
    using web::Method;
    return {
        {Method::Get, "/plateforme/structures/{structure}/habiliter", Platform, Reads, Page,
         show_habilitate},
        {Method::Post, "/plateforme/structures/{structure}/habiliter", Platform, Writes, Act,
         post_habilitate},
        {Method::Get, "/plateforme/structures/{structure}/retirer-habilitation", Platform, Reads,
         Page, show_decide<Kind::Withdraw>},
        {Method::Post, "/plateforme/structures/{structure}/retirer-habilitation", Platform, Writes,
         Act, post_decide<Kind::Withdraw>},
        {Method::Get, "/plateforme/structures/{structure}/suspendre", Platform, Reads, Page,
         show_decide<Kind::Suspend>},
        {Method::Post, "/plateforme/structures/{structure}/suspendre", Platform, Writes, Act,
         post_decide<Kind::Suspend>},
        {Method::Get, "/plateforme/structures/{structure}/fermer", Platform, Reads, Page,
         show_decide<Kind::Close>},
        {Method::Post, "/plateforme/structures/{structure}/fermer", Platform, Writes, Act,
         post_decide<Kind::Close>},
        {Method::Get, "/plateforme/structures/{structure}/rouvrir", Platform, Reads, Page,
         show_decide<Kind::Reopen>},
        {Method::Post, "/plateforme/structures/{structure}/rouvrir", Platform, Writes, Act,
         post_decide<Kind::Reopen>},
    };
}

}  // namespace gps::platform
