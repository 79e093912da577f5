#include "contact/usecases.hpp"

#include "audit/usecases.hpp"
#include "base/text.hpp"
#include "contact/sheet_store.hpp"
#include "contact/store.hpp"
#include "people/identity.hpp"
#include "people/own_store.hpp"
#include "quotas/usecases.hpp"
#include "sharing/file.hpp"

#include <utility>

#include <fmt/format.h>

namespace gps::contact {
namespace {

using base::Refusal;

std::string value_of(const store::Reached& reached, Channel channel) {
    if (channel == Channel::Email) return reached.email;
    const auto phone = people::Phone::parse(reached.phone);
    return phone ? phone->national() : reached.phone;
}

}  // namespace

base::Result<Revealed> reveal(const Acting& acting, const Asked& asked) {
    const auto nobody = base::refuse(Refusal::NotFound, "contact.nobody");
    const auto seen =
        sharing::standing(acting.tx, acting.viewer, asked.person, acting.house.clock.now());
    if (!seen || !seen->sight.sees_whole_group) return nobody;
    if (const auto few = quotas::spend(sharing::spending(acting), quotas::Purpose::Reveal); !few)
        return base::pass_on(few);
    const auto reached = store::reached(acting.tx,
                                        {.person = seen->person,
                                         .own_structure = acting.viewer.structure(),
                                         .highest_sensitivity = seen->highest_sensitivity()},
                                        asked);
    if (!reached) return nobody;
    if (!reached->is_there) return base::refuse(Refusal::Conflict, "contact.left");
    leave_trace(acting, {.act = audit::Act::RevealContact,
                         .person = seen->person,
                         .subject = asked.professional.text(),
                         .detail = fmt::format("channel={},same={}{}", code(asked.channel),
                                               reached->is_same_structure ? "yes" : "no",
                                               asked.is_kept ? ",as=vcard" : "")});
    return Revealed{.name = reached->first_name + " " + reached->last_name,
                    .first_name = reached->first_name,
                    .last_name = reached->last_name,
                    .structure = reached->structure,
                    .value = value_of(*reached, asked.channel),
                    .dialled = asked.channel == Channel::Email ? reached->email : reached->phone};
}

Own own(const Acting& acting) {
    auto reach = people::store::own_reach(acting.tx, acting.viewer.id);
    return {.email = std::move(reach.email),
            .phone = std::move(reach.phone),
            .is_on_sheet = store::shows_phone(acting.tx, acting.viewer.id)};
}

base::Result<> set_own(const Acting& acting, const OwnTyped& typed) {
    people::Phone phone;
    if (!base::clean(typed.phone).empty()) {
        auto parsed = people::Phone::parse(typed.phone);
        if (!parsed) return base::refuse(Refusal::Invalid, parsed.error().message, "telephone");
        phone = *std::move(parsed);
    } else if (typed.is_on_sheet) {
        return base::refuse(Refusal::Invalid, "contact.no_phone_for_sheet", "telephone");
    }
    const auto me = acting.viewer.id;
    const bool is_new = people::store::set_phone(acting.tx, me, phone);
    const bool is_moved = typed.is_on_sheet
                              ? store::show_phone(acting.tx, me, acting.house.clock.now())
                              : store::hide_phone(acting.tx, me);
    if (!is_new && !is_moved) return {};
    audit::Entry entry{.at = acting.house.clock.now(),
                       .actor = acting.viewer.id,
                       .act = audit::Act::SetOwnPhone,
                       .detail = fmt::format("phone={},sheet={}", phone.empty() ? "none" : "given",
                                             typed.is_on_sheet ? "yes" : "no"),
                       .request_id = std::string(acting.request_id)};
    if (acting.viewer.acting_for) entry.acting_for = acting.viewer.acting_for->id;
    audit::record(acting.tx, acting.house.keys, entry);
    return {};
}

}  // namespace gps::contact
