#include "factors/qr.hpp"

#include <iterator>
#include <memory>
#include <stdexcept>

#include <fmt/format.h>
#include <qrencode.h>

namespace gps::factors {
namespace {

constexpr int kQuiet = 4;

// One run of dark modules of a line is one rectangle.
void append_line(std::string& path, const QRcode& code, int y) {
    const auto is_dark = [&](int x) { return (code.data[y * code.width + x] & 1U) != 0; };
    for (int x = 0; x < code.width; ++x) {
        if (!is_dark(x)) continue;
        const int start = x;
        while (x < code.width && is_dark(x)) ++x;
        fmt::format_to(std::back_inserter(path), "M{} {}h{}v1h-{}z", start + kQuiet, y + kQuiet,
                       x - start, x - start);
    }
}

}  // namespace

SquareCode square_code(std::string_view text) {
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeString(std::string(text).c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1), QRcode_free);
    if (!code) throw std::length_error("no square code holds this text");
    SquareCode square{.side = code->width + 2 * kQuiet};
    for (int y = 0; y < code->width; ++y) append_line(square.path, *code, y);
    return square;
}

}  // namespace gps::factors
