#include "quotas/usecases.hpp"

#include "access/limits.hpp"
#include "audit/usecases.hpp"
#include "base/log.hpp"
#include "base/rounds.hpp"
#include "mail/usecases.hpp"
#include "people/addressees_store.hpp"
#include "quotas/store.hpp"
#include "quotas/tally.hpp"

#include <fmt/format.h>

namespace gps::quotas {
namespace {

using base::Refusal;

constexpr int kDaysKept = 31;
constexpr access::Limit kCanaryMails{"canary_mails", 1, std::chrono::hours(24)};

// Who is counted, whoever counts.
struct Account {
    const access::House& house;
    db::Transaction& tx;
    people::ProfessionalId professional = {};
    std::optional<structures::StructureId> acting_for = {};
    access::Strength strength = access::Strength::Full;
    base::Instant now = {};
    std::string_view request_id = {};
};

// Imports and demonstrations act in the name of accounts that opened no session.
bool is_counted(const access::Viewer& viewer) {
    return viewer.session.value != 0;
}

Account account_of(const Spending& spending) {
    Account account{.house = spending.house,
                    .tx = spending.tx,
                    .professional = spending.viewer.id,
                    .strength = spending.viewer.strength,
                    .now = spending.house.clock.now(),
                    .request_id = spending.request_id};
    if (spending.viewer.acting_for) account.acting_for = spending.viewer.structure();
    return account;
}

void leave_entry(const Account& account, audit::Act act, std::string_view subject,
                 std::string detail, std::optional<people::PersonId> person = {}) {
    audit::record(account.tx, account.house.keys,
                  {.at = account.now,
                   .actor = account.professional,
                   .acting_for = account.acting_for,
                   .act = act,
                   .person = person,
                   .subject = std::string(subject),
                   .detail = std::move(detail),
                   .request_id = std::string(account.request_id)});
}

// Names an account, never a person.
void tell_platform(const Account& account, std::string_view what) {
    const auto who = store::name_of(account.tx, account.professional);
    for (const auto& address : people::store::platform_team(account.tx)) {
        mail::queue(account.tx,
                    {.kind = "quotas.alert",
                     .recipient = address,
                     .subject = "Alerte sur un compte de GPS",
                     .body = fmt::format("Bonjour,\n\nCompte de {}.\n{}\n\n"
                                         "    {}/plateforme/suspensions\n\nL’équipe GPS\n",
                                         who, what, account.house.public_url),
                     .queued_at = account.now});
    }
}

std::string identified(const Account& account) {
    return std::to_string(account.professional.value);
}

void freeze(const Account& account, Purpose purpose, const Spent& spent) {
    if (!store::freeze(account.tx, account.professional, purpose, account.now)) return;
    const auto& line = quota(purpose);
    leave_entry(account, audit::Act::FreezeAccount, line.code,
                fmt::format("done={}", spent.in_month));
    base::log_event(base::Level::Warning, "quotas.frozen",
                    {{"professional", identified(account)}, {"purpose", std::string(line.code)}});
    tell_platform(account,
                  fmt::format("Il est suspendu : {} en trente jours, pour {} au plus ({}).",
                              spent.in_month, line.a_month, line.label));
}

// The first act past a day's share tells; those that follow are refused without a word.
void tell_of_day(const Account& account, Purpose purpose, const Spent& spent, int by) {
    const auto& line = quota(purpose);
    if (spent.in_day - by > line.a_day) return;
    base::log_event(base::Level::Warning, "quotas.day_stopped",
                    {{"professional", identified(account)}, {"purpose", std::string(line.code)}});
    tell_platform(
        account, fmt::format("Il est arrêté jusqu’à demain : {} aujourd’hui, pour {} au plus ({}).",
                             spent.in_day, line.a_day, line.label));
}

Verdict act_on(const Account& account, Purpose purpose, const Spent& spent, int by) {
    if (account.house.is_demonstration) return Verdict::Within;
    const auto verdict = judge(purpose, spent, account.strength);
    if (verdict == Verdict::PastTheMonth) freeze(account, purpose, spent);
    if (verdict == Verdict::PastTheDay) tell_of_day(account, purpose, spent, by);
    return verdict;
}

// Nothing shows it to who met one.
void meet_canary(const Account& account, people::PersonId person) {
    leave_entry(account, audit::Act::MeetCanary, "", "", person);
    base::log_event(base::Level::Warning, "quotas.canary", {{"professional", identified(account)}});
    const auto told = access::count_one(account.tx, kCanaryMails, identified(account), account.now);
    if (told > kCanaryMails.at_most) return;
    tell_platform(account,
                  "Il a rencontré une personne inventée, que personne n’a de raison de "
                  "chercher. Vérifiez avec lui ce qu’il faisait.");
}

}  // namespace

base::Result<> spend(const Spending& spending, Purpose purpose) {
    if (!is_counted(spending.viewer)) return {};
    const auto account = account_of(spending);
    const auto spent = store::count(
        account.tx, {.professional = account.professional, .purpose = purpose, .now = account.now});
    return answer(act_on(account, purpose, spent, 1));
}

base::Result<> spend_in_memory(const access::House& house, const access::Viewer& viewer,
                               Purpose purpose, int done) {
    if (house.tally == nullptr || !is_counted(viewer)) return {};
    const auto spent = house.tally->add(viewer.id, purpose, done, house.clock.now());
    if (house.is_demonstration) return {};
    return answer(judge(purpose, spent, viewer.strength));
}

base::Result<> reach(const Spending& spending, std::span<const people::PersonId> people) {
    if (people.empty() || !is_counted(spending.viewer)) return {};
    const auto account = account_of(spending);
    const auto [fresh, canaries] =
        store::reach(account.tx, account.professional, people, base::paris_date(account.now));
    for (const auto canary : canaries) meet_canary(account, canary);
    if (fresh == 0) return {};
    const auto spent = store::count(account.tx, {.professional = account.professional,
                                                 .purpose = Purpose::Reach,
                                                 .by = fresh,
                                                 .now = account.now});
    return answer(act_on(account, Purpose::Reach, spent, fresh));
}

Spent bring_in(const access::House& house, db::Transaction& tx, people::ProfessionalId professional,
               Purpose purpose, int done) {
    const Account account{
        .house = house, .tx = tx, .professional = professional, .now = house.clock.now()};
    const auto spent = store::count(
        tx, {.professional = professional, .purpose = purpose, .by = done, .now = account.now});
    act_on(account, purpose, spent, done);
    return spent;
}

FreezesPage freezes(db::Transaction& tx, const base::PublicId& before) {
    FreezesPage page{.rows = store::freezes(tx, before, kFreezesAPage + 1)};
    if (page.rows.size() > kFreezesAPage) {
        page.rows.pop_back();
        page.next = page.rows.back().public_id;
    }
    return page;
}

base::Result<> lift(const Spending& spending, const base::PublicId& freeze,
                    std::string_view reason) {
    const auto account = account_of(spending);
    const auto own = store::open_freeze(account.tx, account.professional);
    if (own && *own == freeze) return base::refuse(Refusal::Forbidden, "quotas.own");
    const auto lifted = store::lift(
        account.tx,
        {.freeze = freeze, .by = account.professional, .reason = reason, .now = account.now});
    if (!lifted) return base::refuse(Refusal::NotFound, "quotas.not_frozen");
    leave_entry(account, audit::Act::LiftFreeze, freeze.text(), "");
    return {};
}

bool lift_by_operator(db::Transaction& tx, const base::Keys& keys,
                      people::ProfessionalId professional, base::Instant now) {
    const auto frozen = store::open_freeze(tx, professional);
    if (!frozen) return false;
    store::lift(tx, {.freeze = *frozen, .by = {}, .reason = "", .now = now});
    audit::record(tx, keys, {.at = now, .act = audit::Act::LiftFreeze, .subject = frozen->text()});
    return true;
}

std::int64_t mark_canaries(db::Transaction& tx, people::ProfessionalId professional,
                           base::Instant now) {
    return store::mark_canaries(tx, professional, now);
}

std::int64_t sweep(db::Database& db, const base::Clock& clock) {
    const auto day = clock.today().plus_days(-kDaysKept);
    return base::rounds([&] {
        return db.write([&](db::Transaction& tx) { return store::erase_before(tx, day); });
    });
}

}  // namespace gps::quotas
