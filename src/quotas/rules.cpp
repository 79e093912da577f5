#include "quotas/rules.hpp"

#include <algorithm>

namespace gps::quotas {

const Quota& quota(Purpose purpose) {
    return *std::ranges::find(kQuotas, purpose, &Quota::purpose);
}

std::optional<Purpose> purpose_of(std::string_view code) {
    const auto* found = std::ranges::find(kQuotas, code, &Quota::code);
    if (found == kQuotas.end()) return std::nullopt;
    return found->purpose;
}

Verdict judge(Purpose purpose, const Spent& spent, access::Strength strength) {
    const auto& line = quota(purpose);
    if (spent.in_month > line.a_month) return Verdict::PastTheMonth;
    if (spent.in_day > line.a_day) return Verdict::PastTheDay;
    if (spent.in_hour > line.an_hour) return Verdict::PastTheHour;
    if (strength == access::Strength::Reduced && spent.in_day > line.reduced_a_day)
        return Verdict::PastWhatACodeOpens;
    return Verdict::Within;
}

base::Result<> answer(Verdict verdict) {
    switch (verdict) {
        case Verdict::Within:
            return {};
        case Verdict::PastTheHour:
            return base::refuse(base::Refusal::TooMany, "quotas.hour");
        case Verdict::PastTheDay:
            return base::refuse(base::Refusal::TooMany, "quotas.day");
        case Verdict::PastTheMonth:
            return base::refuse(base::Refusal::TooMany, "quotas.frozen");
        case Verdict::PastWhatACodeOpens:
            return base::refuse(base::Refusal::TooMany, "quotas.reduced");
    }
    __builtin_unreachable();
}

}  // namespace gps::quotas
