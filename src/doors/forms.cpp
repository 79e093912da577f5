#include "doors/forms.hpp"

#include "people/identity.hpp"
#include "people/names.hpp"
#include "ui/french.hpp"

namespace gps::doors {
namespace {

// A day that can be read and has come; else the mistake is told.
std::optional<base::Date> read_past_day(std::string_view typed, std::string_view field,
                                        base::Date today, ui::Mistakes& mistakes) {
    const auto day = ui::parse_date(typed);
    if (typed.empty()) {
        mistakes.add(field, "ui.date_required");
    } else if (!day) {
        mistakes.add(field, "ui.date_unreadable");
    } else if (*day > today) {
        mistakes.add(field, "doors.date_in_future");
        return std::nullopt;
    }
    return day;
}

// Keeps a name, or tells the mistake; `optional` names may be empty.
std::string read_name(std::string_view typed, std::string_view field, bool optional,
                      ui::Mistakes& mistakes) {
    if (optional && typed.empty()) return {};
    const auto name = people::clean_name(typed, field);
    if (name) return *name;
    // Two empty fields are told apart in the summary.
    if (name.error().message == "people.name_required") {
        mistakes.add(field,
                     field == "prenom" ? "doors.first_name_required" : "doors.birth_name_required");
    } else {
        mistakes.add(field, name.error().message);
    }
    return {};
}

std::string read_email(std::string_view typed, ui::Mistakes& mistakes) {
    if (typed.empty()) return {};
    const auto email = people::Email::parse(typed);
    if (email) return email->text();
    mistakes.add("courriel", email.error().message);
    return {};
}

std::string read_phone(std::string_view typed, ui::Mistakes& mistakes) {
    if (typed.empty()) return {};
    const auto phone = people::Phone::parse(typed);
    if (phone) return phone->e164();
    mistakes.add("telephone", phone.error().message);
    return {};
}

}  // namespace

IdentityForm IdentityForm::typed(const web::Form& form) {
    return {.birth_name = std::string(form.get("nom_naissance")),
            .first_name = std::string(form.get("prenom")),
            .birth_date = std::string(form.get("date_naissance")),
            .usual_name = std::string(form.get("nom_usage")),
            .commune = std::string(form.get("commune")),
            .email = std::string(form.get("courriel")),
            .phone = std::string(form.get("telephone"))};
}

std::optional<people::Identity> IdentityForm::read(ui::Mistakes& mistakes, base::Date today) const {
    people::Identity identity{.birth_name = read_name(birth_name, "nom_naissance", false, mistakes),
                              .first_name = read_name(first_name, "prenom", false, mistakes)};
    const auto born = read_past_day(birth_date, "date_naissance", today, mistakes);
    identity.usual_name = read_name(usual_name, "nom_usage", true, mistakes);
    identity.commune = read_name(commune, "commune", true, mistakes);
    identity.email = read_email(email, mistakes);
    identity.phone = read_phone(phone, mistakes);
    if (commune.empty() && email.empty() && phone.empty())
        mistakes.add("commune", "doors.one_more_fact");
    if (!mistakes.empty() || !born) return std::nullopt;
    identity.birth_date = *born;
    if (born->plus_months(12 * 120) < today) {
        mistakes.add("date_naissance", "doors.born_too_long_ago");
        return std::nullopt;
    }
    return identity;
}

IdentityView IdentityForm::view(const access::Visit& visit, const ui::Mistakes& mistakes) const {
    const auto text = [&](const std::string& name, std::string label, const std::string& value,
                          bool required) {
        return ui::TextField{.name = name,
                             .label = std::move(label),
                             .value = value,
                             .error = mistakes.on(name),
                             .max_length = 100,
                             .required = required};
    };
    IdentityView view{.token = visit.form(),
                      .errors = mistakes.summary(),
                      .birth_name = text("nom_naissance", "Nom de naissance", birth_name, true),
                      .usual_name = text("nom_usage", "Nom d’usage", usual_name, false),
                      .first_name = text("prenom", "Prénom", first_name, true),
                      .birth_date = {.name = "date_naissance",
                                     .label = "Date de naissance",
                                     .value = birth_date,
                                     .error = mistakes.on("date_naissance"),
                                     .required = true},
                      .commune = text("commune", "Commune où vit la personne", commune, false),
                      .email = ui::email_field("courriel", "Adresse électronique"),
                      .phone = ui::phone_field("telephone", "Téléphone")};
    // The person's, not the user's own: the browser must not offer the user's.
    view.email.autocomplete = "off";
    view.email.value = email;
    view.email.error = mistakes.on("courriel");
    view.phone.autocomplete = "off";
    view.phone.value = phone;
    view.phone.error = mistakes.on("telephone");
    return view;
}

std::vector<ui::HiddenField> IdentityForm::hidden() const {
    return {{"nom_naissance", birth_name}, {"prenom", first_name}, {"date_naissance", birth_date},
            {"nom_usage", usual_name},     {"commune", commune},   {"courriel", email},
            {"telephone", phone}};
}

ui::DefinitionList IdentityForm::shown() const {
    const auto born = ui::parse_date(birth_date);
    ui::DefinitionList list;
    const auto add = [&](std::string term, const std::string& text) {
        if (!text.empty()) list.entries.push_back({.term = std::move(term), .text = text});
    };
    add("Nom de naissance", birth_name);
    add("Nom d’usage", usual_name);
    add("Prénom", first_name);
    add("Date de naissance", born ? ui::date_long(*born) : birth_date);
    add("Commune", commune);
    add("Adresse électronique", email);
    add("Téléphone", phone);
    return list;
}

NoticeForm NoticeForm::typed(const web::Form& form) {
    return {.way = std::string(form.get("information")),
            .on = std::string(form.get("information_le"))};
}

std::optional<Notice> NoticeForm::read(ui::Mistakes& mistakes, base::Date today) const {
    const auto chosen = people::notice_way(way);
    if (!chosen) mistakes.add("information", "doors.notice_required");
    const auto day = read_past_day(on, "information_le", today, mistakes);
    if (!chosen || !day) return std::nullopt;
    return Notice{.way = *chosen, .on = *day};
}

ui::RadioGroup NoticeForm::way_field(const ui::Mistakes& mistakes) const {
    ui::RadioGroup field{.name = "information",
                         .legend = "Comment la personne a-t-elle été informée ?",
                         .value = way,
                         .error = mistakes.on("information"),
                         .required = true};
    for (const auto one : people::kNoticeWays)
        field.options.push_back(
            {.value = std::string(people::code(one)), .text = std::string(people::label(one))});
    return field;
}

ui::DateField NoticeForm::on_field(const ui::Mistakes& mistakes) const {
    return {.name = "information_le",
            .label = "Quand la personne a-t-elle été informée ?",
            .value = on,
            .error = mistakes.on("information_le"),
            .required = true};
}

std::vector<ui::HiddenField> NoticeForm::hidden() const {
    return {{"information", way}, {"information_le", on}};
}

}  // namespace gps::doors
