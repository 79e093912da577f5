#include "proposals/pages.hpp"

#include "base/text.hpp"
#include "capacities/usecases.hpp"
#include "proposals/store.hpp"
#include "proposals/suggestions.hpp"
#include "proposals/usecases.hpp"
#include "proposals/views.hpp"
#include "relays/shown.hpp"
#include "sharing/coded_fields.hpp"
#include "structures/kinds.hpp"
#include "structures/usecases.hpp"
#include "ui/french.hpp"
#include "ui/layout.hpp"
#include "web/forms.hpp"

#include <fmt/format.h>

namespace gps::proposals {
namespace {

constexpr std::string_view kSearchPath = "/personnes/{personne}/relais";
constexpr std::string_view kProposePath = "/personnes/{personne}/relais/proposer";
constexpr std::size_t kLongestTyped = 200;  // bytes read of what is typed
constexpr std::size_t kShownAKind = 6;      // of a need

base::PublicId person_of(const access::Visit& visit) {
    return base::PublicId::parse(visit.request.param("personne"));
}

std::string file_of(const access::Visit& visit) {
    return "/personnes/" + person_of(visit).text();
}

ui::Frame frame_of(const access::Visit& visit, std::string title) {
    auto frame = visit.frame(std::move(title));
    frame.breadcrumbs = {{.text = "Mes suivis", .href = "/suivis"},
                         {.text = "Dossier", .href = file_of(visit)}};
    return frame;
}

// ---- Looking for whom ---------------------------------------------------------------------------

struct Searched {
    structures::Query query = {};
    const Need* need = nullptr;
    std::string after = {};

    [[nodiscard]] bool is_asked() const {
        return need != nullptr || !query.words.empty() || !query.commune.empty() ||
               !query.department.empty();
    }
};

Searched searched_of(const web::Form& query) {
    const auto typed = [&](std::string_view field) {
        return base::clean(base::beginning(query.get(field), kLongestTyped));
    };
    Searched asked{.query = {.words = typed("nom"),
                             .department = typed("departement"),
                             .commune = typed("commune")},
                   .need = need(query.get("besoin")),
                   .after = typed("apres")};
    if (asked.query.department.size() == 1) asked.query.department.insert(0, 1, '0');
    return asked;
}

struct Results {
    std::vector<structures::Structure> structures = {};
    base::PublicId next = {};
};

// For a need, a few of each kind that may meet it; else one page of the directory.
Results results_of(db::Transaction& tx, const Searched& asked) {
    if (asked.need == nullptr) {
        auto page = structures::search(tx, asked.query, base::PublicId::parse(asked.after));
        return {.structures = std::move(page.structures), .next = page.next};
    }
    Results found;
    for (const auto kind : asked.need->kinds) {
        auto query = asked.query;
        query.kind = kind;
        auto page = structures::search(tx, query);
        if (page.structures.size() > kShownAKind) page.structures.resize(kShownAKind);
        for (auto& one : page.structures) found.structures.push_back(std::move(one));
    }
    return found;
}

void show_results(PersonView& view, db::Transaction& tx, const Searched& asked) {
    auto found = results_of(tx, asked);
    std::vector<structures::StructureId> ids;
    ids.reserve(found.structures.size());
    for (const auto& one : found.structures) ids.push_back(one.id);
    const auto rooms = capacities::said_by(tx, ids);
    for (std::size_t i = 0; i < rooms.size(); ++i) {
        const auto& one = found.structures[i];
        ui::Card card{.title = one.name,
                      .href = fmt::format("{}/proposer?vers=structure&structure={}", view.action,
                                          one.public_id.text()),
                      .lines = {std::string(structures::kind(one.kind).label)},
                      .level = 3};
        if (!one.city.empty()) card.lines.push_back(one.city);
        const auto room = capacities::spoken(rooms[i]);
        if (!room.empty()) card.lines.push_back("Place\u00a0: " + room);
        view.found.push_back(std::move(card));
    }
    if (!found.next.empty())
        view.next_href = web::with_query(view.action, {{"nom", asked.query.words},
                                                       {"commune", asked.query.commune},
                                                       {"departement", asked.query.department},
                                                       {"apres", found.next.text()}});
}

ui::TextField field(std::string name, std::string label, const std::string& value) {
    return {.name = std::move(name),
            .label = std::move(label),
            .value = value,
            .type = "search",
            .max_length = 100};
}

ui::Select needs_of(const Need* chosen) {
    ui::Select select{.name = "besoin",
                      .label = "Besoin",
                      .hint = "Il sert à chercher, et n’est pas enregistré.",
                      .placeholder = "Tous les besoins",
                      .is_one_of_several = true};
    for (const auto& one : needs())
        select.options.push_back({.value = std::string(one.code), .text = std::string(one.label)});
    if (chosen != nullptr) select.value = chosen->code;
    return select;
}

web::Response show_search(access::Visit& visit) {
    const auto found = proposing(sharing::acting(visit), person_of(visit));
    if (!found) return access::refused(visit, found.error());
    auto asked = searched_of(visit.request.query);
    PersonView view{.person = found->person,
                    .action = file_of(visit) + "/relais",
                    .name = field("nom", "Mots du nom de la structure", asked.query.words),
                    .commune = field("commune", "Commune", asked.query.commune),
                    .department = field("departement", "Département", asked.query.department),
                    .need = needs_of(asked.need),
                    .is_searched = asked.is_asked(),
                    .file_href = file_of(visit)};
    view.department.hint = "Son numéro, par exemple 30 ou 2A";
    view.department.max_length = 3;
    view.colleague_href = view.action + "/proposer?vers=collegue";
    view.address_href = view.action + "/proposer?vers=adresse";
    for (const auto& relay : found->proposed)
        view.proposed.push_back(relays::card_of(relay, relays::Party::Giver));
    if (view.is_searched) show_results(view, visit.tx, asked);
    auto response = ui::page(frame_of(visit, "Passer le relais pour " + found->person),
                             [&](html::Writer& out) { render(out, view); });
    response.is_recorded = true;  // the file was shown: its reading stays in the trail
    return response;
}

// ---- Proposing ----------------------------------------------------------------------------------

// To whom, as the address or the form says.
struct To {
    std::string_view who = {};  // structure, collegue, adresse
    base::PublicId structure = {};
};

To to_of(const web::Form& form) {
    To to{.who = form.get("vers"), .structure = base::PublicId::parse(form.get("structure"))};
    if (to.who != "structure" && to.who != "adresse") to.who = "collegue";
    return to;
}

ui::RadioGroup kinds_of(const access::Visit& visit, const ui::Mistakes& mistakes) {
    return {.name = "nature",
            .legend = "Que proposez-vous\u00a0?",
            .options = {{.value = "handover",
                         .text = "Prendre ma suite",
                         .hint = "Mon intervention prend fin ce jour-là, si quelqu’un qui a un "
                                 "compte accepte."},
                        {.value = "addition",
                         .text = "Accompagner aussi la personne",
                         .hint = "Mon intervention continue."}},
            .value = std::string(visit.typed("nature")),
            .error = mistakes.on("nature"),
            .required = true};
}

std::vector<std::string> ticked(const access::Visit& visit, std::string_view field) {
    std::vector<std::string> values;
    for (const auto value : visit.request.form.all(field)) values.emplace_back(value);
    return values;
}

ui::Select colleagues_of(const access::Visit& visit, const ui::Mistakes& mistakes) {
    ui::Select select{.name = "destinataire",
                      .label = "Collègue",
                      .hint =
                          "S’il n’est pas dans la liste, proposez-le à son adresse "
                          "électronique.",
                      .value = std::string(visit.typed("destinataire")),
                      .error = mistakes.on("destinataire"),
                      .required = true};
    for (const auto& one : store::colleagues(
             visit.tx, {.structure = visit.viewer.structure(), .professional = visit.viewer.id})) {
        const auto room = label_in(capacities::capacities(), one.capacity);
        select.options.push_back(
            {.value = one.public_id.text(),
             .text = room.empty() ? one.name : fmt::format("{} ({})", one.name, room)});
    }
    return select;
}

ui::TextField address_field(const access::Visit& visit, const ui::Mistakes& mistakes) {
    auto field = ui::email_field("courriel", "Adresse électronique professionnelle");
    field.hint =
        "S’il n’a pas de compte, il reçoit un lien qui sert une fois, sans rien sur la "
        "personne.";
    field.value = visit.typed("courriel");
    field.error = mistakes.on("courriel");
    field.autocomplete = "off";
    field.required = true;
    return field;
}

// The part of the form that says to whom; false when there is no such structure.
bool tell_destination(ProposeView& view, const access::Visit& visit, const To& to,
                      const ui::Mistakes& mistakes) {
    view.kept = {{.name = "vers", .value = std::string(to.who)}};
    if (to.who == "collegue") view.colleague = colleagues_of(visit, mistakes);
    if (to.who == "adresse") view.email = address_field(visit, mistakes);
    if (to.who != "structure") return true;
    const auto found = structures::find(visit.tx, to.structure);
    if (!found || found->state != structures::State::Open) return false;
    view.destination = found->name;
    view.kept.push_back({.name = "structure", .value = to.structure.text()});
    const auto said = capacities::spoken(capacities::said(visit.tx, found->id, std::nullopt));
    if (!said.empty()) view.room = "Place disponible\u00a0: " + said + ".";
    return true;
}

web::Response propose_page(const access::Visit& visit, const To& to, const ui::Mistakes& mistakes) {
    const auto found = proposing(sharing::acting(visit), person_of(visit));
    if (!found) return access::refused(visit, found.error());
    const auto search = file_of(visit) + "/relais";
    ProposeView view{
        .person = found->person,
        .errors = mistakes.summary(),
        .action = search + "/proposer",
        .kind = kinds_of(visit, mistakes),
        .day = {.name = "jour",
                .label = "Date du relais",
                .hint = "Pour prendre votre suite\u00a0: entre aujourd’hui et dans trois mois. "
                        "Format attendu\u00a0: jj/mm/aaaa",
                .value = std::string(visit.typed("jour")),
                .error = mistakes.on("jour")},
        .reason = sharing::select_of(relays::reasons(), {.name = "motif", .label = "Motif"},
                                     visit.typed("motif"), mistakes),
        .wish = {.name = "souhait",
                 .legend = "Ce que souhaite la personne",
                 .options = sharing::options_of(relays::wishes()),
                 .value = std::string(visit.typed("souhait")),
                 .error = mistakes.on("souhait"),
                 .required = true},
        .messages = {.name = "messages",
                     .legend = "À savoir",
                     .options = sharing::options_of(relays::messages()),
                     .values = ticked(visit, "messages")},
        .agreement = {.name = "accord",
                      .label = "La personne est d’accord pour que je transmette cette demande",
                      .error = mistakes.on("accord"),
                      .ticked = !visit.typed("accord").empty(),
                      .required = true},
        .token = visit.form(),
        .back_href = search};
    if (!tell_destination(view, visit, to, mistakes))
        return access::refused(visit, {base::Refusal::Conflict, "proposals.no_destination"});
    auto response = ui::page(
        frame_of(visit, "Proposer un relais pour " + found->person),
        [&](html::Writer& out) { render(out, view); }, mistakes.empty() ? 200 : 422);
    response.is_recorded = true;
    return response;
}

web::Response show_propose(access::Visit& visit) {
    return propose_page(visit, to_of(visit.request.query), {});
}

relays::Proposed proposed_of(const access::Visit& visit) {
    const auto kind = visit.typed("nature");
    using relays::Kind;
    relays::Proposed proposed{
        .kind = kind == code(Kind::Addition) ? Kind::Addition : Kind::Handover,
        .has_kind = kind == code(Kind::Handover) || kind == code(Kind::Addition),
        .reason = std::string(visit.typed("motif")),
        .wish = std::string(visit.typed("souhait")),
        .person_agrees = !visit.typed("accord").empty(),
        .hands_over_on = ui::parse_date(visit.typed("jour"))};
    for (const auto message : visit.request.form.all("messages"))
        proposed.messages |= relays::message_bit(message);
    return proposed;
}

web::Response post_propose(access::Visit& visit) {
    const auto to = to_of(visit.request.form);
    Destination destination;
    if (to.who == "structure") destination.structure = to.structure;
    if (to.who == "collegue")
        destination.colleague = base::PublicId::parse(visit.typed("destinataire"));
    if (to.who == "adresse") destination.email = visit.typed("courriel");
    const bool is_chosen = to.who != "collegue" || !destination.colleague.empty();
    const auto done =
        is_chosen
            ? propose(sharing::acting(visit), person_of(visit), destination, proposed_of(visit))
            : base::Result<base::PublicId>(base::refuse(
                  base::Refusal::Invalid, "proposals.destination_required", "destinataire"));
    if (done) return access::done(visit, "/relais/" + done->text(), "relays.proposed");
    if (done.error().refusal != base::Refusal::Invalid) return access::refused(visit, done.error());
    ui::Mistakes mistakes;
    mistakes.add(done.error());
    return propose_page(visit, to, mistakes);
}

}  // namespace

std::vector<access::Route> routes() {
    using enum access::Caller;
    using enum access::Effect;
    using enum access::Rate;
    using web::Method;
    return {
        {Method::Get, kSearchPath, Member, Traces, Search, show_search},
        {Method::Get, kProposePath, Member, Traces, Page, show_propose},
        {Method::Post, kProposePath, Member, Writes, Act, post_propose},
    };
}

}  // namespace gps::proposals
