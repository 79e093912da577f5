#include "notices/usecases.hpp"

#include "mail/usecases.hpp"
#include "notices/rules.hpp"
#include "notices/told_store.hpp"
#include "sharing/rules.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gps::notices {
namespace {

// Of one event, its rows being added: mails once they are.
class Told {
 public:
    Told(const Telling& telling, const News& news)
        : telling_(telling),
          line_(line_of(news.event)),
          event_(store::add_event(telling.tx, news, telling.now)),
          adding_{.event = event_.id,
                  .kind = line_.kind,
                  .daily = next_daily(telling.now),
                  .weekly = next_weekly(telling.now)} {}

    [[nodiscard]] const store::Adding& adding() const { return adding_; }

    void send(std::int64_t rows) const {
        if (rows == 0) return;
        for (const auto& address : store::at_once(telling_.tx, adding_))
            mail::queue(telling_.tx, {.kind = "notices.told",
                                      .recipient = address,
                                      .subject = std::string(line_of(line_.kind).subject),
                                      .body = fmt::format(
                                          "Bonjour,\n\n{}\n\n    {}/notifications/{}\n\n"
                                          "L’équipe GPS\n",
                                          line_.said, telling_.public_url, event_.public_id.text()),
                                      .queued_at = telling_.now});
        store::expect_digests(telling_.tx, adding_.event);
    }

 private:
    const Telling& telling_;
    const EventLine& line_;
    store::NewEvent event_;
    store::Adding adding_;
};

}  // namespace

Telling telling(const sharing::Acting& acting) {
    return {
        .tx = acting.tx, .public_url = acting.house.public_url, .now = acting.house.clock.now()};
}

Actor actor(const sharing::Acting& acting) {
    return {.professional = acting.viewer.id, .structure = acting.viewer.structure()};
}

void tell(const Telling& telling, const News& news, std::span<const Recipient> recipients) {
    std::vector<Recipient> each(recipients.begin(), recipients.end());
    if (news.actor)
        std::erase_if(each, [&](const Recipient& one) {
            return one.professional == news.actor->professional;
        });
    if (each.empty()) return;
    const Told told(telling, news);
    std::int64_t rows = 0;
    for (std::size_t from = 0; from < each.size(); from += store::kListed) {
        const auto some = std::min(store::kListed, each.size() - from);
        rows += store::add_listed(telling.tx, told.adding(), {each.data() + from, some});
    }
    told.send(rows);
}

void tell_followers(const Telling& telling, const News& news, people::ProfessionalId but) {
    if (!news.person || !news.actor)
        throw std::logic_error("those who follow nobody, or an act of nobody");
    const Told told(telling, news);
    told.send(
        store::add_followers(telling.tx, told.adding(),
                             {.person = *news.person,
                              .actor = news.actor->professional,
                              .actor_structure = news.actor->structure,
                              .but = but,
                              .highest_sensitivity = sharing::highest_sensitivity_shown(false)}));
}

void tell_administrators(const Telling& telling, const News& news,
                         structures::StructureId structure, people::ProfessionalId but) {
    const Told told(telling, news);
    told.send(store::add_administrators(telling.tx, told.adding(), structure, but));
}

}  // namespace gps::notices
