#include "merges/pages.hpp"

#include "merges/effects.hpp"
#include "merges/pages_pairs.hpp"
#include "merges/usecases.hpp"
#include "merges/views.hpp"
#include "platform/model.hpp"
#include "ui/french.hpp"
#include "ui/messages.hpp"
#include "ui/mistakes.hpp"

#include <fmt/format.h>

namespace gps::merges {
namespace {

ui::TextArea reason_field(const access::Visit& visit, const ui::Mistakes& mistakes) {
    return {.name = "motif",
            .label = "Motif",
            .hint = "Lu par l’équipe de la plateforme. N’y nommez personne.",
            .value = std::string(visit.typed("motif")),
            .error = mistakes.on("motif"),
            .max_length = platform::kLongestWhy,
            .required = true};
}

// ---- Asking -------------------------------------------------------------------------------------

base::PublicId kept_in_path(const access::Visit& visit) {
    return base::PublicId::parse(visit.request.param("structure"));
}
base::PublicId twin_in_path(const access::Visit& visit) {
    return base::PublicId::parse(visit.request.param("autre"));
}

std::string obstacle_said(const Preview& preview) {
    if (!preview.may) return std::string(ui::message(preview.may.error().message));
    return preview.is_of_either ? std::string(ui::message("merges.own")) : "";
}

web::Response preview_page(const access::Visit& visit, const ui::Mistakes& mistakes) {
    const auto found = preview(visit, kept_in_path(visit), twin_in_path(visit));
    if (!found) return access::refused(visit, found.error());
    PreviewView view{.token = visit.form(),
                     .errors = mistakes.summary(),
                     .effects = effects_of(*found),
                     .obstacle = obstacle_said(*found),
                     .action = preview_address(found->kept.public_id, found->twin.public_id),
                     .why = reason_field(visit, mistakes)};
    if (found->kept.id != found->twin.id)
        view.other_way = preview_address(found->twin.public_id, found->kept.public_id);
    return ui::page(
        frame_of_doubles(visit, "Réunir deux structures"),
        [&](html::Writer& out) { render(out, view); }, mistakes.empty() ? 200 : 422);
}

web::Response show_preview(access::Visit& visit) {
    return preview_page(visit, {});
}

web::Response post_ask(access::Visit& visit) {
    const auto merge = ask(visit, kept_in_path(visit), twin_in_path(visit), visit.typed("motif"));
    if (merge) return access::done(visit, merge_address(*merge), "merges.asked");
    if (merge.error().refusal != base::Refusal::Invalid)
        return access::refused(visit, merge.error());
    ui::Mistakes mistakes;
    mistakes.add(merge.error());
    return preview_page(visit, mistakes);
}

// ---- Answering ----------------------------------------------------------------------------------

std::string when_said(base::Instant at, const std::string& by) {
    return fmt::format("{} le {} à {}", by, ui::date_long(base::paris_date(at)),
                       base::paris_time(at));
}

ui::DefinitionList facts_of(const Asked& asked) {
    const auto& merge = asked.merge;
    ui::DefinitionList list;
    const auto add = [&](std::string term, std::string text) {
        list.entries.push_back({.term = std::move(term), .text = std::move(text)});
    };
    add("Demandée par", when_said(merge.asked_at, merge.asked_by_name));
    add("Motif", merge.why);
    if (merge.answered_at)
        add(merge.state == State::Refused ? "Refusée par" : "Confirmée par",
            when_said(*merge.answered_at, merge.answered_by_name));
    if (!merge.answer.empty()) add("Motif du refus", merge.answer);
    if (merge.state != State::Asked && merge.state != State::Refused)
        add("Professionnels déplacés", bounded(asked.moved, kMostCounted));
    if (merge.done_at)
        add("Finie", fmt::format("le {} à {}", ui::date_long(base::paris_date(*merge.done_at)),
                                 base::paris_time(*merge.done_at)));
    return list;
}

ui::Tone tone_of(State state) {
    switch (state) {
        case State::Asked:
            return ui::Tone::New;
        case State::Refused:
            return ui::Tone::Warning;
        case State::Moving:
        case State::Closing:
            return ui::Tone::Info;
        case State::Done:
            return ui::Tone::Success;
    }
    __builtin_unreachable();
}

std::string why_not_confirm(const Asked& asked) {
    if (!asked.preview.may) return std::string(ui::message(asked.preview.may.error().message));
    if (asked.has_changed) return std::string(ui::message("merges.changed"));
    if (asked.may_confirm) return "";
    return std::string(ui::message(asked.may_confirm.error().message));
}

web::Response merge_page(const access::Visit& visit, const ui::Mistakes& mistakes) {
    const auto found = asked(visit, base::PublicId::parse(visit.request.param("reunion")));
    if (!found) return access::refused(visit, found.error());
    const auto& merge = found->merge;
    const auto address = merge_address(merge.public_id);
    MergeView view{.errors = mistakes.summary(),
                   .kept = merge.kept_name,
                   .twin = merge.twin_name,
                   .kept_href = platform_address(merge.kept),
                   .state = {.tone = tone_of(merge.state), .text = std::string(label(merge.state))},
                   .facts = facts_of(*found),
                   .waits = merge.state == State::Asked};
    if (view.waits) {
        view.confirm_token = visit.form();
        view.refuse_token = visit.form();
        view.obstacle = why_not_confirm(*found);
        view.effects = effects_of(found->preview);
        view.confirm = address + "/confirmer";
        view.refuse = address + "/refuser";
        view.why = reason_field(visit, mistakes);
    }
    return ui::page(
        frame_of_doubles(visit, "Réunion de deux structures"),
        [&](html::Writer& out) { render(out, view); }, mistakes.empty() ? 200 : 422);
}

web::Response show_merge(access::Visit& visit) {
    return merge_page(visit, {});
}

web::Response post_confirm(access::Visit& visit) {
    const auto merge = base::PublicId::parse(visit.request.param("reunion"));
    const auto confirmed = confirm(visit, merge);
    if (!confirmed) return access::refused(visit, confirmed.error());
    return access::done(visit, merge_address(merge), "merges.confirmed");
}

web::Response post_refuse(access::Visit& visit) {
    const auto merge = base::PublicId::parse(visit.request.param("reunion"));
    const auto refused = refuse(visit, merge, visit.typed("motif"));
    if (refused) return access::done(visit, merge_address(merge), "merges.refused");
    if (refused.error().refusal != base::Refusal::Invalid)
        return access::refused(visit, refused.error());
    ui::Mistakes mistakes;
    mistakes.add(refused.error());
    return merge_page(visit, mistakes);
}

}  // namespace

std::vector<access::Route> routes() {
    using enum access::Caller;
    using enum access::Effect;
    using enum access::Rate;
    using web::Method;
    auto all = pair_routes();
    const std::vector<access::Route> more{
        {Method::Get, "/plateforme/structures/{structure}/reunir/{autre}", Platform, Reads, Page,
         show_preview},
        {Method::Post, "/plateforme/structures/{structure}/reunir/{autre}", Platform, Writes, Act,
         post_ask},
        {Method::Get, "/plateforme/reunions/{reunion}", Platform, Reads, Page, show_merge},
        {Method::Post, "/plateforme/reunions/{reunion}/confirmer", Platform, Writes, Act,
         post_confirm},
        {Method::Post, "/plateforme/reunions/{reunion}/refuser", Platform, Writes, Act,
         post_refuse},
    };
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

}  // namespace gps::merges
