#include "base/utf8.hpp"
#include "web/fields.hpp"
#include "web/forms.hpp"
#include "web/intake.hpp"
#include "web/router.hpp"
#include "web/source.hpp"

#include <cstdint>
#include <cstdlib>

// Whatever bytes a stranger sends, the parsers of web/ keep their promises. The first byte chooses
// the parser. A promise that is broken aborts.
namespace {

using namespace gps::web;

void must(bool kept) {
    if (!kept) std::abort();
}

void fuzz_form(std::string_view text) {
    const auto form = parse_urlencoded(text);
    if (!form) return;
    must(form->fields().size() <= kMostFields);
#ifdef GPS_FUZZ_PLANTED
    // The control of every run: a promise that does not hold, which the fuzzer has to find.
    must(form->fields().size() < 4);
#endif
    std::vector<std::pair<std::string_view, std::string_view>> fields;
    for (const auto& [name, value] : form->fields()) {
        must(gps::base::is_utf8(name) && gps::base::is_utf8(value));
        must(value.find('\0') == std::string::npos);
        fields.emplace_back(name, value);
    }
    const std::string address = with_query("/", fields);
    const auto again = parse_urlencoded(std::string_view(address).substr(fields.empty() ? 1 : 2));
    must(again && again->fields() == form->fields());
}

void fuzz_cookie(std::string_view text) {
    const auto value = cookie_in(text, "s");
    must(!value || value->find(';') == std::string::npos);
}

Paths some_paths() {
    Paths paths;
    paths.add(Method::Get, "/", 0);
    paths.add(Method::Get, "/a/b", 1);
    paths.add(Method::Get, "/a/{x}/c", 2);
    paths.add(Method::Post, "/a/{x}/{y}", 3);
    return paths;
}

void fuzz_path(std::string_view path) {
    static const Paths kPaths = some_paths();
    const auto match = kPaths.match(Method::Post, path);
    for (const auto& [name, value] : match.in_path) {
        must(!value.empty() && value.find('/') == std::string::npos);
    }
}

void fuzz_source(std::string_view text) {
    static const TrustedProxies kProxies({"10.0.0.0/8", "fd00::/8"});
    const auto source = kProxies.source("10.0.0.1", text);
    must(Address::parse(std::string_view(source).substr(0, source.find('/'))).has_value());
    must(kProxies.source("192.0.2.1", text) == "192.0.2.1");
}

void fuzz_head(std::string_view text) {
    const HeadScan scan = scan_head(text, 0);
    must(scan.end <= text.size());
    // The same, however the bytes are cut.
    const std::size_t cut = text.size() / 2;
    const HeadScan first = scan_head(text.substr(0, cut), 0);
    if (!first.bad && first.end == 0) must(scan_head(text, cut).end == scan.end);
    asks_other_version(text);
    accepts_gzip(text);
    const std::size_t line = text.find('\n');
    const Head head{.method = "GET",
                    .target = text.substr(0, line),
                    .fields = {{"Host", line < text.size() ? text.substr(line + 1) : "a"}}};
    const Intake intake = take_in(head, {});
    if (intake.refused != 0) return;
    must(intake.request.path.starts_with('/') && !intake.request.path.starts_with("//"));
    must(gps::base::is_utf8(intake.request.path));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    switch (data[0] % 5) {
        case 0:
            fuzz_form(text);
            break;
        case 1:
            fuzz_cookie(text);
            break;
        case 2:
            fuzz_path(text);
            break;
        case 3:
            fuzz_source(text);
            break;
        default:
            fuzz_head(text);
    }
    return 0;
}
