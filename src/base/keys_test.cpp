#include "base/keys.hpp"

#include "base/live_keys.hpp"
#include "base/seal.hpp"
#include "support/temporary_folder.hpp"
#include "support/together.hpp"

#include <fstream>
#include <set>
#include <sstream>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

using namespace gps;
using namespace gps::base;
namespace fs = std::filesystem;

namespace {

class KeyFile : public testing::Test {
 protected:
    fs::path path() const { return folder_.path() / "keys"; }

    std::string written() const {
        const std::ifstream file(path());
        std::ostringstream all;
        all << file.rdbuf();
        return all.str();
    }
    void replace_content(const std::string& text) const {
        std::ofstream(path()) << text;
        fs::permissions(path(), fs::perms::owner_read | fs::perms::owner_write);
    }
    std::string why_refused() const {
        try {
            Keys::load(path());
        } catch (const KeyFileError& refused) {
            return refused.what();
        }
        return "";
    }

 private:
    tests::TemporaryFolder folder_;
};

std::string without_line(const std::string& text, const std::string& start) {
    const auto from = text.find(start);
    return text.substr(0, from) + text.substr(text.find('\n', from) + 1);
}

const std::string kZeros(64, '0');

}  // namespace

TEST_F(KeyFile, IsReadBackAsItWasWrittenByItsOwnerOnly) {
    const auto keys = Keys::fresh();
    keys.write_new(path());
    struct stat state {};
    ASSERT_EQ(::stat(path().c_str(), &state), 0);
    EXPECT_EQ(state.st_mode & 0777U, 0600U);

    const auto back = Keys::load(path());
    EXPECT_EQ(back.id(), keys.id());
    EXPECT_EQ(back.audit().newest().secret.reveal(), keys.audit().newest().secret.reveal());
    EXPECT_EQ(back.sealing().newest().secret.reveal(), keys.sealing().newest().secret.reveal());
    EXPECT_EQ(back.audit().newest().secret.reveal().size(), Keys::kBytes);
}

TEST_F(KeyFile, HoldsKeysThatAreAllDifferent) {
    std::set<std::string> seen;
    for (int i = 0; i < 100; ++i) {
        const auto keys = Keys::fresh();
        for (const auto* ring : {&keys.audit(), &keys.codes(), &keys.csrf(), &keys.sealing(),
                                 &keys.heads(), &keys.nir_sealing(), &keys.nir_index()}) {
            seen.emplace(ring->newest().secret.reveal());
        }
    }
    EXPECT_EQ(seen.size(), 700U);
}

TEST_F(KeyFile, IsNeverOverwrittenAndLeavesNoDraft) {
    const auto first = Keys::fresh();
    first.write_new(path());
    EXPECT_THROW(Keys::fresh().write_new(path()), KeyFileError);
    EXPECT_EQ(Keys::load(path()).id(), first.id());
    EXPECT_EQ(std::distance(fs::directory_iterator(path().parent_path()), {}), 1);
}

TEST_F(KeyFile, IsRefusedWhenOthersMayReadIt) {
    Keys::fresh().write_new(path());
    for (const auto others : {fs::perms::group_read, fs::perms::others_read}) {
        fs::permissions(path(), fs::perms::owner_read | others);
        EXPECT_NE(why_refused().find("chmod 600"), std::string::npos) << why_refused();
    }
}

TEST_F(KeyFile, IsRefusedWhenAKeyIsMissingShortUnknownOrTwice) {
    Keys::fresh().write_new(path());
    const auto good = written();

    replace_content(without_line(good, "csrf"));
    EXPECT_NE(why_refused().find("has no key csrf"), std::string::npos) << why_refused();
    replace_content(without_line(good, "id ="));
    EXPECT_NE(why_refused().find("has no id"), std::string::npos) << why_refused();
    replace_content(good + "audit.2 = 00ff\n");
    EXPECT_NE(why_refused().find("line 10: a key is not 64"), std::string::npos) << why_refused();
    replace_content(good + "audit.2 = " + kZeros + "00\n");
    EXPECT_NE(why_refused().find("a key is not 64"), std::string::npos) << why_refused();
    for (const char* name : {"audti.1", "audit.0", "audit.-1", "audit.x", "audit."}) {
        replace_content(fmt::format("{}{} = {}\n", good, name, kZeros));
        EXPECT_NE(why_refused().find("names no key"), std::string::npos) << name;
    }
    replace_content(good + "audit.1 = " + kZeros + "\n");
    EXPECT_NE(why_refused().find("twice"), std::string::npos) << why_refused();
    replace_content(good + "nonsense\n");
    EXPECT_NE(why_refused().find("name = key"), std::string::npos) << why_refused();
    fs::remove(path());
    EXPECT_NE(why_refused().find("No such file"), std::string::npos) << why_refused();
}

TEST_F(KeyFile, OfAnEarlierVersionIsRefusedWithTheLineToAdd) {
    Keys::fresh().write_new(path());
    const auto before = without_line(written(), "heads");
    replace_content(before);
    EXPECT_NE(why_refused().find("has no key heads"), std::string::npos) << why_refused();
    EXPECT_NE(why_refused().find("add a line \"heads.1 = \""), std::string::npos) << why_refused();
    replace_content(before + "heads.1 = " + kZeros + "\n");
    EXPECT_EQ(why_refused(), "");
}

TEST_F(KeyFile, IsNeverQuotedInItsRefusal) {
    Keys::fresh().write_new(path());
    replace_content(written() + "audit.2 = 5ec7e7\n");
    EXPECT_EQ(why_refused().find("5ec7e7"), std::string::npos) << why_refused();
}

TEST_F(KeyFile, OpensWhatAnOlderVersionSealedAndSealsWithTheNewest) {
    const auto old = Keys::fresh();
    const auto before = seal(old.sealing(), "a secret");
    old.write_new(path());
    replace_content(written() + "sealing.2 = " + kZeros + "\n");
    const auto keys = Keys::load(path());
    EXPECT_EQ(unseal(keys.sealing(), before), "a secret");
    const auto after = seal(keys.sealing(), "another");
    EXPECT_EQ(unseal(keys.sealing(), after), "another");
    EXPECT_FALSE(unseal(old.sealing(), after));
    EXPECT_FALSE(unseal(Keys::fresh().sealing(), before));
}

TEST_F(KeyFile, SignsWithTheNewestVersionAndKeepsTheOthers) {
    const auto old = Keys::fresh();
    old.write_new(path());
    replace_content("audit.10 = " + kZeros + "\n" + written() + "audit.2 = " + kZeros + "\n");
    const auto keys = Keys::load(path());

    EXPECT_EQ(keys.audit().newest().version, 10);
    ASSERT_NE(keys.audit().find(1), nullptr);
    EXPECT_EQ(keys.audit().find(1)->reveal(), old.audit().newest().secret.reveal());
    EXPECT_EQ(keys.audit().find(3), nullptr);
}

TEST_F(KeyFile, OfAnOlderVersionServesWithoutTheKeysOfSocialSecurityNumbers) {
    Keys::fresh().write_new(path());
    const auto old = without_line(without_line(written(), "nir_sealing"), "nir_index");
    replace_content(old);
    EXPECT_FALSE(Keys::load(path()).has_nir());
    replace_content(old + "nir_index.1 = " + kZeros + "\n");
    EXPECT_NE(why_refused().find("without"), std::string::npos) << why_refused();
    replace_content(old);
    Keys::add_nir_version(path());
    EXPECT_EQ(Keys::load(path()).nir_index().newest().version, 1);
}

TEST_F(KeyFile, GetsANextVersionAndKeepsWhatItHad) {
    const auto before = Keys::fresh();
    before.write_new(path());
    replace_content("# ours\n" + written());
    Keys::add_nir_version(path());
    const auto keys = Keys::load(path());
    EXPECT_EQ(keys.nir_sealing().newest().version, 2);
    EXPECT_EQ(keys.nir_index().newest().version, 2);
    EXPECT_EQ(keys.nir_index().find(1)->reveal(), before.nir_index().newest().secret.reveal());
    EXPECT_NE(keys.nir_index().newest().secret.reveal(),
              keys.nir_sealing().newest().secret.reveal());
    EXPECT_EQ(keys.audit().newest().secret.reveal(), before.audit().newest().secret.reveal());
    EXPECT_TRUE(written().starts_with("# ours\n"));
    EXPECT_EQ(why_refused(), "");
    EXPECT_EQ(std::distance(fs::directory_iterator(path().parent_path()), {}), 1);
}

TEST_F(KeyFile, GetsAVersionOfEachOfThoseWhoAskAtOnce) {
    Keys::fresh().write_new(path());
    tests::together(8, [&](int /*unused*/) { Keys::add_nir_version(path()); });
    EXPECT_EQ(Keys::load(path()).nir_index().newest().version, 9);
}

TEST_F(KeyFile, ThatChangesIsReadAgainAndOneThatBreaksLeavesWhatWasRead) {
    Keys::fresh().write_new(path());
    LiveKeys live(path());
    const auto first = live.current();
    EXPECT_EQ(live.current(), first);
    Keys::add_nir_version(path());
    EXPECT_EQ(live.current()->nir_index().newest().version, 2);
    EXPECT_EQ(first->nir_index().newest().version, 1) << "whoever had it keeps it";
    const auto good = written();
    replace_content("nonsense\n");
    EXPECT_EQ(live.current()->nir_index().newest().version, 2);
    replace_content(good);
    fs::remove(path());
    EXPECT_EQ(live.current()->nir_index().newest().version, 2);
}
