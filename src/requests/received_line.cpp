#include "requests/received_line.hpp"

#include "grants/model.hpp"
#include "sharing/acting.hpp"
#include "ui/french.hpp"

#include <fmt/format.h>

namespace gps::requests {
namespace {

ui::Select refusal_field(const std::string& id, const ui::Mistakes& mistakes) {
    ui::Select field{.name = "motif-" + id, .label = "Motif du refus", .required = true};
    for (const auto& refusal : refusals())
        field.options.push_back(
            {.value = std::string(refusal.code), .text = std::string(refusal.label)});
    field.error = mistakes.on(field.name);
    return field;
}

ui::Select duration_field(const std::string& id, const ui::Mistakes& mistakes) {
    ui::Select field{.name = "duree-" + id, .label = "Durée de l’accès", .required = true};
    for (const auto& duration : grants::durations())
        field.options.push_back(
            {.value = std::string(duration.code), .text = std::string(duration.label)});
    field.error = mistakes.on(field.name);
    return field;
}

std::string joined(const std::vector<std::string_view>& texts) {
    std::string all;
    for (const auto text : texts) all += (all.empty() ? "" : ", ") + std::string(text);
    return all;
}

std::vector<std::string> facts_of(const Received& received) {
    std::vector<std::string> facts;
    const auto add = [&](std::string_view term, const std::string& text) {
        if (!text.empty()) facts.push_back(fmt::format("{}\u00a0: {}", term, text));
    };
    add("Motif de la demande", received.reason);
    add("Précision", received.explanation);
    add("Rôle", received.role);
    add("Motifs de l’intervention", joined(received.reasons));
    add("Intervention", "depuis le " + ui::date_long(received.started_on));
    add("Suivi dans votre structure par", received.member);
    return facts;
}

std::string_view asks(const Received& received) {
    const bool has_person = !received.person_name.empty();
    if (received.kind == Kind::Join)
        return has_person ? "demande à suivre" : "demande à suivre une personne";
    return has_person ? "demande à voir l’identité complète de"
                      : "demande à voir l’identité complète d’une personne";
}

base::PublicId request_of(const access::Visit& visit) {
    return base::PublicId::parse(visit.request.param("demande"));
}

web::Response answered(access::Visit& visit, const base::Result<>& done, std::string_view path,
                       std::string_view message, PageAgain again) {
    if (done) return access::done(visit, std::string(path), message);
    if (done.error().refusal != base::Refusal::Invalid) return access::refused(visit, done.error());
    ui::Mistakes mistakes;
    mistakes.add(fmt::format("{}-{}", done.error().field, request_of(visit).text()),
                 done.error().message);
    return again(visit, mistakes);
}

}  // namespace

ReceivedLine line_of(const access::Visit& visit, const Received& received, std::string_view path,
                     const ui::Mistakes& mistakes) {
    const auto id = received.id.text();
    ReceivedLine line{
        .requester = received.requester,
        .asks = std::string(asks(received)),
        .person = received.person_name,
        .facts = facts_of(received),
        .asked = fmt::format("Demandé le {}\u00a0; à traiter avant le {}",
                             ui::date_long(received.asked_on),
                             ui::date_long(received.asked_on.plus_days(kDaysToAnswer))),
        .accept = fmt::format("{}/{}/accepter", path, id),
        .refuse = fmt::format("{}/{}/refuser", path, id),
        .accept_token = visit.form(),
        .refuse_token = visit.form(),
        .is_details = received.kind == Kind::Details,
        .reason = refusal_field(id, mistakes)};
    if (!received.structure.empty()) line.requester += fmt::format(" ({})", received.structure);
    line.which = " la demande de " + line.requester;
    if (!line.person.empty()) line.which += " pour " + line.person;
    if (!received.person.empty()) line.person_href = "/personnes/" + received.person.text();
    if (line.is_details) line.duration = duration_field(id, mistakes);
    return line;
}

web::Response accepted_on(access::Visit& visit, WaitsFor as, std::string_view path,
                          PageAgain again) {
    const auto duration = visit.typed("duree-" + request_of(visit).text());
    const auto done = accept(sharing::acting(visit), as, request_of(visit), duration);
    return answered(visit, done, path, "requests.accepted", again);
}

web::Response refused_on(access::Visit& visit, WaitsFor as, std::string_view path,
                         PageAgain again) {
    const auto reason = visit.typed("motif-" + request_of(visit).text());
    const auto done = refuse(sharing::acting(visit), as, request_of(visit), reason);
    return answered(visit, done, path, "requests.refused", again);
}

}  // namespace gps::requests
