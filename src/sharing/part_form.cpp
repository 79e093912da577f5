#include "sharing/part_form.hpp"

#include "sharing/coded_fields.hpp"
#include "ui/french.hpp"

namespace gps::sharing {
PartForm PartForm::typed(const web::Form& form) {
    PartForm part{.start = std::string(form.get("debut")), .role = std::string(form.get("role"))};
    for (const auto reason : form.all("motifs")) part.reasons.emplace_back(reason);
    return part;
}

PartForm PartForm::today(base::Date today) {
    return {.start = today.iso()};
}

PartForm PartForm::of(base::Date start, std::string role, Reasons chosen) {
    PartForm part{.start = start.iso(), .role = std::move(role)};
    for (const auto& reason : sharing::reasons()) {
        if ((chosen & reason_bit(reason.code)) != 0) part.reasons.emplace_back(reason.code);
    }
    return part;
}

std::optional<PartTyped> PartForm::read(ui::Mistakes& mistakes) const {
    const auto day = ui::parse_date(start);
    if (!day) {
        mistakes.add("debut", "ui.date_unreadable");
        return std::nullopt;
    }
    PartTyped part{.started_on = *day, .role = role};
    for (const auto& reason : reasons) part.reasons |= reason_bit(reason);
    return part;
}

PartFields PartForm::fields(const ui::Mistakes& mistakes) const {
    return {.start = {.name = "debut",
                      .label = "Début de l’intervention",
                      .value = start,
                      .error = mistakes.on("debut"),
                      .required = true},
            .role = {.name = "role",
                     .label = "Votre rôle auprès de la personne",
                     .options = options_of(roles()),
                     .value = role,
                     .error = mistakes.on("role"),
                     .required = true},
            .reasons = {.name = "motifs",
                        .legend = "Pourquoi vous intervenez",
                        .hint = "Un motif au moins. Ne dites rien de la santé ni de la justice.",
                        .options = options_of(sharing::reasons()),
                        .values = reasons,
                        .error = mistakes.on("motifs")}};
}

}  // namespace gps::sharing
