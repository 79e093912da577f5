#include "base/utf8.hpp"
#include "openid/base64url.hpp"
#include "openid/claims.hpp"
#include "openid/description.hpp"
#include "openid/identity_rules.hpp"
#include "openid/public_keys.hpp"
#include "openid/signing_key.hpp"
#include "openid/tokens.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <filesystem>

#include <fmt/format.h>

// Whatever a browser carries or a provider answers, the parsers of openid/ keep their promises. The
// first byte chooses the parser, the second the member that the rest is the value of. A promise
// that is broken aborts.
namespace {

using namespace gps::openid;

constexpr std::string_view kIssuer = "https://a.example/api/v2";
constexpr std::string_view kNonce = "0123456789abcdef0123456789abcdef";

void must(bool kept) {
    if (!kept) std::abort();
}

const SigningKey& key() {
    static const auto made = [] {
        auto folder = (std::filesystem::temp_directory_path() / "gps-fuzz-XXXXXX").string();
        must(::mkdtemp(folder.data()) != nullptr);
        const std::filesystem::path file = folder + "/key.pem";
        SigningKey::write_new(file);
        auto loaded = SigningKey::load(file);
        std::filesystem::remove_all(folder);
        return loaded;
    }();
    return made;
}

const PublicKeys& keys() {
    static const auto all =
        PublicKeys::parse(fmt::format(R"({{"keys":[{}]}})", key().public_jwk()), Algorithm::Es256);
    return all;
}

struct Member {
    std::string_view name;
    std::string_view value;
};

// An object of these members; that of `which` has another value, or is left out when it is empty.
template <class Members>
std::string object_with(const Members& members, std::uint8_t which, std::string_view value) {
    std::string text;
    std::size_t i = 0;
    for (const auto& member : members) {
        const auto said = i++ == which % members.size() ? value : member.value;
        if (said.empty()) continue;
        text += fmt::format("{}\"{}\":{}", text.empty() ? "{" : ",", member.name, said);
    }
    return text + "}";
}

constexpr std::array kId{Member{"iss", R"("https://a.example/api/v2")"},
                         Member{"aud", R"("gps")"},
                         Member{"sub", R"("a1")"},
                         Member{"exp", "1800000060"},
                         Member{"iat", "1800000000"},
                         Member{"nonce", R"("0123456789abcdef0123456789abcdef")"},
                         Member{"acr", R"("eidas1")"},
                         Member{"amr", R"(["pwd"])"},
                         Member{"azp", R"("gps")"},
                         Member{"nbf", "1800000000"},
                         Member{"auth_time", "1800000000"},
                         Member{"at_hash", ""}};
constexpr std::array kInfo{Member{"iss", R"("https://a.example/api/v2")"},
                           Member{"aud", R"("gps")"},
                           Member{"sub", R"("a1")"},
                           Member{"iat", "1800000000"},
                           Member{"exp", "1800000060"},
                           Member{"email", R"("a@b.example")"},
                           Member{"given_name", R"("A")"},
                           Member{"usual_name", R"("B")"},
                           Member{"siret", R"("13002603200016")"}};
constexpr std::array kCurve{Member{"kty", R"("EC")"},
                            Member{"crv", R"("P-256")"},
                            Member{"x", R"("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU")"},
                            Member{"y", R"("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0")"},
                            Member{"kid", R"("k")"},
                            Member{"use", R"("sig")"},
                            Member{"alg", R"("ES256")"},
                            Member{"key_ops", R"(["verify"])"},
                            Member{"d", ""}};
constexpr std::array kAbout{Member{"issuer", R"("https://a.example/api/v2")"},
                            Member{"authorization_endpoint", R"("https://a.example/authorize")"},
                            Member{"token_endpoint", R"("https://a.example/token")"},
                            Member{"userinfo_endpoint", R"("https://a.example/userinfo")"},
                            Member{"jwks_uri", R"("https://a.example/jwks")"},
                            Member{"end_session_endpoint", R"("https://a.example/end")"}};

void fuzz_claims(std::string_view text) {
    const auto claims = Claims::parse(text);
    if (!claims) return;
    must(text.size() <= Claims::kMostBytes && gps::base::is_utf8(text));
    for (const auto* name : {"iss", "sub", "exp", "aud", "a", ""}) {
        must(gps::base::is_utf8(claims->text(name)));
        const auto date = claims->date(name);
        must(!date || (*date >= 0 && *date <= 253'402'300'799));
        must(claims->has(name) || (!date && claims->text(name).empty()));
    }
}

void fuzz_keys(std::string_view text) {
    for (const auto algorithm : {Algorithm::Es256, Algorithm::Rs256}) {
        const auto all = PublicKeys::parse(text, algorithm);
        must(all.size() <= PublicKeys::kMost);
        must(!all.verifies("k", "text", std::string(64, '\1')));
    }
}

void fuzz_description(std::string_view text) {
    const auto about = Description::read(text, kIssuer);
    if (!about) return;
    for (const auto& page : {about->authorization, about->token, about->user_info, about->keys})
        must(page.starts_with("https://a.example/") && page.find('\n') == std::string::npos);
    must(about->end_session.empty() || about->end_session.starts_with("https://a.example/"));
}

// Nobody has our key: whatever is not signed by it is not believed.
void fuzz_token(std::string_view text) {
    must(!verified(text, keys(), Algorithm::Es256));
    must(key_named_by(text).size() <= text.size());
    const auto bytes = from_base64url(text);
    must(!bytes || base64url(*bytes) == text);
    // Its header and payload, rightly signed by whoever has.
    const auto cut = std::min(text.find('\n'), text.size());
    const auto signed_token = key().sign(text.substr(0, cut));
    const auto claims = verified(signed_token, keys(), Algorithm::Es256);
    must(claims.has_value() == Claims::parse(text.substr(0, cut)).has_value());
}

Expected expected() {
    return {.now = gps::base::Instant{}.plus(std::chrono::seconds(1'800'000'000)),
            .issuer = kIssuer,
            .client = "gps",
            .nonce = kNonce,
            .access_token = "a",
            .strength = Strength::OneFactor};
}

void fuzz_id_token(std::uint8_t which, std::string_view value) {
    const auto claims = Claims::parse(object_with(kId, which, value));
    if (!claims || !check_id_token(*claims, expected())) return;
    must(claims->text("iss") == kIssuer && claims->text("nonce") == kNonce);
    must(claims->text("aud") == "gps" || claims->texts("aud") == std::vector<std::string>{"gps"});
    must(!claims->text("sub").empty() && !claims->text("acr").empty());
    must(*claims->date("exp") > 1'799'999'970 && *claims->date("iat") <= 1'800'000'030);
}

void fuzz_user_info(std::uint8_t which, std::string_view value) {
    const auto claims = Claims::parse(object_with(kInfo, which, value));
    if (!claims || !check_user_info(*claims, expected(), "a1")) return;
    must(claims->text("sub") == "a1" && claims->text("siret").size() == 14);
    for (const auto* name : {"email", "given_name", "usual_name"}) {
        const auto text = claims->text(name);
        must(!text.empty() && gps::base::is_utf8(text));
        must(std::ranges::none_of(text, [](char c) { return c >= 0 && c < ' '; }));
    }
    must(std::ranges::count(claims->text("email"), '@') == 1);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 2, size - 2);
    switch (data[0] % 8) {
        case 0:
            fuzz_claims(text);
            break;
        case 1:
            fuzz_keys(text);
            break;
        case 2:
            fuzz_keys(fmt::format(R"({{"keys":[{}]}})", object_with(kCurve, data[1], text)));
            break;
        case 3:
            fuzz_description(text);
            break;
        case 4:
            fuzz_description(object_with(kAbout, data[1], text));
            break;
        case 5:
            fuzz_token(text);
            break;
        case 6:
            fuzz_id_token(data[1], text);
            break;
        default:
            fuzz_user_info(data[1], text);
    }
    return 0;
}
