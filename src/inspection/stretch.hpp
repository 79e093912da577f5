#pragma once

#include "inspection/verify.hpp"

#include <span>
#include <string>

// The walk along a stretch of the chain.
namespace gps::inspection {

// What a head says, to be met on the way; in the order of their places.
struct Mark {
    std::int64_t seq = 0;
    std::int64_t number = 0;
    base::Instant at = {};
    std::string hash = {};
};

// Ids that follow each other, from the first to the last.
struct IdRun {
    std::int64_t first = 0;
    std::int64_t last = 0;
};

class StretchWalk {
 public:
    // Goes on after `seq`. `hash`: the one of that place; nullopt when nobody knows it.
    StretchWalk(const base::KeyRing& keys, std::span<const Mark> marks, std::int64_t seq,
                std::optional<std::string> hash);

    // Lines of store::chained_entries.
    void check(const db::Row& row);

    [[nodiscard]] std::int64_t seq() const { return seq_; }
    [[nodiscard]] const std::optional<std::string>& hash() const { return hash_; }
    [[nodiscard]] const TrailCheck& found() const { return found_; }
    [[nodiscard]] const std::vector<IdRun>& ids() const { return ids_; }

 private:
    void step_to(std::int64_t seq);
    void note(std::int64_t entry_id);
    void check_entry(const db::Row& row, std::int64_t entry_id);
    void check_time(std::string_view at, std::int64_t entry_id);
    void check_mark(std::string_view hash);
    void wrong(Wrong what, std::int64_t entry_id = 0, std::int64_t head = 0);

    const base::KeyRing* keys_;
    std::span<const Mark> marks_;
    std::size_t mark_ = 0;  // the next one
    std::int64_t seq_;
    std::optional<std::string> hash_;
    std::string text_;
    TrailCheck found_;
    std::vector<IdRun> ids_;
};

// The fields of an entry from column `first` on, NULL being none.
Fields fields_from(const db::Row& row, int first);
// 0 for what is no number.
std::int64_t number_in(std::optional<std::string_view> text);
// What its signature says of an entry whose canonical form is known.
std::optional<Wrong> wrong_with(const base::KeyRing& keys, const Fields& fields,
                                std::string_view canonical, std::string_view mac);

}  // namespace gps::inspection
