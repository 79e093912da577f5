#include "openid/base64url.hpp"
#include "openid/crypto.hpp"
#include "passkeys/libfido.hpp"
#include "passkeys/webauthn.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>

// Whatever a browser sends for a passkey, what reads it keeps its promises, libfido2 included. The
// first byte chooses what the rest is. A promise that is broken aborts.
namespace {

using namespace gps::passkeys;
using gps::openid::base64url;

constexpr std::string_view kMade =
    R"({"type":"webauthn.create","challenge":"YWJj","origin":"https://a.example"})";
constexpr std::string_view kShown =
    R"({"type":"webauthn.get","challenge":"YWJj","origin":"https://a.example"})";

void must(bool kept) {
    if (!kept) std::abort();
}

Expected expected() {
    return {.site = {.origin = "https://a.example", .id = "a.example"}, .challenge = "YWJj"};
}

// Data of this site, with every flag: the rest is what was attested, then extensions.
std::string data_with(std::string_view rest) {
    return gps::openid::sha256("a.example") + "\xC5" + std::string(4, '\0') + std::string(rest);
}

// The point of the standard's own example (RFC 7515, A.3).
Made kept() {
    const auto bytes = [](std::string_view text) { return *gps::openid::from_base64url(text); };
    return {.id = "YQ",
            .key = base64url(bytes("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU") +
                             bytes("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"))};
}

// After sixteen bytes of model and two of its length.
std::string_view id_said_in(std::string_view attested) {
    if (attested.size() < 18) return {};
    const auto high = static_cast<unsigned char>(attested[16]);
    const auto low = static_cast<unsigned char>(attested[17]);
    return attested.substr(18, high * 256U + low);
}

void made(std::string_view id, std::string_view client, std::string_view data) {
    const auto read = read_made({.id = id, .client = client, .data = data}, expected());
    if (!read) return;
    must(!read->id.empty() && read->id == id && read->id.size() <= 1368);
    must(fido::is_key(static_cast<int>(read->algorithm), *gps::openid::from_base64url(read->key)));
}

// Nobody has the private key: no answer is one.
void shown(std::string_view client, std::string_view data, std::string_view signature) {
    const auto count = check_shown(
        {.id = "YQ", .client = client, .data = data, .signature = signature}, expected(), kept());
    must(!count);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size < 2) return 0;
    const std::string_view text(reinterpret_cast<const char*>(bytes) + 2, size - 2);
    const auto half = text.substr(0, text.size() * bytes[1] / 255);
    const auto rest = text.substr(half.size());
    switch (bytes[0] % 6) {
        case 0:  // attested, of the id that its own bytes say
            made(base64url(id_said_in(text)), base64url(kMade), base64url(data_with(text)));
            break;
        case 1:
            made("YQ", base64url(text), base64url(data_with("")));
            break;
        case 2:
            made(half, text, rest);
            break;
        case 3:
            shown(base64url(kShown), base64url(data_with(half)), base64url(rest));
            break;
        case 4:
            shown(base64url(text), base64url(data_with("")), base64url(rest));
            break;
        default:
            shown(half, text, rest);
    }
    return 0;
}
