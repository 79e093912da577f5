#include "inspection/heads.hpp"

#include "base/digest.hpp"

#include <algorithm>

namespace gps::inspection {

HeadsWalk::HeadsWalk(const HeadKeys& keys, std::optional<Purge> purge,
                     const std::optional<std::filesystem::path>& file)
    : keys_(&keys), purge_(std::move(purge)) {
    if (purge_ && !keys.vouch_for(*purge_)) wrong(Wrong::PurgeUnproven, purge_->head);
    if (!file) return;
    file_.emplace(*file);
    read_line();
}

void HeadsWalk::wrong(Wrong what, std::int64_t number) {
    found_.add({.wrong = what, .head = number});
}

// Heads are exported in their order; one exported twice says the same twice.
void HeadsWalk::read_line() {
    passed_ = std::move(exported_);
    exported_.reset();
    while (const auto text = file_->next()) {
        exported_ = audit::head_of(*text);
        if (!exported_) {
            wrong(Wrong::FileLine, passed_ ? passed_->number : 0);
            continue;
        }
        if (!passed_ || exported_->number > passed_->number) return;
        if (line(*exported_) != line(*passed_)) wrong(Wrong::FileLine, exported_->number);
        exported_.reset();
    }
}

// What was exported and is not in the database, unless its time was over.
void HeadsWalk::pass_lines_before(std::int64_t number) {
    for (; exported_ && exported_->number < number; read_line()) {
        const bool was_purged = purge_ && exported_->number < purge_->head;
        if (!was_purged) wrong(Wrong::HeadMissing, exported_->number);
    }
}

void HeadsWalk::check_with_file(const Head& head) {
    if (!file_) return;
    pass_lines_before(head.number);
    if (!exported_ || exported_->number != head.number) return;
    if (line(*exported_) != line(head)) wrong(Wrong::HeadApart, head.number);
    read_line();
}

// A signature vouches for all the heads before its own, by their digests: only the last one and
// those whose line does not go on are checked by theirs, for a signature takes sixty microseconds
// and a year has half a million. Whoever signs checks the one before (sign_head()).
void HeadsWalk::check_order(const Head& head) {
    const auto first = purge_ ? purge_->head : 1;
    const bool goes_on = last_ ? head.number == last_->number + 1 : head.number <= first;
    if (!goes_on) wrong(Wrong::HeadMissing, head.number - 1);
    const bool starts = head.number == 1 && head.previous != audit::kNoHash;
    const bool is_tied = !last_ || !goes_on || head.previous == base::digest(line(*last_));
    if (starts || !is_tied) wrong(Wrong::HeadForged, head.number - 1);
    if (!last_ || !goes_on || !is_tied) {
        if (!keys_->vouch_for(head)) wrong(Wrong::HeadForged, head.number);
        if (last_ && !keys_->vouch_for(*last_)) wrong(Wrong::HeadForged, last_->number);
    }
    if (last_ && head.seq <= last_->seq) wrong(Wrong::HeadForged, head.number);
    if (last_ && head.at < last_->at.minus(std::chrono::hours(1))) wrong(Wrong::Clock, head.number);
}

void HeadsWalk::check(const Head& head) {
    check_order(head);
    check_with_file(head);
    if (purge_ && head.number == purge_->head) {
        has_proof_ = head.seq == purge_->seq && head.hash == purge_->hash;
        if (!keys_->vouch_for(head)) wrong(Wrong::HeadForged, head.number);
    }
    marks_.push_back({.seq = head.seq, .number = head.number, .at = head.at, .hash = head.hash});
    ++found_.heads;
    last_ = head;
}

void HeadsWalk::finish() {
    if (last_ && !keys_->vouch_for(*last_)) wrong(Wrong::HeadForged, last_->number);
    if (purge_ && !has_proof_) wrong(Wrong::PurgeUnproven, purge_->head);
    for (; exported_; read_line()) {
        const bool was_purged = purge_ && exported_->number < purge_->head;
        if (!was_purged) wrong(Wrong::ChainCut, exported_->number);
    }
    found_.last_head = last_;
    std::ranges::stable_sort(marks_, {}, &Mark::seq);
}

}  // namespace gps::inspection
