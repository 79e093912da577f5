#include "notices/digests.hpp"

#include "base/random.hpp"
#include "base/rounds.hpp"
#include "mail/usecases.hpp"
#include "notices/digests_store.hpp"
#include "ui/french.hpp"

#include <fmt/format.h>

namespace gps::notices {
namespace {

mail::Message digest_mail(const Keeping& keeping, const store::Digest& digest) {
    const auto* const waits = digest.unread > 1 ? "vous attendent" : "vous attend";
    return {.kind = "notices.digest",
            .recipient = digest.address,
            .subject = "Vos notifications sur GPS",
            .body = fmt::format("Bonjour,\n\n{} {} dans GPS.\n\n    {}/notifications\n\n"
                                "L’équipe GPS\n",
                                ui::count(digest.unread, "notification", "notifications"), waits,
                                keeping.public_url),
            .queued_at = keeping.clock.now()};
}

template <class Some>
std::int64_t all_of(const Keeping& keeping, Some some) {
    return base::rounds([&] {
        return keeping.database.write([&](db::Transaction& tx) { return some(tx, keeping); });
    });
}

std::int64_t forget_some(db::Transaction& tx, const Keeping& keeping) {
    return store::forget(tx, keeping.clock.now().minus(kKept));
}

}  // namespace

std::int64_t send_some(db::Transaction& tx, const Keeping& keeping) {
    const auto now = keeping.clock.now();
    const auto batch = base::PublicId::fresh().text();
    const auto taken = store::take_due(tx, batch, now);
    if (taken == 0) return 0;
    for (const auto& digest : store::digests(tx, batch, now))
        mail::queue(tx, digest_mail(keeping, digest));
    store::let_go(tx, batch, now);
    return taken;
}

std::int64_t send_digests(const Keeping& keeping) {
    return all_of(keeping, send_some);
}

std::int64_t forget_old(const Keeping& keeping) {
    return all_of(keeping, forget_some);
}

}  // namespace gps::notices
