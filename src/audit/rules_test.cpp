#include "audit/rules.hpp"

#include <functional>
#include <set>

#include <gtest/gtest.h>

using namespace gps;
using namespace gps::audit;

namespace {

Entry an_entry() {
    return {
        .at = {1'795'000'000'000'000},
        .actor = people::ProfessionalId{1},
        .acting_for = structures::StructureId{2},
        .act = Act::ReadFile,
        .person = people::PersonId{3},
        .subject = "subject",
        .detail = "detail",
        .request_id = "request",
    };
}

StoredEntry signed_with(const base::Keys& keys, const Entry& entry) {
    const auto& key = keys.audit().newest();
    const auto act_code = code(entry.act);
    return {.id = 1,
            .entry = entry,
            .act_code = std::string(act_code),
            .key_version = key.version,
            .mac = mac(key.secret, entry, act_code, key.version)};
}

}  // namespace

TEST(AuditActs, HaveDistinctCodesAndLabels) {
    std::set<std::string_view> codes;
    std::set<std::string_view> labels;
    for (const auto& line : acts()) {
        EXPECT_TRUE(codes.insert(line.code).second) << line.code;
        EXPECT_TRUE(labels.insert(line.label).second) << line.label;
        EXPECT_EQ(act_of(line.code), line.act);
        EXPECT_TRUE(is_code(line.code));
    }
    EXPECT_FALSE(act_of("unheard_of"));
}

TEST(AuditActs, SigningInListsSearchesAndImportsDoNotCountAsUse) {
    for (const auto act :
         {Act::SignIn, Act::SwitchStructure, Act::SearchExact, Act::SearchColleagues,
          Act::ImportPeople, Act::ImportContributions, Act::ImportCertification}) {
        EXPECT_EQ(activity(act), Activity::None) << code(act);
    }
    EXPECT_EQ(activity(Act::ReadFile), Activity::View);
    EXPECT_EQ(activity(Act::Follow), Activity::Create);
}

TEST(AuditEntry, IsSoundAsItWasSigned) {
    const auto keys = base::Keys::fresh();
    EXPECT_FALSE(fault(keys.audit(), signed_with(keys, an_entry())));
    EXPECT_FALSE(fault(keys.audit(), signed_with(keys, Entry{})));
}

TEST(AuditEntry, ShowsAChangeOfAnyOfItsFields) {
    const auto keys = base::Keys::fresh();
    const auto good = signed_with(keys, an_entry());
    const std::vector<std::function<void(StoredEntry&)>> changes{
        [](auto& e) { ++e.entry.at.micros; },
        [](auto& e) { ++e.entry.actor->value; },
        [](auto& e) { e.entry.actor.reset(); },
        [](auto& e) { ++e.entry.acting_for->value; },
        [](auto& e) { e.entry.acting_for.reset(); },
        [](auto& e) { e.act_code = "follow"; },
        [](auto& e) { ++e.entry.person->value; },
        [](auto& e) { e.entry.person.reset(); },
        [](auto& e) { e.entry.subject += 's'; },
        [](auto& e) { e.entry.detail.clear(); },
        [](auto& e) { e.entry.request_id = "other"; },
        [](auto& e) { std::swap(e.entry.subject, e.entry.detail); },
        [](auto& e) { e.mac.back() = e.mac.back() == '0' ? '1' : '0'; },
        [](auto& e) { e.mac.clear(); },
    };
    for (std::size_t i = 0; i < changes.size(); ++i) {
        auto changed = good;
        changes[i](changed);
        EXPECT_EQ(fault(keys.audit(), changed), Fault::Altered) << "change " << i;
    }
}

TEST(AuditEntry, CannotMoveALetterFromAFieldToTheNext) {
    auto entry = an_entry();
    entry.subject = "ab";
    entry.detail = "c";
    auto moved = entry;
    moved.subject = "a";
    moved.detail = "bc";
    EXPECT_NE(canonical(entry, "follow", 1), canonical(moved, "follow", 1));

    auto split = entry;
    split.subject = "ab,1:c";
    split.detail = "";
    EXPECT_NE(canonical(entry, "follow", 1), canonical(split, "follow", 1));
}

TEST(AuditEntry, SignedByAKeyNobodyHasIsNotSound) {
    const auto keys = base::Keys::fresh();
    auto stored = signed_with(keys, an_entry());
    EXPECT_EQ(fault(base::Keys::fresh().audit(), stored), Fault::Altered);
    stored.key_version = 2;
    EXPECT_EQ(fault(keys.audit(), stored), Fault::UnknownKey);
}

TEST(AuditEntry, HoldsCodesAndNothingAPersonWouldBeKnownBy) {
    EXPECT_TRUE(is_code(""));
    EXPECT_TRUE(is_code("door=exact,field=commune"));
    for (const char* personal : {"Jeanne Durand", "jeanne@example.fr", "Zoé", "06 12", "a\nb"}) {
        EXPECT_FALSE(is_code(personal)) << personal;
    }
    EXPECT_FALSE(is_code(std::string(201, 'a')));
}
