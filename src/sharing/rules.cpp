#include "sharing/rules.hpp"

#include "people/names.hpp"

namespace gps::sharing {
namespace {

using people::PersonState;

bool ended_recently(base::Date ended_on, base::Date today) {
    return today <= ended_on.plus_days(kDaysAfterEnd);
}

Level level_of(const SightCase& viewer, const OwnPart& own, base::Date today) {
    // Whatever became of the part: what was granted until a day is not seen after it.
    const bool is_granted = own.granted_until && *own.granted_until >= today;
    return sees_of_right(viewer.is_habilitated, own) || is_granted ? Level::Details
                                                                   : Level::Initials;
}

bool answers_like_unknown(PersonState person) {
    switch (person) {
        case PersonState::Active:
            return false;
        case PersonState::Opposed:
        case PersonState::Archived:
        case PersonState::Deactivated:
        case PersonState::SetAside:
            return true;
    }
    __builtin_unreachable();
}

Joining joining_by(const JoinCase& who) {
    switch (who.door) {
        case Door::Colleague:
            return who.a_colleague_follows ? Joining::AtOnce : Joining::NotAtAll;
        case Door::ExactIdentity:
            // Who still sees as before the end needs nobody's leave.
            return who.is_habilitated || who.own == OwnState::EndedRecently ? Joining::AtOnce
                                                                            : Joining::ByAsking;
        case Door::Nir:
            return who.is_habilitated && who.is_full_session ? Joining::AtOnce : Joining::NotAtAll;
        case Door::Create:
        case Door::Import:
        case Door::Request:
        case Door::Relay:
            return Joining::AtOnce;
        case Door::Resume:
            // A part that ended longer ago opens no door by itself.
            return who.own == OwnState::EndedRecently ? Joining::AtOnce : Joining::NotAtAll;
    }
    __builtin_unreachable();
}

bool agree(const std::string& typed, const std::string& known) {
    return !typed.empty() && !known.empty() &&
           people::search_key(typed) == people::search_key(known);
}

bool same_text(const std::string& typed, const std::string& known) {
    return !typed.empty() && typed == known;
}

}  // namespace

Sight sight(const SightCase& viewer, base::Date today) {
    if (!viewer.is_active_member || !viewer.own) return {};
    const auto& own = *viewer.own;
    switch (viewer.person) {
        case PersonState::Archived:
        case PersonState::Deactivated:
            return {};
        case PersonState::Opposed:
            if (!own.is_ongoing()) return {};
            return {.level = Level::Initials, .is_frozen = true, .sees_whole_group = false};
        case PersonState::Active:
        case PersonState::SetAside:
            break;
    }
    if (own.is_ongoing() && viewer.is_in_emergency)
        return {.level = Level::Details, .sees_whole_group = true};
    if (own.is_ongoing() || ended_recently(own.last_day(today), today))
        return {.level = level_of(viewer, own, today), .sees_whole_group = true};
    return {.level = Level::Initials, .sees_whole_group = false};
}

bool sees_of_right(bool is_habilitated, const OwnPart& own) {
    return is_habilitated || own.is_creator;
}

int highest_sensitivity_shown(bool is_referent) {
    return is_referent ? 2 : 1;
}

Joining joining(const JoinCase& who) {
    // To its creator, who alone has a part in it, what was set aside answers like anyone recorded.
    const bool is_creators_own =
        who.person == PersonState::SetAside &&
        (who.own == OwnState::EndedRecently || who.own == OwnState::EndedLongAgo);
    if (answers_like_unknown(who.person) && !is_creators_own) return Joining::NotAtAll;
    if (who.own == OwnState::Ongoing) return Joining::NotAtAll;
    // Whom a contributor lets in: by accepting what they ask, or by a relay. Nothing else opens to
    // who waits for an answer.
    const bool is_let_in = who.door == Door::Request || who.door == Door::Relay;
    if (who.own == OwnState::Pending && !is_let_in) return Joining::NotAtAll;
    return joining_by(who);
}

OwnState own_state(const std::optional<OwnPart>& own, bool has_pending_request, base::Date today) {
    if (own && own->is_ongoing()) return OwnState::Ongoing;
    if (has_pending_request) return OwnState::Pending;
    if (!own) return OwnState::None;
    return ended_recently(own->last_day(today), today) ? OwnState::EndedRecently
                                                       : OwnState::EndedLongAgo;
}

bool may_answer(const Sight& sight, OwnState own, bool is_own_request) {
    return sight.level == Level::Details && own == OwnState::Ongoing && !is_own_request;
}

base::Result<> check_period(base::Date started_on, std::optional<base::Date> ended_on,
                            base::Date today) {
    using base::Refusal;
    if (started_on > today)
        return base::refuse(Refusal::Invalid, "sharing.start_in_future", "debut");
    if (ended_on && *ended_on > today)
        return base::refuse(Refusal::Invalid, "sharing.end_in_future", "fin");
    if (ended_on && *ended_on < started_on)
        return base::refuse(Refusal::Invalid, "sharing.end_before_start", "fin");
    return {};
}

base::Result<> check_part(const PartTyped& part, base::Date today) {
    if (!is_role(part.role))
        return base::refuse(base::Refusal::Invalid, "sharing.role_required", "role");
    if (part.reasons == 0)
        return base::refuse(base::Refusal::Invalid, "sharing.reason_required", "motifs");
    return check_period(part.started_on, std::nullopt, today);
}

base::Result<> check_resumption(base::Date last_end, base::Date starts_on, base::Date today) {
    if (starts_on < last_end)
        return base::refuse(base::Refusal::Invalid, "sharing.resumes_before_end", "debut");
    return check_period(starts_on, std::nullopt, today);
}

bool is_exactly(const people::Identity& typed, const people::Identity& known) {
    if (people::search_key(typed.birth_name) != people::search_key(known.birth_name)) return false;
    if (people::search_key(typed.first_name) != people::search_key(known.first_name)) return false;
    if (typed.birth_date != known.birth_date) return false;
    return agree(typed.commune, known.commune) || same_text(typed.email, known.email) ||
           same_text(typed.phone, known.phone);
}

}  // namespace gps::sharing
