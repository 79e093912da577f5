#include "passkeys/webauthn.hpp"

#include "openid/base64url.hpp"
#include "passkeys/libfido.hpp"
#include "support/authenticator.hpp"

#include <functional>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

using namespace gps;
using namespace gps::passkeys;
using gps::tests::Authenticator;
using openid::base64url;

namespace {

constexpr std::string_view kChallenge = "Y2hhbGxlbmdlIG9mIGEgdGVzdA";
constexpr unsigned kThereAndVerified = Authenticator::kPresent | Authenticator::kVerified;
constexpr std::uint32_t kLastCount = 7;

Expected expected() {
    return {.site = *site_of("https://gps.example.fr"), .challenge = std::string(kChallenge)};
}

// What a browser sends, before and after its authenticator signs it.
struct Sent {
    std::string type = "webauthn.get";
    std::string challenge = std::string(kChallenge);
    std::string origin = "https://gps.example.fr";
    std::string more = {};  // members of the client's data
    std::string site = "gps.example.fr";
    unsigned flags = kThereAndVerified;
    std::uint32_t count = kLastCount + 1;
    std::string attested = {};
    // Signed, in base 64.
    std::string id = {};
    std::string client = {};
    std::string data = {};
    std::string signature = {};

    Answer answer() const {
        return {.id = id, .client = client, .data = data, .signature = signature};
    }
};
using Bend = std::function<void(Sent&)>;

const Bend kNothing = [](Sent&) {};

void sign(Sent& sent, const Authenticator& authenticator) {
    const auto client = fmt::format(R"({{"type":"{}","challenge":"{}","origin":"{}"{}}})",
                                    sent.type, sent.challenge, sent.origin, sent.more);
    const auto data = tests::authenticator_data(sent.site, sent.flags, sent.count) + sent.attested;
    sent.id = base64url(authenticator.id());
    sent.client = base64url(client);
    sent.data = base64url(data);
    sent.signature = base64url(authenticator.sign(data + tests::sha256(client)));
}

// An authenticator shows its passkey, bent before it signs and after.
Sent shown(const Authenticator& authenticator, const Bend& before = kNothing,
           const Bend& after = kNothing) {
    Sent sent;
    before(sent);
    sign(sent, authenticator);
    after(sent);
    return sent;
}

Sent made(const Authenticator& authenticator, const Bend& before = kNothing,
          const Bend& after = kNothing) {
    Sent sent{.type = "webauthn.create",
              .flags = kThereAndVerified | Authenticator::kAttests,
              .count = 0,
              .attested = authenticator.attested()};
    before(sent);
    sign(sent, authenticator);
    after(sent);
    return sent;
}

// Arrays in arrays, each of as many items as memory has not room for: forty bytes.
const std::string kBillions = std::string(40, '\x9A');

struct Hostile {
    std::string_view title;
    Doubt why;
    Bend before = kNothing;
    Bend after = kNothing;
};

std::string flipped(std::string text, std::size_t place) {
    text.at(place) = text[place] == 'A' ? 'B' : 'A';
    return text;
}

std::string deep_json(int depth) {
    return std::string(static_cast<std::size_t>(depth), '[');
}

// Of both ceremonies.
std::vector<Hostile> hostile_everywhere() {
    const auto client = [](std::string_view json) {
        return [json](Sent& sent) { sent.client = base64url(json); };
    };
    return {
        {"another challenge", Doubt::Challenge, [](Sent& s) { s.challenge = "bm90IHRoaXMgb25l"; }},
        {"no challenge", Doubt::Challenge, [](Sent& s) { s.challenge = ""; }},
        {"a beginning of it", Doubt::Challenge, [](Sent& s) { s.challenge.pop_back(); }},
        {"it, padded", Doubt::Challenge, [](Sent& s) { s.challenge += "=="; }},
        {"another site", Doubt::Origin, [](Sent& s) { s.origin = "https://gps-example.fr"; }},
        {"a site below", Doubt::Origin, [](Sent& s) { s.origin = "https://a.gps.example.fr"; }},
        {"the site above", Doubt::Origin, [](Sent& s) { s.origin = "https://example.fr"; }},
        {"without encryption", Doubt::Origin, [](Sent& s) { s.origin = "http://gps.example.fr"; }},
        {"another port", Doubt::Origin, [](Sent& s) { s.origin += ":8443"; }},
        {"a final slash", Doubt::Origin, [](Sent& s) { s.origin += "/"; }},
        {"no origin", Doubt::Origin, [](Sent& s) { s.origin = ""; }},
        {"in a frame", Doubt::Framed, [](Sent& s) { s.more = R"(,"crossOrigin":true)"; }},
        {"in a frame of", Doubt::Framed,
         [](Sent& s) { s.more = R"(,"topOrigin":"https://evil.example")"; }},
        {"origin twice", Doubt::Malformed,
         [](Sent& s) { s.more = R"(,"origin":"https://evil.example")"; }},
        {"type twice", Doubt::Malformed, [](Sent& s) { s.more = R"(,"type":"webauthn.get")"; }},
        {"no JSON", Doubt::Malformed, kNothing, client("webauthn.get")},
        {"an array", Doubt::Malformed, kNothing, client("[]")},
        {"an empty object", Doubt::Type, kNothing, client("{}")},
        {"deep JSON", Doubt::Malformed, kNothing,
         [](Sent& s) { s.client = base64url(deep_json(3000)); }},
        {"half a JSON", Doubt::Malformed, kNothing, [](Sent& s) { s.client.resize(24); }},
        {"no base 64", Doubt::Malformed, kNothing, [](Sent& s) { s.client = "é"; }},
        {"base 64 of files", Doubt::Malformed, kNothing, [](Sent& s) { s.client += "="; }},
        {"a huge client", Doubt::Malformed, kNothing,
         [](Sent& s) { s.client = base64url(std::string(1 << 20, ' ')); }},
        {"no client", Doubt::Malformed, kNothing, [](Sent& s) { s.client = ""; }},
        {"no data", Doubt::Malformed, kNothing, [](Sent& s) { s.data = ""; }},
        {"data cut in the count", Doubt::Malformed, kNothing, [](Sent& s) { s.data.resize(48); }},
        {"huge data", Doubt::Malformed, kNothing,
         [](Sent& s) { s.data = base64url(std::string(1 << 20, 'a')); }},
        {"a passkey of another site", Doubt::Site, [](Sent& s) { s.site = "evil.example"; }},
        {"of the site above", Doubt::Site, [](Sent& s) { s.site = "example.fr"; }},
        {"of the whole address", Doubt::Site, [](Sent& s) { s.site = "https://gps.example.fr"; }},
        {"nobody there", Doubt::Presence, [](Sent& s) { s.flags &= ~Authenticator::kPresent; }},
        {"nobody verified", Doubt::Verified, [](Sent& s) { s.flags &= ~Authenticator::kVerified; }},
        {"no flag", Doubt::Presence, [](Sent& s) { s.flags = 0; }},
    };
}

std::vector<Hostile> hostile_to_show() {
    return {
        {"made, not shown", Doubt::Type, [](Sent& s) { s.type = "webauthn.create"; }},
        {"a payment", Doubt::Type, [](Sent& s) { s.type = "payment.get"; }},
        {"a signature changed", Doubt::Signature, kNothing,
         [](Sent& s) { s.signature = flipped(s.signature, 20); }},
        {"no signature", Doubt::Malformed, kNothing, [](Sent& s) { s.signature = ""; }},
        {"half of it", Doubt::Signature, kNothing, [](Sent& s) { s.signature.resize(40); }},
        {"a huge one", Doubt::Malformed, kNothing,
         [](Sent& s) { s.signature = base64url(std::string(1 << 16, 'a')); }},
        {"by another key", Doubt::Signature, kNothing, [](Sent& s) { sign(s, Authenticator()); }},
        {"of other data", Doubt::Signature, kNothing,
         [](Sent& s) {
             s.data = base64url(tests::authenticator_data(s.site, s.flags, kLastCount + 100));
         }},
        {"of another client", Doubt::Signature, kNothing,
         [](Sent& s) {
             s.more = R"(,"crossOrigin":false)";
             const auto signature = s.signature;
             sign(s, Authenticator());
             s.signature = signature;
         }},
        {"more data than signed", Doubt::Malformed, kNothing,
         [](Sent& s) { s.data = base64url(*openid::from_base64url(s.data) + "abc"); }},
        {"an extension cut short", Doubt::Malformed,
         [](Sent& s) {
             s.flags |= Authenticator::kExtends;
             s.attested = "\xA1\x63";
         }},
        {"an extension of billions", Doubt::Malformed,
         [](Sent& s) {
             s.flags |= Authenticator::kExtends;
             s.attested = kBillions;
         }},
        {"an extension deeper than any", Doubt::Malformed,
         [](Sent& s) {
             s.flags |= Authenticator::kExtends;
             s.attested = std::string(200, '\x81') + "\x01";
         }},
        {"a passkey made beside", Doubt::Malformed,
         [](Sent& s) {
             s.flags |= Authenticator::kAttests;
             s.attested = Authenticator().attested();
         }},
        {"the same count", Doubt::Count, [](Sent& s) { s.count = kLastCount; }},
        {"a lower count", Doubt::Count, [](Sent& s) { s.count = kLastCount - 1; }},
        {"a count that starts again", Doubt::Count, [](Sent& s) { s.count = 0; }},
        {"another passkey", Doubt::Key, kNothing, [](Sent& s) { s.id = base64url("another"); }},
        {"no passkey", Doubt::Key, kNothing, [](Sent& s) { s.id = ""; }},
    };
}

// `attested` of an ES256 passkey: 16 bytes of model, 2 of length, the id, the key.
std::vector<Hostile> hostile_to_make() {
    return {
        {"shown, not made", Doubt::Type, [](Sent& s) { s.type = "webauthn.get"; }},
        {"nothing attested", Doubt::Malformed, [](Sent& s) { s.attested = ""; }},
        {"attested without saying", Doubt::Malformed,
         [](Sent& s) { s.flags &= ~Authenticator::kAttests; }},
        {"CBOR cut in the key", Doubt::Malformed,
         [](Sent& s) { s.attested.resize(s.attested.size() - 20); }},
        {"CBOR cut before the key", Doubt::Malformed,
         [](Sent& s) { s.attested.resize(18 + Authenticator().id().size()); }},
        {"an id longer than the data", Doubt::Malformed, [](Sent& s) { s.attested[16] = '\xFF'; }},
        {"a map without an end", Doubt::Malformed,
         [](Sent& s) { s.attested[18 + Authenticator().id().size()] = '\xBF'; }},
        {"a map of millions", Doubt::Malformed,
         [](Sent& s) {
             s.attested.resize(18 + Authenticator().id().size());
             s.attested += "\xBB\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF";
         }},
        {"an array of billions", Doubt::Malformed,
         [](Sent& s) {
             s.attested.resize(18 + Authenticator().id().size());
             s.attested += kBillions;
         }},
        {"a text of billions", Doubt::Malformed,
         [](Sent& s) {
             s.attested.resize(18 + Authenticator().id().size());
             s.attested += "\xA1\x7A\xFF\xFF\xFF\xFF";
         }},
        {"a tag", Doubt::Malformed,
         [](Sent& s) { s.attested.insert(18 + Authenticator().id().size(), "\xC1"); }},
        {"more than a key", Doubt::Malformed, [](Sent& s) { s.attested += '\x01'; }},
        {"an algorithm not asked for", Doubt::Algorithm,
         [](Sent& s) { s.attested[18 + Authenticator().id().size() + 4] = '\x25'; }},
        {"a point off its curve", Doubt::Key,
         [](Sent& s) { s.attested.back() = static_cast<char>(s.attested.back() ^ 1); }},
        {"another id", Doubt::Key, kNothing, [](Sent& s) { s.id = base64url("another"); }},
        {"no id", Doubt::Malformed, kNothing, [](Sent& s) { s.id = ""; }},
    };
}

Made kept_of(const Authenticator& authenticator) {
    auto kept = read_made(made(authenticator).answer(), expected());
    EXPECT_TRUE(kept);
    kept->count = kLastCount;
    return *kept;
}

}  // namespace

TEST(WebAuthn, APasskeyOfEachAlgorithmIsMadeThenShown) {
    using Kind = Authenticator::Kind;
    for (const auto& [kind, algorithm] :
         {std::pair(Kind::Es256, Algorithm::Es256), std::pair(Kind::EdDsa, Algorithm::EdDsa),
          std::pair(Kind::Rs256, Algorithm::Rs256)}) {
        const Authenticator authenticator(kind);
        const auto read = read_made(made(authenticator).answer(), expected());
        ASSERT_TRUE(read) << name_of(read.error());
        EXPECT_EQ(read->algorithm, algorithm);
        EXPECT_EQ(read->id, base64url(authenticator.id()));
        const auto count = check_shown(shown(authenticator).answer(), expected(), *read);
        ASSERT_TRUE(count) << name_of(count.error());
        EXPECT_EQ(*count, kLastCount + 1);
    }
}

TEST(WebAuthn, WhatIsShownIsBelievedInNoHostileCase) {
    const Authenticator authenticator;
    const auto kept = kept_of(authenticator);
    auto cases = hostile_everywhere();
    for (auto& one : hostile_to_show()) cases.push_back(one);
    EXPECT_GE(cases.size(), 45u);
    for (const auto& [title, why, before, after] : cases) {
        const auto sent = shown(authenticator, before, after);
        const auto believed = check_shown(sent.answer(), expected(), kept);
        ASSERT_FALSE(believed) << title;
        EXPECT_EQ(name_of(believed.error()), name_of(why)) << title;
    }
}

TEST(WebAuthn, WhatIsMadeIsBelievedInNoHostileCase) {
    const Authenticator authenticator;
    auto cases = hostile_everywhere();
    for (auto& one : hostile_to_make()) cases.push_back(one);
    for (const auto& [title, why, before, after] : cases) {
        const auto sent = made(authenticator, before, after);
        const auto believed = read_made(sent.answer(), expected());
        ASSERT_FALSE(believed) << title;
        EXPECT_EQ(name_of(believed.error()), name_of(why)) << title;
    }
}

TEST(WebAuthn, AnAnswerCutAnywhereIsRefused) {
    const Authenticator authenticator;
    const auto kept = kept_of(authenticator);
    const auto whole = made(authenticator);
    for (std::size_t length = 0; length < whole.data.size(); ++length) {
        auto cut = whole;
        cut.data.resize(length);
        EXPECT_FALSE(read_made(cut.answer(), expected())) << length;
        auto cut_shown = shown(authenticator);
        cut_shown.data.resize(std::min(length, cut_shown.data.size() - 1));
        EXPECT_FALSE(check_shown(cut_shown.answer(), expected(), kept)) << length;
    }
}

TEST(WebAuthn, ARequestWithoutAChallengeBelievesNothing) {
    const Authenticator authenticator;
    const auto sent = shown(authenticator, [](Sent& s) { s.challenge = ""; });
    const auto believed =
        check_shown(sent.answer(), {.site = expected().site}, kept_of(authenticator));
    ASSERT_FALSE(believed);
    EXPECT_EQ(believed.error(), Doubt::Challenge);
}

TEST(WebAuthn, AKeyOfOneAlgorithmIsNoneOfAnother) {
    const Authenticator authenticator;
    auto kept = kept_of(authenticator);
    for (const auto other : {Algorithm::EdDsa, Algorithm::Rs256, static_cast<Algorithm>(0)}) {
        kept.algorithm = other;
        EXPECT_FALSE(check_shown(shown(authenticator).answer(), expected(), kept));
    }
}

// A weak library call would be seen here alone: everything else is checked before it.
TEST(WebAuthn, TheLibraryChecksTheSiteAndTheFlagsToo) {
    const Authenticator authenticator;
    const auto kept = kept_of(authenticator);
    const auto key = *openid::from_base64url(kept.key);
    const auto counts = [&](std::string_view site, unsigned flags) {
        const auto data = tests::authenticator_data("gps.example.fr", flags, 9);
        return fido::verified({.site = std::string(site),
                               .client = "{}",
                               .data = data,
                               .signature = authenticator.sign(data + tests::sha256("{}"))},
                              static_cast<int>(Algorithm::Es256), key);
    };
    EXPECT_EQ(counts("gps.example.fr", kThereAndVerified), 9u);
    EXPECT_FALSE(counts("example.fr", kThereAndVerified));
    EXPECT_FALSE(counts("gps.example.fr", Authenticator::kPresent));
    EXPECT_FALSE(counts("gps.example.fr", Authenticator::kVerified));
}

TEST(WebAuthn, ACountNeverGoesBack) {
    EXPECT_TRUE(goes_on(0, 0)) << "it does not count";
    EXPECT_TRUE(goes_on(0, 1));
    EXPECT_TRUE(goes_on(1, 4'000'000'000));
    EXPECT_FALSE(goes_on(1, 1));
    EXPECT_FALSE(goes_on(2, 1));
    EXPECT_FALSE(goes_on(1, 0));
}

TEST(WebAuthn, PasskeysAreMadeForANameOnly) {
    EXPECT_EQ(site_of("https://gps.example.fr")->id, "gps.example.fr");
    EXPECT_EQ(site_of("http://localhost:8080")->id, "localhost");
    EXPECT_EQ(site_of("http://localhost:8080")->origin, "http://localhost:8080");
    for (const auto* none : {"http://127.0.0.1:8080", "http://[::1]:8080", "gps.example.fr", ""})
        EXPECT_FALSE(site_of(none)) << none;
}
