#include "files/pages.hpp"

#include "files/views.hpp"
#include "followup/acts.hpp"
#include "people/identity.hpp"
#include "sharing/file.hpp"
#include "ui/french.hpp"
#include "ui/layout.hpp"
#include "ui/messages.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gps::files {

using sharing::acting;
using sharing::Acting;
using sharing::Card;
using sharing::File;
using sharing::PartForm;
using sharing::PartTyped;
using sharing::Tab;

namespace {

ContributorsView::Line line_of(const access::Visit& visit, const Card& card, bool is_last_supporter,
                               const ui::FormToken& token) {
    ContributorsView::Line line{
        .name = card.is_masked ? "Autre intervenant" : card.name,
        .role = card.role,
        .structure = card.structure,
        .structure_href = fmt::format("/structures/{}", card.structure_id.text()),
        .kind = card.kind};
    for (const auto& period : card.periods) line.periods.push_back(spoken(period, visit.today));
    for (const auto reason : card.reasons) line.reasons.emplace_back(reason);
    if (card.is_referent) line.badges.push_back({.tone = ui::Tone::Success, .text = "Référent"});
    if (card.certified_on) {
        line.badges.push_back({.tone = ui::Tone::Info, .text = "Référent certifié"});
        line.certified = fmt::format("Certifié d’après les données d’une autorité, le {}.",
                                     ui::date_long(*card.certified_on));
    }
    if (is_last_supporter)
        line.badges.push_back({.tone = ui::Tone::Neutral, .text = "Dernier accompagnateur connu"});
    if (!card.is_you && !card.professional_id.empty()) {
        line.professional = card.professional_id.text();
        line.structure_id = card.structure_id.text();
        line.has_phone = card.has_phone;
        line.token = token;
    }
    if (card.is_you) line.badges.push_back({.tone = ui::Tone::Info, .text = "C’est vous"});
    return line;
}

// With the person, by those whom the viewer sees named.
std::string last_contact_of(const File& file, base::Date today) {
    std::optional<base::Date> last;
    for (const auto& card : file.cards) last = std::max(last, card.last_contact_on);
    if (!last) return "";
    if (*last == today) return "Dernier contact connu avec la personne\u00a0: aujourd’hui.";
    return fmt::format("Dernier contact connu avec la personne\u00a0: le {}.",
                       ui::date_long(*last));
}

web::Response show_contributors(access::Visit& visit) {
    const auto file = read(visit, Tab::Contributors);
    if (!file) return not_here(visit, file.error());
    ContributorsView view{.head = head_of(visit, *file, Tab::Contributors),
                          .contact_action = address(file->standing.public_id, "/contact"),
                          .mine_href = address(file->standing.public_id, "/mon-intervention")};
    const auto& standing = file->standing;
    if (standing.sight.sees_whole_group && !standing.sight.is_frozen) {
        view.referent_href = address(standing.public_id, "/referent");
        view.message_href = address(standing.public_id, "/message");
        view.callback_href = address(standing.public_id, "/rappel");
        if (standing.sight.level == sharing::Level::Details)
            view.sheet_href = address(standing.public_id, "/fiche-contacts");
        view.referent = standing.referent ? "Voir ou changer le référent" : "Désigner un référent";
    }
    if (standing.own.is_ongoing() && standing.state == people::PersonState::Active)
        view.relay_href = address(standing.public_id, "/relais");
    view.last_contact = last_contact_of(*file, visit.today);
    if (standing.own.is_ongoing() && !standing.sight.is_frozen) {
        view.seen_action = address(standing.public_id, "/vu");
        view.seen_token = visit.form();
    }
    // One for all the forms of the page, and no key: asking twice shows twice, and is counted
    // twice.
    auto token = visit.form();
    token.key.clear();
    const auto last = sharing::last_supporter(file->cards);
    for (const auto& card : file->cards) {
        auto& lines = card.is_ongoing() ? view.current : view.past;
        lines.push_back(line_of(visit, card, last == card.id, token));
    }
    return ui::page(frame_of(visit, *file, "Intervenants"),
                    [&](html::Writer& out) { render(out, view); });
}

InformationView information_of(const access::Visit& visit, const File& file) {
    InformationView view{
        .head = head_of(visit, file, Tab::Information),
        .file_href = address(file.standing.public_id),
        .may_ask = may_ask_details(file.standing),
        .may_review = may_review_sight(file.standing, visit.viewer.is_habilitated())};
    if (!file.details) return view;
    const auto& person = *file.details;
    const auto& identity = person.identity;
    const auto add = [](ui::DefinitionList& list, std::string term, const std::string& text,
                        std::string href = "") {
        list.entries.push_back({.term = std::move(term),
                                .text = text.empty() ? "Non renseigné" : text,
                                .href = text.empty() ? "" : std::move(href)});
    };
    add(view.identity, "Nom de naissance", identity.birth_name);
    add(view.identity, "Nom d’usage", identity.usual_name);
    add(view.identity, "Prénom", identity.first_name);
    add(view.identity, "Date de naissance", ui::date_long(identity.birth_date));
    add(view.contact, "Commune", identity.commune);
    add(view.contact, "Adresse électronique", identity.email, "mailto:" + identity.email);
    const auto phone = people::Phone::parse(identity.phone);
    add(view.contact, "Téléphone", phone ? ui::unbroken(phone->national()) : identity.phone,
        "tel:" + identity.phone);
    view.notice =
        fmt::format("{}, le {}.", people::label(person.notice), ui::date_long(person.notice_on));
    return view;
}

web::Response show_information(access::Visit& visit) {
    const auto file = read(visit, Tab::Information);
    if (!file) return not_here(visit, file.error());
    auto view = information_of(visit, *file);
    view.readings_href = address(file->standing.public_id, "/consultations");
    const bool may_give_nir = visit.viewer.is_habilitated() && visit.viewer.is_full();
    if (may_give_nir && file->details && file->standing.own.is_ongoing())
        view.nir_href = address(file->standing.public_id, "/nir");
    return ui::page(frame_of(visit, *file, "Informations"),
                    [&](html::Writer& out) { render(out, view); });
}

// The tab with what was typed, if something was, and what is wrong with it.
struct Typed {
    PartForm part = {};
    std::string end = {};
    ui::Mistakes mistakes = {};
};

web::Response mine_page(const access::Visit& visit, const File& file, const Typed& typed,
                        int status) {
    const auto& standing = file.standing;
    const bool may_write = !standing.sight.is_frozen;
    MineView view{
        .head = head_of(visit, file, Tab::Mine),
        .errors = typed.mistakes.summary(),
        .may_edit = may_write && standing.own.is_ongoing(),
        .may_resume = may_write && !standing.own.is_ongoing() && standing.sight.sees_whole_group,
        .is_long_ended =
            may_write && !standing.own.is_ongoing() && !standing.sight.sees_whole_group,
        .is_referent = standing.is_referent,
        .action = address(standing.public_id, "/mon-intervention"),
        .part = typed.part.fields(typed.mistakes),
        .end = {.name = "fin",
                .label = "Fin de l’intervention",
                .hint = "Laissez vide si c’est aujourd’hui. Format attendu\u00a0: "
                        "jj/mm/aaaa",
                .value = typed.end,
                .error = typed.mistakes.on("fin")},
        .edit_token = visit.form(),
        .end_token = visit.form()};
    const bool is_sensitive =
        visit.viewer.acts_for().sensitivity > sharing::highest_sensitivity_shown(false);
    if (is_sensitive && standing.own.is_ongoing())
        view.agreement_href = address(standing.public_id, "/accord");
    for (const auto& period : file.own_periods) view.periods.push_back(spoken(period, visit.today));
    return ui::page(
        frame_of(visit, file, "Mon intervention"), [&](html::Writer& out) { render(out, view); },
        status);
}

PartForm part_of(const File& file, base::Date today) {
    const auto& standing = file.standing;
    const auto start = standing.own.is_ongoing() ? standing.own.started_on : today;
    return PartForm::of(start, standing.role, standing.reasons);
}

web::Response show_mine(access::Visit& visit) {
    const auto file = read(visit, Tab::Mine);
    if (!file) return not_here(visit, file.error());
    return mine_page(visit, *file, {.part = part_of(*file, visit.today)}, 200);
}

// The form again, with what was typed; or the refusal's own page when it is not of a field.
web::Response again(const access::Visit& visit, Typed typed, const base::Error& error) {
    if (error.refusal != base::Refusal::Invalid) return access::refused(visit, error);
    const auto file = read(visit, Tab::Mine);
    if (!file) return access::refused(visit, file.error());
    if (typed.mistakes.empty()) typed.mistakes.add(error);
    auto response = mine_page(visit, *file, typed, 422);
    response.is_recorded = true;  // the file was shown: its reading stays in the trail
    return response;
}

web::Response back(const access::Visit& visit, std::string_view message) {
    return access::done(visit, address(person_of(visit)), message);
}

constexpr base::Error kUnreadable{base::Refusal::Invalid, "ui.date_unreadable", "debut"};

using PartAct = base::Result<> (*)(const Acting&, const base::PublicId&, const PartTyped&);

web::Response write_part(access::Visit& visit, PartAct act, std::string_view message) {
    Typed typed{.part = PartForm::typed(visit.request.form)};
    const auto part = typed.part.read(typed.mistakes);
    if (!part) return again(visit, typed, kUnreadable);
    const auto done = act(acting(visit), person_of(visit), *part);
    if (!done) return again(visit, typed, done.error());
    return back(visit, message);
}

web::Response post_edit(access::Visit& visit) {
    return write_part(visit, followup::edit_part, "followup.edited");
}

web::Response post_resume(access::Visit& visit) {
    return write_part(visit, followup::resume_part, "followup.resumed");
}

web::Response post_end(access::Visit& visit) {
    const auto text = visit.typed("fin");
    const auto day = ui::parse_date(text);
    Typed typed{.end = std::string(text)};
    const auto standing_now =
        sharing::standing(visit.tx, visit.viewer, person_of(visit), visit.now);
    if (standing_now)
        typed.part =
            PartForm::of(standing_now->own.started_on, standing_now->role, standing_now->reasons);
    if (!text.empty() && !day)
        return again(visit, typed, {base::Refusal::Invalid, "ui.date_unreadable", "fin"});
    const auto ended = followup::end_part(acting(visit), person_of(visit), day);
    if (!ended) return again(visit, typed, ended.error());
    return back(visit, "followup.ended");
}

}  // namespace

std::vector<access::Route> routes() {
    using enum access::Caller;
    using enum access::Effect;
    using enum access::Rate;
    using web::Method;
    constexpr std::string_view kMine = "/personnes/{personne}/mon-intervention";
    constexpr std::string_view kEnd = "/personnes/{personne}/mon-intervention/terminer";
    constexpr std::string_view kResume = "/personnes/{personne}/mon-intervention/reprendre";
    return {
        {Method::Get, "/personnes/{personne}", Member, Traces, Page, show_contributors},
        {Method::Get, "/personnes/{personne}/informations", Member, Traces, Page, show_information},
        {Method::Get, kMine, Member, Traces, Page, show_mine},
        {Method::Post, kMine, Member, Writes, Act, post_edit},
        {Method::Post, kEnd, Member, Writes, Act, post_end},
        {Method::Post, kResume, Member, Writes, Act, post_resume},
    };
}

}  // namespace gps::files
