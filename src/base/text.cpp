#include "base/text.hpp"

namespace gps::base {

std::string clean(std::string_view text) {
    std::string kept;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool is_no_break_space = text.substr(i).starts_with("\xC2\xA0");
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool is_space = byte <= 0x20 || byte == 0x7F || is_no_break_space;
        if (is_no_break_space) ++i;
        if (!is_space) {
            kept += text[i];
        } else if (!kept.empty() && kept.back() != ' ') {
            kept += ' ';
        }
    }
    if (kept.ends_with(' ')) kept.pop_back();
    return kept;
}

std::string_view beginning(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    while (bytes > 0 && (text[bytes] & 0xC0) == 0x80) --bytes;
    return text.substr(0, bytes);
}

}  // namespace gps::base
