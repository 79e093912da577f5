#include "csv/lines.hpp"

namespace gps::csv {
namespace {

constexpr std::size_t kBlock = 1U << 20U;

}  // namespace

Lines::Lines(std::istream& in) : in_(in) {
    refill();
}

bool Lines::refill() {
    block_.resize(kBlock);
    in_.read(block_.data(), static_cast<std::streamsize>(kBlock));
    block_.resize(static_cast<std::size_t>(in_.gcount()));
    at_ = 0;
    if (in_.bad()) throw std::ios_base::failure("csv: the file cannot be read to its end");
    return !block_.empty();
}

std::optional<Lines::Piece> Lines::next() {
    if (at_ == block_.size() && !refill()) return std::nullopt;
    const auto end = block_.find_first_of("\r\n", at_);
    if (end == std::string::npos) {
        const auto bytes = std::string_view(block_).substr(at_);
        at_ = block_.size();
        return Piece{.bytes = bytes, .line = line_};
    }
    // A CR that closes the block may have its LF in the next one.
    const bool is_cut = block_[end] == '\r' && end + 1 == block_.size();
    if (is_cut && in_.peek() == '\n') block_ += static_cast<char>(in_.get());
    const bool is_crlf = block_[end] == '\r' && end + 1 < block_.size() && block_[end + 1] == '\n';
    const auto length = end - at_ + (is_crlf ? 2 : 1);
    const auto bytes = std::string_view(block_).substr(at_, length);
    at_ += length;
    return Piece{.bytes = bytes, .line = line_++, .ends_line = true};
}

}  // namespace gps::csv
