#include "doors/pages.hpp"

#include "doors/doors.hpp"
#include "doors/forms.hpp"
#include "doors/nir_pages.hpp"
#include "doors/views.hpp"
#include "people/names.hpp"
#include "ui/layout.hpp"

#include <fmt/format.h>

namespace gps::doors {
namespace {

ui::Frame frame_of(const access::Visit& visit, std::string title) {
    auto frame = visit.frame(std::move(title));
    frame.breadcrumbs = {{.text = "Suivre une personne", .href = "/personnes/suivre"}};
    return frame;
}

// ---- A colleague follows them -------------------------------------------------------------------

web::Response doors_page(const access::Visit& visit, DoorsView view, const std::string& typed,
                         const ui::Mistakes& mistakes) {
    view.token = visit.form();
    view.errors = mistakes.summary();
    view.offers_nir = offers_nir(visit);
    view.name = {.name = "nom",
                 .label = "Nom de naissance complet",
                 .value = typed,
                 .error = mistakes.on("nom"),
                 .max_length = 100,
                 .required = true};
    return ui::page(
        visit.frame("Suivre une personne"), [&](html::Writer& out) { render(out, view); },
        mistakes.empty() ? 200 : 422);
}

web::Response show_doors(access::Visit& visit) {
    return doors_page(visit, {}, "", {});
}

web::Response post_colleagues(access::Visit& visit) {
    const std::string typed(visit.typed("nom"));
    const auto found = followed_by_colleagues(sharing::acting(visit), typed);
    if (!found && found.error().refusal == base::Refusal::Invalid) {
        ui::Mistakes mistakes;
        mistakes.add(found.error());
        return doors_page(visit, {}, typed, mistakes);
    }
    if (!found) return access::refused(visit, found.error());
    DoorsView view{.has_searched = true, .has_more = found->has_more};
    for (const auto& row : found->rows)
        view.lines.push_back(
            {.href = fmt::format("/personnes/{}/suivre", row.person.text()),
             .name = row.name,
             .born = row.birth_year.empty() ? "" : "Année de naissance : " + row.birth_year,
             .colleague = row.colleague});
    return doors_page(visit, view, typed, {});
}

base::PublicId person_of(const access::Visit& visit) {
    return base::PublicId::parse(visit.request.param("personne"));
}

web::Response join_page(const access::Visit& visit, const sharing::PartForm& part,
                        const ui::Mistakes& mistakes) {
    const auto followed = followed_by_colleague(sharing::acting(visit), person_of(visit));
    if (!followed) return access::refused(visit, followed.error());
    const JoinView view{.token = visit.form(),
                        .action = fmt::format("/personnes/{}/suivre", followed->person.text()),
                        .name = followed->name,
                        .colleague = followed->colleague,
                        .errors = mistakes.summary(),
                        .part = part.fields(mistakes)};
    auto response = ui::page(
        frame_of(visit, "Suivre " + followed->name), [&](html::Writer& out) { render(out, view); },
        mistakes.empty() ? 200 : 422);
    response.is_recorded = true;  // the person was shown: that stays in the trail
    return response;
}

web::Response show_join(access::Visit& visit) {
    return join_page(visit, sharing::PartForm::today(visit.today), {});
}

// Where an act of a door leads.
web::Response led_to(const access::Visit& visit, const Led& led) {
    const auto file = fmt::format("/personnes/{}", led.person.text());
    switch (led.by) {
        case Found::Unknown:
            return access::done(visit, file, "doors.created");
        case Found::MayFollow:
            return access::done(visit, file, "doors.followed");
        case Found::AlreadyFollowed:
            return access::done(visit, file, "doors.already_followed");
        case Found::MayAsk:
            return access::done(visit, "/demandes", "doors.asked");
        case Found::AlreadyAsked:
            return access::done(visit, "/demandes", "doors.already_asked");
    }
    __builtin_unreachable();
}

web::Response post_join(access::Visit& visit) {
    const auto typed = sharing::PartForm::typed(visit.request.form);
    ui::Mistakes mistakes;
    const auto part = typed.read(mistakes);
    if (!part) return join_page(visit, typed, mistakes);
    const auto led = follow_by_colleague(sharing::acting(visit), person_of(visit), *part);
    if (led) return led_to(visit, *led);
    if (led.error().refusal != base::Refusal::Invalid) return access::refused(visit, led.error());
    mistakes.add(led.error());
    return join_page(visit, typed, mistakes);
}

// ---- Their exact identity, and recording them ---------------------------------------------------

web::Response identity_page(const access::Visit& visit, const IdentityForm& typed,
                            const ui::Mistakes& mistakes) {
    const auto view = typed.view(visit, mistakes);
    return ui::page(
        frame_of(visit, "Identité de la personne"), [&](html::Writer& out) { render(out, view); },
        mistakes.empty() ? 200 : 422);
}

web::Response show_identity(access::Visit& visit) {
    return identity_page(visit, {}, {});
}

web::Response notice_page(const access::Visit& visit, const IdentityForm& identity,
                          const NoticeForm& notice, const ui::Mistakes& mistakes) {
    const NoticeView view{.token = visit.form(),
                          .identity = identity.hidden(),
                          .errors = mistakes.summary(),
                          .way = notice.way_field(mistakes),
                          .on = notice.on_field(mistakes),
                          .structure = visit.viewer.acts_for().name,
                          .contact = visit.house.contact_rights.empty()
                                         ? ""
                                         : ", à l’adresse " + visit.house.contact_rights};
    return ui::page(
        frame_of(visit, "Informer la personne"), [&](html::Writer& out) { render(out, view); },
        mistakes.empty() ? 200 : 422);
}

// The two confirmations of the exact-identity door, and the last step of recording.
struct Last {
    std::string_view action;
    std::string_view title;
    std::string_view step;
    std::string_view explanation;
    std::string_view submit;
};

constexpr Last kFollow{"/personnes/identite/confirmer", "Vérifier et suivre", "",
                       "Une personne enregistrée a exactement cette identité. Vérifiez votre "
                       "saisie avant de la suivre.",
                       "Suivre cette personne"};
constexpr Last kAsk{"/personnes/identite/confirmer", "Vérifier et demander à suivre", "",
                    "Votre structure n’est pas habilitée : votre demande sera envoyée aux "
                    "professionnels qui accompagnent déjà la personne. Vous ne verrez rien avant "
                    "leur accord.",
                    "Envoyer la demande"};
constexpr Last kCreate{"/personnes/enregistrer", "Vérifier et enregistrer", "Étape 3 sur 3",
                       "Vérifiez l’identité, puis dites pourquoi vous intervenez.",
                       "Enregistrer et suivre"};

struct TypedSoFar {
    IdentityForm identity = {};
    NoticeForm notice = {};
    sharing::PartForm part = {};
};

web::Response last_page(const access::Visit& visit, const Last& last, const TypedSoFar& typed,
                        const ui::Mistakes& mistakes) {
    ConfirmView view{.token = visit.form(),
                     .action = std::string(last.action),
                     .title = std::string(last.title),
                     .step = std::string(last.step),
                     .explanation = std::string(last.explanation),
                     .submit = std::string(last.submit),
                     .typed = typed.identity.hidden(),
                     .shown = typed.identity.shown(),
                     .errors = mistakes.summary(),
                     .part = typed.part.fields(mistakes)};
    for (const auto& field : typed.notice.hidden()) view.typed.push_back(field);
    return ui::page(
        frame_of(visit, view.title), [&](html::Writer& out) { render(out, view); },
        mistakes.empty() ? 200 : 422);
}

// What the answer of the exact-identity door leads to, from step 1.
web::Response after_look_up(const access::Visit& visit, const IdentityForm& typed,
                            const IdentityAnswer& answer) {
    const TypedSoFar so_far{.identity = typed, .part = sharing::PartForm::today(visit.today)};
    switch (answer.found) {
        case Found::Unknown:
            return notice_page(visit, typed, {.on = visit.today.iso()}, {});
        case Found::MayFollow:
            return last_page(visit, kFollow, so_far, {});
        case Found::MayAsk:
            return last_page(visit, kAsk, so_far, {});
        case Found::AlreadyFollowed:
        case Found::AlreadyAsked:
            return led_to(visit, {.by = answer.found, .person = answer.person});
    }
    __builtin_unreachable();
}

web::Response post_identity(access::Visit& visit) {
    const auto typed = IdentityForm::typed(visit.request.form);
    ui::Mistakes mistakes;
    const auto identity = typed.read(mistakes, visit.today);
    if (!identity) return identity_page(visit, typed, mistakes);
    const auto answer = look_up(sharing::acting(visit), *identity);
    if (!answer) return access::refused(visit, answer.error());
    return after_look_up(visit, typed, *answer);
}

web::Response post_confirm(access::Visit& visit) {
    const TypedSoFar typed{.identity = IdentityForm::typed(visit.request.form),
                           .part = sharing::PartForm::typed(visit.request.form)};
    ui::Mistakes mistakes;
    const auto identity = typed.identity.read(mistakes, visit.today);
    if (!identity) return identity_page(visit, typed.identity, mistakes);
    const auto& last = visit.viewer.is_habilitated() ? kFollow : kAsk;
    const auto part = typed.part.read(mistakes);
    if (!part) return last_page(visit, last, typed, mistakes);
    const auto led = follow_by_identity(sharing::acting(visit), *identity, *part);
    if (led) return led_to(visit, *led);
    if (led.error().refusal == base::Refusal::TooMany) return access::refused(visit, led.error());
    // Gone since the look-up: as someone unknown.
    if (led.error().refusal == base::Refusal::NotFound)
        return notice_page(visit, typed.identity, {.on = visit.today.iso()}, {});
    mistakes.add(led.error());
    return last_page(visit, last, typed, mistakes);
}

web::Response post_notice(access::Visit& visit) {
    const TypedSoFar typed{.identity = IdentityForm::typed(visit.request.form),
                           .notice = NoticeForm::typed(visit.request.form),
                           .part = sharing::PartForm::today(visit.today)};
    ui::Mistakes mistakes;
    if (!typed.identity.read(mistakes, visit.today))
        return identity_page(visit, typed.identity, mistakes);
    if (!typed.notice.read(mistakes, visit.today))
        return notice_page(visit, typed.identity, typed.notice, mistakes);
    return last_page(visit, kCreate, typed, {});
}

web::Response post_create(access::Visit& visit) {
    const TypedSoFar typed{.identity = IdentityForm::typed(visit.request.form),
                           .notice = NoticeForm::typed(visit.request.form),
                           .part = sharing::PartForm::typed(visit.request.form)};
    ui::Mistakes mistakes;
    const auto identity = typed.identity.read(mistakes, visit.today);
    if (!identity) return identity_page(visit, typed.identity, mistakes);
    const auto notice = typed.notice.read(mistakes, visit.today);
    if (!notice) return notice_page(visit, typed.identity, typed.notice, mistakes);
    const auto part = typed.part.read(mistakes);
    if (!part) return last_page(visit, kCreate, typed, mistakes);
    const auto led = create(sharing::acting(visit), *identity, *notice, *part);
    if (led) return led_to(visit, *led);
    if (led.error().refusal == base::Refusal::TooMany) return access::refused(visit, led.error());
    mistakes.add(led.error());
    return last_page(visit, kCreate, typed, mistakes);
}

}  // namespace

std::vector<access::Route> routes() {
    using enum access::Caller;
    using enum access::Effect;
    using enum access::Rate;
    using web::Method;
    std::vector<access::Route> all{
        {Method::Get, "/personnes/suivre", Member, Reads, Page, show_doors},
        {Method::Post, "/personnes/collegues", Member, Writes, Search, post_colleagues},
        {Method::Get, "/personnes/{personne}/suivre", Member, Traces, Search, show_join},
        {Method::Post, "/personnes/{personne}/suivre", Member, Writes, Act, post_join},
        {Method::Get, "/personnes/identite", Member, Reads, Page, show_identity},
        {Method::Post, "/personnes/identite", Member, Writes, Search, post_identity},
        {Method::Post, "/personnes/identite/confirmer", Member, Writes, Act, post_confirm},
        {Method::Post, "/personnes/information", Member, Writes, Act, post_notice},
        {Method::Post, "/personnes/enregistrer", Member, Writes, Act, post_create},
    };
    for (const auto& route : nir_routes()) all.push_back(route);
    return all;
}

}  // namespace gps::doors
