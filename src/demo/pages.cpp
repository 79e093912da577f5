#include "demo/pages.hpp"

#include "demo/views.hpp"
#include "ui/french.hpp"
#include "ui/layout.hpp"

#include <fmt/format.h>

namespace gps::demo {
namespace {

constexpr std::size_t kMailsShown = 50;

std::vector<std::string> paragraphs(std::string_view body) {
    std::vector<std::string> paragraphs;
    while (!body.empty()) {
        const auto end = body.find('\n');
        auto line = body.substr(0, end);
        while (line.ends_with('\r')) line.remove_suffix(1);
        if (!line.empty()) paragraphs.emplace_back(line);
        body = end == std::string_view::npos ? std::string_view() : body.substr(end + 1);
    }
    return paragraphs;
}

web::Response show_mails(access::Visit& visit) {
    MailsView view;
    for (const auto& mail : visit.house.received_mails()) {
        if (view.mails.size() == kMailsShown) break;
        view.mails.push_back(
            {.to = mail.to,
             .subject = mail.subject,
             .at = fmt::format("le {} à {}", ui::date_long(base::paris_date(mail.at)),
                               base::paris_time(mail.at)),
             .paragraphs = paragraphs(mail.body)});
    }
    return ui::page(visit.frame("Courriels de la démonstration"),
                    [&](html::Writer& out) { render(out, view); });
}

}  // namespace

std::vector<access::Route> routes() {
    using access::Caller;
    using access::Effect;
    using access::Rate;
    return {{web::Method::Get, "/demonstration/courriels", Caller::Demonstration, Effect::Reads,
             Rate::Page, show_mails}};
}

}  // namespace gps::demo
