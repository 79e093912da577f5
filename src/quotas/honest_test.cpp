#include "quotas/rules.hpp"
#include "quotas/store.hpp"
#include "scene/scene.hpp"

#include <array>
#include <cmath>
#include <random>
#include <string>

namespace gps::quotas {
namespace {

using scene::Acting;

// Days of people who do their work: how much of each purpose on an ordinary day, in a mean. An
// account follows some ninety people (six million people, two or three professionals each, 160 000
// professionals), and who is new takes over as many in a month; all users of a service of the
// network together looked at 650 addresses a month.
struct Work {
    std::string_view who = {};
    int of_hundred = 0;
    std::array<double, kQuotas.size()> a_day = {};  // in the order of kQuotas
};
constexpr std::array kWorks{Work{"adviser", 78, {3, 1.0, 2, 45, 250}},
                            Work{"reception", 12, {15, 5, 3, 40, 100}},
                            Work{"head of a team", 7, {3, 1, 4, 80, 1'200}},
                            Work{"new in the place", 3, {10, 5, 4, 70, 400}}};

constexpr double kBetweenPeople = 0.4;  // sigma of the logarithm of how busy somebody is
constexpr double kBetweenDays = 0.45;   // and of how busy a day is
constexpr std::array kHours{0.05, 0.18, 0.20, 0.12, 0.03, 0.14, 0.16, 0.12};  // from nine o'clock

class QuotasOfHonestMonths : public scene::Scene {
 protected:
    static const Work& work_of(int i) {
        int below = 0;
        for (const auto& work : kWorks) {
            below += work.of_hundred;
            if (i % 100 < below) return work;
        }
        return kWorks.back();
    }
    double busy(double sigma) {
        return std::exp(std::normal_distribution<double>(-sigma * sigma / 2, sigma)(random_));
    }
    // One hour of one account: whether nothing was refused.
    bool is_fine(db::Transaction& tx, people::ProfessionalId who, Purpose purpose, double mean) {
        const int done = std::poisson_distribution<int>(mean)(random_);
        if (done == 0) return true;
        const auto spent = store::count(
            tx, {.professional = who, .purpose = purpose, .by = done, .now = house().clock.now()});
        return judge(purpose, spent, access::Strength::Full) == Verdict::Within;
    }

    // Somebody of the team of the service has looked, and counting starts anew.
    void lift(people::ProfessionalId who) {
        gps::tests::run_sql(
            db(), "DELETE FROM quotas_days WHERE professional_id = " + std::to_string(who.value));
    }

    std::mt19937 random_{20'261'127};
};

}  // namespace
INSTANTIATE_TEST_SUITE_P(, QuotasOfHonestMonths, testing::Values(gps::db::Engine::Sqlite),
                         [](const auto&) { return "Sqlite"; });

// Two months of a hundred accounts: at most one day in a thousand meets a stop.
TEST_P(QuotasOfHonestMonths, MeetAStopLessThanOneDayInAThousand) {
    constexpr int kAccounts = 100;
    constexpr int kDays = 44;
    struct Account {
        people::ProfessionalId id = {};
        double pace = 1;
    };
    std::vector<Account> accounts;
    for (int i = 0; i < kAccounts; ++i)
        accounts.push_back({agency("a" + std::to_string(i) + "@x.fr").id, busy(kBetweenPeople)});
    std::vector<double> of_today(kAccounts);
    std::vector<char> stopped(kAccounts);
    int stops = 0;
    for (int day = 0; day < kDays; ++day) {
        for (int i = 0; i < kAccounts; ++i)
            of_today.at(static_cast<std::size_t>(i)) =
                accounts.at(static_cast<std::size_t>(i)).pace * busy(kBetweenDays);
        stopped.assign(kAccounts, 0);
        for (const double share : kHours) {
            db().write([&](db::Transaction& tx) {
                for (std::size_t i = 0; i < accounts.size(); ++i) {
                    const auto& work = work_of(static_cast<int>(i) * 37);
                    for (std::size_t p = 0; p < kQuotas.size(); ++p) {
                        const double mean = work.a_day.at(p) * of_today.at(i) * share;
                        if (!is_fine(tx, accounts.at(i).id, kQuotas.at(p).purpose, mean))
                            stopped.at(i) = 1;
                    }
                }
                return true;
            });
            advance(std::chrono::hours(1));
        }
        for (std::size_t i = 0; i < accounts.size(); ++i) {
            if (stopped.at(i) == 0) continue;
            ++stops;
            lift(accounts.at(i).id);
        }
        advance(std::chrono::hours(16 + (day % 5 == 4 ? 48 : 0)));
    }
    RecordProperty("honest_days", kAccounts * kDays);
    RecordProperty("days_stopped", stops);
    EXPECT_LE(stops * 1'000, kAccounts * kDays) << stops << " days stopped";
}

}  // namespace gps::quotas
