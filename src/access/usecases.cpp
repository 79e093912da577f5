#include "access/usecases.hpp"

#include "access/codes_store.hpp"
#include "access/drafts.hpp"
#include "access/drafts_store.hpp"
#include "access/limits.hpp"
#include "access/rules.hpp"
#include "access/store.hpp"
#include "audit/usecases.hpp"
#include "base/digest.hpp"
#include "base/log.hpp"
#include "base/random.hpp"
#include "base/rounds.hpp"
#include "mail/usecases.hpp"
#include "people/identity.hpp"
#include "people/store.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gps::access {
namespace {

constexpr unsigned kTokenBits = 256;

// All that a demonstration holds is invented: its visitors may try everything.
constexpr Proof kPersonaProof{
    .by = OpenedBy::Persona, .strength = Strength::Full, .may_enrol = true};

// Nobody reads this address: a mail to it has expired before it could leave.
constexpr std::string_view kNobody = "personne@exemple.invalid";

std::string hidden(const House& house, std::string_view kind, std::string_view text) {
    return base::keyed_digest(house.keys.codes().newest().secret.reveal(),
                              fmt::format("{}:{}", kind, text));
}

bool is_over(db::Transaction& tx, const Limit& limit, std::string_view subject, base::Instant now) {
    return count_one(tx, limit, subject, now) > limit.at_most;
}

// Both are counted, whichever refuses.
bool asks_too_often(const House& house, db::Transaction& tx, std::string_view address,
                    std::string_view source, base::Instant now) {
    const auto from = fmt::format("{} {}", address, source);
    const bool for_address = is_over(tx, kCodesPerAddressFrom, hidden(house, "address", from), now);
    return is_over(tx, kCodesPerSource, hidden(house, "source", source), now) || for_address;
}

bool asked_too_often(const House& house, db::Transaction& tx, std::string_view address,
                     base::Instant now) {
    const bool of_address = is_over(tx, kCodesPerAddress, hidden(house, "address", address), now);
    return is_over(tx, kCodesOverall, "", now) || of_address;
}

// When many fail over the whole service, each source is left a few wrong codes.
bool fails_too_often(db::Transaction& tx, std::string_view hidden_source, base::Instant now) {
    const bool are_many = count_so_far(tx, kFailuresOverall, "", now) >= kFailuresOverall.at_most;
    const int left = are_many ? kFailuresWhenMany : kFailuresPerSource.at_most;
    return count_so_far(tx, kFailuresPerSource, hidden_source, now) >= left;
}

mail::Message code_mail(const std::string& recipient, const std::string& code, base::Instant now) {
    return {.kind = "access.code",
            .recipient = recipient,
            .subject = "Votre code de connexion à GPS",
            .body = fmt::format("Bonjour,\n\n"
                                "Voici votre code pour vous connecter à GPS :\n\n"
                                "    {}\n\n"
                                "Il sert une seule fois, pendant dix minutes, dans le navigateur "
                                "où vous l’avez demandé.\n\n"
                                "Si vous n’avez rien demandé, ne faites rien : personne ne peut se "
                                "connecter sans ce code. Ne le donnez à personne, même à un "
                                "collègue.\n\n"
                                "L’équipe GPS\n",
                                written_code(code)),
            .queued_at = now,
            .expires_at = now.plus(kCodeLife)};
}

mail::Message stopped_mail(const std::string& recipient, base::Instant now) {
    return {.kind = "access.code_stopped",
            .recipient = recipient,
            .subject = "Des codes faux ont été saisis pour votre compte GPS",
            .body =
                "Bonjour,\n\n"
                "Cinq codes faux viennent d’être saisis à la place du code de connexion demandé "
                "pour votre adresse : il ne sert plus.\n\n"
                "Si c’est vous, demandez-en un autre. Sinon, quelqu’un a essayé d’entrer à votre "
                "place, sans y parvenir : prévenez l’administrateur de votre structure, et ne "
                "donnez vos codes à personne.\n\n"
                "Ce message part une fois par jour au plus.\n\n"
                "L’équipe GPS\n",
            .queued_at = now};
}

audit::Entry entry(const House& house, const Viewer& viewer, audit::Act act,
                   std::string_view request_id) {
    audit::Entry entry{.at = house.clock.now(),
                       .actor = viewer.id,
                       .act = act,
                       .request_id = std::string(request_id)};
    if (viewer.acting_for) entry.acting_for = viewer.acting_for->id;
    return entry;
}

// The same words whatever was wrong with the code.
auto wrong_code() {
    return base::refuse(base::Refusal::Invalid, "access.code_wrong", "code");
}

bool serves(const store::Code& code, base::Instant now) {
    return !code.is_used && code.attempts <= kCodeAttempts && now < code.expires_at;
}

// Whom this code opens to, when it is right and still serves; it serves no more.
std::optional<people::ProfessionalId> opened_by(db::Transaction& tx, const store::Code& code,
                                                std::string_view digest, base::Instant now) {
    const bool is_right = serves(code, now) && base::same_secret(code.code_digest, digest);
    if (!is_right || !code.professional || !store::use_code(tx, code.id, now)) return std::nullopt;
    return code.professional;
}

// Whoever has the account learns that its code was stopped. As much is done for an address of
// nobody, and nothing leaves.
void tell_stopped(db::Transaction& tx, const store::Code& code, base::Instant now) {
    const auto whose = code.professional ? fmt::format("of {}", code.professional->value)
                                         : fmt::format("code {}", code.id);
    const bool is_told = !is_over(tx, kStopsTold, whose, now) && code.professional;
    auto message = stopped_mail(is_told ? code.address : std::string(kNobody), now);
    if (!is_told) message.expires_at = now;
    mail::queue(tx, message);
}

// For who looks after the service: which account somebody guesses for.
void note_refused(const std::optional<store::Code>& asked, const Origin& at, base::Instant now) {
    std::string owner;
    if (asked && asked->professional) owner = std::to_string(asked->professional->value);
    base::log_event(base::Level::Info, "access.code_refused",
                    {{"request", std::string(at.request_id)},
                     {"professional", owner},
                     {"why", !asked                ? "none"
                             : serves(*asked, now) ? "wrong"
                                                   : "spent"}});
}

}  // namespace

Opened open_for(const House& house, db::Transaction& tx, people::ProfessionalId professional,
                const Proof& proof, const Origin& at) {
    const auto now = house.clock.now();
    Opened opened{.token = base::random_token(kTokenBits)};
    auto structure = claim_draft(house, tx, professional, at.browser, opened.token);
    opened.has_draft = structure.has_value();
    if (!structure) structure = store::only_structure(tx, professional);
    opened.has_structure = structure.has_value();
    opened.session = store::open_session(tx, {.token_digest = base::digest(opened.token),
                                              .professional = professional,
                                              .structure = structure,
                                              .device = device_of(at.user_agent),
                                              .proof = proof,
                                              .now = now});
    audit::record(tx, house.keys,
                  {.at = now,
                   .actor = professional,
                   .acting_for = structure,
                   .act = audit::Act::SignIn,
                   .detail = fmt::format("by={},strength={}", code(proof.by), code(proof.strength)),
                   .request_id = std::string(at.request_id)});
    return opened;
}

std::string strengthen(const House& house, db::Transaction& tx, const Viewer& viewer,
                       std::string_view factor, std::string_view request_id) {
    auto token = base::random_token(kTokenBits);
    store::strengthen(tx, viewer.session, base::digest(token));
    auto trace = entry(house, viewer, audit::Act::StrengthenSession, request_id);
    trace.detail = fmt::format("by={}", factor);
    audit::record(tx, house.keys, trace);
    return token;
}

void let_enrol(db::Transaction& tx, const Viewer& viewer) {
    store::let_enrol(tx, viewer.session);
}

base::Result<> ask_code(const House& house, db::Transaction& tx, std::string_view email,
                        const Origin& at) {
    const auto address = people::Email::parse(email);
    if (!address) return base::pass_on(address);
    const auto now = house.clock.now();
    // What is refused to one source counts against itself only: it stops nobody else.
    if (asks_too_often(house, tx, address->text(), at.source, now) ||
        asked_too_often(house, tx, address->text(), now))
        return base::refuse(base::Refusal::TooMany, "access.too_many_codes");

    const auto account = store::account_at_or_after(tx, address->text());
    const bool is_known = account && account->email == address->text() && account->is_active;
    const auto code = base::random_token(kCodeBits);
    store::NewCode kept{.browser_digest = base::digest(at.browser),
                        .code_digest = hidden(house, "code", code),
                        .created_at = now};
    if (is_known) kept.professional = account->id;
    store::keep_code(tx, kept);

    auto message = code_mail(is_known ? account->email : std::string(kNobody), code, now);
    if (!is_known) message.expires_at = now;
    mail::queue(tx, message);
    return {};
}

base::Result<Opened> open_session(const House& house, db::Transaction& tx, std::string_view code,
                                  const Origin& at) {
    const auto now = house.clock.now();
    const auto source = hidden(house, "source", at.source);
    if (fails_too_often(tx, source, now))
        return base::refuse(base::Refusal::TooMany, "access.too_many_failures");

    const auto asked = store::try_code(tx, base::digest(at.browser));
    const auto digest = hidden(house, "code", read_code(code));
    const auto who = asked ? opened_by(tx, *asked, digest, now) : std::nullopt;
    if (!who) {
        note_refused(asked, at, now);
        count_one(tx, kFailuresOverall, "", now);
        count_one(tx, kFailuresPerSource, source, now);
        const bool stops = asked && asked->attempts == kCodeAttempts && serves(*asked, now);
        if (stops) tell_stopped(tx, *asked, now);
        return wrong_code();
    }
    return open_for(house, tx, *who, {.by = OpenedBy::Code}, at);
}

base::Result<Opened> enter_as_persona(const House& house, db::Transaction& tx,
                                      std::string_view email, const Origin& at) {
    const bool is_persona =
        house.is_demonstration &&
        std::any_of(house.personas.begin(), house.personas.end(),
                    [&](const Persona& persona) { return persona.email == email; });
    const auto known = people::store::professional_by_email(tx, email);
    if (!is_persona || !known || !known->is_active)
        return base::refuse(base::Refusal::NotFound, "access.no_persona");
    return open_for(house, tx, known->id, kPersonaProof, at);
}

void sign_out(const House& house, db::Transaction& tx, const Viewer& viewer,
              std::string_view request_id) {
    store::end_own_session(tx, viewer.session, house.clock.now());
    audit::record(tx, house.keys, entry(house, viewer, audit::Act::SignOut, request_id));
}

void revoke_others(const House& house, db::Transaction& tx, const Viewer& viewer,
                   std::string_view request_id) {
    const auto ended = store::end_others(tx, viewer.id, viewer.session, house.clock.now());
    if (ended == 0) return;
    auto trace = entry(house, viewer, audit::Act::RevokeSession, request_id);
    trace.detail = fmt::format("others={}", ended);
    audit::record(tx, house.keys, trace);
}

base::Result<> revoke_session(const House& house, db::Transaction& tx, const Viewer& viewer,
                              const base::PublicId& session, std::string_view request_id) {
    if (!store::end_session(tx, viewer.id, session, house.clock.now()))
        return base::refuse(base::Refusal::NotFound, "access.no_session");
    auto trace = entry(house, viewer, audit::Act::RevokeSession, request_id);
    trace.subject = session.text();
    audit::record(tx, house.keys, trace);
    return {};
}

base::Result<> act_for(const House& house, db::Transaction& tx, const Viewer& viewer,
                       const base::PublicId& structure, std::string_view request_id) {
    if (!store::act_for(tx, viewer, structure))
        return base::refuse(base::Refusal::NotFound, "access.no_structure");
    auto trace = entry(house, viewer, audit::Act::SwitchStructure, request_id);
    trace.subject = structure.text();
    audit::record(tx, house.keys, trace);
    return {};
}

std::vector<Session> sessions_of(db::Transaction& tx, const Viewer& viewer, base::Instant now) {
    return store::sessions_of(tx, viewer, now);
}

std::vector<Choice> choices(db::Transaction& tx, people::ProfessionalId professional) {
    return store::choices(tx, professional);
}

void end_sessions(db::Transaction& tx, people::ProfessionalId professional, base::Instant now) {
    store::end_sessions_of(tx, professional, now);
}

std::int64_t sweep(db::Database& db, const base::Clock& clock) {
    return base::rounds([&] {
        return db.write([&](db::Transaction& tx) {
            return store::sweep(tx, clock.now()) +
                   store::sweep_drafts(tx, clock.now().minus(kDraftLife));
        });
    });
}

}  // namespace gps::access
