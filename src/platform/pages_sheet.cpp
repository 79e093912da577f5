#include "platform/pages_sheet.hpp"

#include "people/names.hpp"
#include "platform/deciding.hpp"
#include "platform/usecases.hpp"
#include "platform/views.hpp"
#include "structures/kinds.hpp"
#include "structures/usecases.hpp"
#include "ui/mistakes.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gps::platform {
namespace {

constexpr std::string_view kNew = "/plateforme/nouvelle-structure";

ui::Select kind_field(const std::string& value) {
    ui::Select field{
        .name = "type", .label = "Type de structure", .value = value, .required = true};
    for (const auto& kind : structures::kinds())
        field.options.push_back({.value = std::string(kind.code), .text = std::string(kind.label)});
    std::ranges::sort(field.options, {},
                      [](const ui::Option& option) { return people::search_key(option.text); });
    return field;
}

ui::TextField sheet_field(std::string name, std::string label, std::string value,
                          std::string hint = {}) {
    return {.name = std::move(name),
            .label = std::move(label),
            .hint = std::move(hint),
            .value = std::move(value)};
}

SheetView sheet_view(const access::Visit& visit, const structures::Structure& s,
                     const ui::Mistakes& mistakes) {
    SheetView view{
        .token = visit.form(),
        .errors = mistakes.summary(),
        .name = sheet_field("nom", "Nom de la structure", s.name),
        .kind = kind_field(s.kind),
        .siret = sheet_field("siret", "SIRET", s.siret, "14 chiffres"),
        .address = sheet_field("adresse", "Numéro et rue", s.address),
        .postcode = sheet_field("code_postal", "Code postal", s.postcode),
        .city = sheet_field("commune", "Commune", s.city),
        .department = sheet_field(
            "departement", "Département", s.department,
            "Son numéro, par exemple 30 ou 2A. Laissé vide, il est celui du code postal."),
        .phone = ui::phone_field("telephone", "Téléphone de la structure"),
        .email = ui::email_field("courriel", "Adresse électronique de la structure"),
        .website = sheet_field("site", "Site internet", s.website)};
    view.name.required = true;
    view.city.required = true;
    view.phone.value = s.phone;
    view.email.value = s.email;
    view.phone.autocomplete = view.email.autocomplete = "off";
    for (auto* field : {&view.name, &view.siret, &view.address, &view.postcode, &view.city,
                        &view.department, &view.phone, &view.email, &view.website})
        field->error = mistakes.on(field->name);
    view.kind.error = mistakes.on(view.kind.name);
    return view;
}

structures::Structure typed_sheet(const access::Visit& visit) {
    const auto text = [&](std::string_view field) { return std::string(visit.typed(field)); };
    return {.name = text("nom"),
            .kind = text("type"),
            .siret = text("siret"),
            .address = text("adresse"),
            .postcode = text("code_postal"),
            .city = text("commune"),
            .department = text("departement"),
            .phone = text("telephone"),
            .email = text("courriel"),
            .website = text("site")};
}

ui::Mistakes mistakes_of(const Sheet& sheet) {
    ui::Mistakes mistakes;
    for (const auto& one : sheet.mistakes) mistakes.add(one);
    return mistakes;
}

web::Response sheet_page(ui::Frame frame, const SheetView& view) {
    frame.title = view.title;
    return ui::page(
        frame, [&](html::Writer& out) { render(out, view); },
        view.errors.errors.empty() ? 200 : 422);
}

// ---- A new one ----------------------------------------------------------------------------------

web::Response new_page(const access::Visit& visit, const structures::Structure& typed,
                       const ui::Mistakes& mistakes) {
    auto view = sheet_view(visit, typed, mistakes);
    view.title = "Créer une structure";
    view.action = kNew;
    view.back = kHome;
    view.submit = "Créer la structure";
    view.says =
        "Cherchez d’abord si la structure existe. Une structure créée ici n’est habilitée "
        "qu’une fois son habilitation enregistrée.";
    auto frame = visit.frame("");
    frame.breadcrumbs = {{.text = "Plateforme", .href = std::string(kHome)}};
    return sheet_page(std::move(frame), view);
}

web::Response show_new(access::Visit& visit) {
    return new_page(visit, {}, {});
}

web::Response post_new(access::Visit& visit) {
    const auto typed = typed_sheet(visit);
    const auto sheet = read_sheet(typed);
    if (!sheet.mistakes.empty()) return new_page(visit, typed, mistakes_of(sheet));
    return access::done(visit, address_of(create(visit, sheet)), "platform.created");
}

// ---- One that is there --------------------------------------------------------------------------

web::Response correct_page(const access::Visit& visit, const structures::Structure& stored,
                           const structures::Structure& typed, const ui::Mistakes& mistakes) {
    auto view = sheet_view(visit, typed, mistakes);
    view.title = "Corriger une structure";
    view.back = address_of(stored.public_id);
    view.action = view.back + "/corriger";
    view.submit = "Enregistrer la correction";
    view.says =
        "Ce qui est corrigé ici ne change plus lors des imports de listes. Changer le type ne "
        "change pas l’habilitation.";
    auto frame = visit.frame("");
    frame.breadcrumbs = {{.text = "Plateforme", .href = std::string(kHome)},
                         {.text = stored.name, .href = view.back}};
    return sheet_page(std::move(frame), view);
}

std::optional<structures::Structure> sheet_in_path(const access::Visit& visit) {
    return structures::find(visit.tx, base::PublicId::parse(visit.request.param("structure")));
}

web::Response show_correct(access::Visit& visit) {
    const auto stored = sheet_in_path(visit);
    if (!stored) return access::refused(visit, no_structure());
    return correct_page(visit, *stored, *stored, {});
}

web::Response post_correct(access::Visit& visit) {
    const auto stored = sheet_in_path(visit);
    if (!stored) return access::refused(visit, no_structure());
    const auto typed = typed_sheet(visit);
    const auto sheet = read_sheet(typed);
    if (!sheet.mistakes.empty()) return correct_page(visit, *stored, typed, mistakes_of(sheet));
    const auto corrected = correct(visit, stored->public_id, sheet);
    if (!corrected) return access::refused(visit, corrected.error());
    return access::done(visit, address_of(stored->public_id), "platform.corrected");
}

}  // namespace

std::string address_of(const base::PublicId& structure) {
    return fmt::format("{}/structures/{}", kHome, structure.text());
}

std::vector<access::Route> sheet_routes() {
    using enum access::Caller;
    using enum access::Effect;
    using enum access::Rate;
    using web::Method;
    return {
        {Method::Get, kNew, Platform, Reads, Page, show_new},
        {Method::Post, kNew, Platform, Writes, Act, post_new},
        {Method::Get, "/plateforme/structures/{structure}/corriger", Platform, Reads, Page,
         show_correct},
        {Method::Post, "/plateforme/structures/{structure}/corriger", Platform, Writes, Act,
         post_correct},
    };
}

}  // namespace gps::platform
