#include "ui/components.hpp"

namespace gps::ui {

TextField email_field(std::string name, std::string label) {
    return {.name = std::move(name),
            .label = std::move(label),
            .hint = "Format attendu\u00a0: nom@domaine.fr",
            .type = "email",
            .autocomplete = "email",
            .max_length = 254};
}

TextField phone_field(std::string name, std::string label) {
    return {.name = std::move(name),
            .label = std::move(label),
            .hint = "Format attendu\u00a0: 01 22 33 44 55",
            .type = "tel",
            .autocomplete = "tel",
            .max_length = 20};
}

std::string_view badge_class(Tone tone) {
    switch (tone) {
        case Tone::Neutral:
            return "";
        case Tone::New:
            return "fr-badge--new";
        case Tone::Info:
            return "fr-badge--info";
        case Tone::Success:
            return "fr-badge--success";
        case Tone::Warning:
            return "fr-badge--warning";
        case Tone::Error:
            return "fr-badge--error";
    }
    return "";
}

std::string_view alert_class(Tone tone) {
    switch (tone) {
        case Tone::Success:
            return "fr-alert--success";
        case Tone::Warning:
            return "fr-alert--warning";
        case Tone::Error:
            return "fr-alert--error";
        case Tone::Neutral:
        case Tone::New:
        case Tone::Info:
            return "fr-alert--info";
    }
    return "fr-alert--info";
}

}  // namespace gps::ui
