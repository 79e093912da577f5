#include "audit/head_file.hpp"
#include "audit/sequencer.hpp"
#include "support/command_line.hpp"

#include <fstream>

#include <gtest/gtest.h>

// `gps audit`, and what `gps doctor` says of the trail.
namespace gps::app {
namespace {

class AuditCommand : public tests::CommandLine {
 protected:
    void SetUp() override {
        set("GPS_KEYS", in_folder("keys"));
        ASSERT_EQ(gps({"migrate"}).code, 0);
        ASSERT_EQ(gps({"keys", "new"}).code, 0);
        // An act of the operator, which the trail keeps.
        import_structures();
        ASSERT_EQ(add("jeanne@example.fr"), 0);
        ASSERT_EQ(gps({"user", "link", "jeanne@example.fr"}).code, 0);
    }

    // What the service does every second and every minute.
    void chain_and_sign() const {
        const auto db = db::open(database());
        const base::SystemClock clock;
        ASSERT_EQ(audit::chain_entries(*db, clock), 1);
        ASSERT_TRUE(audit::sign_head(*db, base::Keys::load(in_folder("keys")), clock));
        ASSERT_EQ(audit::HeadExport(in_folder("heads")).run(*db), 1);
    }
    void change(const std::string& sql) const { db::open(database())->run_script(sql); }
    [[nodiscard]] Ended verify() const {
        return gps({"audit", "verify", "--heads", in_folder("heads")});
    }
};

bool holds(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

TEST_F(AuditCommand, SaysThatTheTrailIsSound) {
    chain_and_sign();
    const auto found = verify();
    EXPECT_EQ(found.code, 0);
    EXPECT_TRUE(holds(found.output, "1 entries of the chain checked, 0 waiting for it, 1 heads"))
        << found.output;
    EXPECT_TRUE(holds(found.output, "The trail is sound up to its last head.")) << found.output;
    EXPECT_TRUE(holds(gps({"audit", "verify"}).output, "Not compared with exported heads"));
}

TEST_F(AuditCommand, SaysWhereAnEntryWasChanged) {
    chain_and_sign();
    change("UPDATE audit_entries SET subject = 'changed'");
    const auto found = verify();
    EXPECT_EQ(found.code, 1);
    EXPECT_TRUE(holds(found.output, "entry altered  place 1  entry 1")) << found.output;
    EXPECT_TRUE(holds(found.output, "The trail is NOT sound")) << found.output;
}

TEST_F(AuditCommand, SaysThatTheEndWasCutOff) {
    chain_and_sign();
    change(
        "DELETE FROM audit_heads; DELETE FROM audit_chain; DELETE FROM audit_entries;"
        "UPDATE audit_sequencer SET seq = 0, entry_id = 0, hash = ''");
    EXPECT_EQ(verify().code, 1);
    EXPECT_EQ(gps({"audit", "verify"}).code, 0) << "nothing is left to say so, but exported heads";
}

// The way of docs/operating.md for who has the public key and no GPS.
TEST_F(AuditCommand, GivesTheKeyThatOthersCheckHeadsWith) {
    chain_and_sign();
    const auto keys = gps({"audit", "key"});
    ASSERT_EQ(keys.code, 0);
    std::ofstream(in_folder("heads.pem")) << keys.output.substr(keys.output.find('\n') + 1);
    const std::string check =
        R"(cd "$0" && line=$(tail -n 1 heads) && printf %s "${line% signature=*}" > head.txt &&
printf %s "${line##* signature=}" | base64 -d > head.sig &&
openssl pkeyutl -verify -pubin -inkey heads.pem -rawin -in head.txt -sigfile head.sig)";
    EXPECT_EQ(run({"/bin/bash", "-c", check, in_folder("")}).code, 0);
    const auto forged = "sed -i 's/seq=1/seq=2/' " + in_folder("heads");
    ASSERT_EQ(run({"/bin/bash", "-c", forged}).code, 0);
    EXPECT_NE(run({"/bin/bash", "-c", check, in_folder("")}).code, 0) << "a head that was changed";
}

TEST_F(AuditCommand, TheDoctorSaysHowFarTheChainIs) {
    EXPECT_TRUE(holds(gps({"doctor"}).output, "ok        audit chain: 0 entries, no head yet"));
    chain_and_sign();
    const auto sound = gps({"doctor"}).output;
    EXPECT_TRUE(holds(sound, "ok        audit chain: 1 entries, head 1 is 0 min old")) << sound;
    EXPECT_TRUE(holds(sound, "ok        audit trail: 1 latest entries checked")) << sound;
    change("UPDATE audit_entries SET subject = 'changed'");
    const auto changed = gps({"doctor"}).output;
    EXPECT_TRUE(holds(changed,
                      "problem   audit trail: 1 latest entries checked, not as they "
                      "were signed: 1"))
        << changed;
}

TEST_F(AuditCommand, TheDoctorSaysThatEntriesWaitForTheChain) {
    change("UPDATE audit_entries SET at = at - 600000000");
    EXPECT_TRUE(holds(gps({"doctor"}).output, "entries wait to be chained"));
}

}  // namespace
}  // namespace gps::app
