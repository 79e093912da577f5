#include "doors/nir_pages.hpp"

#include "access/cookies.hpp"
#include "doors/nir_door.hpp"
#include "doors/views.hpp"
#include "nir/sealed.hpp"
#include "ui/layout.hpp"
#include "ui/mistakes.hpp"

#include <fmt/format.h>

namespace gps::doors {
namespace {

constexpr std::string_view kField = "secret_nir";
constexpr std::string_view kSealedField = "secret_nir_scelle";
constexpr std::string_view kDoor = "/personnes/nir";
constexpr std::string_view kConfirm = "/personnes/nir/confirmer";
constexpr std::string_view kKeep = "/personnes/{personne}/nir";

using people::NirVerdict;

// To those who may not use numbers: why, or where to make their session a full one.
web::Response kept_out(const access::Visit& visit, const base::Error& error,
                       std::string_view page) {
    if (error.message != "factors.needs_full_session") return access::refused(visit, error);
    auto response = access::done(visit, "/connexion/renforcer", error.message);
    access::set_cookie(visit.house, response, access::Cookie::Return, page);
    return response;
}

// The field is always empty: what was typed is asked again, never shown.
ui::TextField nir_field(const ui::Mistakes& mistakes) {
    return {.name = std::string(kField),
            .label = "Numéro de sécurité sociale",
            .hint = "Quinze caractères, clé comprise. Il n’est jamais réaffiché.",
            .error = mistakes.on(kField),
            .max_length = 60,
            .required = true,
            .is_private = true};
}

int status_of(const ui::Mistakes& mistakes, int status) {
    return mistakes.empty() ? 200 : status;
}

// ---- Following by a number ----------------------------------------------------------------------

web::Response door_page(const access::Visit& visit, const ui::Mistakes& mistakes,
                        int status = 422) {
    const NirView view{
        .token = visit.form(), .errors = mistakes.summary(), .number = nir_field(mistakes)};
    auto frame = visit.frame("Suivre par le numéro de sécurité sociale");
    frame.breadcrumbs = {{.text = "Suivre une personne", .href = "/personnes/suivre"}};
    return ui::page(
        frame, [&](html::Writer& out) { render(out, view); }, status_of(mistakes, status));
}

web::Response confirm_page(const access::Visit& visit, const std::string& sealed,
                           const sharing::PartForm& part, const ui::Mistakes& mistakes) {
    const NirConfirmView view{.token = visit.form(),
                              .errors = mistakes.summary(),
                              .sealed = {.name = std::string(kSealedField), .value = sealed},
                              .part = part.fields(mistakes)};
    auto frame = visit.frame("Vérifier et suivre");
    frame.breadcrumbs = {{.text = "Suivre une personne", .href = "/personnes/suivre"}};
    return ui::page(
        frame, [&](html::Writer& out) { render(out, view); }, status_of(mistakes, 422));
}

web::Response show_door(access::Visit& visit) {
    if (const auto may = may_use_nir(visit.house, visit.viewer); !may)
        return kept_out(visit, may.error(), kDoor);
    return door_page(visit, {});
}

// What is wrong with a number that cannot be looked for; "" when it can.
std::string_view mistake_of(NirVerdict verdict) {
    switch (verdict) {
        case NirVerdict::Valid:
            return "";
        case NirVerdict::Temporary:
            return "doors.nir_temporary";
        case NirVerdict::WithoutKey:
            return "doors.nir_without_key";
        case NirVerdict::Empty:
            return "doors.nir_required";
        case NirVerdict::Specimen:
        case NirVerdict::Invalid:
            return "doors.nir_invalid";
    }
    __builtin_unreachable();
}

// Nothing is looked for yet: the next page is the same whoever bears the number, or nobody.
web::Response post_door(access::Visit& visit) {
    if (const auto may = may_use_nir(visit.house, visit.viewer); !may)
        return kept_out(visit, may.error(), kDoor);
    const auto read = people::read_nir(visit.request.form.secret(kField));
    const auto mistake = mistake_of(read.verdict);
    if (!read.nir || !mistake.empty()) {
        ui::Mistakes mistakes;
        mistakes.add(kField, mistake);
        return door_page(visit, mistakes);
    }
    const auto sealed =
        nir::seal_for_session(visit.house.keys, visit.viewer.session.value, *read.nir);
    return confirm_page(visit, sealed, sharing::PartForm::today(visit.today), {});
}

web::Response found_by_nir(const access::Visit& visit, const Led& led) {
    if (led.by == Found::AlreadyAsked)
        return access::done(visit, "/demandes", "doors.already_asked");
    return access::done(
        visit, fmt::format("/personnes/{}", led.person.text()),
        led.by == Found::AlreadyFollowed ? "doors.already_followed" : "doors.followed");
}

// The search counts, whatever it found.
web::Response searched(web::Response response) {
    response.is_recorded = true;
    return response;
}

web::Response post_confirm_nir(access::Visit& visit) {
    if (const auto may = may_use_nir(visit.house, visit.viewer); !may)
        return kept_out(visit, may.error(), kDoor);
    const std::string sealed(visit.request.form.secret(kSealedField));
    const auto nir = nir::unseal_for_session(visit.house.keys, visit.viewer.session.value, sealed);
    ui::Mistakes mistakes;
    if (!nir) {
        mistakes.add(kField, "doors.nir_required");
        return door_page(visit, mistakes);
    }
    const auto typed = sharing::PartForm::typed(visit.request.form);
    const auto part = typed.read(mistakes);
    if (!part) return confirm_page(visit, sealed, typed, mistakes);
    const auto led = follow_by_nir(sharing::acting(visit), *nir, *part);
    if (led) return found_by_nir(visit, *led);
    if (led.error().refusal == base::Refusal::TooMany)
        return searched(access::refused(visit, led.error()));
    if (led.error().refusal == base::Refusal::NotFound) {
        mistakes.add(kField, led.error().message);
        return searched(door_page(visit, mistakes));
    }
    mistakes.add(led.error());
    return searched(confirm_page(visit, sealed, typed, mistakes));
}

// ---- Giving a person their number ---------------------------------------------------------------

base::PublicId bearer_in(const access::Visit& visit) {
    return base::PublicId::parse(visit.request.param("personne"));
}

std::string keep_address(const access::Visit& visit) {
    return fmt::format("/personnes/{}/nir", bearer_in(visit).text());
}

web::Response keep_page(const access::Visit& visit, const std::string& called,
                        const ui::Mistakes& mistakes) {
    const KeepNirView view{
        .token = visit.form(),
        .action = keep_address(visit),
        .errors = mistakes.summary(),
        .number = nir_field(mistakes),
        .called = {.name = "civilite",
                   .legend = "Civilité",
                   .hint = "Pour vérifier le numéro. Elle n’est pas gardée.",
                   .options = {{.value = "madame", .text = "Madame"},
                               {.value = "monsieur", .text = "Monsieur"}},
                   .value = called,
                   .error = mistakes.on("civilite"),
                   .side_by_side = true,
                   .required = true},
        .cancel_href = fmt::format("/personnes/{}/informations", bearer_in(visit).text())};
    auto frame = visit.frame("Enregistrer le numéro de sécurité sociale");
    frame.breadcrumbs = {{.text = "Mes suivis", .href = "/suivis"}};
    return ui::page(
        frame, [&](html::Writer& out) { render(out, view); }, status_of(mistakes, 422));
}

web::Response show_keep(access::Visit& visit) {
    const auto may = may_keep_nir(sharing::acting(visit), bearer_in(visit));
    if (!may) return kept_out(visit, may.error(), keep_address(visit));
    return keep_page(visit, "", {});
}

web::Response post_keep(access::Visit& visit) {
    const auto may = may_keep_nir(sharing::acting(visit), bearer_in(visit));
    if (!may) return kept_out(visit, may.error(), keep_address(visit));
    const std::string typed(visit.typed("civilite"));
    const auto read = people::read_nir(visit.request.form.secret(kField));
    const auto called = people::civility(typed);
    ui::Mistakes mistakes;
    if (read.verdict == NirVerdict::Empty) {
        mistakes.add(kField, "doors.nir_required");
    } else if (read.verdict != NirVerdict::Valid && read.verdict != NirVerdict::Temporary) {
        mistakes.add(kField, "doors.nir_not_kept");
    }
    if (!called) mistakes.add("civilite", "doors.civility_required");
    if (!mistakes.empty() || !read.nir || !called) return keep_page(visit, typed, mistakes);
    const auto kept =
        keep_nir(sharing::acting(visit), bearer_in(visit), {.nir = *read.nir, .called = *called});
    if (kept)
        return access::done(visit,
                            fmt::format("/personnes/{}/informations", bearer_in(visit).text()),
                            "doors.nir_kept");
    if (kept.error().refusal != base::Refusal::Invalid)
        return searched(access::refused(visit, kept.error()));
    mistakes.add(kept.error());
    return searched(keep_page(visit, typed, mistakes));
}

}  // namespace

bool offers_nir(const access::Visit& visit) {
    return may_use_nir(visit.house, visit.viewer).has_value();
}

std::vector<access::Route> nir_routes() {
    using enum access::Caller;
    using enum access::Effect;
    using enum access::Rate;
    using web::Method;
    return {
        {Method::Get, kDoor, Member, Reads, Page, show_door},
        {Method::Post, kDoor, Member, Writes, Search, post_door},
        {Method::Post, kConfirm, Member, Writes, Search, post_confirm_nir},
        {Method::Get, kKeep, Member, Reads, Page, show_keep},
        {Method::Post, kKeep, Member, Writes, Search, post_keep},
    };
}

}  // namespace gps::doors
