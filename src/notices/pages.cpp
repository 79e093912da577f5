#include "notices/pages.hpp"

#include "notices/inbox.hpp"
#include "notices/rules.hpp"
#include "notices/views.hpp"
#include "ui/french.hpp"
#include "ui/layout.hpp"
#include "ui/mistakes.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gps::notices {
namespace {

constexpr std::string_view kInbox = "/notifications";
constexpr std::string_view kPreferencesPage = "/notifications/preferences";

base::PublicId event_in(const access::Visit& visit) {
    return base::PublicId::parse(visit.request.param("notification"));
}

std::string when(base::Instant at) {
    return fmt::format("Le {} à {}", ui::date_long(base::paris_date(at)), base::paris_time(at));
}

std::string by(const InboxRow& row) {
    if (row.actor.empty()) return "";
    if (row.actor_structure.empty()) return "Par\u00a0: " + row.actor;
    return fmt::format("Par\u00a0: {}, {}", row.actor, row.actor_structure);
}

// `place`: on the page, so that no two links are heard alike.
InboxView::Line line_of(const access::Visit& visit, const InboxRow& row, std::size_t place) {
    InboxView::Line line{.said = std::string(row.said),
                         .person = row.person,
                         .by = by(row),
                         .when = when(row.at),
                         .href = fmt::format("{}/{}", kInbox, row.event.text()),
                         .is_read = row.is_read};
    if (row.has_person && row.person.empty()) line.person = "Personne que vous ne voyez pas";
    line.which = fmt::format(" la notification {}{}{}", place,
                             line.person.empty() ? "" : "\u00a0: ", line.person);
    if (row.is_read) return line;
    line.mark_read = line.href + "/lue";
    line.token = visit.form();
    return line;
}

web::Response show_inbox(access::Visit& visit) {
    const auto before = base::PublicId::parse(visit.request.query.get("avant"));
    const auto page = inbox(sharing::acting(visit), before);
    if (!page) return access::refused(visit, page.error());
    InboxView view{.mark_all_read = fmt::format("{}/lues", kInbox),
                   .token = visit.form(),
                   .waits_elsewhere = page->waits_elsewhere,
                   .preferences_href = std::string(kPreferencesPage)};
    for (const auto& row : page->rows)
        view.lines.push_back(line_of(visit, row, view.lines.size() + 1));
    view.has_unread = !std::ranges::all_of(view.lines, &InboxView::Line::is_read);
    if (!before.empty()) view.first_href = std::string(kInbox);
    if (!page->next.empty())
        view.pages.next_href = fmt::format("{}?avant={}", kInbox, page->next.text());
    return ui::page(visit.frame("Notifications"), [&](html::Writer& out) { render(out, view); });
}

web::Response open_one(access::Visit& visit) {
    const auto opened = open(sharing::acting(visit), event_in(visit));
    if (!opened) return access::refused(visit, opened.error());
    if (opened->leads == Leads::There) return web::Response::see_other(opened->path);
    const ClosedView view{.is_elsewhere = opened->leads == Leads::Elsewhere,
                          .inbox_href = std::string(kInbox)};
    auto frame = visit.frame("Notification");
    frame.breadcrumbs = {{.text = "Notifications", .href = std::string(kInbox)}};
    return ui::page(frame, [&](html::Writer& out) { render(out, view); });
}

web::Response post_read(access::Visit& visit) {
    const auto marked = mark_read(sharing::acting(visit), event_in(visit));
    if (!marked) return access::refused(visit, marked.error());
    return access::done(visit, std::string(kInbox), "notices.marked");
}

web::Response post_all_read(access::Visit& visit) {
    mark_all_read(sharing::acting(visit));
    return access::done(visit, std::string(kInbox), "notices.all_marked");
}

// ---- Preferences --------------------------------------------------------------------------------

ui::Select choice_of(const KindLine& kind, std::string value, const ui::Mistakes& mistakes) {
    const std::string name(kind.code);
    ui::Select select{.name = name,
                      .label = std::string(kind.label),
                      .hint = std::string(kind.why),
                      .value = std::move(value),
                      .error = mistakes.on(name),
                      .required = true};
    for (const auto frequency : frequencies()) {
        if (may_choose(kind, frequency))
            select.options.push_back(
                {.value = std::string(code(frequency)), .text = std::string(label(frequency))});
    }
    return select;
}

web::Response preferences_page(const access::Visit& visit, bool is_typed,
                               const ui::Mistakes& mistakes) {
    PreferencesView view{.errors = mistakes.summary(),
                         .action = std::string(kPreferencesPage),
                         .token = visit.form(),
                         .inbox_href = std::string(kInbox)};
    const auto kept = preferences(sharing::acting(visit));
    for (const auto& kind : kinds()) {
        const auto value = is_typed ? visit.typed(kind.code) : code(kept.at(kind.kind));
        view.kinds.push_back(choice_of(kind, std::string(value), mistakes));
    }
    auto frame = visit.frame("Quand être prévenu par message");
    frame.breadcrumbs = {{.text = "Notifications", .href = std::string(kInbox)}};
    return ui::page(
        frame, [&](html::Writer& out) { render(out, view); }, mistakes.empty() ? 200 : 422);
}

web::Response show_preferences(access::Visit& visit) {
    return preferences_page(visit, false, {});
}

web::Response post_preferences(access::Visit& visit) {
    Preferences wanted;
    ui::Mistakes mistakes;
    for (const auto& kind : kinds()) {
        const auto frequency = frequency_of(visit.typed(kind.code));
        if (frequency && may_choose(kind, *frequency)) {
            wanted[kind.kind] = *frequency;
        } else {
            mistakes.add(kind.code, "notices.frequency_required");
        }
    }
    if (!mistakes.empty()) return preferences_page(visit, true, mistakes);
    prefer(sharing::acting(visit), wanted);
    return access::done(visit, std::string(kPreferencesPage), "notices.preferred");
}

}  // namespace

std::vector<access::Route> routes() {
    using enum access::Caller;
    using enum access::Effect;
    using enum access::Rate;
    using web::Method;
    constexpr std::string_view kOne = "/notifications/{notification}";
    return {
        {Method::Get, kInbox, Member, Reads, Page, show_inbox},
        {Method::Get, kPreferencesPage, Member, Reads, Page, show_preferences},
        {Method::Post, kPreferencesPage, Member, Writes, Act, post_preferences},
        {Method::Post, "/notifications/lues", Member, Writes, Act, post_all_read},
        {Method::Get, kOne, Member, Traces, Page, open_one},
        {Method::Post, "/notifications/{notification}/lue", Member, Writes, Act, post_read},
    };
}

}  // namespace gps::notices
