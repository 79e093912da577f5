#include "audit/chain.hpp"

#include "base/digest.hpp"
#include "base/signature.hpp"

#include <array>
#include <charconv>

#include <fmt/format.h>

namespace gps::audit {
namespace {

constexpr std::string_view kSignature = " signature=";

// Takes " name=value" off the start of `rest`.
class LineReader {
 public:
    explicit LineReader(std::string_view line) : rest_(line) {}

    std::string text(std::string_view name) {
        const auto start = fmt::format(" {}=", name);
        if (!rest_.starts_with(start)) {
            is_wrong_ = true;
            return {};
        }
        rest_.remove_prefix(start.size());
        const auto value = rest_.substr(0, rest_.find(' '));
        rest_.remove_prefix(value.size());
        return std::string(value);
    }
    template <class Number>
    void number(std::string_view name, Number& into) {
        const auto digits = text(name);
        const auto* const end = digits.data() + digits.size();
        const auto [stop, error] = std::from_chars(digits.data(), end, into);
        if (error != std::errc() || stop != end) is_wrong_ = true;
    }
    [[nodiscard]] bool is_wrong() const { return is_wrong_; }

 private:
    std::string_view rest_;
    bool is_wrong_ = false;
};

constexpr std::string_view kHeadFormat = "gps-audit-head/1";

}  // namespace

void append_place(std::string& out, std::string_view previous, std::int64_t seq,
                  std::int64_t entry_id) {
    out += previous;
    for (const auto number : {seq, entry_id}) {
        std::array<char, 20> digits{};
        const auto end = std::to_chars(digits.begin(), digits.end(), number).ptr;
        out += ',';
        out.append(digits.data(), end);
    }
    out += ',';
}

std::string next_hash(std::string_view previous, std::int64_t seq, std::int64_t entry_id,
                      std::string_view canonical, std::string_view mac) {
    std::string text;
    append_place(text, previous, seq, entry_id);
    text += canonical;
    text += mac;
    return base::digest(text);
}

std::string signed_text(const Head& head) {
    return fmt::format("{} number={} seq={} hash={} at={} previous={} key={}", kHeadFormat,
                       head.number, head.seq, head.hash, head.at.micros, head.previous,
                       head.key_version);
}

std::string line(const Head& head) {
    return fmt::format("{}{}{}", signed_text(head), kSignature, head.signature);
}

std::optional<Head> head_of(std::string_view text) {
    if (!text.starts_with(kHeadFormat)) return std::nullopt;
    LineReader from(text.substr(kHeadFormat.size()));
    Head head;
    from.number("number", head.number);
    from.number("seq", head.seq);
    head.hash = from.text("hash");
    from.number("at", head.at.micros);
    head.previous = from.text("previous");
    from.number("key", head.key_version);
    head.signature = from.text("signature");
    if (from.is_wrong() || line(head) != text) return std::nullopt;
    return head;
}

std::string signed_text(const Purge& purge) {
    return fmt::format("gps-audit-purge/1 number={} head={} seq={} hash={} at={} key={}",
                       purge.number, purge.head, purge.seq, purge.hash, purge.at.micros,
                       purge.key_version);
}

void sign(const base::Keys& keys, Head& head) {
    const auto& key = keys.heads().newest();
    head.key_version = key.version;
    head.signature = base::sign(key.secret, signed_text(head));
}

void sign(const base::Keys& keys, Purge& purge) {
    const auto& key = keys.heads().newest();
    purge.key_version = key.version;
    purge.signature = base::sign(key.secret, signed_text(purge));
}

HeadKeys::HeadKeys(const base::Keys& keys) {
    for (const auto& key : keys.heads().all()) open_[key.version] = base::public_key(key.secret);
}

bool HeadKeys::is_signed(int key_version, const std::string& text,
                         const std::string& signature) const {
    const auto key = open_.find(key_version);
    return key != open_.end() && base::is_signed(key->second, text, signature);
}

bool HeadKeys::vouch_for(const Head& head) const {
    return is_signed(head.key_version, signed_text(head), head.signature);
}

bool HeadKeys::vouch_for(const Purge& purge) const {
    return is_signed(purge.key_version, signed_text(purge), purge.signature);
}

}  // namespace gps::audit
