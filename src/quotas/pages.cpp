#include "quotas/pages.hpp"

#include "quotas/usecases.hpp"
#include "quotas/views.hpp"
#include "ui/french.hpp"
#include "ui/layout.hpp"
#include "ui/mistakes.hpp"

#include <fmt/format.h>

namespace gps::quotas {
namespace {

constexpr std::string_view kFreezes = "/plateforme/suspensions";
constexpr std::size_t kReasonAtMost = 300;  // bytes

base::PublicId freeze_in_path(const access::Visit& visit) {
    return base::PublicId::parse(visit.request.param("suspension"));
}

std::string at(base::Instant instant) {
    return fmt::format("{} à {}", ui::date_long(base::paris_date(instant)),
                       base::paris_time(instant));
}

FreezesView::Line line_of(const access::Visit& visit, const Freeze& freeze,
                          const ui::Mistakes& mistakes) {
    FreezesView::Line line{
        .name = freeze.name,
        .email = freeze.email,
        .structure = freeze.structures,
        .why = fmt::format("Trop de {} en trente jours", quota(freeze.purpose).label),
        .since = "Suspendu le " + at(freeze.frozen_at)};
    if (!freeze.lifted_by.empty()) {
        line.ended = fmt::format("Rétabli le {} par {}", at(freeze.lifted_at), freeze.lifted_by);
        if (!freeze.reason.empty()) line.ended += "\u00a0: " + freeze.reason;
        return line;
    }
    if (freeze.professional == visit.viewer.id) return line;
    line.action = fmt::format("{}/{}/lever", kFreezes, freeze.public_id.text());
    line.token = visit.form();
    line.reason = {.name = "motif",
                   .label = "Ce que vous avez vérifié",
                   .hint = "Par exemple\u00a0: appel à sa structure le 3 mars.",
                   .max_length = kReasonAtMost,
                   .required = true};
    if (freeze.public_id == freeze_in_path(visit)) {
        line.reason.value = std::string(visit.typed("motif"));
        line.reason.error = mistakes.on("motif");
    }
    return line;
}

web::Response freezes_page(const access::Visit& visit, const ui::Mistakes& mistakes) {
    const auto before = base::PublicId::parse(visit.request.query.get("apres"));
    const auto page = freezes(visit.tx, before);
    FreezesView view{.errors = mistakes.summary()};
    for (const auto& freeze : page.rows) view.lines.push_back(line_of(visit, freeze, mistakes));
    if (!before.empty()) view.first_href = std::string(kFreezes);
    if (!page.next.empty())
        view.pages.next_href = fmt::format("{}?apres={}", kFreezes, page.next.text());
    auto frame = visit.frame("Comptes suspendus");
    frame.breadcrumbs = {{.text = "Plateforme", .href = "/plateforme"}};
    return ui::page(
        frame, [&](html::Writer& out) { render(out, view); }, mistakes.empty() ? 200 : 422);
}

web::Response show_freezes(access::Visit& visit) {
    return freezes_page(visit, {});
}

web::Response post_lift(access::Visit& visit) {
    const std::string reason(visit.typed("motif"));
    ui::Mistakes mistakes;
    if (reason.empty()) mistakes.add("motif", "quotas.reason_required");
    if (reason.size() > kReasonAtMost) mistakes.add("motif", "quotas.reason_too_long");
    if (!mistakes.empty()) return freezes_page(visit, mistakes);
    const auto lifted = lift({.house = visit.house,
                              .tx = visit.tx,
                              .viewer = visit.viewer,
                              .request_id = visit.request.id},
                             freeze_in_path(visit), reason);
    if (!lifted) return access::refused(visit, lifted.error());
    return access::done(visit, std::string(kFreezes), "quotas.lifted");
}

}  // namespace

std::vector<access::Route> routes() {
    using enum access::Caller;
    using enum access::Effect;
    using access::Rate;
    using web::Method;
    return {{Method::Get, kFreezes, Platform, Reads, Rate::Page, show_freezes},
            {Method::Post, "/plateforme/suspensions/{suspension}/lever", Platform, Writes,
             Rate::Act, post_lift}};
}

}  // namespace gps::quotas
