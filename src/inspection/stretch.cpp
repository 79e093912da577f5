#include "inspection/stretch.hpp"

#include "base/digest.hpp"
#include "inspection/store.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>

namespace gps::inspection {
namespace {

constexpr std::size_t kFieldOfKey = 0;
constexpr std::size_t kFieldOfTime = 1;
// Longer than a transaction, and than clocks of nodes are apart.
constexpr std::chrono::hours kTolerated{1};

}  // namespace

Fields fields_from(const db::Row& row, int first) {
    Fields fields;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const auto column = first + static_cast<int>(i);
        if (!row.is_null(column)) fields[i] = row.view(column);
    }
    return fields;
}

std::int64_t number_in(std::optional<std::string_view> text) {
    std::int64_t number = 0;
    if (!text) return number;
    const auto* const end = text->data() + text->size();
    const auto [stop, error] = std::from_chars(text->data(), end, number);
    return error == std::errc() && stop == end ? number : 0;
}

std::optional<Wrong> wrong_with(const base::KeyRing& keys, const Fields& fields,
                                std::string_view canonical, std::string_view mac) {
    const auto version = static_cast<int>(number_in(fields[kFieldOfKey]));
    const auto found = audit::fault(keys, version, canonical, mac);
    if (!found) return std::nullopt;
    return *found == audit::Fault::Altered ? Wrong::EntryAltered : Wrong::EntryUnknownKey;
}

StretchWalk::StretchWalk(const base::KeyRing& keys, std::span<const Mark> marks, std::int64_t seq,
                         std::optional<std::string> hash)
    : keys_(&keys), marks_(marks), seq_(seq), hash_(std::move(hash)) {
    const auto next = std::ranges::upper_bound(marks_, seq_, {}, &Mark::seq);
    mark_ = static_cast<std::size_t>(next - marks_.begin());
}

void StretchWalk::wrong(Wrong what, std::int64_t entry_id, std::int64_t head) {
    found_.add({.wrong = what, .seq = seq_, .entry_id = entry_id, .head = head});
}

void StretchWalk::step_to(std::int64_t seq) {
    const auto expected = seq_ + 1;
    seq_ = expected;
    if (seq == expected) return;
    wrong(Wrong::LinkMissing);
    seq_ = seq;
    hash_.reset();
}

void StretchWalk::note(std::int64_t entry_id) {
    if (!ids_.empty() && ids_.back().last + 1 == entry_id) {
        ids_.back().last = entry_id;
    } else {
        ids_.push_back({.first = entry_id, .last = entry_id});
    }
}

void StretchWalk::check(const db::Row& row) {
    step_to(row.integer(store::ChainedSeq));
    const auto entry_id = number_in(row.view(store::ChainedEntryId));
    const auto hash = row.view(store::ChainedHash);
    ++found_.entries;
    note(entry_id);
    if (row.is_null(store::ChainedId)) {
        wrong(Wrong::EntryGone, entry_id);
    } else {
        check_entry(row, entry_id);
    }
    check_mark(hash);
    hash_ = hash;
}

void StretchWalk::check_entry(const db::Row& row, std::int64_t entry_id) {
    const auto fields = fields_from(row, store::ChainedFields);
    const auto mac = row.view(store::ChainedMac);
    text_.clear();
    audit::append_place(text_, hash_ ? std::string_view(*hash_) : audit::kNoHash, seq_, entry_id);
    const auto place = text_.size();
    audit::append_canonical(text_, fields);
    const auto canonical = std::string_view(text_).substr(place);
    if (const auto found = wrong_with(*keys_, fields, canonical, mac)) wrong(*found, entry_id);
    text_ += mac;
    if (hash_ && base::digest(text_) != row.view(store::ChainedHash))
        wrong(Wrong::ChainBroken, entry_id);
    check_time(fields[kFieldOfTime].value_or(""), entry_id);
}

void StretchWalk::check_time(std::string_view at, std::int64_t entry_id) {
    const base::Instant time{number_in(at)};
    const bool is_early = mark_ > 0 && time < marks_[mark_ - 1].at.minus(kTolerated);
    const bool is_late = mark_ < marks_.size() && time > marks_[mark_].at.plus(kTolerated);
    if (is_early || is_late) wrong(Wrong::Clock, entry_id);
}

void StretchWalk::check_mark(std::string_view hash) {
    for (; mark_ < marks_.size() && marks_[mark_].seq <= seq_; ++mark_) {
        const auto& mark = marks_[mark_];
        if (mark.seq != seq_ || mark.hash != hash) wrong(Wrong::HeadDenied, 0, mark.number);
    }
}

}  // namespace gps::inspection
