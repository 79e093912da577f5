#include "contact/vcard.hpp"

#include "base/text.hpp"

namespace gps::contact {
namespace {

constexpr std::size_t kLine = 75;  // bytes, the line end apart (RFC 6350, 3.2)

}  // namespace

std::string vcard_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\r') continue;
        if (c == '\n') {
            out += "\\n";
            continue;
        }
        if (c == '\\' || c == ',' || c == ';') out += '\\';
        out += c;
    }
    return out;
}

std::string vcard_line(std::string_view line) {
    std::string out(base::beginning(line, kLine));
    line.remove_prefix(out.size());
    while (!line.empty()) {
        const auto part = base::beginning(line, kLine - 1);
        out.append("\r\n ").append(part);
        line.remove_prefix(part.size());
    }
    return out + "\r\n";
}

std::string vcard(const Revealed& revealed, Channel channel) {
    std::string card = "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:individual\r\n";
    card += vcard_line("FN:" + vcard_text(revealed.name));
    card += vcard_line("N:" + vcard_text(revealed.last_name) + ";" +
                       vcard_text(revealed.first_name) + ";;;");
    card += vcard_line("ORG:" + vcard_text(revealed.structure));
    if (!revealed.dialled.empty()) {
        card += channel == Channel::Email
                    ? vcard_line("EMAIL;TYPE=work:" + vcard_text(revealed.dialled))
                    : vcard_line("TEL;TYPE=work;VALUE=uri:tel:" + revealed.dialled);
    }
    return card + "END:VCARD\r\n";
}

}  // namespace gps::contact
