#include "proconnect/rules.hpp"

namespace gps::proconnect {

Welcome welcome(const Claimed& claimed) {
    if (!claimed.has_account) return Welcome::NoAccount;
    if (claimed.is_linked) return Welcome::Opens;
    return claimed.is_of_siret ? Welcome::LinksAndOpens : Welcome::NotVouched;
}

StepUp step_up(const Shown& shown) {
    if (shown.is_own) return StepUp::Goes;
    if (shown.is_linked) return StepUp::AnothersIdentity;
    const bool agrees = shown.is_same_email && shown.is_of_siret;
    return shown.may_enrol || agrees ? StepUp::LinksAndGoes : StepUp::NotVouched;
}

}  // namespace gps::proconnect
