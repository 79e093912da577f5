#include "nir/numbers.hpp"

#include "base/live_keys.hpp"
#include "nir/sealed.hpp"
#include "scene/scene.hpp"
#include "support/temporary_folder.hpp"

#include <atomic>
#include <thread>

#include <fmt/format.h>

using namespace gps;

namespace {

constexpr std::string_view kMan = "164047599902173";
constexpr std::string_view kWoman = "258123199804488";
constexpr std::string_view kTemporary = "366023399905372";

people::Nir number_of(std::string_view digits) {
    return people::read_nir(digits).nir.value();
}

// The n-th of numbers that all differ.
people::Nir invented(int n) {
    return people::read_nir(fmt::format("1640475999{:03}", n + 1)).nir.value();
}

class Numbers : public scene::Scene {
 protected:
    void SetUp() override {
        Scene::SetUp();
        if (HasFatalFailure()) return;
        base::Keys::fresh().write_new(path());
        keys_ = std::make_unique<base::LiveKeys>(path());
    }

    people::Person somebody(const std::string& name) {
        const auto public_id = person(agency("alice@x.fr"), name);
        return {.id = id_of(public_id), .public_id = public_id};
    }
    std::optional<people::PersonId> keep(const people::Person& who, const people::Nir& nir) {
        const auto keys = keys_->current();
        return db().write([&](db::Transaction& tx) {
            return nir::keep(tx, *keys, who, nir, house().clock.now());
        });
    }
    std::optional<people::PersonId> bearer(const people::Nir& nir) { return bearer(*now(), nir); }
    std::optional<people::PersonId> bearer(const base::Keys& keys, const people::Nir& nir) {
        return db().read([&](db::Transaction& tx) { return nir::bearer(tx, keys, nir); });
    }
    nir::Rotation rotation() {
        return db().read([](db::Transaction& tx) { return nir::rotation(tx); });
    }
    // As `gps keys rotate` begins.
    void begin_rotation() {
        base::Keys::add_nir_version(path());
        db().write(
            [&](db::Transaction& tx) { nir::activate(tx, now()->nir_index().newest().version); });
    }
    nir::Moved move_some(people::PersonId from, int at_most) {
        const auto keys = now();
        return db().write(
            [&](db::Transaction& tx) { return nir::move_some(tx, *keys, from, at_most); });
    }
    std::shared_ptr<const base::Keys> now() { return keys_->current(); }
    [[nodiscard]] std::filesystem::path path() const { return folder_.path() / "keys"; }

 private:
    gps::tests::TemporaryFolder folder_;
    std::unique_ptr<base::LiveKeys> keys_;
};

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(Numbers);

TEST_P(Numbers, FindWhoBearsThemAndNobodyElse) {
    const auto marie = somebody("Durand");
    EXPECT_FALSE(bearer(number_of(kMan)));
    EXPECT_FALSE(keep(marie, number_of(kMan)));
    EXPECT_EQ(bearer(number_of(kMan)), marie.id);
    EXPECT_FALSE(bearer(number_of(kWoman)));
}

TEST_P(Numbers, AreReplacedKindByKind) {
    const auto marie = somebody("Durand");
    keep(marie, number_of(kTemporary));
    keep(marie, number_of(kMan));
    keep(marie, number_of(kWoman));
    keep(marie, number_of(kWoman));
    EXPECT_FALSE(bearer(number_of(kMan))) << "replaced";
    EXPECT_EQ(bearer(number_of(kWoman)), marie.id);
    EXPECT_EQ(bearer(number_of(kTemporary)), marie.id) << "both kinds are kept";
    EXPECT_EQ(number("SELECT count(*) FROM nir_numbers"), 2);
}

TEST_P(Numbers, AreOnePersonsOnly) {
    const auto marie = somebody("Durand");
    const auto paul = somebody("Martin");
    keep(marie, number_of(kMan));
    keep(paul, number_of(kWoman));
    EXPECT_EQ(keep(paul, number_of(kMan)), marie.id);
    EXPECT_EQ(bearer(number_of(kMan)), marie.id);
    EXPECT_EQ(bearer(number_of(kWoman)), paul.id) << "a refusal replaces nothing";
}

TEST_P(Numbers, AreAtRestWhatNobodyReadsWithoutTheKeys) {
    const auto marie = somebody("Durand");
    const auto paul = somebody("Martin");
    keep(marie, number_of(kMan));
    const auto row = read([&](db::Transaction& tx) {
        const db::Statement whole{.name = "test.row",
                                  .text = "SELECT sealed, blind_index FROM nir_numbers"};
        const auto rows = tx.query(whole);
        return std::pair(rows[0].text(0), rows[0].text(1));
    });
    const auto& [sealed, index] = row;
    EXPECT_EQ(sealed.find(kMan), std::string::npos);
    EXPECT_NE(index, nir::blind_index(now()->nir_sealing().newest().secret, number_of(kMan)));
    EXPECT_NE(index,
              nir::blind_index(base::Keys::fresh().nir_index().newest().secret, number_of(kMan)));
    const auto& key = now()->nir_sealing().newest();
    EXPECT_EQ(nir::unseal(key, marie.public_id, sealed)->reveal(), kMan);
    EXPECT_FALSE(nir::unseal(key, paul.public_id, sealed)) << "bound to the person";
    EXPECT_FALSE(nir::unseal({.version = 2, .secret = key.secret}, marie.public_id, sealed));
}

TEST_P(Numbers, OfAFormOpenInTheirSessionOnly) {
    const auto sealed = nir::seal_for_session(*now(), 7, number_of(kMan));
    EXPECT_EQ(nir::unseal_for_session(*now(), 7, sealed)->reveal(), kMan);
    EXPECT_FALSE(nir::unseal_for_session(*now(), 8, sealed));
    EXPECT_FALSE(nir::unseal_for_session(*now(), 7, ""));
}

TEST_P(Numbers, AreFoundWhileTheirKeysChange) {
    constexpr int kPeople = 24;
    for (int i = 0; i < kPeople; ++i)
        keep(somebody(fmt::format("Nom {}", char('A' + i))), invented(i));
    std::atomic<bool> is_over = false;
    std::atomic<int> found = 0;
    std::atomic<int> missed = 0;
    std::thread reader([&] {
        for (int i = 0; !is_over; i = (i + 1) % kPeople) {
            const auto keys = now();
            try {
                (bearer(*keys, invented(i)) ? found : missed) += 1;
            } catch (const db::Failure& failure) {
                // The key file changed between two lines: the next one knows.
                EXPECT_EQ(failure.kind, db::Failure::Kind::Busy);
            }
        }
    });
    // On a busy machine the rotations might be over before the first look-up.
    for (int wait = 0; wait < 3000 && found == 0; ++wait)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    for (int round = 0; round < 3; ++round) {
        begin_rotation();
        EXPECT_TRUE(rotation().is_under_way);
        for (std::optional<people::PersonId> from = people::PersonId{0}; from;)
            from = move_some(*from, 5).next;
        EXPECT_FALSE(rotation().is_under_way);
    }
    is_over = true;
    reader.join();
    EXPECT_EQ(missed, 0);
    EXPECT_GT(found, 0);
    EXPECT_EQ(rotation().active_version, 4);
    EXPECT_EQ(number("SELECT count(*) FROM nir_numbers WHERE key_version = 4"), kPeople);
    EXPECT_FALSE(bearer(invented(kPeople)));
}

TEST_P(Numbers, AreMovedFromWhereItStopped) {
    const auto marie = somebody("Durand");
    const auto paul = somebody("Martin");
    keep(marie, number_of(kMan));
    keep(paul, number_of(kWoman));
    begin_rotation();
    EXPECT_EQ(move_some({0}, 1).numbers, 1);
    // Killed here; what is typed meanwhile, and what waits, is found.
    EXPECT_TRUE(rotation().is_under_way);
    EXPECT_EQ(bearer(number_of(kMan)), marie.id);
    EXPECT_EQ(bearer(number_of(kWoman)), paul.id);
    EXPECT_EQ(keep(marie, number_of(kWoman)), paul.id) << "found by the version before";
    EXPECT_FALSE(keep(marie, number_of(kTemporary)));
    EXPECT_EQ(move_some({0}, 10).numbers, 1);
    EXPECT_FALSE(rotation().is_under_way);
    EXPECT_EQ(bearer(number_of(kTemporary)), marie.id);
    EXPECT_EQ(move_some({0}, 10).numbers, 0);
}

TEST_P(Numbers, ThatWereAlteredStayAndStopNobody) {
    const auto marie = somebody("Durand");
    const auto paul = somebody("Martin");
    keep(marie, number_of(kMan));
    keep(paul, number_of(kWoman));
    gps::tests::run_sql(db(), fmt::format("UPDATE nir_numbers SET sealed = (SELECT o.sealed FROM "
                                          "nir_numbers AS o WHERE o.person_id = {}) "
                                          "WHERE person_id = {}",
                                          paul.id.value, marie.id.value));
    begin_rotation();
    const auto moved = move_some({0}, 10);
    EXPECT_EQ(moved.numbers, 1);
    EXPECT_EQ(moved.unreadable, 1);
    EXPECT_TRUE(rotation().is_under_way);
    EXPECT_EQ(bearer(number_of(kWoman)), paul.id);
}

TEST_P(Numbers, AreNotToldToBeNobodysByOlderKeys) {
    const auto marie = somebody("Durand");
    keep(marie, number_of(kMan));
    const auto old = now();
    base::Keys::add_nir_version(path());
    EXPECT_EQ(bearer(*old, number_of(kMan)), marie.id);
    EXPECT_FALSE(keep(marie, number_of(kWoman)));
    EXPECT_EQ(number("SELECT min(key_version) FROM nir_numbers"), 1)
        << "nodes that do not have the next version yet still find it";
    db().write([](db::Transaction& tx) { nir::activate(tx, 2); });
    EXPECT_THROW(bearer(*old, number_of(kWoman)), db::Failure);
    EXPECT_THROW(db().write([&](db::Transaction& tx) {
        return nir::keep(tx, *old, marie, number_of(kMan), house().clock.now());
    }),
                 db::Failure);
    EXPECT_EQ(bearer(number_of(kWoman)), marie.id);
}
