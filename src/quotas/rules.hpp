#pragma once

#include "base/result.hpp"
#include "quotas/model.hpp"

#include <array>
#include <optional>

// The table of quotas, and what it decides: no database, no clock.
namespace gps::quotas {

// Past an hour's or a day's share the act is refused until the hour or the day is over; past the
// share of thirty days the account is frozen until the team of the service has looked. Reached: 300
// people in thirty days, all that a stolen account may come to know. The other figures leave honest
// months alone (QuotasOfHonestMonths), and are low enough for a machine to meet them in minutes.
struct Quota {
    Purpose purpose = Purpose::File;
    std::string_view code = {};  // kept in the database
    std::string_view label = {};
    int an_hour = 0;
    int a_day = 0;
    int a_month = 0;
    int reduced_a_day = 0;  // by a session that a mailed code alone opened (ADR 0019)
};
inline constexpr std::array kQuotas{
    Quota{Purpose::LookUp, "look_up", "recherches de personnes", 60, 200, 1'500, 40},
    Quota{Purpose::Reach, "reach", "personnes trouvées par une recherche", 40, 150, 300, 20},
    Quota{Purpose::Reveal, "reveal", "coordonnées de collègues consultées", 40, 120, 600, 20},
    Quota{Purpose::File, "file", "pages de dossiers ouvertes", 240, 900, 9'000, 150},
    Quota{Purpose::Name, "name", "lignes de listes affichées", 3'000, 10'000, 100'000, 2'500}};

const Quota& quota(Purpose purpose);
// nullopt for a code that no version of the program wrote.
std::optional<Purpose> purpose_of(std::string_view code);

enum class Verdict {
    Within,
    PastTheHour,
    PastTheDay,
    PastTheMonth,       // the account is frozen
    PastWhatACodeOpens  // a full session may go on
};
Verdict judge(Purpose purpose, const Spent& spent, access::Strength strength);
// TooMany, and why, past any share.
base::Result<> answer(Verdict verdict);

}  // namespace gps::quotas
